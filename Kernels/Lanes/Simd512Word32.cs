using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuRisk.Kernels.Random;
using Bits = System.Runtime.Intrinsics.Vector512<uint>;

namespace GpuRisk.Kernels.Lanes;

/// <summary>Two 512-bit registers of 32-bit words, beside <see cref="Simd512Real32"/>.</summary>
public readonly struct Simd512Word32(Bits first, Bits second) : IWord<Simd512Word32>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    internal readonly Bits First = first;
    internal readonly Bits Second = second;

    // A bit for each lane whose word is a mask.
    [MethodImpl(Inline)]
    internal ulong Lanes() =>
        First.ExtractMostSignificantBits()
        | (Second.ExtractMostSignificantBits() << Bits.Count);

    private Simd512Word32(Bits both)
        : this(both, both)
    {
    }

    [MethodImpl(Inline)]
    public static Simd512Word32 Of(ulong constant) => new(Vector512.Create((uint)constant));

    [MethodImpl(Inline)]
    public static Simd512Word32 Of(uint value) => new(Vector512.Create(value));

    [MethodImpl(Inline)]
    public static Simd512Word32 operator ^(Simd512Word32 left, Simd512Word32 right) =>
        new(left.First ^ right.First, left.Second ^ right.Second);

    [MethodImpl(Inline)]
    public static Simd512Word32 operator &(Simd512Word32 left, Simd512Word32 right) =>
        new(left.First & right.First, left.Second & right.Second);

    [MethodImpl(Inline)]
    public static Simd512Word32 operator |(Simd512Word32 left, Simd512Word32 right) =>
        new(left.First | right.First, left.Second | right.Second);

    [MethodImpl(Inline)]
    public static Simd512Word32 operator +(Simd512Word32 left, Simd512Word32 right) =>
        new(left.First + right.First, left.Second + right.Second);

    [MethodImpl(Inline)]
    public static Simd512Word32 operator -(Simd512Word32 left, Simd512Word32 right) =>
        new(left.First - right.First, left.Second - right.Second);

    [MethodImpl(Inline)]
    public static Simd512Word32 operator ~(Simd512Word32 value) => new(~value.First, ~value.Second);

    [MethodImpl(Inline)]
    public static Simd512Word32 Xor(
        Simd512Word32 first, Simd512Word32 second, Simd512Word32 third) => new(
            first.First ^ second.First ^ third.First,
            first.Second ^ second.Second ^ third.Second);

    [MethodImpl(Inline)]
    public static Simd512Word32 operator <<(Simd512Word32 value, int bits) =>
        new(value.First << bits, value.Second << bits);

    [MethodImpl(Inline)]
    public static Simd512Word32 operator >>>(Simd512Word32 value, int bits) =>
        new(value.First >>> bits, value.Second >>> bits);

    [MethodImpl(Inline)]
    public static Simd512Word32 operator >>(Simd512Word32 value, int bits) => new(
        (value.First.AsInt32() >> bits).AsUInt32(), (value.Second.AsInt32() >> bits).AsUInt32());

    [MethodImpl(Inline)]
    public static void MultiplyWide(
        Simd512Word32 left, uint right, out Simd512Word32 high, out Simd512Word32 low)
    {
        Multiply(left.First, right, out Bits high0, out Bits low0);
        Multiply(left.Second, right, out Bits high1, out Bits low1);
        high = new(high0, high1);
        low = new(low0, low1);
    }

    [MethodImpl(Inline)]
    private static void Multiply(Bits left, uint right, out Bits high, out Bits low)
    {
        Bits factor = Vector512.Create(right);
        Vector512<ulong> even = Native.MultiplyEven(left, factor);
        Vector512<ulong> odd = Native.MultiplyEven((left.AsUInt64() >>> 32).AsUInt32(), factor);
        Vector512<ulong> upper = Vector512.Create(0xFFFFFFFF00000000ul);
        high = Vector512.ConditionalSelect(upper, odd, even >>> 32).AsUInt32();
        low = left * factor;
    }

    [MethodImpl(Inline)]
    public static void PhiloxRounds<K>(
        ref Simd512Word32 x, ref Simd512Word32 y, ref Simd512Word32 z, ref Simd512Word32 w, K keys)
        where K : struct, IKeySchedule
    {
        var x0 = new Simd512Halves(x.First);
        var y0 = new Simd512Halves(y.First);
        var z0 = new Simd512Halves(z.First);
        var w0 = new Simd512Halves(w.First);
        var x1 = new Simd512Halves(x.Second);
        var y1 = new Simd512Halves(y.Second);
        var z1 = new Simd512Halves(z.Second);
        var w1 = new Simd512Halves(w.Second);
        for (int round = 2; round < PhiloxConstants.Rounds; round++)
        {
            PhiloxRound<Simd512Halves, K>.Run(ref x0, ref y0, ref z0, ref w0, keys, round);
            PhiloxRound<Simd512Halves, K>.Run(ref x1, ref y1, ref z1, ref w1, keys, round);
        }

        x = new(x0.Words, x1.Words);
        y = new(y0.Words, y1.Words);
        z = new(z0.Words, z1.Words);
        w = new(w0.Words, w1.Words);
    }

    [MethodImpl(Inline)]
    public static int ToInt32(Simd512Word32 word) => (int)word.First.ToScalar();

    [MethodImpl(Inline)]
    public static Simd512Word32 Equal(Simd512Word32 left, Simd512Word32 right) => new(
        Vector512.Equals(left.First, right.First), Vector512.Equals(left.Second, right.Second));

    [MethodImpl(Inline)]
    public static bool Any(Simd512Word32 mask) => (mask.First | mask.Second) != Bits.Zero;
}
