using GpuRisk.Engine.Backtesting;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Backtesting;

/// <summary>Tests of exceedances against published regions and plain sums.</summary>
internal sealed class CoverageTestsTests
{
    /// <summary>The numbers of exceedances that do not reject at 95 % (Kupiec 1995, table as
    /// printed by Jorion, Value at Risk).</summary>
    [TestCase(255, 0.01, 0, 7)]
    [TestCase(510, 0.01, 1, 11)]
    [TestCase(1000, 0.01, 4, 17)]
    [TestCase(255, 0.05, 6, 21)]
    [TestCase(510, 0.05, 16, 36)]
    [TestCase(1000, 0.05, 37, 65)]
    public void Kupiec_KeepsThePublishedRegion(int count, double probability, int low, int high)
    {
        Assert.Multiple(() =>
        {
            Assert.That(CoverageTests.Kupiec(low + 1, count, probability), Is.GreaterThan(0.05));
            Assert.That(CoverageTests.Kupiec(high - 1, count, probability), Is.GreaterThan(0.05));
            Assert.That(CoverageTests.Kupiec(high, count, probability), Is.LessThan(0.05));
        });
        if (low > 0)
            Assert.That(CoverageTests.Kupiec(low, count, probability), Is.LessThan(0.051));
    }

    [Test]
    public void Kupiec_OfAsManyAsExpected_IsOne() =>
        Assert.That(CoverageTests.Kupiec(10, 1000, 0.01), Is.EqualTo(1).Within(1e-12));

    [Test]
    public void Independence_OfClusteredHits_IsThatOfAPlainSum()
    {
        // Hits at 10 to 14 and 60 to 64 of 100: 87 + 2 after none, 2 + 8 after one.
        bool[] hits = [.. Enumerable.Range(0, 100).Select(i => i % 50 is >= 10 and < 15)];
        double separate = (87 * Math.Log(87.0 / 89)) + (2 * Math.Log(2.0 / 89))
            + (2 * Math.Log(0.2)) + (8 * Math.Log(0.8));
        double shared = (89 * Math.Log(89.0 / 99)) + (10 * Math.Log(10.0 / 99));
        double statistic = 2 * (separate - shared);

        // The tail of one degree of freedom is that of a normal, on both sides.
        double expected = MathNet.Numerics.SpecialFunctions.Erfc(Math.Sqrt(statistic / 2));
        Assert.That(CoverageTests.Independence(hits), Is.EqualTo(expected).Within(1e-9));
        Assert.That(
            CoverageTests.Independence([.. Enumerable.Range(0, 100).Select(i => i % 10 == 0)]),
            Is.GreaterThan(0.1));
    }

    [Test]
    public void Conditional_IsTheSumOfBoth()
    {
        bool[] hits = [.. Enumerable.Range(0, 100).Select(i => i % 50 is >= 10 and < 15)];
        double Statistic(double p) => Math.Pow(
            MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, 1 - (p / 2)), 2);
        double sum = Statistic(CoverageTests.Kupiec(10, 100, 0.05))
            + Statistic(CoverageTests.Independence(hits));
        Assert.That(
            CoverageTests.Conditional(hits, 0.05), Is.EqualTo(Math.Exp(-sum / 2)).Within(1e-6));
    }

    /// <summary>The 5 % points of Kolmogorov's distance (Massey 1951).</summary>
    [TestCase(20, 0.294)]
    [TestCase(30, 0.242)]
    [TestCase(1000, 1.358)]
    public void Uniform_HasThePublishedCriticalDistance(int count, double distance)
    {
        double limit = distance > 1 ? distance / Math.Sqrt(count) : distance;
        Assert.That(UniformTest.PValue(limit, count), Is.EqualTo(0.05).Within(0.003));
    }
}
