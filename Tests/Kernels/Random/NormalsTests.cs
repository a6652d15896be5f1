using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Random;
using NUnit.Framework;

namespace GpuRisk.Tests.Kernels;

/// <summary>
/// The distribution of the variates under fixed seeds, within four standard errors of what theory
/// says: the seeds are not chosen, and a sound generator fails none of these in ten thousand.
/// </summary>
[TestFixture]
internal sealed class NormalsTests
{
    private const int Pairs = 1 << 21;

    // Variates of two streams, interleaved as the pairs come.
    private static readonly Lazy<double[]> Sample32 = new(() => Draw(
        (a, b) =>
        {
            Pair(a, b, out Real32 first, out Real32 second);
            return (first.Value, second.Value);
        }));

    private static readonly Lazy<double[]> Sample64 = new(() => Draw(
        (a, b) =>
        {
            Pair(a, b, out Real64 first, out Real64 second);
            return (first.Value, second.Value);
        }));

    private static double[] Sample(int bits) => bits == 32 ? Sample32.Value : Sample64.Value;

    [Test]
    public void Pair_Moments_AreStandardNormal([Values(32, 64)] int bits)
    {
        double[] sample = Sample(bits);
        double n = sample.Length;

        // The variances of z, z^2, z^3 and z^4 are 1, 2, 15 and 96.
        Near(sample.Average(), 0.0, Math.Sqrt(1.0 / n));
        Near(sample.Average(z => z * z), 1.0, Math.Sqrt(2.0 / n));
        Near(sample.Average(z => z * z * z), 0.0, Math.Sqrt(15.0 / n));
        Near(sample.Average(z => z * z * z * z), 3.0, Math.Sqrt(96.0 / n));
    }

    [TestCase(0.0, 0.5)]
    [TestCase(1.0, 0.15865525393145705)]
    [TestCase(2.0, 0.022750131948179207)]
    [TestCase(3.0, 0.0013498980316300946)]
    [TestCase(4.0, 3.1671241833119924e-5)]
    public void Pair_Tails_HaveTheirProbability(double z, double probability)
    {
        foreach (int bits in new[] { 32, 64 })
        {
            double[] sample = Sample(bits);
            double error = Math.Sqrt(probability * (1.0 - probability) / sample.Length);
            Near(sample.Count(x => x > z) / (double)sample.Length, probability, error);
            Near(sample.Count(x => x < -z) / (double)sample.Length, probability, error);
        }
    }

    [Test]
    public void Pair_Correlations_AreZero([Values(32, 64)] int bits)
    {
        double[] sample = Sample(bits);
        double error = 1.0 / Math.Sqrt(Pairs - 1);

        // Within a pair, between neighbouring pairs, and of squares (whose variance is 2).
        Near(Mean(i => sample[2 * i] * sample[(2 * i) + 1]), 0.0, error);
        Near(Mean(i => sample[2 * i] * sample[(2 * i) + 2]), 0.0, error);
        Near(Mean(i => Square(2 * i) * Square((2 * i) + 1)), 0.0, 2.0 * error);
        Near(Mean(i => Square(2 * i) * Square((2 * i) + 2)), 0.0, 2.0 * error);

        double Square(int i) => (sample[i] * sample[i]) - 1.0;
        static double Mean(Func<int, double> term) =>
            Enumerable.Range(0, Pairs - 1).Average(term);
    }

    [Test]
    public void Pair_ExtremeWords_StayBelowTheStatedLimit()
    {
        uint[] words = [0u, 1u, 0x7FFFFFFFu, 0x80000000u, uint.MaxValue];
        foreach (uint radius in words)
        {
            foreach (uint angle in words)
            {
                Pair(radius, angle, out Real32 first, out Real32 second);
                Assert.That(MathF.Abs(first.Value), Is.LessThanOrEqualTo(6.6605f));
                Assert.That(MathF.Abs(second.Value), Is.LessThanOrEqualTo(6.6605f));
            }
        }

        // -2 ln 2^-32.
        Pair(0u, 0u, out Real32 largest, out Real32 _);
        Assert.That(largest.Value, Is.EqualTo(6.6604f).Within(1e-3f));
    }

    [Test]
    public void Uniform_ExtremeWords_SpanTheUnitInterval()
    {
        Assert.That(Uniforms<Real32, Word32>.Of(new(0u)).Value, Is.EqualTo(MathF.Pow(2, -32)));
        Assert.That(Uniforms<Real32, Word32>.Of(new(uint.MaxValue)).Value, Is.EqualTo(1.0f));
        Assert.That(
            Uniforms<Real64, Word64>.Of(new(uint.MaxValue)).Value,
            Is.EqualTo(1.0 - Math.Pow(2.0, -32)));
        float previous = 0.0f;
        for (ulong word = 0; word < 1ul << 32; word += 65_521)
        {
            float uniform = Uniforms<Real32, Word32>.Of(new((uint)word)).Value;
            Assert.That(uniform, Is.GreaterThan(previous).And.LessThanOrEqualTo(1.0f));
            previous = uniform;
        }
    }

    [Test]
    public void Uniform_ManyWords_FillBinsEvenly()
    {
        const int Bins = 1000;
        const int Draws = 1 << 22;
        var counts = new int[Bins];
        for (uint i = 0; i < Draws / 4; i++)
        {
            PhiloxWords<Word32> philox = new Philox<Word32, PhiloxKey>(
                new(i), 0u, 3u, new PhiloxKey(20261123u, 0u)).At(0u);
            Count(philox.Word0);
            Count(philox.Word1);
            Count(philox.Word2);
            Count(philox.Word3);
        }

        // Chi-squared with Bins - 1 degrees of freedom: mean Bins - 1, variance twice that.
        double expected = (double)Draws / Bins;
        double chiSquared = counts.Sum(count => (count - expected) * (count - expected) / expected);
        Near(chiSquared, Bins - 1, Math.Sqrt(2.0 * (Bins - 1)));

        void Count(Word32 word) => counts[Math.Min(
            Bins - 1, (int)(Bins * (double)Uniforms<Real32, Word32>.Of(word).Value))]++;
    }

    private static void Pair(uint radius, uint angle, out Real32 first, out Real32 second) =>
        Normals<Real32, Word32>.Four(
            new(new(0u), new(0u), new(radius), new(angle)), out _, out _, out first, out second);

    private static void Pair(uint radius, uint angle, out Real64 first, out Real64 second) =>
        Normals<Real64, Word64>.Four(
            new(new(radius), new(angle), new(0u), new(0u)), out first, out second, out _, out _);

    private static void Near(double actual, double expected, double standardError) =>
        Assert.That(actual, Is.EqualTo(expected).Within(4.0 * standardError));

    private static double[] Draw(Func<uint, uint, (double First, double Second)> pair)
    {
        var sample = new double[2 * Pairs];
        Parallel.For(0, Pairs / 2, i =>
        {
            PhiloxWords<Word32> philox = new Philox<Word32, PhiloxKey>(
                new((uint)i), 0u, 1u, new PhiloxKey(0x12345678u, 0x9ABCDEF0u)).At(0u);
            (sample[4 * i], sample[(4 * i) + 1]) = pair(philox.Word0.Value, philox.Word1.Value);
            (sample[(4 * i) + 2], sample[(4 * i) + 3]) =
                pair(philox.Word2.Value, philox.Word3.Value);
        });
        return sample;
    }
}
