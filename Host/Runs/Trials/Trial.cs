using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;

namespace GpuRisk.Host.Runs.Trials;

/// <summary>A run of a variant.</summary>
/// <param name="Plan">What was run.</param>
/// <param name="Result">What came out.</param>
/// <param name="Figures">The figures that were asked for, in their order.</param>
internal sealed record Trial(Plan Plan, RunResult Result, IReadOnlyList<TrialFigure> Figures);
