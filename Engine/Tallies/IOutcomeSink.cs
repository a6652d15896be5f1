namespace GpuRisk.Engine.Tallies;

/// <summary>What takes the outcomes of chunks of paths, one chunk at a time.</summary>
public interface IOutcomeSink
{
    /// <summary>Whether it takes paths that a device has tallied itself, or needs the outcomes of
    /// every path.</summary>
    bool TakesTallies => false;

    /// <summary>Takes a chunk's outcomes.</summary>
    /// <param name="outcomes">
    /// Metric after metric: that of metric m on the chunk's path p stands at m * stride + p.
    /// </param>
    /// <param name="stride">Outcomes from one metric to the next; at least the paths.</param>
    /// <param name="paths">Paths in the chunk.</param>
    /// <param name="firstPath">The index of the chunk's first path; at least 0.</param>
    void Add(ReadOnlySpan<float> outcomes, int stride, int paths, long firstPath);

    /// <inheritdoc cref="Add(ReadOnlySpan{float}, int, int, long)"/>
    void Add(ReadOnlySpan<double> outcomes, int stride, int paths, long firstPath);

    /// <summary>Takes a chunk that was tallied where it was simulated; only where
    /// <see cref="TakesTallies"/>.</summary>
    /// <param name="tally">The chunk's tally.</param>
    /// <param name="firstPath">The index of the chunk's first path; at least 0.</param>
    void Add(RunTally tally, long firstPath) => throw new NotSupportedException();
}
