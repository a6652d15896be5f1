using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Random;
using Format = GpuRisk.Kernels.Numerics.Float32<
    GpuRisk.Kernels.Lanes.Simd512Real32, GpuRisk.Kernels.Lanes.Simd512Word32>;
using Twin = GpuRisk.Kernels.Lanes.TwinReal<
    GpuRisk.Kernels.Lanes.Simd512Real32, GpuRisk.Kernels.Lanes.Simd512Word32>;
using TwinFormat = GpuRisk.Kernels.Numerics.Float32<
    GpuRisk.Kernels.Lanes.TwinReal<
        GpuRisk.Kernels.Lanes.Simd512Real32, GpuRisk.Kernels.Lanes.Simd512Word32>,
    GpuRisk.Kernels.Lanes.TwinWord<GpuRisk.Kernels.Lanes.Simd512Word32>>;
using TwinWord = GpuRisk.Kernels.Lanes.TwinWord<GpuRisk.Kernels.Lanes.Simd512Word32>;

namespace GpuRisk.Kernels.Lanes;

/// <summary>A 512-bit register of float32 numbers.</summary>
public readonly struct Simd512Real32(Vector512<float> value)
    : ISimdReal<Simd512Real32, Simd512Word32>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // The just-in-time compiler inlines only so much into one method, and what is left over then
    // costs a call for every addition. Whole functions are the right thing to call instead, by
    // reference: a register passed by value goes through memory in pieces.
    private const MethodImplOptions Call = MethodImplOptions.NoInlining;

    private readonly Vector512<float> _value = value;

    public static bool IsWide => true;

    public static int BlockSteps => 64;

    public static int MantissaBits => Format.MantissaBits;

    public static int Count => Vector512<float>.Count;

    [MethodImpl(Inline)]
    public static Simd512Word32 Indices(uint first) =>
        new(Vector512.Create(first) + Vector512<uint>.Indices);

    [MethodImpl(Inline)]
    public static unsafe Simd512Real32 Broadcast(void* table, int index) =>
        new(Vector512.Create(((float*)table)[index]));

    public static unsafe void AddTo(
        void* state, int start, in Simd512Word32 index, in Simd512Word32 mask,
        in Simd512Real32 amount)
    {
        float* slots = (float*)state + (start * Count);
        ulong lanes = mask.Value.ExtractMostSignificantBits();
        for (; lanes != 0; lanes &= lanes - 1)
        {
            int lane = System.Numerics.BitOperations.TrailingZeroCount(lanes);
            slots[((int)index.Value.GetElement(lane) * Count) + lane] +=
                amount._value.GetElement(lane);
        }
    }

    [MethodImpl(Inline)]
    public static unsafe Simd512Real32 Gather(void* table, int start, Simd512Word32 index) =>
        new(Gathered.From((float*)table + start, index.Value));

    [MethodImpl(Inline)]
    public static Simd512Real32 Of(double constant) => new(Vector512.Create((float)constant));

    [MethodImpl(Inline)]
    public static Simd512Real32 FromInt32(Simd512Word32 word) =>
        new(Vector512.ConvertToSingle(word.Value.AsInt32()));

    [MethodImpl(Inline)]
    public static Simd512Word32 ToWord(Simd512Real32 value) =>
        new(Vector512.ConvertToInt32Native(value._value).AsUInt32());

    [MethodImpl(Inline)]
    public static Simd512Real32 FromBits(Simd512Word32 bits) => new(bits.Value.AsSingle());

    [MethodImpl(Inline)]
    public static Simd512Word32 ToBits(Simd512Real32 value) => new(value._value.AsUInt32());

    [MethodImpl(Inline)]
    public static Simd512Real32 operator +(Simd512Real32 left, Simd512Real32 right) =>
        new(left._value + right._value);

    [MethodImpl(Inline)]
    public static Simd512Real32 operator -(Simd512Real32 left, Simd512Real32 right) =>
        new(left._value - right._value);

    [MethodImpl(Inline)]
    public static Simd512Real32 operator *(Simd512Real32 left, Simd512Real32 right) =>
        new(left._value * right._value);

    [MethodImpl(Inline)]
    public static Simd512Real32 operator /(Simd512Real32 left, Simd512Real32 right) =>
        new(left._value / right._value);

    [MethodImpl(Inline)]
    public static Simd512Real32 operator -(Simd512Real32 value) => new(-value._value);

    [MethodImpl(Inline)]
    public static Simd512Real32 Fma(
        Simd512Real32 left, Simd512Real32 right, Simd512Real32 addend) =>
        new(Vector512.FusedMultiplyAdd(left._value, right._value, addend._value));

    [MethodImpl(Inline)]
    public static Simd512Real32 Sqrt(Simd512Real32 value) => new(Vector512.Sqrt(value._value));

    [MethodImpl(Inline)]
    public static Simd512Word32 Less(Simd512Real32 left, Simd512Real32 right) =>
        new(Vector512.LessThan(left._value, right._value).AsUInt32());

    [MethodImpl(Inline)]
    public static Simd512Word32 LessOrEqual(Simd512Real32 left, Simd512Real32 right) =>
        new(Vector512.LessThanOrEqual(left._value, right._value).AsUInt32());

    [MethodImpl(Inline)]
    public static Simd512Real32 Min(Simd512Real32 left, Simd512Real32 right) =>
        new(Native.Min(left._value, right._value));

    [MethodImpl(Inline)]
    public static Simd512Real32 Select(
        Simd512Word32 mask, Simd512Real32 whenSet, Simd512Real32 otherwise) =>
        new(Vector512.ConditionalSelect(
            mask.Value.AsSingle(), whenSet._value, otherwise._value));

    [MethodImpl(Inline)]
    public static Simd512Real32 Exp(Simd512Real32 value)
    {
        Exp(in value, out Simd512Real32 result);
        return result;
    }

    [MethodImpl(Call)]
    private static void Exp(in Simd512Real32 value, out Simd512Real32 result) =>
        result = Elementary<Simd512Real32, Simd512Word32, Format>.Exp(value);

    [MethodImpl(Inline)]
    public static Simd512Real32 ExpInLoop(Simd512Real32 value) =>
        Elementary<Simd512Real32, Simd512Word32, Format>.Exp(value);

    [MethodImpl(Inline)]
    public static Simd512Real32 ExpM1Small(Simd512Real32 value) =>
        Elementary<Simd512Real32, Simd512Word32, Format>.ExpM1Small(value);

    [MethodImpl(Inline)]
    public static Simd512Real32 ExpM1(Simd512Real32 value)
    {
        ExpM1(in value, out Simd512Real32 result);
        return result;
    }

    [MethodImpl(Call)]
    private static void ExpM1(in Simd512Real32 value, out Simd512Real32 result) =>
        result = Elementary<Simd512Real32, Simd512Word32, Format>.ExpM1(value);

    [MethodImpl(Inline)]
    public static Simd512Real32 Log(Simd512Real32 value) =>
        Elementary<Simd512Real32, Simd512Word32, Format>.Log(value);

    [MethodImpl(Call)]
    public static Simd512Real32 Pow(Simd512Real32 value, Simd512Real32 exponent) =>
        Power<Simd512Real32, Simd512Word32, Format>.Pow(value, exponent);

    [MethodImpl(Call)]
    public static Simd512Real32 InverseNormal(Simd512Real32 probability) =>
        Quantile<Simd512Real32, Simd512Word32, Format>.InverseNormal(probability);

    [MethodImpl(Inline)]
    public static void SinCosTurns(
        Simd512Word32 word, out Simd512Real32 sine, out Simd512Real32 cosine) =>
        Elementary<Simd512Real32, Simd512Word32, Format>.SinCosTurns(word, out sine, out cosine);

    [MethodImpl(Inline)]
    public static void SinCosTurns(
        Simd512Word32 word0, Simd512Word32 word1, out Simd512Real32 sine0,
        out Simd512Real32 cosine0, out Simd512Real32 sine1, out Simd512Real32 cosine1)
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
        Simd512Word32 word0, Simd512Word32 word1, out Simd512Real32 first, out Simd512Real32 second)
    {
        Twin both = Elementary<Twin, TwinWord, TwinFormat>.Rayleigh(new(word0, word1));
        first = both.First;
        second = both.Second;
    }
}

/// <summary>A 512-bit register of 32-bit words, beside <see cref="Simd512Real32"/>.</summary>
public readonly struct Simd512Word32(Vector512<uint> value) : IWord<Simd512Word32>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    internal readonly Vector512<uint> Value = value;

    [MethodImpl(Inline)]
    public static Simd512Word32 Of(ulong constant) => new(Vector512.Create((uint)constant));

    [MethodImpl(Inline)]
    public static Simd512Word32 Of(uint value) => new(Vector512.Create(value));

    [MethodImpl(Inline)]
    public static Simd512Word32 operator ^(Simd512Word32 left, Simd512Word32 right) =>
        new(left.Value ^ right.Value);

    [MethodImpl(Inline)]
    public static Simd512Word32 Xor(
        Simd512Word32 first, Simd512Word32 second, Simd512Word32 third) =>
        new(first.Value ^ second.Value ^ third.Value);

    [MethodImpl(Inline)]
    public static Simd512Word32 operator &(Simd512Word32 left, Simd512Word32 right) =>
        new(left.Value & right.Value);

    [MethodImpl(Inline)]
    public static Simd512Word32 operator |(Simd512Word32 left, Simd512Word32 right) =>
        new(left.Value | right.Value);

    [MethodImpl(Inline)]
    public static Simd512Word32 operator ~(Simd512Word32 value) => new(~value.Value);

    [MethodImpl(Inline)]
    public static Simd512Word32 operator +(Simd512Word32 left, Simd512Word32 right) =>
        new(left.Value + right.Value);

    [MethodImpl(Inline)]
    public static Simd512Word32 operator -(Simd512Word32 left, Simd512Word32 right) =>
        new(left.Value - right.Value);

    [MethodImpl(Inline)]
    public static Simd512Word32 operator <<(Simd512Word32 value, int bits) =>
        new(value.Value << bits);

    [MethodImpl(Inline)]
    public static Simd512Word32 operator >>>(Simd512Word32 value, int bits) =>
        new(value.Value >>> bits);

    [MethodImpl(Inline)]
    public static Simd512Word32 operator >>(Simd512Word32 value, int bits) =>
        new((value.Value.AsInt32() >> bits).AsUInt32());

    [MethodImpl(Inline)]
    public static void MultiplyWide(
        Simd512Word32 left, uint right, out Simd512Word32 high, out Simd512Word32 low)
    {
        Vector512<uint> factor = Vector512.Create(right);
        Vector512<ulong> even = Native.MultiplyEven(left.Value, factor);
        Vector512<ulong> odd =
            Native.MultiplyEven((left.Value.AsUInt64() >>> 32).AsUInt32(), factor);
        Vector512<ulong> upper = Vector512.Create(0xFFFFFFFF00000000ul);
        high = new(Vector512.ConditionalSelect(upper, odd, even >>> 32).AsUInt32());
        low = new(left.Value * factor);
    }

    [MethodImpl(Inline)]
    public static void PhiloxRounds<K>(
        ref Simd512Word32 x, ref Simd512Word32 y, ref Simd512Word32 z, ref Simd512Word32 w,
        K keys)
        where K : struct, IKeySchedule
    {
        var a = Simd512Halves.Split(x.Value);
        var b = Simd512Halves.Split(y.Value);
        var c = Simd512Halves.Split(z.Value);
        var d = Simd512Halves.Split(w.Value);
        PhiloxRounds<Simd512Halves, K>.Run(ref a, ref b, ref c, ref d, keys);
        x = new(a.Join());
        y = new(b.Join());
        z = new(c.Join());
        w = new(d.Join());
    }

    [MethodImpl(Inline)]
    public static int ToInt32(Simd512Word32 word) => (int)word.Value.ToScalar();

    [MethodImpl(Inline)]
    public static Simd512Word32 Equal(Simd512Word32 left, Simd512Word32 right) =>
        new(Vector512.Equals(left.Value, right.Value));

    [MethodImpl(Inline)]
    public static bool Any(Simd512Word32 mask) => mask.Value != Vector512<uint>.Zero;
}
