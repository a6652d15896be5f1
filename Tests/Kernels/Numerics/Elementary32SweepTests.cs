using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuRisk.Kernels.Lanes;
using NUnit.Framework;

namespace GpuRisk.Tests.Kernels;

/// <summary>
/// Every float32 input of exp, expm1 and log against double precision. The double functions are
/// wrong by less than 1e-8 of a float32 ulp.
/// </summary>
[TestFixture]
internal sealed class Elementary32SweepTests
{
    private const uint Negative = 0x80000000u;

    [Test]
    public void Exp_AllInputsWithNormalResults_WithinOneUlp()
    {
        Check(UlpSweep.Run<Exp>(0.0f, 88.72283f), 1.05);
        Check(UlpSweep.Run<Exp>(-0.0f, -87.33654f), 1.05);
    }

    [Test]
    public void Exp_OutsideTheNormalResults_IsZeroOrInfinity()
    {
        Sweep(0xC2AEAC51u, 0xFF800000u, 0.0f);
        Sweep(0x42B17218u, 0x7F800000u, float.PositiveInfinity);

        static void Sweep(uint first, uint last, float expected)
        {
            for (ulong bits = first; bits <= last; bits += bits < first + 4096ul ? 1ul : 4097ul)
            {
                float x = BitConverter.UInt32BitsToSingle((uint)bits);
                Assert.That(Real32.Exp(new(x)).Value, Is.EqualTo(expected), $"{x:R}");
            }
        }
    }

    [Test]
    public void ExpM1_AllInputs_WithinTwoUlp()
    {
        Check(UlpSweep.Run<ExpM1>(0.0f, 88.72283f), 2.0);
        Check(UlpSweep.Run<ExpM1>(-0.0f, -104.0f), 2.0);
        Check(UlpSweep.Run<ExpM1>(-104.0f, float.NegativeInfinity, stride: 4099), 2.0);
    }

    [Test]
    public void Log_AllPositiveNormalInputs_WithinTwoUlp() =>
        Check(UlpSweep.Run<Log>(1.17549435e-38f, float.MaxValue), 2.0);

    [Test]
    public void Functions_AtTheirFixedPoints_AreExact()
    {
        Assert.That(Real32.Exp(new(0.0f)).Value, Is.EqualTo(1.0f));
        Assert.That(Real32.ExpM1(new(0.0f)).Value, Is.EqualTo(0.0f));
        Assert.That(Real32.ExpM1(new(float.PositiveInfinity)).Value, Is.EqualTo(float.PositiveInfinity));
        Assert.That(Real32.Log(new(1.0f)).Value, Is.EqualTo(0.0f));
        Real32.SinCosTurns(new Word32(0u), out Real32 sine, out Real32 cosine);
        Assert.That((sine.Value, cosine.Value), Is.EqualTo((0.0f, 1.0f)));
        Real32.SinCosTurns(new Word32(0x40000000u), out sine, out cosine);
        Assert.That((sine.Value, cosine.Value), Is.EqualTo((1.0f, 0.0f)));
    }

    [Test]
    public void SinCosTurns_AllReducedAngles_WithinTwoUlp()
    {
        // The eighth turns around zero, as bits of words: all other quadrants use the same values.
        Check(UlpSweep.Run<Sine>(0u, 0x20000000u), 2.0);
        Check(UlpSweep.Run<Cosine>(0u, 0x20000000u), 2.0);
        Check(UlpSweep.Run<Sine>(0xE0000000u, uint.MaxValue), 2.0);
        Check(UlpSweep.Run<Cosine>(0xE0000000u, uint.MaxValue), 2.0);
    }

    [Test]
    public void SinCosTurns_OtherQuadrants_AreRotations()
    {
        for (ulong word = 0; word < 1ul << 32; word += 4099)
        {
            Sines((uint)word, out float sine, out float cosine);
            Sines((uint)word + 0x40000000u, out float nextSine, out float nextCosine);
            Assert.That(nextSine, Is.EqualTo(cosine));
            Assert.That(nextCosine, Is.EqualTo(-sine));
        }

        static void Sines(uint word, out float sine, out float cosine)
        {
            Real32.SinCosTurns(new Word32(word), out Real32 s, out Real32 c);
            sine = s.Value;
            cosine = c.Value;
        }
    }

    private static void Check(WorstCase worst, double limit)
    {
        TestContext.Out.WriteLine(worst);
        Assert.That(worst.Ulps, Is.LessThanOrEqualTo(limit), worst.ToString());
    }

    private static (Vector512<double> Low, Vector512<double> High) Angles(Vector512<uint> bits)
    {
        Vector512<double> unit = Vector512.Create(Math.Tau / 4294967296.0);
        (Vector512<long> low, Vector512<long> high) = Vector512.Widen(bits.AsInt32());
        return (Vector512.ConvertToDouble(low) * unit, Vector512.ConvertToDouble(high) * unit);
    }

    private static Simd512Real32 Lane(Vector512<float> x) =>
        Unsafe.BitCast<Vector512<float>, Simd512Real32>(x);

    private static Vector512<float> Vector(Simd512Real32 x) =>
        Unsafe.BitCast<Simd512Real32, Vector512<float>>(x);

    private readonly struct Exp : ISweptFunction
    {
        public static Vector512<float> Compute(Vector512<float> x) =>
            Vector(Simd512Real32.Exp(Lane(x)));

        public static Vector512<double> Reference(Vector512<double> x) => Vector512.Exp(x);
    }

    private readonly struct ExpM1 : ISweptFunction
    {
        public static Vector512<float> Compute(Vector512<float> x) =>
            Vector(Simd512Real32.ExpM1(Lane(x)));

        // The Taylor series where the difference would cancel.
        public static Vector512<double> Reference(Vector512<double> x)
        {
            Vector512<double> one = Vector512.Create(1.0);
            Vector512<double> series = one;
            for (int k = 13; k >= 2; k--)
            {
                series = Vector512.FusedMultiplyAdd(series, x * Vector512.Create(1.0 / k), one);
            }

            return Vector512.ConditionalSelect(
                Vector512.LessThan(Vector512.Abs(x), Vector512.Create(0.35)),
                series * x,
                Vector512.Exp(x) - one);
        }
    }

    private readonly struct Log : ISweptFunction
    {
        public static Vector512<float> Compute(Vector512<float> x) =>
            Vector(Simd512Real32.Log(Lane(x)));

        public static Vector512<double> Reference(Vector512<double> x) => Vector512.Log(x);
    }

    private readonly struct Sine : ISweptFunction
    {
        public static Vector512<float> Compute(Vector512<float> x)
        {
            Simd512Real32.SinCosTurns(
                Simd512Real32.ToBits(Lane(x)), out Simd512Real32 sine, out _);
            return Vector(sine);
        }

        public static Vector512<double> Reference(Vector512<double> x) => Vector512.Sin(x);

        public static (Vector512<double> Low, Vector512<double> High) Widen(
            Vector512<uint> bits) => Angles(bits);
    }

    private readonly struct Cosine : ISweptFunction
    {
        public static Vector512<float> Compute(Vector512<float> x)
        {
            Simd512Real32.SinCosTurns(
                Simd512Real32.ToBits(Lane(x)), out _, out Simd512Real32 cosine);
            return Vector(cosine);
        }

        public static Vector512<double> Reference(Vector512<double> x) => Vector512.Cos(x);

        public static (Vector512<double> Low, Vector512<double> High) Widen(
            Vector512<uint> bits) => Angles(bits);
    }
}
