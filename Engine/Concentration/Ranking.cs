namespace GpuRisk.Engine.Concentration;

/// <summary>Room in which slices are ranked, so that no path allocates any. It keeps its order: the
/// next path's is much like it, and sorted the sooner from there.</summary>
/// <param name="slices">How many there are.</param>
internal sealed class Ranking(int slices)
{
    /// <summary>The slices' indices, in order of their values.</summary>
    internal int[] Order { get; } = [.. Enumerable.Range(0, slices)];

    /// <summary>Their values in that order.</summary>
    internal double[] Values { get; } = new double[slices];

    /// <summary>The largest gain of a single wallet in each and all before it.</summary>
    internal double[] Highest { get; } = new double[slices];

    /// <summary>The smallest gain of a single wallet in each and all after it.</summary>
    internal double[] Lowest { get; } = new double[slices];
}
