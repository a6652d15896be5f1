using GpuRisk.Engine.Tallies;

namespace GpuRisk.Engine.Running;

/// <summary>Chosen metrics of a chunk's paths, kept as they come.</summary>
internal sealed class CapturedMetrics(IReadOnlyList<int> metrics) : IOutcomeSink
{
    private readonly double[][] _values = [.. metrics.Select(_ => Array.Empty<double>())];
    private long _firstPath;

    /// <summary>Makes room for a chunk.</summary>
    public void Begin(long firstPath, int paths)
    {
        _firstPath = firstPath;
        for (int i = 0; i < _values.Length; i++)
        {
            if (_values[i].Length < paths)
            {
                _values[i] = new double[paths];
            }
        }
    }

    /// <summary>The chunk's outcomes of a chosen metric.</summary>
    public double[] this[int metric] => _values[metric];

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<float> outcomes, int stride, int paths, long firstPath)
    {
        int start = (int)(firstPath - _firstPath);
        for (int i = 0; i < _values.Length; i++)
        {
            for (int p = 0; p < paths; p++)
            {
                _values[i][start + p] = outcomes[(metrics[i] * stride) + p];
            }
        }
    }

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<double> outcomes, int stride, int paths, long firstPath)
    {
        int start = (int)(firstPath - _firstPath);
        for (int i = 0; i < _values.Length; i++)
        {
            outcomes.Slice(metrics[i] * stride, paths).CopyTo(_values[i].AsSpan(start));
        }
    }
}
