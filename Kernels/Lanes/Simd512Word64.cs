using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuRisk.Kernels.Random;
using Bits = System.Runtime.Intrinsics.Vector512<ulong>;

namespace GpuRisk.Kernels.Lanes;

/// <summary>Two 512-bit registers of 64-bit words, beside <see cref="Simd512Real64"/>.</summary>
public readonly struct Simd512Word64(Bits first, Bits second) : IWord<Simd512Word64>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    internal readonly Bits First = first;
    internal readonly Bits Second = second;

    // A bit for each lane whose word is a mask.
    [MethodImpl(Inline)]
    internal ulong Lanes() =>
        First.ExtractMostSignificantBits()
        | (Second.ExtractMostSignificantBits() << Bits.Count);

    private Simd512Word64(Bits both)
        : this(both, both)
    {
    }

    [MethodImpl(Inline)]
    public static Simd512Word64 Of(ulong constant) => new(Vector512.Create(constant));

    [MethodImpl(Inline)]
    public static Simd512Word64 Of(uint value) => new(Vector512.Create((ulong)value));

    [MethodImpl(Inline)]
    public static Simd512Word64 operator ^(Simd512Word64 left, Simd512Word64 right) =>
        new(left.First ^ right.First, left.Second ^ right.Second);

    [MethodImpl(Inline)]
    public static Simd512Word64 operator &(Simd512Word64 left, Simd512Word64 right) =>
        new(left.First & right.First, left.Second & right.Second);

    [MethodImpl(Inline)]
    public static Simd512Word64 operator |(Simd512Word64 left, Simd512Word64 right) =>
        new(left.First | right.First, left.Second | right.Second);

    [MethodImpl(Inline)]
    public static Simd512Word64 operator +(Simd512Word64 left, Simd512Word64 right) =>
        new(left.First + right.First, left.Second + right.Second);

    [MethodImpl(Inline)]
    public static Simd512Word64 operator -(Simd512Word64 left, Simd512Word64 right) =>
        new(left.First - right.First, left.Second - right.Second);

    [MethodImpl(Inline)]
    public static Simd512Word64 operator ~(Simd512Word64 value) => new(~value.First, ~value.Second);

    [MethodImpl(Inline)]
    public static Simd512Word64 Xor(
        Simd512Word64 first, Simd512Word64 second, Simd512Word64 third) => new(
            first.First ^ second.First ^ third.First,
            first.Second ^ second.Second ^ third.Second);

    [MethodImpl(Inline)]
    public static Simd512Word64 operator <<(Simd512Word64 value, int bits) =>
        new(value.First << bits, value.Second << bits);

    [MethodImpl(Inline)]
    public static Simd512Word64 operator >>>(Simd512Word64 value, int bits) =>
        new(value.First >>> bits, value.Second >>> bits);

    [MethodImpl(Inline)]
    public static Simd512Word64 operator >>(Simd512Word64 value, int bits) => new(
        (value.First.AsInt64() >> bits).AsUInt64(), (value.Second.AsInt64() >> bits).AsUInt64());

    [MethodImpl(Inline)]
    public static void MultiplyWide(
        Simd512Word64 left, uint right, out Simd512Word64 high, out Simd512Word64 low)
    {
        Multiply(left.First, right, out Bits high0, out Bits low0);
        Multiply(left.Second, right, out Bits high1, out Bits low1);
        high = new(high0, high1);
        low = new(low0, low1);
    }

    [MethodImpl(Inline)]
    private static void Multiply(Bits left, uint right, out Bits high, out Bits low)
    {
        Bits product =
            Native.MultiplyEven(left.AsUInt32(), Vector512.Create((ulong)right).AsUInt32());
        high = product >>> 32;
        low = product & Vector512.Create((ulong)uint.MaxValue);
    }

    [MethodImpl(Inline)]
    public static void PhiloxRounds<K>(
        ref Simd512Word64 x, ref Simd512Word64 y, ref Simd512Word64 z, ref Simd512Word64 w, K keys)
        where K : struct, IKeySchedule
    {
        var x0 = new Simd512Half(x.First);
        var y0 = new Simd512Half(y.First);
        var z0 = new Simd512Half(z.First);
        var w0 = new Simd512Half(w.First);
        var x1 = new Simd512Half(x.Second);
        var y1 = new Simd512Half(y.Second);
        var z1 = new Simd512Half(z.Second);
        var w1 = new Simd512Half(w.Second);
        for (int round = 2; round < PhiloxConstants.Rounds; round++)
        {
            PhiloxRound<Simd512Half, K>.Run(ref x0, ref y0, ref z0, ref w0, keys, round);
            PhiloxRound<Simd512Half, K>.Run(ref x1, ref y1, ref z1, ref w1, keys, round);
        }

        x = new(x0.Words, x1.Words);
        y = new(y0.Words, y1.Words);
        z = new(z0.Words, z1.Words);
        w = new(w0.Words, w1.Words);
    }

    [MethodImpl(Inline)]
    public static int ToInt32(Simd512Word64 word) => (int)word.First.ToScalar();

    [MethodImpl(Inline)]
    public static Simd512Word64 Equal(Simd512Word64 left, Simd512Word64 right) => new(
        Vector512.Equals(left.First, right.First), Vector512.Equals(left.Second, right.Second));

    [MethodImpl(Inline)]
    public static bool Any(Simd512Word64 mask) => (mask.First | mask.Second) != Bits.Zero;
}
