using GpuRisk.Engine.Sampling;

namespace GpuRisk.Host.Runs.Trials;

/// <summary>Keeps the outcomes of single paths in memory.</summary>
/// <param name="columns">Takes those of each metric.</param>
internal sealed class ColumnWriter(double[][] columns) : ISampleWriter
{
    /// <inheritdoc/>
    public void Write(SampleBlock block)
    {
        if (block.Rows == 0) return;
        int first = (int)block.Paths.Span[0];
        for (int i = 0; i < columns.Length; i++)
            block.Values(i).Span.CopyTo(columns[i].AsSpan(first));
    }
}
