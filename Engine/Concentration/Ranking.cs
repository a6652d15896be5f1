namespace GpuRisk.Engine.Concentration;

/// <summary>Room in which slices are ranked, so that no path allocates any.</summary>
/// <param name="slices">How many there are.</param>
internal sealed class Ranking(int slices)
{
    /// <summary>The slices' indices, in order of their values.</summary>
    internal int[] Order { get; } = new int[slices];

    /// <summary>Their values in that order.</summary>
    internal double[] Values { get; } = new double[slices];

    /// <summary>The largest gain of a single wallet in each and all before it.</summary>
    internal double[] Highest { get; } = new double[slices];

    /// <summary>The smallest gain of a single wallet in each and all after it.</summary>
    internal double[] Lowest { get; } = new double[slices];
}
