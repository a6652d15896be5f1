using GpuRisk.Engine.Results;
using NUnit.Framework;

namespace GpuRisk.Tests.Models;

/// <summary>Stochastic variance against what is known of it.</summary>
[TestFixture]
internal sealed class HestonTests
{
    private const int Many = 400_000;

    private static string Scenario(HestonFormula process, double years, int steps) => $$"""
        scenario: heston
        kernel: impermanent-loss
        horizon: {{Math.Round(years * 365 * 86400 / steps) * steps}}s
        step: {{Math.Round(years * 365 * 86400 / steps)}}s
        assets:
          X: { price: 100, process: {{process.Yaml}} }
        """;

    // docs/oracles.md, "Stochastic volatility".
    [TestCase(0.04, 0.25, 4, 1, -0.5, 0.01, 0.02, 1, 80, 26.774758743999)]
    [TestCase(0.04, 0.25, 4, 1, -0.5, 0.01, 0.02, 1, 90, 20.933349000597)]
    [TestCase(0.04, 0.25, 4, 1, -0.5, 0.01, 0.02, 1, 100, 16.070154917029)]
    [TestCase(0.04, 0.25, 4, 1, -0.5, 0.01, 0.02, 1, 110, 12.132211516710)]
    [TestCase(0.04, 0.25, 4, 1, -0.5, 0.01, 0.02, 1, 120, 9.024913483458)]
    [TestCase(0.0175, 0.0398, 1.5768, 0.5751, -0.5711, 0, 0, 1, 100, 5.785155434)]
    [TestCase(0.0175, 0.0398, 1.5768, 0.5751, -0.5711, 0, 0, 10, 100, 22.318945791)]
    [TestCase(0.010201, 0.019, 6.21, 0.61, -0.7, 0.0319, 0, 1, 100, 6.806113313)]
    [TestCase(0.09, 0.09, 2, 1, -0.3, 0.05, 0, 5, 100, 34.999758351)]
    [TestCase(0.04, 0.04, 0.5, 1, -0.9, 0, 0, 10, 70, 35.849769704)]
    [TestCase(0.04, 0.04, 0.5, 1, -0.9, 0, 0, 10, 100, 13.084670137)]
    [TestCase(0.04, 0.04, 0.5, 1, -0.9, 0, 0, 10, 140, 0.295774436)]
    [TestCase(0.09, 0.09, 1, 1, -0.3, 0, 0, 5, 70, 38.772044103)]
    [TestCase(0.09, 0.09, 1, 1, -0.3, 0, 0, 5, 100, 21.795287742)]
    [TestCase(0.09, 0.09, 1, 1, -0.3, 0, 0, 5, 140, 9.983067824)]
    public void Formula_OfACall_IsThePublishedNumber(
        double start, double longRun, double reversion, double xi, double rho, double rate,
        double yield, double years, double strike, double expected)
    {
        var formula = new HestonFormula(rate - yield, start, longRun, reversion, xi, rho);
        Assert.That(
            formula.Call(100, strike, years, rate), Is.EqualTo(expected).Within(2e-9 * expected));
    }

    // Andersen's three cases, at 32 steps a year.
    [TestCase("I", 0.04, 0.5, 1, -0.9, 10)]
    [TestCase("II", 0.04, 0.3, 0.9, -0.5, 15)]
    [TestCase("III", 0.09, 1, 1, -0.3, 5)]
    public void Calls_OfAndersen_AreTheFormulas(
        string name, double theta, double reversion, double xi, double rho, double years)
    {
        var formula = new HestonFormula(0, theta, theta, reversion, xi, rho);
        CheckCalls(name, formula, years, (int)(32 * years), Many, 41);
    }

    /// <summary>Sixty coins: volatilities of 20 to 120 %, variance that moves little or violently,
    /// with the price and against it.</summary>
    [Test]
    public void Calls_OfSixtyCoins_AreTheFormulas([Range(0, 11)] int group)
    {
        var random = new Random(20261130 + group);
        double Between(double from, double to) => from + ((to - from) * random.NextDouble());
        for (int i = 0; i < 5; i++)
        {
            double years = new[] { 0.1, 0.25, 0.5, 1, 2 }[i];
            var formula = new HestonFormula(
                Between(-0.1, 0.2), Math.Pow(Between(0.2, 1.2), 2),
                Math.Pow(Between(0.2, 1.2), 2), Between(0.3, 8), Between(0.1, 2.5),
                Between(-0.95, 0.7));
            CheckCalls($"{group}.{i}", formula, years, 100, 50_000, (ulong)(50 + (5 * group) + i));
        }
    }

    private static void CheckCalls(
        string name, HestonFormula formula, double years, int steps, int count, ulong seed)
    {
        double[] price = Paths.Of(Scenario(formula, years, steps), count, seed)["X.price"];
        Estimated Mean(string what, Func<double, double> payoff) =>
            Estimated.Of($"{name} {what}", [.. price.Select(payoff)]);
        Mean("forward", p => p).AssertIs(100 * Math.Exp(formula.Drift * years));
        foreach (double strike in new[] { 70.0, 100, 140 })
        {
            Mean($"{strike}", p => Math.Exp(-formula.Drift * years) * Math.Max(p - strike, 0))
                .AssertIs(formula.Call(100, strike, years));
        }
    }

    // One step of half a year and more, where nothing but the mean is exact.
    [TestCase(0.16, 0.5, 2, 2, -0.9)]
    [TestCase(0.5, 0.04, 8, 3, -1)]
    [TestCase(0.04, 0.5, 0.5, 1, 0.8)]
    [TestCase(0, 0.25, 4, 2, -0.5)]
    [TestCase(0.25, 0, 0, 1, -0.7)]
    [TestCase(0.25, 0.25, 50, 5, 0.5)]
    public void Price_OnAnyStep_IsAMartingale(
        double start, double longRun, double reversion, double xi, double rho)
    {
        foreach (int steps in new[] { 1, 3, 7 })
        {
            string yaml = Scenario(
                new(0.05, start, longRun, reversion, xi, rho), 0.5, steps);
            double[] price = Paths.Of(yaml, Many, 42)["X.price"];
            Estimated.Of($"{steps} steps", price).AssertIs(100 * Math.Exp(0.025));
            Simulation.Run(yaml, Many, 43).Estimate("X.price").AssertIs(
                100 * Math.Exp(0.025), 1e-4);
        }
    }

    // The ends of what is allowed: perfect correlation, no variance to begin with.
    [TestCase(0.16, 0.25, 2, 1, 1)]
    [TestCase(0.16, 0.25, 2, 1, -1)]
    [TestCase(0, 0.25, 2, 1, -0.5)]
    [TestCase(0.25, 0.25, 0, 1, -0.5)]
    [TestCase(0.25, 0, 3, 2, -0.5)]
    public void Calls_AtTheEnds_AreTheFormulas(
        double start, double longRun, double reversion, double xi, double rho) =>
        CheckCalls("end", new(0, start, longRun, reversion, xi, rho), 1, 200, 200_000, 44);

    [TestCase(0.16, 0.36, 3, 1.5)]
    [TestCase(0.64, 0.16, 1, 2)]
    [TestCase(0, 0.25, 10, 3)]
    public void Variance_HasTheMomentsOfCoxIngersollAndRoss(
        double start, double longRun, double reversion, double xi)
    {
        const int steps = 10;
        const double years = 0.5;
        var formula = new HestonFormula(0, start, longRun, reversion, xi, -0.7);
        double[][] traced = Paths.StepVariances(Scenario(formula, years, steps), Many, 45);
        double halfStep = 0.5 * years / steps;
        double[] variance = [.. Enumerable.Repeat(start, Many)];
        for (int step = 0; step < steps; step++)
        {
            for (int i = 0; i < Many; i++)
            {
                variance[i] = (traced[step][i] / halfStep) - variance[i];
            }

            double time = years * (step + 1) / steps;
            double mean = formula.MeanVariance(time);
            Estimated.Of($"mean at {time}", variance).AssertIs(mean);
            Estimated.Of($"variance at {time}", [.. variance.Select(v => (v - mean) * (v - mean))])
                .AssertIs(formula.VarianceOfVariance(time));
            Assert.That(variance.Min(), Is.GreaterThan(-1e-9));
        }
    }

    // Path by path: the same normals, with the volatility of the day.
    [TestCase(0)]
    [TestCase(-0.9)]
    [TestCase(1)]
    public void Price_WithoutNoiseOfVariance_IsBrownianWithAVolatilityOfItsTime(double rho)
    {
        const int steps = 50;
        var formula = new HestonFormula(0.3, 1, 0.09, 20, 0, rho);
        double[][] logs = Paths.LogPrices(Scenario(formula, 0.5, steps), 64, 46);
        string brownian = Scenario(formula, 0.5, steps).Replace(
            formula.Yaml, "{ kind: gbm, drift: 0.5, volatility: 1 }", StringComparison.Ordinal);
        double[][] noise = Paths.LogPrices(brownian, 64, 46);
        const double dt = 0.5 / steps;
        for (int i = 0; i < 64; i++)
        {
            double log = 0;
            for (int step = 0; step < steps; step++)
            {
                double variance = 0.5
                    * (formula.MeanVariance(dt * step) + formula.MeanVariance(dt * (step + 1)));
                double normal = noise[step][i] - (step > 0 ? noise[step - 1][i] : 0);
                log += (0.3 * dt) - (0.5 * variance * dt) + (Math.Sqrt(variance) * normal);
                Assert.That(logs[step][i], Is.EqualTo(log).Within(1e-12));
            }
        }
    }

    // Even steps too coarse to be exact fail no check; what they may miss is told.
    [TestCase(0.64, 0.36, 3, 1.5, -0.6, 180, 0)]
    [TestCase(0.04, 0.36, 20, 3, -0.9, 30, 1)]
    [TestCase(0.64, 0.04, 2, 1, 0.5, 5, 0)]
    [TestCase(0.25, 0.25, 0, 1, 0.5, 10, 0)]
    [TestCase(0.64, 0.04, 4, 2, -0.5, 2, 1)]
    public void Checks_OfARun_FindNothingAmiss(
        double start, double longRun, double reversion, double xi, double rho, int steps,
        int warnings)
    {
        var formula = new HestonFormula(0.1, start, longRun, reversion, xi, rho);
        RunResult result = Simulation.Run(Scenario(formula, 0.5, steps), 2_000_000, 47);
        Assert.That(result.Warnings, Has.Count.EqualTo(warnings));
        Check mean = result.Checks.Single(c => c.Name == "X mean log return");
        Check volatility = result.Checks.Single(c => c.Name == "X volatility per year");
        Assert.Multiple(() =>
        {
            Assert.That(mean.Expected, Is.EqualTo(formula.Mean(0.5)).Within(1e-9));
            Assert.That(
                volatility.Expected,
                Is.EqualTo(Math.Sqrt(formula.Variance(0.5) / 0.5)).Within(1e-8));
            TestContext.Out.WriteLine($"{mean}\n{volatility}");
            Assert.That(mean.Agrees, Is.True, $"{mean}");
            Assert.That(volatility.Agrees, Is.True, $"{volatility}");
        });
    }
}
