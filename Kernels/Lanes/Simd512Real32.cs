using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuRisk.Kernels.Numerics;
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
    public static Simd512Word32 Indices(uint first) => new(
        Vector512.Create(first) + Bits.Indices,
        Vector512.Create(first + (uint)Register.Count) + Bits.Indices);

    [MethodImpl(Inline)]
    public static unsafe void* Entry(void* table, int index) => (float*)table + (uint)index;

    [MethodImpl(Inline)]
    public static unsafe Simd512Real32 Broadcast(void* table, int index) =>
        new(Vector512.Create(((float*)table)[index]));

    public static unsafe Simd512Real32 Take(
        void* state, int start, in Simd512Word32 index, in Simd512Word32 mask)
    {
        float* slots = (float*)state + (start * Count);
        Simd512Word32 places = index;
        Simd512Real32 taken = default;
        for (ulong lanes = mask.Lanes(); lanes != 0; lanes &= lanes - 1)
        {
            int lane = BitOperations.TrailingZeroCount(lanes);
            ((float*)&taken)[lane] = slots[((int)((uint*)&places)[lane] * Count) + lane];
        }

        return taken;
    }

    public static unsafe void AddTo(
        void* state, int start, in Simd512Word32 index, in Simd512Word32 mask,
        in Simd512Real32 amount)
    {
        float* slots = (float*)state + (start * Count);
        Simd512Word32 places = index;
        Simd512Real32 amounts = amount;
        for (ulong lanes = mask.Lanes(); lanes != 0; lanes &= lanes - 1)
        {
            int lane = BitOperations.TrailingZeroCount(lanes);
            slots[((int)((uint*)&places)[lane] * Count) + lane] += ((float*)&amounts)[lane];
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
