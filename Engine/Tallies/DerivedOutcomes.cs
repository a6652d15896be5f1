using GpuRisk.Kernels.Tallies;

namespace GpuRisk.Engine.Tallies;

/// <summary>Outcomes that are computed from a path's others, which stand before them.</summary>
/// <param name="metrics">The derived metrics.</param>
/// <param name="starts">Where the integers of each begin.</param>
/// <param name="integers">The tables, as <see cref="Derived"/> reads them.</param>
/// <param name="reals">The same.</param>
internal sealed class DerivedOutcomes(
    IReadOnlyList<Metric> metrics, int[] starts, int[] integers, double[] reals)
{
    /// <summary>None.</summary>
    public static DerivedOutcomes None { get; } = new([], [], [], []);

    /// <summary>How many there are.</summary>
    public int Count => metrics.Count;

    /// <summary>What they are.</summary>
    public IReadOnlyList<Metric> Metrics => metrics;

    /// <summary>Where the integers of each begin.</summary>
    public int[] Starts => starts;

    /// <summary>The table of integers.</summary>
    public int[] Integers => integers;

    /// <summary>The table of reals.</summary>
    public double[] Reals => reals;
}
