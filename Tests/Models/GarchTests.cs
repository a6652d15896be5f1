using GpuRisk.Engine.Results;
using NUnit.Framework;

namespace GpuRisk.Tests.Models;

/// <summary>GARCH(1,1) against its closed moments (Bollerslev 1986), with leverage too (Glosten,
/// Jagannathan, Runkle 1993).</summary>
[TestFixture]
internal sealed class GarchTests
{
    private const int Many = 50_000;
    private const double LongRun = 0.9 * 0.9 / 365;

    private static string Scenario(string process, int days, int steps = 1) => $$"""
        scenario: clusters
        kernel: impermanent-loss
        horizon: {{days}}d
        step: {{86400 / steps}}s
        assets:
          X: { price: 1, process: { kind: garch, volatility: 0.9, {{process}} } }
        """;

    // What each period brought beside its mean, and its variance without a mixing variable.
    private static (double[][] Shocks, double[][] Variances) Periods(
        string yaml, int count, ulong seed, int steps, double drift = 0)
    {
        double[][] logs = Paths.LogPrices(yaml, count, seed);
        double[][] traced = Paths.StepVariances(yaml, count, seed);
        int periods = logs.Length / steps;
        var shocks = new double[periods][];
        var variances = new double[periods][];
        for (int k = 0; k < periods; k++)
        {
            double[] last = logs[((k + 1) * steps) - 1];
            variances[k] = [.. traced[k * steps].Select(v => v * steps)];
            shocks[k] = [.. last.Select((log, i) =>
                log - (k > 0 ? logs[(k * steps) - 1][i] : 0)
                    - (drift / 365) + (0.5 * variances[k][i]))];
        }

        return (shocks, variances);
    }

    [TestCase(0.1, 0.85, 0, 1)]
    [TestCase(0.05, 0.8, 0.2, 4)]
    [TestCase(0, 0.9, 0.15, 1)]
    [TestCase(0.2, 0, 0, 3)]
    public void Variance_RevertsToTheLongRun(
        double alpha, double beta, double leverage, int steps)
    {
        string yaml = Scenario(FormattableString.Invariant(
            $"initialVolatility: 1.5, alpha: {alpha}, beta: {beta}, leverage: {leverage}"),
            12, steps);
        (double[][] shocks, double[][] variances) = Periods(yaml, Many, 71, steps);
        double kept = alpha + beta + (0.5 * leverage);
        foreach (int k in new[] { 1, 2, 5, 11 })
        {
            double expected = LongRun
                + (Math.Pow(kept, k) * ((1.5 * 1.5 / 365) - LongRun));
            Estimated.Of($"variance {k}", variances[k]).AssertIs(expected);
            Estimated.Of($"square {k}", [.. shocks[k].Select(e => e * e)]).AssertIs(expected);
            for (int i = 0; i < 20; i++)
            {
                double e = shocks[k - 1][i];
                double next = (LongRun * (1 - kept)) + (beta * variances[k - 1][i])
                    + ((alpha + (e < 0 ? leverage : 0)) * e * e);
                Assert.That(variances[k][i], Is.EqualTo(next).Within(1e-12));
            }
        }
    }

    // Bollerslev 1986: kurtosis 3 (1 - (a + b)²) / (1 - (a + b)² - 2 a²), autocorrelations of
    // squares a (1 - a b - b²) / (1 - 2 a b - b²) times powers of a + b. With leverage the fourth
    // moment of He and Teräsvirta (1999).
    [TestCase(0.1, 0.8, 0)]
    [TestCase(0.2, 0.6, 0)]
    [TestCase(0.05, 0.75, 0.15)]
    public void Kurtosis_AndAutocorrelation_AreTheClosedOnes(
        double alpha, double beta, double leverage)
    {
        string yaml = Scenario(FormattableString.Invariant(
            $"alpha: {alpha}, beta: {beta}, leverage: {leverage}"), 50);
        (double[][] shocks, _) = Periods(yaml, Many, 72, 1);
        double mean = alpha + beta + (0.5 * leverage);
        double square = (beta * beta) + (2 * beta * (mean - beta))
            + (3 * ((alpha * alpha) + (alpha * leverage) + (0.5 * leverage * leverage)));
        double fourth = 3 * LongRun * LongRun * (1 - (mean * mean)) / (1 - square);
        double[] Products(int lag) => [.. shocks[40].Select((e, i) =>
            e * e * shocks[40 - lag][i] * shocks[40 - lag][i])];
        Estimated.Of("fourth moment", Products(0)).AssertIs(fourth);
        // E e² e'² = E h' e² = (1 - mean) V² + E (beta h + ...) e².
        double pulled = (1 - mean) * LongRun * LongRun;
        double product = pulled + (beta * fourth / 3) + ((mean - beta) * fourth);
        Estimated.Of("lag 1", Products(1)).AssertIs(product);
        product = pulled + (mean * product);
        Estimated.Of("lag 2", Products(2)).AssertIs(product);
        if (leverage == 0)
        {
            double first = alpha * (1 - (alpha * beta) - (beta * beta))
                / (1 - (2 * alpha * beta) - (beta * beta));
            double published = ((fourth - (LongRun * LongRun)) * first * mean)
                + (LongRun * LongRun);
            Assert.That(product, Is.EqualTo(published).Within(1e-12));
        }
    }

    [TestCase("alpha: 0.1, beta: 0.85", 1)]
    [TestCase("alpha: 0.3, beta: 0.5, leverage: 0.2", 6)]
    public void Price_OfNormalShocks_IsAMartingale(string process, int steps)
    {
        double[] price = Paths.Of(
            Scenario("drift: 0.5, " + process, 60, steps), Many, 73)["X.price"];
        Estimated.Of("price", price).AssertIs(Math.Exp(0.5 * 60 / 365));
    }

    // Shocks over the root of the variance are Student's t of variance 1.
    [Test]
    public void Shocks_OfStudent_HaveItsFourthMoment()
    {
        const double freedom = 10;
        string yaml = Scenario(
            "alpha: 0.1, beta: 0.8, shocks: student-t, degreesOfFreedom: 10", 3);
        double[][] logs = Paths.LogPrices(yaml, Many, 74);
        double[] z = [.. logs[0].Select(log =>
            (log + (0.5 * LongRun)) / Math.Sqrt(LongRun))];
        Estimated.Of("variance", [.. z.Select(v => v * v)]).AssertIs(1);
        Estimated.Of("fourth", [.. z.Select(v => v * v * v * v)])
            .AssertIs(3 * (freedom - 2) / (freedom - 4));
        double[] e = [.. logs[1].Select((log, i) =>
        {
            double first = logs[0][i] + (0.5 * LongRun);
            double variance = (0.1 * LongRun) + (0.8 * LongRun) + (0.1 * first * first);
            return (log - logs[0][i] + (0.5 * variance)) / Math.Sqrt(variance);
        })];
        Estimated.Of("variance after", [.. e.Select(v => v * v)]).AssertIs(1);
    }

    [TestCase("alpha: 0.1, beta: 0.85, initialVolatility: 0.4", 1, 2)]
    [TestCase("alpha: 0.05, beta: 0.8, leverage: 0.2, initialVolatility: 1.5", 4, 1)]
    [TestCase("alpha: 0.1, beta: 0.85, shocks: student-t, degreesOfFreedom: 9", 1, 2)]
    [TestCase("alpha: 0.1, beta: 0.85, shocks: student-t, degreesOfFreedom: 3", 2, 1)]
    [TestCase("alpha: 0, beta: 0.9, initialVolatility: 0.2", 5, 2)]
    public void Checks_OfARun_FindNothingAmiss(string process, int steps, int checks)
    {
        string yaml = Scenario("drift: 0.2, " + process, 50, steps).Replace(
            "horizon: 50d", "horizon: 50.4d", StringComparison.Ordinal);
        if (86400 * 50.4 % (86400.0 / steps) > 0) yaml = Scenario(process, 50, steps);
        RunResult result = Simulation.Run(yaml, 300_000, 75);
        foreach (Check check in result.Checks) TestContext.Out.WriteLine($"{check}");
        Assert.That(result.Warnings, Is.Empty);
        Assert.That(result.Checks, Has.Count.EqualTo(checks));
        Assert.That(result.Checks.Select(check => check.Agrees), Has.All.True);
    }
}
