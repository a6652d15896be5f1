using System.Globalization;
using System.Numerics;
using GpuRisk.Kernels.Lanes;
using NUnit.Framework;

namespace GpuRisk.Tests.Kernels;

/// <summary>
/// The float64 functions: exact values, the library's functions (themselves wrong by up to half
/// an ulp more than ideal) over a million random inputs, identities and the ends of the range.
/// </summary>
[TestFixture]
internal sealed class Elementary64Tests
{
    private const int Samples = 1_000_000;

    [TestCaseSource(typeof(ExactValues), nameof(ExactValues.All))]
    public void Function_AtExactValue_WithinTwoUlp(
        string function, double x, double exponent, string expected)
    {
        Real64 sine = default;
        Real64 cosine = default;
        if (function is "Sine" or "Cosine")
        {
            Real64.SinCosTurns(new Word64((ulong)x), out sine, out cosine);
        }

        double actual = function switch
        {
            "Exp" => Real64.Exp(new(x)).Value,
            "ExpM1" => Real64.ExpM1(new(x)).Value,
            "Log" => Real64.Log(new(x)).Value,
            "Pow" => Real64.Pow(new(x), new(exponent)).Value,
            "InverseNormal" => Real64.InverseNormal(new(x)).Value,
            "Sine" => sine.Value,
            _ => cosine.Value,
        };

        Assert.That(UlpsFromDecimal(actual, expected), Is.LessThanOrEqualTo(2.0));
    }

    [Test]
    public void Exp_RandomInputs_AgreesWithTheLibrary() =>
        Compare(x => -708.39 + (1418.17 * x), x => Real64.Exp(new(x)).Value, Math.Exp);

    [Test]
    public void Log_RandomInputs_AgreesWithTheLibrary()
    {
        Compare(x => Math.Exp(-708.0 + (1416.0 * x)), x => Real64.Log(new(x)).Value, Math.Log);
        Compare(x => 0.5 + (1.5 * x), x => Real64.Log(new(x)).Value, Math.Log);
    }

    [Test]
    public void Pow_RandomInputs_AgreesWithTheLibrary()
    {
        static double Exponent(double x) => 700.0 * Math.Sin(1e6 * Math.Log(x)) / Math.Log(x);
        Compare(
            x => Math.Exp(-700.0 + (1400.0 * x)),
            x => Real64.Pow(new(x), new(Exponent(x))).Value,
            x => Math.Pow(x, Exponent(x)));
    }

    [Test]
    public void SinCosTurns_AllQuadrants_LieOnTheCircle()
    {
        for (ulong word = 0; word < 1ul << 32; word += 40009)
        {
            Real64.SinCosTurns(new Word64(word), out Real64 sine, out Real64 cosine);
            double angle = Math.Tau * (word / 4294967296.0);
            Assert.That(sine.Value, Is.EqualTo(Math.Sin(angle)).Within(1e-15));
            Assert.That(cosine.Value, Is.EqualTo(Math.Cos(angle)).Within(1e-15));
            double square = (sine.Value * sine.Value) + (cosine.Value * cosine.Value);
            Assert.That(square, Is.EqualTo(1.0).Within(5e-16));
        }
    }

    [Test]
    public void InverseNormal_OppositeProbabilities_AreOpposite()
    {
        for (int k = 1; k < 4096; k++)
        {
            double lower = Real64.InverseNormal(new(k / 4096.0)).Value;
            double upper = Real64.InverseNormal(new(1.0 - (k / 4096.0))).Value;
            Assert.That(upper, Is.EqualTo(-lower));
            float lower32 = Real32.InverseNormal(new(k / 4096.0f)).Value;
            float upper32 = Real32.InverseNormal(new(1.0f - (k / 4096.0f))).Value;
            Assert.That(upper32, Is.EqualTo(-lower32));
        }
    }

    [Test]
    public void InverseNormal_AtNoProbability_IsFinite([Values(0.0, 1.0)] double p)
    {
        Assert.That(double.IsFinite(Real64.InverseNormal(new(p)).Value));
        Assert.That(float.IsFinite(Real32.InverseNormal(new((float)p)).Value));
    }

    [Test]
    public void Functions_BeyondTheirRange_AreZeroOrInfinity()
    {
        const double Infinity = double.PositiveInfinity;
        Assert.That(Real64.Exp(new(-708.4)).Value, Is.Zero);
        Assert.That(Real64.Exp(new(-Infinity)).Value, Is.Zero);
        Assert.That(Real64.Exp(new(709.79)).Value, Is.EqualTo(Infinity));
        Assert.That(Real64.ExpM1(new(-Infinity)).Value, Is.EqualTo(-1.0));
        Assert.That(Real64.ExpM1(new(1e300)).Value, Is.EqualTo(Infinity));
        foreach (double exponent in new[] { 1025.0, 1e5, 1e300 })
        {
            Assert.That(Real64.Pow(new(2.0), new(exponent)).Value, Is.EqualTo(Infinity));
            Assert.That(Real64.Pow(new(2.0), new(-exponent)).Value, Is.Zero);
        }

        foreach (float exponent in new[] { 128.0f, 300.0f, 1e38f })
        {
            Assert.That(
                Real32.Pow(new(2.0f), new(exponent)).Value, Is.EqualTo(float.PositiveInfinity));
            Assert.That(Real32.Pow(new(2.0f), new(-exponent)).Value, Is.Zero);
        }
    }

    [Test]
    public void Pow_ExactPowers_AreExact()
    {
        Assert.That(Real64.Pow(new(7.5), new(0.0)).Value, Is.EqualTo(1.0));
        Assert.That(Real64.Pow(new(1.0), new(1e15)).Value, Is.EqualTo(1.0));
        Assert.That(Real32.Pow(new(1.0f), new(-1e15f)).Value, Is.EqualTo(1.0f));
        for (int n = -126; n < 128; n++)
        {
            Assert.That(Real32.Pow(new(2.0f), new(n)).Value, Is.EqualTo(MathF.ScaleB(1.0f, n)));
            Assert.That(Real64.Pow(new(2.0), new(n)).Value, Is.EqualTo(Math.ScaleB(1.0, n)));
        }
    }

    private static void Compare(
        Func<double, double> input, Func<double, double> actual, Func<double, double> expected)
    {
        var random = new Random(20261123);
        double worst = 0.0;
        for (int i = 0; i < Samples; i++)
        {
            double x = input(random.NextDouble());
            double exact = expected(x);
            double ulp = Math.BitIncrement(Math.Abs(exact)) - Math.Abs(exact);
            worst = Math.Max(worst, Math.Abs(actual(x) - exact) / ulp);
        }

        TestContext.Out.WriteLine($"{worst} ulp from the library");
        Assert.That(worst, Is.LessThanOrEqualTo(2.0));
    }

    // The difference as an exact fraction of integers, in units of the double's last place.
    private static double UlpsFromDecimal(double actual, string expected)
    {
        string[] parts = expected.Split('e');
        int point = parts[0].IndexOf('.', StringComparison.Ordinal);
        int fraction = parts[0].Length - point - 1;
        int power = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        var digits = BigInteger.Parse(parts[0].Remove(point, 1), CultureInfo.InvariantCulture);
        long bits = BitConverter.DoubleToInt64Bits(actual);
        int exponent = (int)((bits >> 52) & 0x7FF) - 1075;
        BigInteger mantissa = (bits & 0xFFFFFFFFFFFFFL) | (1L << 52);
        mantissa *= Math.Sign(actual);

        // digits * 10^(power - fraction) against mantissa * 2^exponent.
        BigInteger scale = BigInteger.Pow(10, Math.Abs(power - fraction));
        BigInteger two = BigInteger.Pow(2, Math.Abs(exponent));
        BigInteger left = digits * (power >= fraction ? scale : 1) * (exponent < 0 ? two : 1);
        BigInteger right = mantissa * (power < fraction ? scale : 1) * (exponent >= 0 ? two : 1);
        BigInteger ulp = (power < fraction ? scale : 1) * (exponent >= 0 ? two : 1);
        return (double)(BigInteger.Abs(left - right) * 1000 / ulp) / 1000.0;
    }
}
