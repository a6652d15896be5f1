namespace GpuRisk.Engine.Sampling;

/// <summary>The outcomes of some paths, metric by metric.</summary>
public sealed class SampleBlock
{
    private readonly long[] _paths;
    private readonly double[][] _values;

    internal SampleBlock(int columns, int capacity)
    {
        _paths = new long[capacity];
        _values = [.. Enumerable.Range(0, columns).Select(_ => new double[capacity])];
    }

    /// <summary>Paths in the block.</summary>
    public int Rows { get; private set; }

    /// <summary>The indices of the paths, rising.</summary>
    public ReadOnlyMemory<long> Paths => _paths.AsMemory(0, Rows);

    /// <summary>The outcomes of a metric, in its unit; NaN where a path has none.</summary>
    /// <param name="column">The metric's place among those that are sampled.</param>
    public ReadOnlyMemory<double> Values(int column) => _values[column].AsMemory(0, Rows);

    /// <summary>Where the outcomes of a run of paths are put before <see cref="Seal"/>.</summary>
    internal Span<double> Room(int column, int offset, int count) =>
        _values[column].AsSpan(offset, count);

    /// <summary>Draws the parts that were filled together, in the order of their paths.</summary>
    internal void Seal(long firstPath, List<(int Offset, int Count)> parts)
    {
        parts.Sort();
        Rows = 0;
        foreach ((int offset, int count) in parts)
        {
            foreach (double[] column in _values)
            {
                column.AsSpan(offset, count).CopyTo(column.AsSpan(Rows));
            }

            for (int i = 0; i < count; i++)
            {
                _paths[Rows + i] = firstPath + offset + i;
            }

            Rows += count;
        }
    }
}
