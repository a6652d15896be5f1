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

    /// <summary>The same with the tables that a path reads.</summary>
    /// <param name="tables">Which those are.</param>
    /// <param name="path">The low 32 bits of its index.</param>
    public DeviceBuffers<R> Of(DrawnTables tables, uint path) => new(
        Reals.SubView(tables.RealsOf(path)), Integers.SubView(tables.IntegersOf(path)),
        State, Outcomes);
}
