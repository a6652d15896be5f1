using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using MathNet.Numerics.Distributions;
using NUnit.Framework;

namespace GpuRisk.Tests.Models;

/// <summary>Pairs of paths whose normals have opposite signs, against closed forms.</summary>
[TestFixture]
public sealed class AntitheticTests
{
    private const double Deviation = 0.5;

    private static string Price(string sampling) => $$"""
        scenario: price
        kernel: impermanent-loss
        horizon: 365d
        step: 73d
        assets:
          X: { price: 1000, process: { kind: gbm, drift: 0, volatility: 0.5 } }
          Y: { price: 1000, process: { kind: gbm, drift: 0, volatility: 0.8 } }
        correlations: { X-Y: 0.5 }
        figures:
          half: P(X.price < 500)
        sampling: {{sampling}}
        """;

    private static double Quantile(double level) => 1000 * Math.Exp(
        (Deviation * Normal.InvCDF(0, 1, level)) - (0.5 * Deviation * Deviation));

    [Test]
    public void Pairs_GoOppositeWays()
    {
        Plan plan = Simulation.Plan(Price("antithetic"));
        RunOutcome outcome = Library.Run(plan, 128);
        foreach (string asset in new[] { "X", "Y" })
        {
            double sum = (double)outcome.Tally.Metrics
                .Single(metric => metric.Metric.Name == $"{asset}.logReturn").Sum;
            double square = (double)outcome.Tally.Metrics
                .Single(metric => metric.Metric.Name == $"{asset}/{asset}.logReturnProduct").Sum;
            Assert.That(Math.Abs(sum / square), Is.LessThan(1e-5));
        }
    }

    // Of exp(s Z) and exp(-s Z) the correlation is (exp(-s^2) - 1) / (exp(s^2) - 1), and of two
    // opposite tails -p / (1 - p).
    [Test]
    public void VarianceRatios_AreThoseOfTheCorrelation()
    {
        Plan plan = Simulation.Plan(Price("antithetic"));
        RunResult[] runs = [.. Enumerable.Range(0, 40)
            .Select(seed => Simulation.Run(plan, 4096, (ulong)seed + 10))];
        void Check(string metric, double correlation) => Estimated.Of(
            metric,
            [.. runs.Select(run => 1 / run.Sampling!.Metrics[metric].VarianceRatio!.Value)])
            .AssertIs(1 + correlation, 0.005);
        double variance = Deviation * Deviation;
        Check("X.price", (Math.Exp(-variance) - 1) / (Math.Exp(variance) - 1));
        double tail = Normal.CDF(
            0, 1, (Math.Log(0.5) + (0.5 * variance)) / Deviation);
        Check("figures.half", -tail / (1 - tail));
    }

    // Half as many independent paths have no smaller errors, whatever pairs do to each other.
    [Test]
    public void ManySeeds_AreUnbiasedAndCovered()
    {
        Plan plan = Simulation.Plan(Price("antithetic"));
        MetricResult[] runs = [.. Enumerable.Range(0, 150)
            .Select(seed => Simulation.Run(plan, 2048, (ulong)seed + 300).Metrics["X.price"])];
        void Check(string name, double truth, int fewest)
        {
            Estimated.Of(name, [.. runs.Select(run => run.Figures[name].Value!.Value)])
                .AssertIs(truth, 3);
            Assert.That(
                runs.Count(run => run.Figures[name].Low <= truth && truth <= run.Figures[name].High),
                Is.GreaterThanOrEqualTo(fewest), name);
        }

        // 95 of 100 cases are 142 of 150; fewer than 134 come once in 400.
        Check("mean", 1000, 134);
        Check("p05", Quantile(0.05), 134);
        Check("p50", Quantile(0.5), 134);
        double edge = Normal.InvCDF(0, 1, 0.05);
        Check("es95", 1000 * (1 - (Normal.CDF(0, 1, edge - Deviation) / 0.05)), 134);
        Check("standardDeviation", 1000 * Math.Sqrt(Math.Exp(0.25) - 1), 130);
        Check("probabilityOfLoss", Normal.CDF(0, 1, 0.5 * Deviation), 134);
    }

    [Test]
    public void Checks_HoldAndResultsSayIt()
    {
        RunResult result = Simulation.Run(
            Engine.Devices.SamplingScenarios.Pool("antithetic"), 50_000, 3);
        Assert.That(result.Checks.Select(check => check.Agrees), Has.None.False);
        Assert.That(result.Sampling!.Kind, Is.EqualTo("antithetic"));
        Assert.That(result.Sampling.Controls, Is.Null);
        Assert.That(result.Sampling.Metrics["lp.net"].VarianceRatio, Is.GreaterThan(1.2));
    }
}
