using System.Runtime.CompilerServices;

namespace GpuRisk.Kernels.Lanes;

/// <summary>Two lanes that go through the same arithmetic side by side, so that the processor
/// has something to do while the result of either is on its way.</summary>
internal readonly struct TwinReal<R, W>(R first, R second)
    : IArithmetic<TwinReal<R, W>, TwinWord<W>>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public readonly R First = first;
    public readonly R Second = second;

    [MethodImpl(Inline)]
    public static TwinReal<R, W> Of(double constant) => new(R.Of(constant), R.Of(constant));

    [MethodImpl(Inline)]
    public static TwinReal<R, W> FromInt32(TwinWord<W> word) =>
        new(R.FromInt32(word.First), R.FromInt32(word.Second));

    [MethodImpl(Inline)]
    public static TwinWord<W> ToWord(TwinReal<R, W> value) =>
        new(R.ToWord(value.First), R.ToWord(value.Second));

    [MethodImpl(Inline)]
    public static TwinReal<R, W> FromBits(TwinWord<W> bits) =>
        new(R.FromBits(bits.First), R.FromBits(bits.Second));

    [MethodImpl(Inline)]
    public static TwinWord<W> ToBits(TwinReal<R, W> value) =>
        new(R.ToBits(value.First), R.ToBits(value.Second));

    [MethodImpl(Inline)]
    public static TwinReal<R, W> operator +(TwinReal<R, W> left, TwinReal<R, W> right) =>
        new(left.First + right.First, left.Second + right.Second);

    [MethodImpl(Inline)]
    public static TwinReal<R, W> operator -(TwinReal<R, W> left, TwinReal<R, W> right) =>
        new(left.First - right.First, left.Second - right.Second);

    [MethodImpl(Inline)]
    public static TwinReal<R, W> operator *(TwinReal<R, W> left, TwinReal<R, W> right) =>
        new(left.First * right.First, left.Second * right.Second);

    [MethodImpl(Inline)]
    public static TwinReal<R, W> operator /(TwinReal<R, W> left, TwinReal<R, W> right) =>
        new(left.First / right.First, left.Second / right.Second);

    [MethodImpl(Inline)]
    public static TwinReal<R, W> operator -(TwinReal<R, W> value) =>
        new(-value.First, -value.Second);

    [MethodImpl(Inline)]
    public static TwinReal<R, W> Fma(
        TwinReal<R, W> left, TwinReal<R, W> right, TwinReal<R, W> addend) => new(
            R.Fma(left.First, right.First, addend.First),
            R.Fma(left.Second, right.Second, addend.Second));

    [MethodImpl(Inline)]
    public static TwinReal<R, W> Sqrt(TwinReal<R, W> value) =>
        new(R.Sqrt(value.First), R.Sqrt(value.Second));

    [MethodImpl(Inline)]
    public static TwinWord<W> Less(TwinReal<R, W> left, TwinReal<R, W> right) =>
        new(R.Less(left.First, right.First), R.Less(left.Second, right.Second));

    [MethodImpl(Inline)]
    public static TwinWord<W> LessOrEqual(TwinReal<R, W> left, TwinReal<R, W> right) =>
        new(R.LessOrEqual(left.First, right.First), R.LessOrEqual(left.Second, right.Second));

    [MethodImpl(Inline)]
    public static TwinReal<R, W> Min(TwinReal<R, W> left, TwinReal<R, W> right) =>
        new(R.Min(left.First, right.First), R.Min(left.Second, right.Second));

    [MethodImpl(Inline)]
    public static TwinReal<R, W> Select(
        TwinWord<W> mask, TwinReal<R, W> whenSet, TwinReal<R, W> otherwise) => new(
            R.Select(mask.First, whenSet.First, otherwise.First),
            R.Select(mask.Second, whenSet.Second, otherwise.Second));
}
