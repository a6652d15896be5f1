using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;

namespace GpuRisk.Kernels.Paths;

/// <summary>The context of paths that lie side by side in a SIMD register.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <param name="frame">What the context reads and writes. One pointer, because it is passed by
/// value to every function.</param>
public readonly unsafe struct SimdContext<R, W>(SimdFrame* frame) : IPathContext<R, W>
    where R : unmanaged, ISimdReal<R, W>
    where W : unmanaged, IWord<W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <inheritdoc/>
    public W PathLow
    {
        [MethodImpl(Inline)]
        get => R.Indices((uint)frame->FirstPath);
    }

    /// <inheritdoc/>
    public uint PathHigh
    {
        [MethodImpl(Inline)]
        get => (uint)(frame->FirstPath >> 32);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public uint Key0(int round) => frame->Keys[2 * round];

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public uint Key1(int round) => frame->Keys[(2 * round) + 1];

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public R Real(int index) => R.Broadcast(frame->Reals, index);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public R Real(int start, int place) =>
        R.Broadcast(R.Entry(frame->Reals, start), place);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public R Real(int start, W index) => R.Gather(frame->Reals, start, index);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public R Load(int start, W index, W mask) =>
        R.Take(frame->State, start, in index, in mask);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public void AddTo(int start, W index, W mask, R amount) =>
        R.AddTo(frame->State, start, in index, in mask, in amount);

    /// <inheritdoc/>
    public static bool HoldsRows => true;

    // Places count from 0: without a sign they need no instruction to be widened.
    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public int Integer(int index) => frame->Integers[(uint)index];

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public T Row<T>(int start)
        where T : unmanaged => *(T*)(frame->Integers + (uint)start);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public R Load(int slot) => ((R*)frame->State)[(uint)slot];

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public R Load(int start, int place) => ((R*)frame->State + (uint)start)[place];

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public void Store(int slot, R value) =>
        ((R*)frame->State)[(uint)slot] = value;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public void Store(int start, int place, R value) =>
        ((R*)frame->State + (uint)start)[place] = value;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public void Emit(int metric, R value) =>
        ((R*)frame->Outcomes)[metric * frame->OutcomeStride] = value;
}
