using GpuRisk.Engine.Planning.Prices;
using GpuRisk.Engine.Results;
using GpuRisk.Scenarios;
using MathNet.Numerics.Distributions;
using NUnit.Framework;

namespace GpuRisk.Tests.Models;

/// <summary>Log returns with Student's t distribution, and the mixing variable that assets have in
/// common.</summary>
[TestFixture]
internal sealed class StudentTTests
{
    private const int Many = 100_000;

    private static string Scenario(string first, string second, int steps, string more = "") => $$"""
        scenario: tails
        kernel: impermanent-loss
        horizon: 1d
        step: {{86400 / steps}}s
        assets:
          X: { price: 1, process: { {{first}} } }
          Y: { price: 1, process: { {{second}} } }
        {{more}}
        """;

    private static string T(double freedom) => FormattableString.Invariant(
        $"kind: student-t, drift: 0.4, volatility: 0.8, degreesOfFreedom: {freedom}");

    // In units of the deviation of the normal that is mixed.
    private static double[] Standardised(Paths paths, string name, double freedom)
    {
        double deviation = 0.8 / Math.Sqrt(365) * Math.Sqrt((freedom - 2) / freedom);
        return [.. paths[name].Select(
            price => (Math.Log(price) - ((0.4 - 0.32) / 365)) / deviation)];
    }

    [TestCase(2.2, 1)]
    [TestCase(3, 2)]
    [TestCase(4, 8)]
    [TestCase(7.5, 1)]
    [TestCase(30, 24)]
    public void Quantiles_OfAPeriod_AreStudents(double freedom, int steps)
    {
        Paths paths = Paths.Of(Scenario(T(freedom), T(freedom), steps), Many, 61);
        var law = new StudentT(0, 1, freedom);
        foreach (string name in new[] { "X.price", "Y.price" })
        {
            double[] sample = Standardised(paths, name, freedom);
            foreach (double share in new[] { 0.0005, 0.01, 0.05, 0.25, 0.5, 0.75, 0.99, 0.9995 })
            {
                double quantile = law.InverseCumulativeDistribution(share);
                int hits = sample.Count(value => value < quantile);
                Estimated.Share($"{name} below {share}", hits, Many).AssertIs(share);
            }
        }
    }

    // With f degrees of freedom E M² = (f - 2) / (f - 4), M the mixing variable.
    [TestCase(0)]
    [TestCase(0.7)]
    public void Squares_OfTwoAssets_ShareTheMixingVariable(double correlation)
    {
        const double freedom = 12;
        Paths paths = Paths.Of(
            Scenario(T(freedom), T(freedom), 4, $"correlations: {{ X-Y: {correlation} }}"),
            Many, 62);
        double scale = Math.Sqrt((freedom - 2) / freedom);
        double[] x = [.. Standardised(paths, "X.price", freedom).Select(z => z * scale)];
        double[] y = [.. Standardised(paths, "Y.price", freedom).Select(z => z * scale)];
        double squares = (freedom - 2) / (freedom - 4);
        paths.Mean("variance", i => x[i] * x[i]).AssertIs(1);
        paths.Mean("correlation", i => x[i] * y[i]).AssertIs(correlation);
        paths.Mean("fourth moment", i => Math.Pow(x[i], 4)).AssertIs(3 * squares);
        paths.Mean("product of squares", i => x[i] * x[i] * y[i] * y[i])
            .AssertIs((1 + (2 * correlation * correlation)) * squares);
    }

    // Of different degrees of freedom both are calm and wild in the same periods.
    [Test]
    public void Tails_OfDifferentLaws_ComeTogether()
    {
        Paths paths = Paths.Of(Scenario(T(3), T(6), 1), Many, 63);
        double[] x = Standardised(paths, "X.price", 3);
        double[] y = Standardised(paths, "Y.price", 6);
        double first = new StudentT(0, 1, 3).InverseCumulativeDistribution(0.995);
        double second = new StudentT(0, 1, 6).InverseCumulativeDistribution(0.995);
        Estimated both = paths.Share(
            "both", i => Math.Abs(x[i]) > first && Math.Abs(y[i]) > second);
        Assert.That(both.Value - (4 * both.Error), Is.GreaterThan(10 * 0.01 * 0.01));
    }

    [Test]
    public void Root_IsOneOverThatOfChiSquared([Values(2.1, 3, 5, 40)] double freedom)
    {
        double[] coefficients = MixingRootFit.Coefficients(freedom);
        foreach (double normal in new[] { -6, -4, -2.5, -1, 0, 0.3, 2, 4, 6 })
        {
            double log = coefficients.Aggregate(0.0, (sum, c) => (sum * normal / 6.7) + c);
            double square = (freedom - 2) * Math.Exp(-2 * log);
            double expected = Normal.CDF(0, 1, -Math.Abs(normal));
            double found = normal < 0
                ? MathNet.Numerics.SpecialFunctions.GammaLowerRegularized(freedom / 2, square / 2)
                : MathNet.Numerics.SpecialFunctions.GammaUpperRegularized(freedom / 2, square / 2);
            Assert.That(found, Is.EqualTo(expected).Within(2e-4 * expected), $"{normal}");
        }
    }

    [TestCase(3)]
    [TestCase(5)]
    [TestCase(20)]
    public void Checks_OfARun_FindNothingAmiss(double freedom)
    {
        RunResult result = Simulation.Run(
            Scenario(T(freedom), T(freedom), 2, "correlations: { X-Y: 0.5 }").Replace(
                "horizon: 1d", "horizon: 30d", StringComparison.Ordinal), 200_000, 64);
        Assert.That(result.Warnings, Is.Empty);
        foreach (Check check in result.Checks) TestContext.Out.WriteLine($"{check}");
        Assert.That(result.Checks.Select(check => check.Agrees), Has.All.True);
        Assert.That(result.Checks, Has.Count.EqualTo(freedom > 4 ? 4 : 2));
    }

    // Student's moves hold less of a covariance with others than of their own: for three degrees
    // of freedom E sqrt(M) is 0.798.
    [TestCase("kind: gbm, drift: 0, volatility: 0.5", 0.7)]
    [TestCase("kind: student-t, volatility: 0.6, degreesOfFreedom: 9", -0.8)]
    [TestCase("kind: student-t, volatility: 0.6, degreesOfFreedom: 6, period: 12h", 0.6)]
    [TestCase("kind: garch, volatility: 0.6, alpha: 0.1, beta: 0.8", 0.6)]
    public void Correlation_WithAnotherLaw_IsTheStatedOne(string other, double correlation)
    {
        Paths paths = Paths.Of(
            Scenario(T(6), other, 2, FormattableString.Invariant(
                $"correlations: {{ X-Y: {correlation} }}")),
            Many, 63);
        double[] first = Deviations(paths["X.price"]);
        double[] second = Deviations(paths["Y.price"]);
        paths.Mean("product", i => first[i] * second[i]).AssertIs(correlation);
    }

    [TestCase("kind: gbm, drift: 0, volatility: 0.5", 0.7978)]
    [TestCase("kind: student-t, volatility: 0.6, degreesOfFreedom: 1000", 0.8079)]
    [TestCase("kind: student-t, volatility: 0.6, degreesOfFreedom: 1000, period: 12h", 0.7976)]
    public void Correlation_BeyondWhatTheLawsAllow_IsRefusedWithTheBound(
        string other, double bound)
    {
        string error = ScenarioReader.Parse(
            Scenario(T(3), other, 2, "correlations: { X-Y: 0.9 }"), "t.yaml", "").Errors
            .Single().ToString();
        Assert.That(error, Does.Contain("correlations.X-Y"));
        Assert.That(error, Does.Contain(FormattableString.Invariant($"{bound}]")));
    }

    /// <summary>Near four degrees of freedom the clustering of variance makes fourth moments that
    /// no numbers hold; the price itself is an ordinary one.</summary>
    [TestCase(4.0001)]
    [TestCase(4.001)]
    [TestCase(4.1)]
    public void Garch_WithHardlyAFourthMoment_IsSimulated(double freedom)
    {
        Paths paths = Paths.Of(
            Scenario(
                FormattableString.Invariant(
                    $"kind: garch, volatility: 0.8, alpha: 0.08, beta: 0.91, shocks: student-t, degreesOfFreedom: {freedom}"),
                T(5), 1),
            1000, 64);
        Assert.That(paths["X.price"], Is.All.GreaterThan(0).And.All.LessThan(10));
    }

    private static double[] Deviations(double[] prices)
    {
        double[] logs = [.. prices.Select(price => Math.Log(price))];
        (double mean, double deviation) = MathNet.Numerics.Statistics.ArrayStatistics
            .MeanStandardDeviation(logs);
        return [.. logs.Select(log => (log - mean) / deviation)];
    }
}
