using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Models;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning;

/// <summary>Plans runs that draw random numbers and do nothing else: how fast a device draws
/// them, and whether they are the right ones.</summary>
public static class RandomNumbersPlanner
{
    private const string Name = "random-numbers";
    private const int UniformsPerBlock = 4;

    /// <summary>Plans random numbers.</summary>
    /// <param name="steps">Uniforms of a path, a positive multiple of 4.</param>
    /// <param name="paths">Number of paths that a run has unless it is told otherwise.</param>
    /// <param name="seed">The seed.</param>
    public static Plan Plan(int steps, long paths, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        ArgumentOutOfRangeException.ThrowIfNotEqual(steps % UniformsPerBlock, 0, nameof(steps));
        var tables = new PlanBuilder(Empty(steps, paths, seed));
        tables.AddRow(new RandomNumbersRow
        {
            InverseCount = tables.AddReals(1.0 / steps),
            Mean = tables.AddMetrics(
                new Metric("uniform", "mean", "1", 1, MetricSense.Level, Origin: 0.5)),
        });
        return tables.Build<RandomNumbersModel>(Name);
    }

    private static Scenario Empty(int steps, long paths, ulong seed) => new()
    {
        Name = Name,
        Description = "",
        Kernel = KernelKind.ImpermanentLoss,
        HorizonSeconds = steps,
        StepSeconds = 1,
        Paths = paths,
        Seed = seed,
        Measure = Measure.RealWorld,
        Assets = [],
        Correlations = CorrelationMatrix.Identity(0),
        Pools = [],
        Positions = [],
        LendingMarkets = [],
        Loans = [],
        Stablecoins = [],
        Holders = [],
    };
}
