using GpuRisk.Engine.Sampling;

namespace GpuRisk.Tests.Engine.Sampling;

/// <summary>A writer that keeps all it is given.</summary>
internal sealed class KeptBlocks : ISampleWriter
{
    public List<long> Paths { get; } = [];

    public List<double[]> Columns { get; } = [];

    public List<int> BlockRows { get; } = [];

    public void Write(SampleBlock block)
    {
        BlockRows.Add(block.Rows);
        Paths.AddRange(block.Paths.Span);
        Columns.AddRange([block.Values(0).ToArray(), block.Values(1).ToArray()]);
    }

    /// <summary>The outcomes of one of the first two metrics, in the order written.</summary>
    public double[] Values(int column) =>
        [.. Columns.Where((_, i) => i % 2 == column).SelectMany(values => values)];
}
