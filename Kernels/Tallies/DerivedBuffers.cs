using GpuRisk.Kernels.Lanes;
using ILGPU;

namespace GpuRisk.Kernels.Tallies;

/// <summary>What derived outcomes are computed from in a device's memory, and where they go.
/// </summary>
/// <typeparam name="R">A scalar lane.</typeparam>
/// <param name="outcomes">Metrics by paths, the derived ones last.</param>
/// <param name="starts">Where the integers of each derived outcome begin.</param>
/// <param name="integers">The table of integers.</param>
/// <param name="reals">The table of reals.</param>
/// <param name="given">Metrics before the derived ones.</param>
public readonly struct DerivedBuffers<R>(
    ArrayView<R> outcomes, ArrayView<int> starts, ArrayView<int> integers, ArrayView<Real64> reals,
    int given)
    where R : unmanaged
{
    /// <summary>Metrics by paths, the derived ones last.</summary>
    public readonly ArrayView<R> Outcomes = outcomes;

    /// <summary>Where the integers of each derived outcome begin.</summary>
    public readonly ArrayView<int> Starts = starts;

    /// <summary>The table of integers.</summary>
    public readonly ArrayView<int> Integers = integers;

    /// <summary>The table of reals.</summary>
    public readonly ArrayView<Real64> Reals = reals;

    /// <summary>Metrics before the derived ones.</summary>
    public readonly int Given = given;
}
