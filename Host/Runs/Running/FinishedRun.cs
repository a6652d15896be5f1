using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Host.Runs.Running;

/// <summary>What is shown of a run that came to its end, or was stopped, wherever that was.
/// </summary>
/// <param name="Plan">What was run.</param>
/// <param name="Options">How; the paths are those asked for.</param>
/// <param name="Result">The figures.</param>
internal abstract record FinishedRun(Plan Plan, RunOptions Options, RunResult Result)
{
    /// <summary>The outcomes of a published metric, in bins from the lowest to the highest.
    /// </summary>
    public abstract IReadOnlyList<OutcomeBin> OutcomesOf(Metric metric);
}
