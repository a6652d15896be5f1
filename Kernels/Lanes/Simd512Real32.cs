using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Random;
using Bits = System.Runtime.Intrinsics.Vector512<uint>;
using Elementary = GpuRisk.Kernels.Numerics.Elementary<
    GpuRisk.Kernels.Lanes.Simd512Real32, GpuRisk.Kernels.Lanes.Simd512Word32,
    GpuRisk.Kernels.Numerics.Float32<
        GpuRisk.Kernels.Lanes.Simd512Real32, GpuRisk.Kernels.Lanes.Simd512Word32>>;
using Format = GpuRisk.Kernels.Numerics.Float32<
    GpuRisk.Kernels.Lanes.Simd512Real32, GpuRisk.Kernels.Lanes.Simd512Word32>;
using Register = System.Runtime.Intrinsics.Vector512<float>;

namespace GpuRisk.Kernels.Lanes;

/// <summary>Two 512-bit registers of float32 numbers. A path's arithmetic is mostly one long chain:
/// with two of them side by side the processor has something to do while the result of either is
/// on its way, and what is looked up for a step serves twice as many paths.</summary>
public readonly struct Simd512Real32(Register first, Register second)
    : ISimdReal<Simd512Real32, Simd512Word32>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // The just-in-time compiler inlines only so much into one method, and what is left over then
    // costs a call for every addition. Whole functions are the right thing to call instead, by
    // reference: a register passed by value goes through memory in pieces.
    private const MethodImplOptions Call = MethodImplOptions.NoInlining;

    internal readonly Register First = first;
    internal readonly Register Second = second;

    private Simd512Real32(Register both)
        : this(both, both)
    {
    }

    public static bool IsWide => true;

    // A buffer of 4 KB at any width, but no longer than sums are folded.
    public static int BlockSteps => Math.Min(64, 16384 / 512);

    public static int MantissaBits => Format.MantissaBits;

    public static int Count => 2 * Register.Count;

    [MethodImpl(Inline)]
    public static Simd512Word32 Indices(uint first) => new(Vector512.Create(first) + Bits.Indices,
        Vector512.Create(first + (uint)Register.Count) + Bits.Indices);

    [MethodImpl(Inline)]
    public static unsafe void* Entry(void* table, int index) => (float*)table + (uint)index;

    [MethodImpl(Inline)]
    public static unsafe Simd512Real32 Broadcast(void* table, int index) =>
        new(Vector512.Create(((float*)table)[index]));

    public static unsafe void AddTo(
        void* state, int start, in Simd512Word32 index, in Simd512Word32 mask,
        in Simd512Real32 amount)
    {
        float* slots = (float*)state + (start * Count);
        Add(slots, index.First, mask.First, amount.First);
        Add(slots + Register.Count, index.Second, mask.Second, amount.Second);
    }

    private static unsafe void Add(float* slots, Bits index, Bits mask, Register amount)
    {
        ulong lanes = mask.ExtractMostSignificantBits();
        for (; lanes != 0; lanes &= lanes - 1)
        {
            int lane = BitOperations.TrailingZeroCount(lanes);
            slots[((int)index.GetElement(lane) * Count) + lane] += amount.GetElement(lane);
        }
    }

    [MethodImpl(Inline)]
    public static unsafe Simd512Real32 Gather(void* table, int start, Simd512Word32 index) => new(
        Gathered.From((float*)table + start, index.First),
        Gathered.From((float*)table + start, index.Second));

    [MethodImpl(Inline)]
    public static Simd512Real32 Of(double constant) => new(Vector512.Create((float)constant));

    [MethodImpl(Inline)]
    public static Simd512Real32 FromInt32(Simd512Word32 word) => new(
        Vector512.ConvertToSingle(word.First.AsInt32()),
        Vector512.ConvertToSingle(word.Second.AsInt32()));

    [MethodImpl(Inline)]
    public static Simd512Word32 ToWord(Simd512Real32 value) => new(
        Vector512.ConvertToInt32Native(value.First).AsUInt32(),
        Vector512.ConvertToInt32Native(value.Second).AsUInt32());

    [MethodImpl(Inline)]
    public static Simd512Real32 FromBits(Simd512Word32 bits) =>
        new(bits.First.AsSingle(), bits.Second.AsSingle());

    [MethodImpl(Inline)]
    public static Simd512Word32 ToBits(Simd512Real32 value) =>
        new(value.First.AsUInt32(), value.Second.AsUInt32());

    [MethodImpl(Inline)]
    public static Simd512Real32 operator +(Simd512Real32 left, Simd512Real32 right) =>
        new(left.First + right.First, left.Second + right.Second);

    [MethodImpl(Inline)]
    public static Simd512Real32 operator -(Simd512Real32 left, Simd512Real32 right) =>
        new(left.First - right.First, left.Second - right.Second);

    [MethodImpl(Inline)]
    public static Simd512Real32 operator *(Simd512Real32 left, Simd512Real32 right) =>
        new(left.First * right.First, left.Second * right.Second);

    [MethodImpl(Inline)]
    public static Simd512Real32 operator /(Simd512Real32 left, Simd512Real32 right) =>
        new(left.First / right.First, left.Second / right.Second);

    [MethodImpl(Inline)]
    public static Simd512Real32 operator -(Simd512Real32 value) => new(-value.First, -value.Second);

    [MethodImpl(Inline)]
    public static Simd512Real32 Fma(
        Simd512Real32 left, Simd512Real32 right, Simd512Real32 addend) => new(
            Vector512.FusedMultiplyAdd(left.First, right.First, addend.First),
            Vector512.FusedMultiplyAdd(left.Second, right.Second, addend.Second));

    [MethodImpl(Inline)]
    public static Simd512Real32 Sqrt(Simd512Real32 value) =>
        new(Vector512.Sqrt(value.First), Vector512.Sqrt(value.Second));

    [MethodImpl(Inline)]
    public static Simd512Word32 Less(Simd512Real32 left, Simd512Real32 right) => new(
        Vector512.LessThan(left.First, right.First).AsUInt32(),
        Vector512.LessThan(left.Second, right.Second).AsUInt32());

    [MethodImpl(Inline)]
    public static Simd512Word32 LessOrEqual(Simd512Real32 left, Simd512Real32 right) => new(
        Vector512.LessThanOrEqual(left.First, right.First).AsUInt32(),
        Vector512.LessThanOrEqual(left.Second, right.Second).AsUInt32());

    [MethodImpl(Inline)]
    public static Simd512Real32 Min(Simd512Real32 left, Simd512Real32 right) =>
        new(Native.Min(left.First, right.First), Native.Min(left.Second, right.Second));

    [MethodImpl(Inline)]
    public static Simd512Real32 Max(Simd512Real32 left, Simd512Real32 right) =>
        new(Native.Max(left.First, right.First), Native.Max(left.Second, right.Second));

    [MethodImpl(Inline)]
    public static Simd512Real32 Select(
        Simd512Word32 mask, Simd512Real32 whenSet, Simd512Real32 otherwise) => new(
            Vector512.ConditionalSelect(
                mask.First.AsSingle(), whenSet.First, otherwise.First),
            Vector512.ConditionalSelect(
                mask.Second.AsSingle(), whenSet.Second, otherwise.Second));

    [MethodImpl(Inline)]
    public static Simd512Real32 Exp(Simd512Real32 value)
    {
        Exp(in value, out Simd512Real32 result);
        return result;
    }

    [MethodImpl(Call)]
    private static void Exp(in Simd512Real32 value, out Simd512Real32 result) =>
        result = Elementary.Exp(value);

    [MethodImpl(Inline)]
    public static Simd512Real32 ExpInLoop(Simd512Real32 value) => Elementary.Exp(value);

    [MethodImpl(Inline)]
    public static Simd512Real32 ExpM1Small(Simd512Real32 value) => Elementary.ExpM1Small(value);

    [MethodImpl(Inline)]
    public static Simd512Real32 ExpM1(Simd512Real32 value)
    {
        ExpM1(in value, out Simd512Real32 result);
        return result;
    }

    [MethodImpl(Call)]
    private static void ExpM1(in Simd512Real32 value, out Simd512Real32 result) =>
        result = Elementary.ExpM1(value);

    [MethodImpl(Inline)]
    public static Simd512Real32 Log(Simd512Real32 value) => Elementary.Log(value);

    [MethodImpl(Call)]
    public static Simd512Real32 Pow(Simd512Real32 value, Simd512Real32 exponent) =>
        Power<Simd512Real32, Simd512Word32, Format>.Pow(value, exponent);

    [MethodImpl(Call)]
    public static Simd512Real32 InverseNormal(Simd512Real32 probability) =>
        Quantile<Simd512Real32, Simd512Word32, Format>.InverseNormal(probability);

    [MethodImpl(Inline)]
    public static void SinCosTurns(
        Simd512Word32 word, out Simd512Real32 sine, out Simd512Real32 cosine) =>
        Elementary.SinCosTurns(word, out sine, out cosine);

    [MethodImpl(Inline)]
    public static Simd512Real32 Rayleigh(Simd512Word32 word) => Elementary.Rayleigh(word);
}

/// <summary>Two 512-bit registers of 32-bit words, beside <see cref="Simd512Real32"/>.</summary>
public readonly struct Simd512Word32(Bits first, Bits second) : IWord<Simd512Word32>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    internal readonly Bits First = first;
    internal readonly Bits Second = second;

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
