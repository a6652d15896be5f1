using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;

namespace GpuRisk.Kernels.Paths;

/// <summary>The context of one path that a thread of an ILGPU device simulates.</summary>
/// <typeparam name="R">A scalar lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <param name="buffers">The plan's tables, the state and the outcomes.</param>
/// <param name="chunk">The paths of the launch.</param>
/// <param name="thread">The thread, which owns a column of the state.</param>
/// <param name="offset">The path's place in the chunk.</param>
public readonly struct DeviceContext<R, W>(
    DeviceBuffers<R> buffers, PathChunk chunk, int thread, int offset) : IPathContext<R, W>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <inheritdoc/>
    public W PathLow
    {
        [MethodImpl(Inline)]
        get => W.Of(chunk.FirstLow + (uint)offset);
    }

    /// <inheritdoc/>
    public uint PathHigh
    {
        [MethodImpl(Inline)]
        get => chunk.FirstHigh;
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public uint Key0(int round) => chunk.Key.Key0(round);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public uint Key1(int round) => chunk.Key.Key1(round);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public R Real(int index) => buffers.Reals[index];

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public R Real(int start, int place) => Real(start + place);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public R Real(int start, W index) => buffers.Reals[start + W.ToInt32(index)];

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public R Load(int start, W index, W mask) =>
        W.Any(mask) ? Load(start + W.ToInt32(index)) : R.Of(0.0);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public void AddTo(int start, W index, W mask, R amount)
    {
        if (W.Any(mask))
        {
            int slot = start + W.ToInt32(index);
            Store(slot, Load(slot) + amount);
        }
    }

    /// <inheritdoc/>
    public static bool HoldsRows => false;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public int Integer(int index) => buffers.Integers[index];

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public T Row<T>(int start)
        where T : unmanaged => default;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public R Load(int slot) => buffers.State[(slot * chunk.Threads) + thread];

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public R Load(int start, int place) => Load(start + place);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public void Store(int slot, R value) =>
        buffers.State[(slot * chunk.Threads) + thread] = value;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public void Store(int start, int place, R value) => Store(start + place, value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public void Emit(int metric, R value) =>
        buffers.Outcomes[(metric * chunk.Count) + offset] = value;
}
