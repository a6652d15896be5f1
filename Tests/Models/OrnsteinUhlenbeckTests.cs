using System.Globalization;
using GpuRisk.Engine.Results;
using NUnit.Framework;

namespace GpuRisk.Tests.Models;

/// <summary>Prices that revert, against what is known of them.</summary>
[TestFixture]
internal sealed class OrnsteinUhlenbeckTests
{
    private const int Many = 400_000;

    private static string Scenario(
        double mean, double reversion, double volatility, string horizon, string step,
        double perYear = 0, double size = 0, double deviation = 0) => string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            scenario: reverting
            kernel: impermanent-loss
            horizon: {{horizon}}
            step: {{step}}
            assets:
              X: { price: 100, process: { kind: ornstein-uhlenbeck, mean: {{mean}}, meanReversion: {{reversion}}, volatility: {{volatility}},
                   jumpsPerYear: {{perYear}}, jumpMean: {{size}}, jumpStdDev: {{deviation}} } }
            """);

    // The law at the end does not depend on the step.
    [TestCase("20d")]
    [TestCase("1d")]
    public void LogPrice_HasMeanAndVariance(string step)
    {
        const double k = 30;
        const double years = 20 / 365.0;
        double[] log = [.. Paths.Of(Scenario(120, k, 0.8, "20d", step), Many, 83)["X.price"]
            .Select(p => Math.Log(p / 100))];
        double mean = Math.Log(1.2) * (1 - Math.Exp(-k * years));
        Estimated.Of("mean", log).AssertIs(mean);
        Estimated.Of("variance", [.. log.Select(x => (x - mean) * (x - mean))])
            .AssertIs(0.64 * (1 - Math.Exp(-2 * k * years)) / (2 * k));
    }

    [Test]
    public void LogPrices_HaveTheAutocorrelationOfTheirReversion()
    {
        const double k = 100;
        double[][] logs = Paths.LogPrices(Scenario(100, k, 0.5, "60d", "1d"), 100_000, 84);
        double stationary = 0.25 / (2 * k);
        foreach (int lag in new[] { 1, 3, 7 })
        {
            Estimated.Of($"lag {lag}", [.. Enumerable.Range(0, 100_000)
                .Select(i => logs[59][i] * logs[59 - lag][i])])
                .AssertIs(stationary * Math.Exp(-k * lag / 365), 1e-8);
        }
    }

    // Shot noise: the n-th cumulant is that of the jumps a year over n k, in the end, on any step.
    [TestCase("20d", 20)]
    [TestCase("20d", 90)]
    [TestCase("1d", 90)]
    public void Jumps_AreForgottenAsAllElse(string step, double k)
    {
        const double perYear = 60;
        const double years = 80 / 365.0;
        double[] log = [.. Paths.Of(
            Scenario(100, k, 0.1, "80d", step, perYear, -0.04, 0.03), Many, 85)["X.price"]
            .Select(p => Math.Log(p / 100))];
        double Decayed(int n) => perYear * (1 - Math.Exp(-n * k * years)) / (n * k);
        const double s = 0.03 * 0.03;
        const double m = -0.04;
        double mean = Decayed(1) * m;
        double variance = (Decayed(2) * ((m * m) + s))
            + (0.01 * (1 - Math.Exp(-2 * k * years)) / (2 * k));
        double third = Decayed(3) * m * ((m * m) + (3 * s));
        double fourth = Decayed(4) * (Math.Pow(m, 4) + (6 * m * m * s) + (3 * s * s));
        Estimated.Of("mean", log).AssertIs(mean);
        Estimated.Of("variance", [.. log.Select(x => Math.Pow(x - mean, 2))]).AssertIs(variance);
        Estimated.Of("third", [.. log.Select(x => Math.Pow(x - mean, 3))]).AssertIs(third);
        Estimated.Of("fourth", [.. log.Select(x => Math.Pow(x - mean, 4))])
            .AssertIs(fourth + (3 * variance * variance));
    }

    [TestCase("30d", "1d", 40)]
    [TestCase("30d", "15d", 3)]
    public void Checks_OfARun_FindNothingAmiss(string horizon, string step, double k)
    {
        RunResult result = Simulation.Run(
            Scenario(80, k, 0.7, horizon, step, 30, 0.02, 0.05)
            + "\n  Y: { price: 1, process: { kind: gbm, drift: 0, volatility: 0.5 } }",
            400_000, 86);
        Assert.That(result.Warnings, Is.Empty);
        Assert.That(result.Checks, Has.Count.EqualTo(6));
        foreach (Check check in result.Checks) Assert.That(check.Agrees, Is.True, $"{check}");
    }

    [Test]
    public void Correlation_IsThatOfMoves_AndARunSaysSo()
    {
        string yaml = Scenario(100, 200, 0.7, "10d", "1h")
            + "\n  Y: { price: 1, process: { kind: gbm, drift: 0, volatility: 0.5 } }\n"
            + "correlations: { X-Y: 0.6 }";
        RunResult result = Simulation.Run(yaml, 1000, 87);
        Assert.That(result.Warnings, Has.Exactly(1).Contains("because prices revert"));
    }
}
