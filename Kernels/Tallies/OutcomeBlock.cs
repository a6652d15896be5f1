namespace GpuRisk.Kernels.Tallies;

/// <summary>The outcomes that one launch of a tally reads.</summary>
/// <param name="stride">Outcomes from one metric to the next.</param>
/// <param name="count">Number of paths.</param>
/// <param name="firstPath">Index of the first path.</param>
public readonly struct OutcomeBlock(int stride, int count, long firstPath)
{
    /// <summary>Index of the first path.</summary>
    public readonly long FirstPath = firstPath;

    /// <summary>Outcomes from one metric to the next.</summary>
    public readonly int Stride = stride;

    /// <summary>Number of paths.</summary>
    public readonly int Count = count;
}
