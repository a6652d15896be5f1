using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuRisk.Kernels.Numerics;
using Bits = System.Runtime.Intrinsics.Vector512<ulong>;
using Elementary = GpuRisk.Kernels.Numerics.Elementary<
    GpuRisk.Kernels.Lanes.Simd512Real64, GpuRisk.Kernels.Lanes.Simd512Word64,
    GpuRisk.Kernels.Numerics.Float64<
        GpuRisk.Kernels.Lanes.Simd512Real64, GpuRisk.Kernels.Lanes.Simd512Word64>>;
using Format = GpuRisk.Kernels.Numerics.Float64<
    GpuRisk.Kernels.Lanes.Simd512Real64, GpuRisk.Kernels.Lanes.Simd512Word64>;
using Register = System.Runtime.Intrinsics.Vector512<double>;

namespace GpuRisk.Kernels.Lanes;

/// <summary>Two 512-bit registers of float64 numbers, as <see cref="Simd512Real32"/>.</summary>
public readonly struct Simd512Real64(Register first, Register second)
    : ISimdReal<Simd512Real64, Simd512Word64>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // As in the float32 lane: whole functions are called, so that operations are inlined.
    private const MethodImplOptions Call = MethodImplOptions.NoInlining;

    internal readonly Register First = first;
    internal readonly Register Second = second;

    private Simd512Real64(Register both)
        : this(both, both)
    {
    }

    public static bool IsWide => true;

    // A buffer of 4 KB at any width, but no longer than sums are folded.
    public static int BlockSteps => Math.Min(64, 16384 / 512);

    public static int MantissaBits => Format.MantissaBits;

    public static int Count => 2 * Register.Count;

    [MethodImpl(Inline)]
    public static Simd512Word64 Indices(uint first) =>
        new(From(first), From(first + (uint)Register.Count));

    [MethodImpl(Inline)]
    public static unsafe void* Entry(void* table, int index) => (double*)table + (uint)index;

    [MethodImpl(Inline)]
    public static unsafe Simd512Real64 Broadcast(void* table, int index) =>
        new(Vector512.Create(((double*)table)[index]));

    public static unsafe Simd512Real64 Take(
        void* state, int start, in Simd512Word64 index, in Simd512Word64 mask)
    {
        double* slots = (double*)state + (start * Count);
        Simd512Word64 places = index;
        Simd512Real64 taken = default;
        for (ulong lanes = mask.Lanes(); lanes != 0; lanes &= lanes - 1)
        {
            int lane = BitOperations.TrailingZeroCount(lanes);
            ((double*)&taken)[lane] = slots[((int)((ulong*)&places)[lane] * Count) + lane];
        }

        return taken;
    }

    public static unsafe void AddTo(
        void* state, int start, in Simd512Word64 index, in Simd512Word64 mask,
        in Simd512Real64 amount)
    {
        double* slots = (double*)state + (start * Count);
        Simd512Word64 places = index;
        Simd512Real64 amounts = amount;
        for (ulong lanes = mask.Lanes(); lanes != 0; lanes &= lanes - 1)
        {
            int lane = BitOperations.TrailingZeroCount(lanes);
            slots[((int)((ulong*)&places)[lane] * Count) + lane] += ((double*)&amounts)[lane];
        }
    }

    [MethodImpl(Inline)]
    public static unsafe Simd512Real64 Gather(void* table, int start, Simd512Word64 index) => new(
        Gathered.From((double*)table + start, index.First),
        Gathered.From((double*)table + start, index.Second));

    [MethodImpl(Inline)]
    public static Simd512Real64 Of(double constant) => new(Vector512.Create(constant));

    [MethodImpl(Inline)]
    public static Simd512Real64 FromInt32(Simd512Word64 word) =>
        new(Convert(word.First), Convert(word.Second));

    [MethodImpl(Inline)]
    public static Simd512Word64 ToWord(Simd512Real64 value) =>
        new(Convert(value.First), Convert(value.Second));

    [MethodImpl(Inline)]
    private static Bits From(uint first) =>
        (Vector512.Create((ulong)first) + Bits.Indices) & Vector512.Create((ulong)uint.MaxValue);

    // 2^52 + 2^31 + n is a number whose low bits are n's with the sign flipped; conversions of
    // 64-bit integers are slow or missing below AVX-512.
    [MethodImpl(Inline)]
    private static Register Convert(Bits word)
    {
        Bits low = word & Vector512.Create((ulong)uint.MaxValue);
        Bits bits = low ^ Vector512.Create(0x4330000080000000ul);
        return bits.AsDouble() - Vector512.Create(4503601774854144.0);
    }

    // The low bits of 2^52 + n are those of n.
    [MethodImpl(Inline)]
    private static Bits Convert(Register value) =>
        (Vector512.Floor(value) + Vector512.Create(4503599627370496.0)).AsUInt64()
        & Vector512.Create((ulong)uint.MaxValue);

    [MethodImpl(Inline)]
    public static Simd512Real64 FromBits(Simd512Word64 bits) =>
        new(bits.First.AsDouble(), bits.Second.AsDouble());

    [MethodImpl(Inline)]
    public static Simd512Word64 ToBits(Simd512Real64 value) =>
        new(value.First.AsUInt64(), value.Second.AsUInt64());

    [MethodImpl(Inline)]
    public static Simd512Real64 operator +(Simd512Real64 left, Simd512Real64 right) =>
        new(left.First + right.First, left.Second + right.Second);

    [MethodImpl(Inline)]
    public static Simd512Real64 operator -(Simd512Real64 left, Simd512Real64 right) =>
        new(left.First - right.First, left.Second - right.Second);

    [MethodImpl(Inline)]
    public static Simd512Real64 operator *(Simd512Real64 left, Simd512Real64 right) =>
        new(left.First * right.First, left.Second * right.Second);

    [MethodImpl(Inline)]
    public static Simd512Real64 operator /(Simd512Real64 left, Simd512Real64 right) =>
        new(left.First / right.First, left.Second / right.Second);

    [MethodImpl(Inline)]
    public static Simd512Real64 operator -(Simd512Real64 value) => new(-value.First, -value.Second);

    [MethodImpl(Inline)]
    public static Simd512Real64 Fma(
        Simd512Real64 left, Simd512Real64 right, Simd512Real64 addend) => new(
            Vector512.FusedMultiplyAdd(left.First, right.First, addend.First),
            Vector512.FusedMultiplyAdd(left.Second, right.Second, addend.Second));

    [MethodImpl(Inline)]
    public static Simd512Real64 Sqrt(Simd512Real64 value) =>
        new(Vector512.Sqrt(value.First), Vector512.Sqrt(value.Second));

    [MethodImpl(Inline)]
    public static Simd512Word64 Less(Simd512Real64 left, Simd512Real64 right) => new(
        Vector512.LessThan(left.First, right.First).AsUInt64(),
        Vector512.LessThan(left.Second, right.Second).AsUInt64());

    [MethodImpl(Inline)]
    public static Simd512Word64 LessOrEqual(Simd512Real64 left, Simd512Real64 right) => new(
        Vector512.LessThanOrEqual(left.First, right.First).AsUInt64(),
        Vector512.LessThanOrEqual(left.Second, right.Second).AsUInt64());

    [MethodImpl(Inline)]
    public static Simd512Real64 Min(Simd512Real64 left, Simd512Real64 right) =>
        new(Native.Min(left.First, right.First), Native.Min(left.Second, right.Second));

    [MethodImpl(Inline)]
    public static Simd512Real64 Max(Simd512Real64 left, Simd512Real64 right) =>
        new(Native.Max(left.First, right.First), Native.Max(left.Second, right.Second));

    [MethodImpl(Inline)]
    public static Simd512Real64 Select(
        Simd512Word64 mask, Simd512Real64 whenSet, Simd512Real64 otherwise) => new(
            Vector512.ConditionalSelect(
                mask.First.AsDouble(), whenSet.First, otherwise.First),
            Vector512.ConditionalSelect(
                mask.Second.AsDouble(), whenSet.Second, otherwise.Second));

    [MethodImpl(Inline)]
    public static Simd512Real64 Exp(Simd512Real64 value)
    {
        Exp(in value, out Simd512Real64 result);
        return result;
    }

    [MethodImpl(Call)]
    private static void Exp(in Simd512Real64 value, out Simd512Real64 result) =>
        result = Elementary.Exp(value);

    [MethodImpl(Inline)]
    public static Simd512Real64 ExpInLoop(Simd512Real64 value) => Elementary.Exp(value);

    [MethodImpl(Inline)]
    public static Simd512Real64 ExpM1Small(Simd512Real64 value) => Elementary.ExpM1Small(value);

    [MethodImpl(Inline)]
    public static Simd512Real64 ExpM1(Simd512Real64 value)
    {
        ExpM1(in value, out Simd512Real64 result);
        return result;
    }

    [MethodImpl(Call)]
    private static void ExpM1(in Simd512Real64 value, out Simd512Real64 result) =>
        result = Elementary.ExpM1(value);

    [MethodImpl(Inline)]
    public static Simd512Real64 Log(Simd512Real64 value) => Elementary.Log(value);

    [MethodImpl(Call)]
    public static Simd512Real64 Pow(Simd512Real64 value, Simd512Real64 exponent) =>
        Power<Simd512Real64, Simd512Word64, Format>.Pow(value, exponent);

    [MethodImpl(Call)]
    public static Simd512Real64 InverseNormal(Simd512Real64 probability) =>
        Quantile<Simd512Real64, Simd512Word64, Format>.InverseNormal(probability);

    [MethodImpl(Inline)]
    public static void SinCosTurns(
        Simd512Word64 word, out Simd512Real64 sine, out Simd512Real64 cosine) =>
        Elementary.SinCosTurns(word, out sine, out cosine);

    [MethodImpl(Inline)]
    public static Simd512Real64 Rayleigh(Simd512Word64 word) => Elementary.Rayleigh(word);
}
