using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;

namespace GpuRisk.Kernels.Paths;

/// <summary>The context of paths that lie side by side in a SIMD register.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <param name="plan">The plan's tables, of the lane's precision.</param>
/// <param name="state">The lane's slots.</param>
/// <param name="outcomes">Where the lane's outcome of the first metric goes.</param>
/// <param name="outcomeStride">Registers between the outcomes of successive metrics.</param>
/// <param name="firstPath">Index of the register's first path.</param>
public readonly unsafe struct SimdContext<R, W>(
    SimdPlan plan, R* state, R* outcomes, int outcomeStride, ulong firstPath)
    : IPathContext<R, W>
    where R : unmanaged, ISimdReal<R, W>
    where W : unmanaged, IWord<W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <inheritdoc/>
    public W PathLow
    {
        [MethodImpl(Inline)]
        get => R.Indices((uint)firstPath);
    }

    /// <inheritdoc/>
    public uint PathHigh
    {
        [MethodImpl(Inline)]
        get => (uint)(firstPath >> 32);
    }

    /// <inheritdoc/>
    public uint SeedLow
    {
        [MethodImpl(Inline)]
        get => (uint)plan.Seed;
    }

    /// <inheritdoc/>
    public uint SeedHigh
    {
        [MethodImpl(Inline)]
        get => (uint)(plan.Seed >> 32);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public R Real(int index) => R.Broadcast(plan.Reals, index);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public R Real(int start, W index) => R.Gather(plan.Reals, start, index);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public int Integer(int index) => plan.Integers[index];

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public R Load(int slot) => state[slot];

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public void Store(int slot, R value) => state[slot] = value;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public void Emit(int metric, R value) => outcomes[metric * outcomeStride] = value;
}
