using GpuRisk.Kernels.Lanes;
using NUnit.Framework;
using static GpuRisk.Tests.Kernels.SweptFunctions;

namespace GpuRisk.Tests.Kernels;

/// <summary>
/// Every float32 input of the functions of one argument against double precision, and one exponent
/// for every base of the power.
/// </summary>
[TestFixture]
[Category("Slow")]
internal sealed class Elementary32SweepTests
{
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
    public void Pow_AllPositiveNormalBases_WithinTwoUlp() =>
        Check(UlpSweep.Run<Pow>(1.17549435e-38f, float.MaxValue), 1.1);

    [Test]
    public void InverseNormal_AllProbabilities_WithinTwoUlp() =>
        Check(UlpSweep.Run<InverseNormal>(1.17549435e-38f, 0.99999994f), 2.0);

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
}
