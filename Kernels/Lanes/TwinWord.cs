using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Random;

namespace GpuRisk.Kernels.Lanes;

/// <summary>The words of <see cref="TwinReal{R, W}"/>.</summary>
internal readonly struct TwinWord<W>(W first, W second) : IWord<TwinWord<W>>
    where W : unmanaged, IWord<W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public readonly W First = first;
    public readonly W Second = second;

    [MethodImpl(Inline)]
    public static TwinWord<W> Of(ulong constant) => new(W.Of(constant), W.Of(constant));

    [MethodImpl(Inline)]
    public static TwinWord<W> Of(uint value) => new(W.Of(value), W.Of(value));

    [MethodImpl(Inline)]
    public static TwinWord<W> operator ^(TwinWord<W> left, TwinWord<W> right) =>
        new(left.First ^ right.First, left.Second ^ right.Second);

    [MethodImpl(Inline)]
    public static TwinWord<W> operator &(TwinWord<W> left, TwinWord<W> right) =>
        new(left.First & right.First, left.Second & right.Second);

    [MethodImpl(Inline)]
    public static TwinWord<W> operator |(TwinWord<W> left, TwinWord<W> right) =>
        new(left.First | right.First, left.Second | right.Second);

    [MethodImpl(Inline)]
    public static TwinWord<W> operator +(TwinWord<W> left, TwinWord<W> right) =>
        new(left.First + right.First, left.Second + right.Second);

    [MethodImpl(Inline)]
    public static TwinWord<W> operator -(TwinWord<W> left, TwinWord<W> right) =>
        new(left.First - right.First, left.Second - right.Second);

    [MethodImpl(Inline)]
    public static TwinWord<W> operator <<(TwinWord<W> value, int bits) =>
        new(value.First << bits, value.Second << bits);

    [MethodImpl(Inline)]
    public static TwinWord<W> operator >>>(TwinWord<W> value, int bits) =>
        new(value.First >>> bits, value.Second >>> bits);

    [MethodImpl(Inline)]
    public static TwinWord<W> operator >>(TwinWord<W> value, int bits) =>
        new(value.First >> bits, value.Second >> bits);

    [MethodImpl(Inline)]
    public static TwinWord<W> operator ~(TwinWord<W> value) => new(~value.First, ~value.Second);

    [MethodImpl(Inline)]
    public static TwinWord<W> Xor(TwinWord<W> first, TwinWord<W> second, TwinWord<W> third) => new(
        W.Xor(first.First, second.First, third.First),
        W.Xor(first.Second, second.Second, third.Second));

    [MethodImpl(Inline)]
    public static void MultiplyWide(
        TwinWord<W> left, uint right, out TwinWord<W> high, out TwinWord<W> low)
    {
        W.MultiplyWide(left.First, right, out W highFirst, out W lowFirst);
        W.MultiplyWide(left.Second, right, out W highSecond, out W lowSecond);
        high = new(highFirst, highSecond);
        low = new(lowFirst, lowSecond);
    }

    [MethodImpl(Inline)]
    public static void PhiloxRounds<K>(
        ref TwinWord<W> x, ref TwinWord<W> y, ref TwinWord<W> z, ref TwinWord<W> w, K keys)
        where K : struct, IKeySchedule =>
        PhiloxRounds<TwinWord<W>, K>.Run(ref x, ref y, ref z, ref w, keys);

    [MethodImpl(Inline)]
    public static int ToInt32(TwinWord<W> word) => W.ToInt32(word.First);

    [MethodImpl(Inline)]
    public static TwinWord<W> Equal(TwinWord<W> left, TwinWord<W> right) =>
        new(W.Equal(left.First, right.First), W.Equal(left.Second, right.Second));

    [MethodImpl(Inline)]
    public static bool Any(TwinWord<W> mask) => W.Any(mask.First) || W.Any(mask.Second);
}
