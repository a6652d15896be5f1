using GpuRisk.Engine.Tallies;

namespace GpuRisk.Engine.Sampling;

/// <summary>Hands every chunk to two sinks.</summary>
internal sealed class OutcomePair(IOutcomeSink first, IOutcomeSink second) : IOutcomeSink
{
    /// <inheritdoc/>
    public void Add(ReadOnlySpan<float> outcomes, int stride, int paths, long firstPath)
    {
        first.Add(outcomes, stride, paths, firstPath);
        second.Add(outcomes, stride, paths, firstPath);
    }

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<double> outcomes, int stride, int paths, long firstPath)
    {
        first.Add(outcomes, stride, paths, firstPath);
        second.Add(outcomes, stride, paths, firstPath);
    }
}
