using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Host.Runs.Running;

/// <summary>A run of this process that came to its end, or was stopped.</summary>
/// <param name="Plan">What was run.</param>
/// <param name="Options">How; the paths are those asked for.</param>
/// <param name="Tally">The outcomes.</param>
/// <param name="Result">The figures.</param>
/// <param name="Started">When it started.</param>
/// <param name="Finished">When it ended.</param>
internal sealed record CompletedRun(
    Plan Plan,
    RunOptions Options,
    RunTally Tally,
    RunResult Result,
    DateTimeOffset Started,
    DateTimeOffset Finished) : FinishedRun(Plan, Options, Result)
{
    /// <summary>What the result was made of; null where only the tally is known.</summary>
    public RunOutcome? Outcome { get; init; }

    /// <summary>The paths of a run that was stopped, to which others can be added; null where it
    /// has all or none.</summary>
    public Part? Part => Result.Partial && Outcome is { Ranges.Count: > 0 } outcome
        ? new Part(Plan, Options, outcome, Started, Finished)
        : null;

    /// <inheritdoc/>
    public override IReadOnlyList<OutcomeBin> OutcomesOf(Metric metric) =>
        OutcomeBin.Of(Tally.Metrics.Single(tally => tally.Metric.Name == metric.Name));
}
