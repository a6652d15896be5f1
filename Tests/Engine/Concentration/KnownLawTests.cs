using GpuRisk.Engine.Concentration;
using GpuRisk.Scenarios;
using MathNet.Numerics.Distributions;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Concentration;

/// <summary>Measures of log-normal and Pareto wallets against closed forms.</summary>
[TestFixture]
internal sealed class KnownLawTests
{
    private const int Wallets = 50_000;

    // Log-normal: Gini 2 N(s / sqrt 2) - 1, Theil s^2 / 2, top 1% N(s - 2.32635).
    [TestCase(0.5, 0.27632639, 0.125)]
    [TestCase(1.0, 0.52049988, 0.5)]
    [TestCase(2.0, 0.84270079, 2.0)]
    [TestCase(3.0, 0.96610515, 4.5)]
    public void LogNormalWallets_HaveTheirClosedForms(double logStdDev, double gini, double theil)
    {
        double top = Normal.CDF(0.0, 1.0, logStdDev - 2.3263478740408408);
        AssertClosedForms(new LogNormalSizes(1234.5, logStdDev), gini, theil, top);

        // The trapezoidal rule over log sizes from -8 to 8 standard deviations. Its weights are
        // no whole numbers, hence their sums not exact, which the largest sizes magnify.
        double[] z = [.. Enumerable.Range(-8000, 16001).Select(i => i / 1000.0)];
        var grid = new Groups(
            [.. z.Select(x => Math.Exp(-0.5 * x * x))],
            [.. z.Select(x => Math.Exp(logStdDev * x))],
            new int[z.Length]);
        Assert.That(grid.Ranked.Gini(), Is.EqualTo(gini).Within(1e-5));
        Assert.That(grid.Ranked.TopShare(0.01), Is.EqualTo(top).Within(1e-6));
        Assert.That(grid.ByClass.Theil().Total, Is.EqualTo(theil).Within(1e-4));
    }

    // Pareto: Gini 1 / (2 a - 1), Theil 1 / (a - 1) - ln(a / (a - 1)), top share p^(1 - 1 / a).
    [TestCase(1.161, 0.75642965, 0.528023)]
    [TestCase(1.5, 0.5, 0.215443)]
    public void ParetoWallets_HaveTheirClosedForms(double exponent, double gini, double top)
    {
        double theil = (1.0 / (exponent - 1.0)) - Math.Log(exponent / (exponent - 1.0));
        AssertClosedForms(new ParetoSizes(77.0, exponent), gini, theil, top);

        // The midpoint rule over the logarithm of the share that is larger, down to e^-200.
        double[] t = [.. Enumerable.Range(0, 100_000).Select(i => (i + 0.5) / 500.0)];
        var grid = new Groups(
            [.. t.Select(x => Math.Exp(-x))],
            [.. t.Select(x => Math.Exp(x / exponent))],
            new int[t.Length]);
        Assert.That(grid.ByClass.Theil().Total, Is.EqualTo(theil).Within(1e-5));
    }

    // A wallet in the place of its slice of the law hides what is unequal inside the slice: for
    // the Gini coefficient at most its share of wallets, 1 / N; for Theil's index much more in
    // heavy tails, and ever less with more wallets.
    private static void AssertClosedForms(
        SizeDistribution sizes, double gini, double theil, double top)
    {
        Groups sample = Groups.Of(WalletSample.Of(sizes, Wallets));
        double hidden = gini - sample.Ranked.Gini();
        Assert.That(hidden, Is.InRange(-1e-8, 1.0 / Wallets));
        Assert.That(sample.Ranked.TopShare(0.01), Is.EqualTo(top).Within(1e-6));
        double last = theil;
        foreach (int divisor in new[] { 1, 10, 100, 1000 })
        {
            Groups fewer = Groups.Of(WalletSample.Of(sizes, Wallets / divisor));
            Assert.That(fewer.ByClass.Theil().Total, Is.LessThan(last));
            last = fewer.ByClass.Theil().Total;
        }
    }

    [Test]
    public void Theil_OfLightTails_IsNearInASample()
    {
        foreach (double logStdDev in new[] { 0.5, 1.0 })
        {
            double[] sample = WalletSample.Of(new LogNormalSizes(1.0, logStdDev), Wallets);
            Assert.That(
                Groups.Of(sample).ByClass.Theil().Total,
                Is.EqualTo(0.5 * logStdDev * logStdDev).Within(2e-4));
        }
    }
}
