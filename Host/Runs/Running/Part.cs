using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;

namespace GpuRisk.Host.Runs.Running;

/// <summary>Some paths of a run.</summary>
/// <param name="Plan">What was run.</param>
/// <param name="Whole">How the whole run is run; the paths are all of it.</param>
/// <param name="Outcome">What these paths came to.</param>
/// <param name="Started">When the first of them was begun.</param>
/// <param name="Finished">When the last was done.</param>
internal sealed record Part(
    Plan Plan,
    RunOptions Whole,
    RunOutcome Outcome,
    DateTimeOffset Started,
    DateTimeOffset Finished);
