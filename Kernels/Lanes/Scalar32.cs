using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Random;
using ILGPU;
using Format = GpuRisk.Kernels.Numerics.Float32<
    GpuRisk.Kernels.Lanes.Real32, GpuRisk.Kernels.Lanes.Word32>;

namespace GpuRisk.Kernels.Lanes;

/// <summary>One float32 number: the lane of CUDA, OpenCL and ILGPU's CPU accelerator.</summary>
public readonly struct Real32(float value) : IReal<Real32, Word32>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>The number.</summary>
    public readonly float Value = value;

    public static bool IsWide => false;

    public static int BlockSteps => 4;

    public static int MantissaBits => Format.MantissaBits;

    [MethodImpl(Inline)]
    public static Real32 Of(double constant) => new((float)constant);

    [MethodImpl(Inline)]
    public static Real32 FromInt32(Word32 word) => new((float)(int)word.Value);

    [MethodImpl(Inline)]
    public static Word32 ToWord(Real32 value) => new((uint)(int)value.Value);

    [MethodImpl(Inline)]
    public static Real32 FromBits(Word32 bits) => new(Interop.IntAsFloat(bits.Value));

    [MethodImpl(Inline)]
    public static Word32 ToBits(Real32 value) => new(Interop.FloatAsInt(value.Value));

    [MethodImpl(Inline)]
    public static Real32 operator +(Real32 left, Real32 right) =>
        new(Rounded.Add(left.Value, right.Value));

    [MethodImpl(Inline)]
    public static Real32 operator -(Real32 left, Real32 right) =>
        new(Rounded.Subtract(left.Value, right.Value));

    [MethodImpl(Inline)]
    public static Real32 operator *(Real32 left, Real32 right) =>
        new(Rounded.Multiply(left.Value, right.Value));

    [MethodImpl(Inline)]
    public static Real32 operator /(Real32 left, Real32 right) =>
        new(Rounded.Divide(left.Value, right.Value));

    [MethodImpl(Inline)]
    public static Real32 operator -(Real32 value) =>
        new(Interop.IntAsFloat(Interop.FloatAsInt(value.Value) ^ 0x80000000u));

    [MethodImpl(Inline)]
    public static Real32 Fma(Real32 left, Real32 right, Real32 addend) =>
        new(Rounded.Fma(left.Value, right.Value, addend.Value));

    [MethodImpl(Inline)]
    public static Real32 Sqrt(Real32 value) => new(Rounded.Sqrt(value.Value));

    [MethodImpl(Inline)]
    public static Word32 Less(Real32 left, Real32 right) =>
        new(left.Value < right.Value ? uint.MaxValue : 0u);

    [MethodImpl(Inline)]
    public static Word32 LessOrEqual(Real32 left, Real32 right) =>
        new(left.Value <= right.Value ? uint.MaxValue : 0u);

    [MethodImpl(Inline)]
    public static Real32 Min(Real32 left, Real32 right) =>
        new(left.Value < right.Value ? left.Value : right.Value);

    [MethodImpl(Inline)]
    public static Real32 Max(Real32 left, Real32 right) =>
        new(right.Value < left.Value ? left.Value : right.Value);

    [MethodImpl(Inline)]
    public static Real32 Select(Word32 mask, Real32 whenSet, Real32 otherwise) =>
        new(mask.Value != 0u ? whenSet.Value : otherwise.Value);

    [MethodImpl(Inline)]
    public static Real32 Exp(Real32 value) => Elementary<Real32, Word32, Format>.Exp(value);

    [MethodImpl(Inline)]
    public static Real32 ExpInLoop(Real32 value) =>
        Elementary<Real32, Word32, Format>.Exp(value);

    [MethodImpl(Inline)]
    public static Real32 ExpM1Small(Real32 value) =>
        Elementary<Real32, Word32, Format>.ExpM1Small(value);

    [MethodImpl(Inline)]
    public static Real32 ExpM1(Real32 value) => Elementary<Real32, Word32, Format>.ExpM1(value);

    [MethodImpl(Inline)]
    public static Real32 Log(Real32 value) => Elementary<Real32, Word32, Format>.Log(value);

    [MethodImpl(Inline)]
    public static Real32 Pow(Real32 value, Real32 exponent) =>
        Power<Real32, Word32, Format>.Pow(value, exponent);

    [MethodImpl(Inline)]
    public static Real32 InverseNormal(Real32 probability) =>
        Quantile<Real32, Word32, Format>.InverseNormal(probability);

    [MethodImpl(Inline)]
    public static void SinCosTurns(Word32 word, out Real32 sine, out Real32 cosine) =>
        Elementary<Real32, Word32, Format>.SinCosTurns(word, out sine, out cosine);

    [MethodImpl(Inline)]
    public static Real32 Rayleigh(Word32 word) =>
        Elementary<Real32, Word32, Format>.Rayleigh(word);
}

/// <summary>One 32-bit word, beside <see cref="Real32"/>.</summary>
public readonly struct Word32(uint value) : IWord<Word32>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>The word.</summary>
    public readonly uint Value = value;

    [MethodImpl(Inline)]
    public static Word32 Of(ulong constant) => new((uint)constant);

    [MethodImpl(Inline)]
    public static Word32 Of(uint value) => new(value);

    [MethodImpl(Inline)]
    public static Word32 operator ^(Word32 left, Word32 right) => new(left.Value ^ right.Value);

    [MethodImpl(Inline)]
    public static Word32 Xor(Word32 first, Word32 second, Word32 third) =>
        new(first.Value ^ second.Value ^ third.Value);

    [MethodImpl(Inline)]
    public static Word32 operator &(Word32 left, Word32 right) => new(left.Value & right.Value);

    [MethodImpl(Inline)]
    public static Word32 operator |(Word32 left, Word32 right) => new(left.Value | right.Value);

    [MethodImpl(Inline)]
    public static Word32 operator ~(Word32 value) => new(~value.Value);

    [MethodImpl(Inline)]
    public static Word32 operator +(Word32 left, Word32 right) => new(left.Value + right.Value);

    [MethodImpl(Inline)]
    public static Word32 operator -(Word32 left, Word32 right) => new(left.Value - right.Value);

    [MethodImpl(Inline)]
    public static Word32 operator <<(Word32 value, int bits) => new(value.Value << bits);

    [MethodImpl(Inline)]
    public static Word32 operator >>>(Word32 value, int bits) => new(value.Value >> bits);

    [MethodImpl(Inline)]
    public static Word32 operator >>(Word32 value, int bits) =>
        new((uint)((int)value.Value >> bits));

    [MethodImpl(Inline)]
    public static void MultiplyWide(Word32 left, uint right, out Word32 high, out Word32 low)
    {
        high = new(Rounded.MultiplyHigh(left.Value, right));
        low = new(left.Value * right);
    }

    [MethodImpl(Inline)]
    public static void PhiloxRounds<K>(
        ref Word32 x, ref Word32 y, ref Word32 z, ref Word32 w, K keys)
        where K : struct, IKeySchedule =>
        PhiloxRound<Word32, K>.RunAll(ref x, ref y, ref z, ref w, keys);

    [MethodImpl(Inline)]
    public static int ToInt32(Word32 word) => (int)word.Value;

    [MethodImpl(Inline)]
    public static Word32 Equal(Word32 left, Word32 right) =>
        new(left.Value == right.Value ? uint.MaxValue : 0u);

    [MethodImpl(Inline)]
    public static bool Any(Word32 mask) => mask.Value != 0u;
}
