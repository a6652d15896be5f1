using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Tallies;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Running;

/// <summary>How many paths a way of sampling has.</summary>
public static class SamplingRule
{
    // So many points has each of the replicates.
    private const long MostPoints = 1L << 32;

    /// <summary>Why a plan may not have so many paths; null where it may.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="paths">The number of paths.</param>
    public static string? Problem(Plan plan, long paths)
    {
        ArgumentNullException.ThrowIfNull(plan);
        const long most = MostPoints * MetricTally.BatchCount;
        return plan.Scenario.Sampling?.Kind == SamplingKind.Sobol && paths > most
            ? FormattableString.Invariant(
                $"found {paths:N0} paths; with sampling sobol allowed are at most {most:N0}")
            : null;
    }
}
