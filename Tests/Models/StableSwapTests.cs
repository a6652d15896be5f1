using GpuRisk.Engine.Planning.Stablecoins;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Stablecoins;
using NUnit.Framework;

namespace GpuRisk.Tests.Models;

/// <summary>The StableSwap curve of two coins against Curve's integer mathematics done elsewhere.
/// </summary>
[TestFixture]
public sealed class StableSwapTests
{
    private static double Other(double x, double amplification) =>
        StableSwapPair<Real64, Word64>.Other(new(x), new(0.5 / amplification)).Value;

    private static double Price(double x, double amplification) =>
        StableSwapPair<Real64, Word64>.Price(
            new(x), new(Other(x, amplification)), new(2 * amplification)).Value;

    private static double MeanPrice(double before, double after, double amplification) =>
        StableSwapPair<Real64, Word64>.MeanPrice(
            new(before), new(Other(before, amplification)),
            new(after), new(Other(after, amplification)), new(2 * amplification)).Value;

    private static double BalanceAt(double price, double amplification)
    {
        double lower = 0.5;
        double upper = 1.5;
        for (int i = 0; i < 200; i++)
        {
            double middle = 0.5 * (lower + upper);
            if (Price(middle, amplification) > price) lower = middle;
            else upper = middle;
        }

        return lower;
    }

    // docs/oracles.md, "StableSwap".
    // Pool (1e6, 1e6).
    [TestCase(100, 1e5, 99900.1108648)]
    [TestCase(100, 5e5, 496752.7024988)]
    [TestCase(2000, 1e5, 99994.9523275)]
    public void Swap_InABalancedPool_GivesTheContractsAmount(
        double amplification, double paid, double expected)
    {
        const double invariant = 2e6;
        double received = invariant
            * (Other(0.5, amplification) - Other(0.5 + (paid / invariant), amplification));
        Assert.That(received, Is.EqualTo(expected).Within(5.1e-8 * 10));
        if (paid == 1e5 && amplification == 100)
        {
            Assert.That(received * 0.9996, Is.EqualTo(99860.1508204).Within(1e-6));
        }
    }

    // docs/oracles.md, "StableSwap".
    // Share of the bad coin by count, and LP against HODL, at a price below par.
    [TestCase(100, 0.99, 68.81, -0.107718)]
    [TestCase(100, 0.95, 85.02, -1.332114)]
    [TestCase(100, 0.90, 89.67, -3.382930)]
    [TestCase(100, 0.877, 90.8161, -4.431199)]
    [TestCase(2000, 0.99, 92.17, -0.362584)]
    [TestCase(2000, 0.95, 96.57, -2.229026)]
    [TestCase(2000, 0.877, 97.90, -6.017870)]
    public void Balance_AtAPriceBelowPar_IsTheTables(
        double amplification, double price, double share, double loss)
    {
        double x = BalanceAt(price, amplification);
        double y = Other(x, amplification);
        double hold = 0.5 * (1 + price);
        Assert.That(100 * x / (x + y), Is.EqualTo(share).Within(0.0051));
        Assert.That(100 * (((price * x) + y - hold) / hold), Is.EqualTo(loss).Within(5.1e-7));
    }

    [TestCase(1)]
    [TestCase(50)]
    [TestCase(5000)]
    [TestCase(1e6)]
    public void Curve_AnywhereOnIt_KeepsItsInvariantAndSlope(double amplification)
    {
        double ann = 2 * amplification;
        foreach (double x in new[] { 1e-3, 0.1, 0.4, 0.5, 0.6, 0.9, 0.999, 1.0, 1.2, 5 })
        {
            double y = Other(x, amplification);
            Assert.That(y, Is.GreaterThan(0));

            // A n (x + y - 1) + 1 = 1 / (4 x y), and dy/dx = -price.
            Assert.That(
                ((ann * (x + y - 1)) + 1) * 4 * x * y, Is.EqualTo(1).Within(1e-6 * (1 + ann * 1e-5)));
            double h = 1e-6 * x;
            double slope = (Other(x - h, amplification) - Other(x + h, amplification)) / (2 * h);
            Assert.That(Price(x, amplification), Is.EqualTo(slope).Within(1e-3).Percent.Or
                .EqualTo(slope).Within(1e-6));
            Assert.That(Other(y, amplification), Is.EqualTo(x).Within(1e-6 * Math.Max(1, x)));
            foreach (double after in new[] { 0.5 * x, x, 1.01 * x, 3 * x })
            {
                // What is received, without the digits that a difference loses.
                double received = y - Other(after, amplification);
                Assert.That(
                    MeanPrice(x, after, amplification) * (after - x),
                    Is.EqualTo(received).Within(1e-9 * (1 + y)));
            }
        }
    }

    // The balance found is that at which the pool, whose prices are tested above, quotes the price.
    [Test]
    public void Balance_QuotesThePriceItWasFoundFor(
        [Values(1, 2, 10, 100, 200, 2000, 1e5, 1e6)] double amplification,
        [Values(1e-4, 1e-3, 0.02, 0.1, 0.5, 0.877, 0.99, 0.9999, 1, 1.0001, 1.03, 2, 40)]
        double price)
    {
        double balance = StableSwapCurve.Balance(Math.Log(price), 2 * amplification);
        Assert.That(Price(balance, amplification), Is.EqualTo(price).Within(1e-9).Percent);
    }

    // What the pool is worth beyond its first coins, at its own price. In double precision
    // directly, where the loss is large enough; near the peg in single as in double, though the
    // balance that it has there has seven digits.
    [Test]
    public void VersusHold_KeepsItsDigitsNearThePeg(
        [Values(1, 10, 200, 2000)] double amplification,
        [Values(-0.1, -0.01, -1e-3, -1e-5, 1e-5, 3e-3, 0.2)] double log)
    {
        double a = 2 * amplification;
        double x = StableSwapCurve.Balance(log, a);
        double y = Other(x, amplification);
        double there = StableSwapPair<Real64, Word64>.VersusHold(
            new(x), new(y), new(log), new(a)).Value;
        double direct = (Math.Exp(log) * (x - 0.5)) + y - 0.5;
        Assert.That(there, Is.LessThan(0));
        Assert.That(there, Is.EqualTo(direct).Within(1e-15 + (1e-9 * Math.Abs(direct))));
        float single = StableSwapPair<Real32, Word32>.VersusHold(
            new((float)x), new((float)y), new((float)log), new((float)a)).Value;
        Assert.That(single, Is.EqualTo(there).Within(0.1).Percent);
    }
}
