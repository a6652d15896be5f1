using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Random;
using Format = GpuRisk.Kernels.Numerics.Float64<
    GpuRisk.Kernels.Lanes.Simd512Real64, GpuRisk.Kernels.Lanes.Simd512Word64>;
using Twin = GpuRisk.Kernels.Lanes.TwinReal<
    GpuRisk.Kernels.Lanes.Simd512Real64, GpuRisk.Kernels.Lanes.Simd512Word64>;
using TwinFormat = GpuRisk.Kernels.Numerics.Float64<
    GpuRisk.Kernels.Lanes.TwinReal<
        GpuRisk.Kernels.Lanes.Simd512Real64, GpuRisk.Kernels.Lanes.Simd512Word64>,
    GpuRisk.Kernels.Lanes.TwinWord<GpuRisk.Kernels.Lanes.Simd512Word64>>;
using TwinWord = GpuRisk.Kernels.Lanes.TwinWord<GpuRisk.Kernels.Lanes.Simd512Word64>;

namespace GpuRisk.Kernels.Lanes;

/// <summary>A 512-bit register of float64 numbers.</summary>
public readonly struct Simd512Real64(Vector512<double> value)
    : ISimdReal<Simd512Real64, Simd512Word64>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // As in the float32 lane: whole functions are called, so that operations are inlined.
    private const MethodImplOptions Call = MethodImplOptions.NoInlining;

    private readonly Vector512<double> _value = value;

    public static bool IsWide => true;

    public static int BlockSteps => 64;

    public static int MantissaBits => Format.MantissaBits;

    public static int Count => Vector512<double>.Count;

    [MethodImpl(Inline)]
    public static Simd512Word64 Indices(uint first) =>
        new((Vector512.Create((ulong)first) + Vector512<ulong>.Indices)
            & Vector512.Create((ulong)uint.MaxValue));

    [MethodImpl(Inline)]
    public static unsafe Simd512Real64 Broadcast(void* table, int index) =>
        new(Vector512.Create(((double*)table)[index]));

    public static unsafe void AddTo(
        void* state, int start, in Simd512Word64 index, in Simd512Word64 mask,
        in Simd512Real64 amount)
    {
        double* slots = (double*)state + (start * Count);
        ulong lanes = mask.Value.ExtractMostSignificantBits();
        for (; lanes != 0; lanes &= lanes - 1)
        {
            int lane = System.Numerics.BitOperations.TrailingZeroCount(lanes);
            slots[((int)index.Value.GetElement(lane) * Count) + lane] +=
                amount._value.GetElement(lane);
        }
    }

    [MethodImpl(Inline)]
    public static unsafe Simd512Real64 Gather(void* table, int start, Simd512Word64 index) =>
        new(Gathered.From((double*)table + start, index.Value));

    [MethodImpl(Inline)]
    public static Simd512Real64 Of(double constant) => new(Vector512.Create(constant));

    [MethodImpl(Inline)]
    public static Simd512Real64 FromInt32(Simd512Word64 word)
    {
        // 2^52 + 2^31 + n is a number whose low bits are n's with the sign flipped; conversions of
        // 64-bit integers are slow or missing below AVX-512.
        Vector512<ulong> low = word.Value & Vector512.Create((ulong)uint.MaxValue);
        Vector512<ulong> bits = low ^ Vector512.Create(0x4330000080000000ul);
        return new(bits.AsDouble() - Vector512.Create(4503601774854144.0));
    }

    // The low bits of 2^52 + n are those of n.
    [MethodImpl(Inline)]
    public static Simd512Word64 ToWord(Simd512Real64 value) => new(
        (Vector512.Floor(value._value) + Vector512.Create(4503599627370496.0)).AsUInt64()
        & Vector512.Create((ulong)uint.MaxValue));

    [MethodImpl(Inline)]
    public static Simd512Real64 FromBits(Simd512Word64 bits) => new(bits.Value.AsDouble());

    [MethodImpl(Inline)]
    public static Simd512Word64 ToBits(Simd512Real64 value) => new(value._value.AsUInt64());

    [MethodImpl(Inline)]
    public static Simd512Real64 operator +(Simd512Real64 left, Simd512Real64 right) =>
        new(left._value + right._value);

    [MethodImpl(Inline)]
    public static Simd512Real64 operator -(Simd512Real64 left, Simd512Real64 right) =>
        new(left._value - right._value);

    [MethodImpl(Inline)]
    public static Simd512Real64 operator *(Simd512Real64 left, Simd512Real64 right) =>
        new(left._value * right._value);

    [MethodImpl(Inline)]
    public static Simd512Real64 operator /(Simd512Real64 left, Simd512Real64 right) =>
        new(left._value / right._value);

    [MethodImpl(Inline)]
    public static Simd512Real64 operator -(Simd512Real64 value) => new(-value._value);

    [MethodImpl(Inline)]
    public static Simd512Real64 Fma(
        Simd512Real64 left, Simd512Real64 right, Simd512Real64 addend) =>
        new(Vector512.FusedMultiplyAdd(left._value, right._value, addend._value));

    [MethodImpl(Inline)]
    public static Simd512Real64 Sqrt(Simd512Real64 value) => new(Vector512.Sqrt(value._value));

    [MethodImpl(Inline)]
    public static Simd512Word64 Less(Simd512Real64 left, Simd512Real64 right) =>
        new(Vector512.LessThan(left._value, right._value).AsUInt64());

    [MethodImpl(Inline)]
    public static Simd512Word64 LessOrEqual(Simd512Real64 left, Simd512Real64 right) =>
        new(Vector512.LessThanOrEqual(left._value, right._value).AsUInt64());

    [MethodImpl(Inline)]
    public static Simd512Real64 Min(Simd512Real64 left, Simd512Real64 right) =>
        new(Native.Min(left._value, right._value));

    [MethodImpl(Inline)]
    public static Simd512Real64 Select(
        Simd512Word64 mask, Simd512Real64 whenSet, Simd512Real64 otherwise) =>
        new(Vector512.ConditionalSelect(
            mask.Value.AsDouble(), whenSet._value, otherwise._value));

    [MethodImpl(Inline)]
    public static Simd512Real64 Exp(Simd512Real64 value)
    {
        Exp(in value, out Simd512Real64 result);
        return result;
    }

    [MethodImpl(Call)]
    private static void Exp(in Simd512Real64 value, out Simd512Real64 result) =>
        result = Elementary<Simd512Real64, Simd512Word64, Format>.Exp(value);

    [MethodImpl(Inline)]
    public static Simd512Real64 ExpInLoop(Simd512Real64 value) =>
        Elementary<Simd512Real64, Simd512Word64, Format>.Exp(value);

    [MethodImpl(Inline)]
    public static Simd512Real64 ExpM1Small(Simd512Real64 value) =>
        Elementary<Simd512Real64, Simd512Word64, Format>.ExpM1Small(value);

    [MethodImpl(Inline)]
    public static Simd512Real64 ExpM1(Simd512Real64 value)
    {
        ExpM1(in value, out Simd512Real64 result);
        return result;
    }

    [MethodImpl(Call)]
    private static void ExpM1(in Simd512Real64 value, out Simd512Real64 result) =>
        result = Elementary<Simd512Real64, Simd512Word64, Format>.ExpM1(value);

    [MethodImpl(Inline)]
    public static Simd512Real64 Log(Simd512Real64 value) =>
        Elementary<Simd512Real64, Simd512Word64, Format>.Log(value);

    [MethodImpl(Call)]
    public static Simd512Real64 Pow(Simd512Real64 value, Simd512Real64 exponent) =>
        Power<Simd512Real64, Simd512Word64, Format>.Pow(value, exponent);

    [MethodImpl(Call)]
    public static Simd512Real64 InverseNormal(Simd512Real64 probability) =>
        Quantile<Simd512Real64, Simd512Word64, Format>.InverseNormal(probability);

    [MethodImpl(Inline)]
    public static void SinCosTurns(
        Simd512Word64 word, out Simd512Real64 sine, out Simd512Real64 cosine) =>
        Elementary<Simd512Real64, Simd512Word64, Format>.SinCosTurns(word, out sine, out cosine);

    [MethodImpl(Inline)]
    public static void SinCosTurns(
        Simd512Word64 word0, Simd512Word64 word1, out Simd512Real64 sine0,
        out Simd512Real64 cosine0, out Simd512Real64 sine1, out Simd512Real64 cosine1)
    {
        Elementary<Twin, TwinWord, TwinFormat>.SinCosTurns(
            new(word0, word1), out Twin sine, out Twin cosine);
        sine0 = sine.First;
        cosine0 = cosine.First;
        sine1 = sine.Second;
        cosine1 = cosine.Second;
    }

    [MethodImpl(Inline)]
    public static void Rayleigh(
        Simd512Word64 word0, Simd512Word64 word1, out Simd512Real64 first, out Simd512Real64 second)
    {
        Twin both = Elementary<Twin, TwinWord, TwinFormat>.Rayleigh(new(word0, word1));
        first = both.First;
        second = both.Second;
    }
}

/// <summary>A 512-bit register of 64-bit words, beside <see cref="Simd512Real64"/>.</summary>
public readonly struct Simd512Word64(Vector512<ulong> value) : IWord<Simd512Word64>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    internal readonly Vector512<ulong> Value = value;

    [MethodImpl(Inline)]
    public static Simd512Word64 Of(ulong constant) => new(Vector512.Create(constant));

    [MethodImpl(Inline)]
    public static Simd512Word64 Of(uint value) =>
        new(Vector512.Create((ulong)value));

    [MethodImpl(Inline)]
    public static Simd512Word64 operator ^(Simd512Word64 left, Simd512Word64 right) =>
        new(left.Value ^ right.Value);

    [MethodImpl(Inline)]
    public static Simd512Word64 Xor(
        Simd512Word64 first, Simd512Word64 second, Simd512Word64 third) =>
        new(first.Value ^ second.Value ^ third.Value);

    [MethodImpl(Inline)]
    public static Simd512Word64 operator &(Simd512Word64 left, Simd512Word64 right) =>
        new(left.Value & right.Value);

    [MethodImpl(Inline)]
    public static Simd512Word64 operator |(Simd512Word64 left, Simd512Word64 right) =>
        new(left.Value | right.Value);

    [MethodImpl(Inline)]
    public static Simd512Word64 operator ~(Simd512Word64 value) => new(~value.Value);

    [MethodImpl(Inline)]
    public static Simd512Word64 operator +(Simd512Word64 left, Simd512Word64 right) =>
        new(left.Value + right.Value);

    [MethodImpl(Inline)]
    public static Simd512Word64 operator -(Simd512Word64 left, Simd512Word64 right) =>
        new(left.Value - right.Value);

    [MethodImpl(Inline)]
    public static Simd512Word64 operator <<(Simd512Word64 value, int bits) =>
        new(value.Value << bits);

    [MethodImpl(Inline)]
    public static Simd512Word64 operator >>>(Simd512Word64 value, int bits) =>
        new(value.Value >>> bits);

    [MethodImpl(Inline)]
    public static Simd512Word64 operator >>(Simd512Word64 value, int bits) =>
        new((value.Value.AsInt64() >> bits).AsUInt64());

    [MethodImpl(Inline)]
    public static void MultiplyWide(
        Simd512Word64 left, uint right, out Simd512Word64 high, out Simd512Word64 low)
    {
        Vector512<ulong> product =
            Native.MultiplyEven(left.Value.AsUInt32(), Vector512.Create((ulong)right).AsUInt32());
        high = new(product >>> 32);
        low = new(product & Vector512.Create((ulong)uint.MaxValue));
    }

    [MethodImpl(Inline)]
    public static void PhiloxRounds<K>(
        ref Simd512Word64 x, ref Simd512Word64 y, ref Simd512Word64 z, ref Simd512Word64 w,
        K keys)
        where K : struct, IKeySchedule
    {
        var a = new Simd512Half(x.Value);
        var b = new Simd512Half(y.Value);
        var c = new Simd512Half(z.Value);
        var d = new Simd512Half(w.Value);
        PhiloxRounds<Simd512Half, K>.Run(ref a, ref b, ref c, ref d, keys);
        x = new(a.Low);
        y = new(b.Low);
        z = new(c.Low);
        w = new(d.Low);
    }

    [MethodImpl(Inline)]
    public static int ToInt32(Simd512Word64 word) => (int)word.Value.ToScalar();

    [MethodImpl(Inline)]
    public static Simd512Word64 Equal(Simd512Word64 left, Simd512Word64 right) =>
        new(Vector512.Equals(left.Value, right.Value));

    [MethodImpl(Inline)]
    public static bool Any(Simd512Word64 mask) => mask.Value != Vector512<ulong>.Zero;
}
