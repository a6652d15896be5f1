using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Random;
using ILGPU;
using Format = GpuRisk.Kernels.Numerics.Float64<
    GpuRisk.Kernels.Lanes.Real64, GpuRisk.Kernels.Lanes.Word64>;

namespace GpuRisk.Kernels.Lanes;

/// <summary>One float64 number: the double-precision lane of the same devices.</summary>
public readonly struct Real64(double value) : IReal<Real64, Word64>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>The number.</summary>
    public readonly double Value = value;

    public static bool IsWide => false;

    public static int BlockSteps => 4;

    public static int MantissaBits => Format.MantissaBits;

    [MethodImpl(Inline)]
    public static Real64 Of(double constant) => new(constant);

    [MethodImpl(Inline)]
    public static Real64 FromInt32(Word64 word) => new((int)word.Value);

    [MethodImpl(Inline)]
    public static Word64 ToWord(Real64 value) => new((uint)(int)value.Value);

    [MethodImpl(Inline)]
    public static Real64 FromBits(Word64 bits) => new(Interop.IntAsFloat(bits.Value));

    [MethodImpl(Inline)]
    public static Word64 ToBits(Real64 value) => new(Interop.FloatAsInt(value.Value));

    [MethodImpl(Inline)]
    public static Real64 operator +(Real64 left, Real64 right) =>
        new(Rounded.Add(left.Value, right.Value));

    [MethodImpl(Inline)]
    public static Real64 operator -(Real64 left, Real64 right) =>
        new(Rounded.Subtract(left.Value, right.Value));

    [MethodImpl(Inline)]
    public static Real64 operator *(Real64 left, Real64 right) =>
        new(Rounded.Multiply(left.Value, right.Value));

    [MethodImpl(Inline)]
    public static Real64 operator /(Real64 left, Real64 right) =>
        new(Rounded.Divide(left.Value, right.Value));

    [MethodImpl(Inline)]
    public static Real64 operator -(Real64 value) =>
        new(Interop.IntAsFloat(Interop.FloatAsInt(value.Value) ^ 0x8000000000000000ul));

    [MethodImpl(Inline)]
    public static Real64 Fma(Real64 left, Real64 right, Real64 addend) =>
        new(Rounded.Fma(left.Value, right.Value, addend.Value));

    [MethodImpl(Inline)]
    public static Real64 Sqrt(Real64 value) => new(Rounded.Sqrt(value.Value));

    [MethodImpl(Inline)]
    public static Word64 Less(Real64 left, Real64 right) =>
        new(left.Value < right.Value ? ulong.MaxValue : 0ul);

    [MethodImpl(Inline)]
    public static Word64 LessOrEqual(Real64 left, Real64 right) =>
        new(left.Value <= right.Value ? ulong.MaxValue : 0ul);

    [MethodImpl(Inline)]
    public static Real64 Min(Real64 left, Real64 right) =>
        new(left.Value < right.Value ? left.Value : right.Value);

    [MethodImpl(Inline)]
    public static Real64 Max(Real64 left, Real64 right) =>
        new(right.Value < left.Value ? left.Value : right.Value);

    [MethodImpl(Inline)]
    public static Real64 Select(Word64 mask, Real64 whenSet, Real64 otherwise) =>
        new(mask.Value != 0ul ? whenSet.Value : otherwise.Value);

    [MethodImpl(Inline)]
    public static Real64 Exp(Real64 value) => Elementary<Real64, Word64, Format>.Exp(value);

    [MethodImpl(Inline)]
    public static Real64 ExpInLoop(Real64 value) =>
        Elementary<Real64, Word64, Format>.Exp(value);

    [MethodImpl(Inline)]
    public static Real64 ExpM1Small(Real64 value) =>
        Elementary<Real64, Word64, Format>.ExpM1Small(value);

    [MethodImpl(Inline)]
    public static Real64 ExpM1(Real64 value) => Elementary<Real64, Word64, Format>.ExpM1(value);

    [MethodImpl(Inline)]
    public static Real64 Log(Real64 value) => Elementary<Real64, Word64, Format>.Log(value);

    [MethodImpl(Inline)]
    public static Real64 Pow(Real64 value, Real64 exponent) =>
        Power<Real64, Word64, Format>.Pow(value, exponent);

    [MethodImpl(Inline)]
    public static Real64 InverseNormal(Real64 probability) =>
        Quantile<Real64, Word64, Format>.InverseNormal(probability);

    [MethodImpl(Inline)]
    public static void SinCosTurns(Word64 word, out Real64 sine, out Real64 cosine) =>
        Elementary<Real64, Word64, Format>.SinCosTurns(word, out sine, out cosine);

    [MethodImpl(Inline)]
    public static Real64 Rayleigh(Word64 word) =>
        Elementary<Real64, Word64, Format>.Rayleigh(word);
}

/// <summary>One 64-bit word, beside <see cref="Real64"/>.</summary>
public readonly struct Word64(ulong value) : IWord<Word64>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>The word.</summary>
    public readonly ulong Value = value;

    [MethodImpl(Inline)]
    public static Word64 Of(ulong constant) => new(constant);

    [MethodImpl(Inline)]
    public static Word64 Of(uint value) => new(value);

    [MethodImpl(Inline)]
    public static Word64 operator ^(Word64 left, Word64 right) => new(left.Value ^ right.Value);

    [MethodImpl(Inline)]
    public static Word64 Xor(Word64 first, Word64 second, Word64 third) =>
        new(first.Value ^ second.Value ^ third.Value);

    [MethodImpl(Inline)]
    public static Word64 operator &(Word64 left, Word64 right) => new(left.Value & right.Value);

    [MethodImpl(Inline)]
    public static Word64 operator |(Word64 left, Word64 right) => new(left.Value | right.Value);

    [MethodImpl(Inline)]
    public static Word64 operator ~(Word64 value) => new(~value.Value);

    [MethodImpl(Inline)]
    public static Word64 operator +(Word64 left, Word64 right) => new(left.Value + right.Value);

    [MethodImpl(Inline)]
    public static Word64 operator -(Word64 left, Word64 right) => new(left.Value - right.Value);

    [MethodImpl(Inline)]
    public static Word64 operator <<(Word64 value, int bits) => new(value.Value << bits);

    [MethodImpl(Inline)]
    public static Word64 operator >>>(Word64 value, int bits) => new(value.Value >> bits);

    [MethodImpl(Inline)]
    public static Word64 operator >>(Word64 value, int bits) =>
        new((ulong)((long)value.Value >> bits));

    [MethodImpl(Inline)]
    public static void MultiplyWide(Word64 left, uint right, out Word64 high, out Word64 low)
    {
        uint factor = (uint)left.Value;
        high = new(Rounded.MultiplyHigh(factor, right));
        low = new(factor * right);
    }

    [MethodImpl(Inline)]
    public static void PhiloxRounds<K>(
        ref Word64 x, ref Word64 y, ref Word64 z, ref Word64 w, K keys)
        where K : struct, IKeySchedule =>
        PhiloxRound<Word64, K>.RunAll(ref x, ref y, ref z, ref w, keys);

    [MethodImpl(Inline)]
    public static int ToInt32(Word64 word) => (int)word.Value;

    [MethodImpl(Inline)]
    public static Word64 Equal(Word64 left, Word64 right) =>
        new(left.Value == right.Value ? ulong.MaxValue : 0ul);

    [MethodImpl(Inline)]
    public static bool Any(Word64 mask) => mask.Value != 0ul;
}
