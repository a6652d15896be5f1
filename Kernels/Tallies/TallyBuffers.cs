using ILGPU;

namespace GpuRisk.Kernels.Tallies;

/// <summary>What a tally reads and writes in a device's memory.</summary>
/// <typeparam name="R">A scalar lane.</typeparam>
/// <param name="outcomes">Metrics by paths.</param>
/// <param name="scales">The metrics.</param>
/// <param name="rows">Each metric's rows, as <see cref="TallyTable"/> says.</param>
/// <param name="bins">Each metric's bins.</param>
public readonly struct TallyBuffers<R>(
    ArrayView<R> outcomes, ArrayView<MetricScale> scales, ArrayView<long> rows,
    ArrayView<long> bins)
    where R : unmanaged
{
    /// <summary>Metrics by paths.</summary>
    public readonly ArrayView<R> Outcomes = outcomes;

    /// <summary>The metrics.</summary>
    public readonly ArrayView<MetricScale> Scales = scales;

    /// <summary>Each metric's rows.</summary>
    public readonly ArrayView<long> Rows = rows;

    /// <summary>Each metric's bins.</summary>
    public readonly ArrayView<long> Bins = bins;
}
