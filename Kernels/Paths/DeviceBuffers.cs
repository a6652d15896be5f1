using ILGPU;

namespace GpuRisk.Kernels.Paths;

/// <summary>What a launch reads and writes in a device's memory.</summary>
/// <typeparam name="R">A scalar lane.</typeparam>
/// <param name="reals">The plan's reals.</param>
/// <param name="integers">The plan's integers.</param>
/// <param name="state">Slots by threads: a slot of all threads lies together.</param>
/// <param name="outcomes">Metrics by paths.</param>
public readonly struct DeviceBuffers<R>(
    ArrayView<R> reals, ArrayView<int> integers, ArrayView<R> state, ArrayView<R> outcomes)
    where R : unmanaged
{
    /// <summary>The plan's reals.</summary>
    public readonly ArrayView<R> Reals = reals;

    /// <summary>The plan's integers.</summary>
    public readonly ArrayView<int> Integers = integers;

    /// <summary>Slots by threads.</summary>
    public readonly ArrayView<R> State = state;

    /// <summary>Metrics by paths.</summary>
    public readonly ArrayView<R> Outcomes = outcomes;
}
