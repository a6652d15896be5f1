using GpuRisk.Engine.Results;
using MathNet.Numerics.Integration;
using NUnit.Framework;

namespace GpuRisk.Tests.Models;

/// <summary>Stochastic variances that are correlated through their prices.</summary>
[TestFixture]
internal sealed class HestonCorrelationTests
{
    private const int Many = 400_000;
    private const double Years = 0.5;

    private static string Scenario(HestonFormula first, string second, string correlation) => $$"""
        scenario: pair
        kernel: impermanent-loss
        horizon: 182.5d
        step: 21.9h
        assets:
          X: { price: 1, process: {{first.Yaml}} }
          Y: { price: 1, process: {{second}} }
        {{correlation}}
        """;

    private static (double[] First, double[] Second) Excess(
        Paths paths, double firstMean, double secondMean)
    {
        double[] Of(string name, double mean) =>
            [.. paths[name].Select(price => Math.Log(price) - mean)];
        return (Of("X.price", firstMean), Of("Y.price", secondMean));
    }

    // Without leverage variances know nothing of prices: the covariance of log returns is the
    // stated correlation times the integral of E sqrt(V) E sqrt(V').
    [Test]
    public void Covariance_WithoutLeverage_IsThatOfIndependentVolatilities()
    {
        var first = new HestonFormula(0, 0.64, 0.36, 3, 1.5, 0);
        var second = new HestonFormula(0, 0.16, 0.25, 2, 1, 0);
        Paths paths = Paths.Of(
            Scenario(first, second.Yaml, "correlations: { X-Y: 0.86 }"), Many, 81);
        (double[] x, double[] y) = Excess(paths, first.Mean(Years), second.Mean(Years));
        double expected = 0.86 * GaussLegendreRule.Integrate(
            time => MeanVolatility(first, time) * MeanVolatility(second, time), 0, Years, 32);
        paths.Mean("covariance", i => x[i] * y[i]).AssertIs(expected);
        double constant = 0.86 * GaussLegendreRule.Integrate(
            time => MeanVolatility(first, time) * 0.5, 0, Years, 32);
        const string gbm = "{ kind: gbm, drift: 0, volatility: 0.5 }";
        paths = Paths.Of(Scenario(first, gbm, "correlations: { X-Y: 0.86 }"), Many, 82);
        (x, y) = Excess(paths, first.Mean(Years), -0.125 * Years);
        paths.Mean("covariance with GBM", i => x[i] * y[i]).AssertIs(constant);
    }

    // With leverage nobody has a formula: a simulation apart from the product, Euler steps with
    // full truncation, 1,500 of them, 400,000 paths, has 0.7411 with a standard error of 0.0006.
    [Test]
    public void Correlation_WithLeverage_IsThatOfAnotherSimulation()
    {
        var first = new HestonFormula(0, 0.64, 0.36, 3, 1.5, -0.6);
        var second = new HestonFormula(0, 0.16, 0.25, 2, 1, -0.3);
        Paths paths = Paths.Of(
            Scenario(first, second.Yaml, "correlations: { X-Y: 0.86 }"), Many, 83);
        (double[] x, double[] y) = Excess(paths, first.Mean(Years), second.Mean(Years));
        double Mean(Func<int, double> of) => Enumerable.Range(0, Many).Average(of);
        double correlation = Mean(i => x[i] * y[i])
            / Math.Sqrt(Mean(i => x[i] * x[i]) * Mean(i => y[i] * y[i]));
        new Estimated("correlation", correlation, Math.Sqrt(2) * 0.0006).AssertIs(0.7411);
    }

    [Test]
    public void Correlation_OfARun_IsCheckedWhereItIsKnown()
    {
        var first = new HestonFormula(0, 0.64, 0.36, 3, 1.5, -0.6);
        var second = new HestonFormula(0, 0.16, 0.25, 2, 1, -0.3);
        RunResult related = Simulation.Run(
            Scenario(first, second.Yaml, "correlations: { X-Y: 0.86 }"), 100_000, 84);
        RunResult apart = Simulation.Run(Scenario(first, second.Yaml, ""), 100_000, 85);
        Assert.Multiple(() =>
        {
            Assert.That(
                related.Warnings.Single(),
                Does.Contain("correlation of X and Y").And.Contain("not checked"));
            Assert.That(related.Checks.Select(c => c.Name), Has.None.Contain("correlation"));
            Assert.That(apart.Warnings, Is.Empty);
            Assert.That(
                apart.Checks.Single(c => c.Name == "X-Y correlation").Agrees, Is.True);
        });
    }

    // The integral of (1 - E exp(-x^2 V)) / x^2 over all positive x, over the root of pi; V is
    // noncentral chi-squared (Cox, Ingersoll, Ross 1985).
    private static double MeanVolatility(HestonFormula process, double years)
    {
        double decay = Math.Exp(-process.Reversion * years);
        double scale = process.Xi * process.Xi * (1 - decay) / (4 * process.Reversion);
        double freedom = 4 * process.Reversion * process.LongRun / (process.Xi * process.Xi);
        double Rest(double x)
        {
            double s = x * x;
            double spread = 1 + (2 * scale * s);
            double laplace = Math.Pow(spread, -0.5 * freedom)
                * Math.Exp(-process.Start * decay * s / spread);
            return (1 - laplace) / s;
        }

        // Beyond one by x = 1 / y, in which it is the integral of 1 - E exp(-V / y^2).
        double near = GaussLegendreRule.Integrate(Rest, 0, 1, 64);
        double far = GaussLegendreRule.Integrate(y => Rest(1 / y) / (y * y), 0, 1, 64);
        return (near + far) / Math.Sqrt(Math.PI);
    }
}
