using MathNet.Numerics.Distributions;
using MathNet.Numerics.Integration;
using MathNet.Numerics.RootFinding;
using NUnit.Framework;

namespace GpuRisk.Tests.Models;

/// <summary>How fast probabilities of large moves fall: Hill's (1975) estimate of simulated log
/// returns beside the power that theory has. Of n largest sizes its error is the power over the root
/// of n.</summary>
[TestFixture]
internal sealed class TailIndexTests
{
    private const int Many = 200_000;
    private const int Largest = 300;
    private const double Errors = 4;

    [TestCase(2.5)]
    [TestCase(3.0)]
    [TestCase(4.0)]
    public void StudentT_HasItsDegreesOfFreedom(double freedom)
    {
        double drift = 0.5 * 0.04;
        double[] last = Returns(FormattableString.Invariant(
            $"kind: student-t, drift: {drift}, volatility: 0.2, degreesOfFreedom: {freedom}"), 1);
        double index = Hill(last);
        Assert.That(index, Is.EqualTo(freedom).Within(Errors * freedom / Math.Sqrt(Largest)));
    }

    /// <summary>The power k for which E (alpha z² + beta)^(k/2) is 1 (Kesten 1973; Mikosch, Stărică
    /// 2000).</summary>
    [TestCase(0.5, 0.3)]
    [TestCase(0.4, 0.5)]
    public void Garch_HasTheIndexOfKesten(double alpha, double beta)
    {
        double Growth(double index) => GaussLegendreRule.Integrate(
            z => 2 * Normal.PDF(0, 1, z) * Math.Pow((alpha * z * z) + beta, 0.5 * index), 0, 14,
            1024) - 1;
        double truth = Brent.FindRoot(Growth, 2.1, 20);
        double[] last = Returns(FormattableString.Invariant(
            $"kind: garch, drift: 0, volatility: 0.1, alpha: {alpha}, beta: {beta}"), 100);
        double index = Hill(last);
        Assert.That(index, Is.EqualTo(truth).Within(Errors * truth / Math.Sqrt(Largest)));
    }

    /// <summary>Of normals it is far larger than of any of them.</summary>
    [Test]
    public void Gbm_HasNone() => Assert.That(
        Hill(Returns("kind: gbm, drift: 0.02, volatility: 0.2", 1)), Is.GreaterThan(8));

    // Of the last day: a path that ends a day earlier is the beginning of the same path.
    private static double[] Returns(string process, int days)
    {
        double[] Logs(int until) => [.. Paths.Of(Scenario(process, until), Many, 17)["X.price"]
            .Select(price => Math.Log(price))];
        double[] end = Logs(days);
        return days == 1 ? end : [.. end.Zip(Logs(days - 1), (after, before) => after - before)];
    }

    private static string Scenario(string process, int days) => $$"""
        scenario: tails
        kernel: impermanent-loss
        horizon: {{days}}d
        step: 1d
        assets: { X: { price: 1, process: { {{process}} } } }
        """;

    private static double Hill(double[] returns)
    {
        double[] sizes = [.. returns.Select(Math.Abs).OrderDescending().Take(Largest + 1)];
        return 1 / sizes[..Largest].Average(size => Math.Log(size / sizes[Largest]));
    }
}
