using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using MathNet.Numerics.Distributions;
using NUnit.Framework;

namespace GpuRisk.Tests.Models;

/// <summary>Paths of scrambled Sobol points, against closed forms.</summary>
[TestFixture]
public sealed class SobolTests
{
    private const double Deviation = 0.5;

    private static string Pool(string step, string sampling) => $$"""
        scenario: pool
        kernel: impermanent-loss
        horizon: 365d
        step: {{step}}
        assets:
          X: { price: 1000, process: { kind: gbm, drift: 0, volatility: 0.5 } }
          Y: { price: 1, process: { kind: constant } }
        pools:
          p: { kind: constant-product, base: X, quote: Y, fee: 0, value: 1000000 }
        positions:
          lp: { pool: p, value: 1000 }
        figures:
          half: P(X.price < 500)
          low: P(X.minimum < 600)
        sampling: {{sampling}}
        """;

    // A whole position is worth 1000 sqrt(P / P0), and holding 500 + 500 P / P0.
    private static readonly double Net =
        1000 * (Math.Exp(-Deviation * Deviation / 8) - 1);

    private static readonly double Half =
        Normal.CDF(0, 1, (Math.Log(0.5) + (0.5 * Deviation * Deviation)) / Deviation);

    // Independent paths have a slope of -1/2. Where what is averaged jumps, and the jump depends on
    // all steps, little more is left.
    [Test]
    public void Errors_FallFasterThanThoseOfIndependentPaths()
    {
        const int fewer = 1 << 11;
        const int more = 1 << 18;
        Plan plan = Simulation.Plan(Pool("5d", "sobol"));
        RunResult few = Simulation.Run(plan, fewer, 1);
        RunResult many = Simulation.Run(plan, more, 1);
        double Slope(string metric) =>
            Math.Log(many.Estimate(metric).Error / few.Estimate(metric).Error)
            / Math.Log((double)more / fewer);
        Assert.Multiple(() =>
        {
            foreach (string metric in new[] { "X.price", "lp.net", "lp.impermanentLoss" })
            {
                TestContext.Out.WriteLine($"{metric}: {Slope(metric):F2}");
                Assert.That(Slope(metric), Is.LessThan(-0.8), metric);
                Assert.That(
                    many.Sampling!.Metrics[metric].VarianceRatio, Is.GreaterThan(1000), metric);
            }

            TestContext.Out.WriteLine($"low: {Slope("figures.low"):F2}");
            Assert.That(Slope("figures.low"), Is.InRange(-0.8, -0.4));
        });
        many.Estimate("X.price").AssertIs(1000, 0.002);
        many.Estimate("lp.net").AssertIs(Net, 0.002);
        many.Estimate("figures.half").AssertIs(Half);
        Assert.That(many.Checks.Select(check => check.Agrees), Has.None.False);
    }

    // Of intervals that hold the truth in 95 of 100 cases, fewer than 134 of 150 do once in 400.
    [Test]
    public void ManySeeds_AreUnbiasedAndCovered()
    {
        Plan plan = Simulation.Plan(Pool("73d", "sobol"));
        MetricResult[] Of(string metric, RunResult[] runs) =>
            [.. runs.Select(run => run.Metrics[metric])];
        RunResult[] runs = [.. Enumerable.Range(0, 150)
            .Select(seed => Simulation.Run(plan, 64 * 16, (ulong)seed + 30))];
        void Check(string metric, double truth)
        {
            MetricResult[] all = Of(metric, runs);
            Estimated.Of(metric, [.. all.Select(one => one.Mean!.Value)]).AssertIs(truth, 1e-4);
            int covered = all.Count(
                one => one.Errors.Mean.Low <= truth && truth <= one.Errors.Mean.High);
            Assert.That(covered, Is.GreaterThanOrEqualTo(134), metric);
        }

        Check("X.price", 1000);
        Check("lp.net", Net);
        Check("figures.half", Half);
    }

    // More steps than dimensions: between nodes, paths are led by independent normals. How low a
    // price falls depends on each step; E[min] of a Brownian path is that of plain paths.
    [Test]
    public void StepsBetweenNodes_FollowTheLaw()
    {
        RunResult plain = Simulation.Run(Pool("6h", "plain"), 8192, 2);
        RunResult result = Simulation.Run(Pool("6h", "sobol"), 8192, 2);
        Estimated one = plain.Estimate("X.minimum");
        Estimated other = result.Estimate("X.minimum");
        new Estimated(
            "minimum", other.Value, Math.Sqrt((one.Error * one.Error) + (other.Error * other.Error)))
            .AssertIs(one.Value);
        MetricResult first = plain.Metrics["lp.lossVersusRebalancing"];
        MetricResult second = result.Metrics["lp.lossVersusRebalancing"];
        Assert.That(
            second.StandardDeviation, Is.EqualTo(first.StandardDeviation).Within(5).Percent);

        // sigma^2 / 8 of the value a year (Milionis, Moallemi, Roughgarden, Zhang 2022).
        result.Estimate("lp.lossVersusRebalancing").AssertIs(
            1000 * (1 - Math.Exp(-Deviation * Deviation / 8)), 0.01);
        Assert.That(result.Checks.Select(check => check.Agrees), Has.None.False);
    }
}
