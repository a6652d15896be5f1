using GpuRisk.Engine.Tallies;

namespace GpuRisk.Engine.Running;

/// <summary>Keeps what some metrics came to, path by path.</summary>
/// <param name="metrics">The metrics' places among the outcomes.</param>
/// <param name="paths">The number of paths.</param>
/// <param name="first">The index of the first of them.</param>
internal sealed class OutcomeColumns(int[] metrics, int paths, long first = 0) : IOutcomeSink
{
    /// <summary>The outcomes of each metric.</summary>
    public double[][] Columns { get; } = [.. metrics.Select(_ => new double[paths])];

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<float> outcomes, int stride, int paths, long firstPath)
    {
        for (int i = 0; i < metrics.Length; i++)
        {
            for (int j = 0; j < paths; j++)
            {
                Columns[i][firstPath - first + j] = outcomes[(metrics[i] * stride) + j];
            }
        }
    }

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<double> outcomes, int stride, int paths, long firstPath)
    {
        for (int i = 0; i < metrics.Length; i++)
        {
            outcomes.Slice(metrics[i] * stride, paths)
                .CopyTo(Columns[i].AsSpan((int)(firstPath - first)));
        }
    }
}
