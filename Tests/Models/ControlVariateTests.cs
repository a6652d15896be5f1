using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Scenarios;
using MathNet.Numerics.Distributions;
using NUnit.Framework;

namespace GpuRisk.Tests.Models;

/// <summary>Means that are corrected by outcomes of known means, against closed forms.</summary>
[TestFixture]
public sealed class ControlVariateTests
{
    private const double Start = 2000;
    private const double Deviation = 0.5;
    private const double Drift = 0.05;

    private static string Position(string fee, string range, string sampling) => $$"""
        scenario: position
        kernel: impermanent-loss
        horizon: 365d
        step: 5d
        assets:
          ETH: { price: 2000, process: { kind: gbm, drift: 0.05, volatility: 0.5 } }
          USDC: { price: 1, process: { kind: constant } }
        pools:
          p: { kind: concentrated, base: ETH, quote: USDC, fee: {{fee}}, value: 1000000 }
        positions:
          lp: { pool: p, value: 10000{{range}} }
        sampling: {{sampling}}
        """;

    // Liquidity L between pa and pb is worth L (2 sqrt(P) - P / sqrt(pb) - sqrt(pa)) within.
    private static double ValueOf(double price, double low, double high)
    {
        double Worth(double at)
        {
            double inside = Math.Clamp(at, low, high);
            double tokens = (1 / Math.Sqrt(inside)) - (1 / Math.Sqrt(high));
            return (tokens * at) + Math.Sqrt(inside) - Math.Sqrt(low);
        }

        return 10000 * Worth(price) / Worth(Start);
    }

    private static double Expected(Func<double, double> value)
    {
        const int points = 100_000;
        return Enumerable.Range(0, points).Average(i => value(Start * Math.Exp(
            Drift - (0.5 * Deviation * Deviation)
            + (Deviation * Normal.InvCDF(0, 1, (i + 0.5) / points)))));
    }

    [TestCase(", range: [1400, 2800]")]
    [TestCase(", range: [200, 20000]")]
    public void ValueOfAPosition_HasATenthOfTheVariance(string range)
    {
        double[] bounds =
            [.. range.Split('[', ']')[1].Split(',').Select(one => double.Parse(one.Trim()))];
        RunResult result = Simulation.Run(Position("0", range, "control-variates"), 20_000, 1);
        Estimated net = result.Estimate("lp.net");
        net.AssertIs(Expected(price => ValueOf(price, bounds[0], bounds[1])) - 10000, 0.2);
        SampledMean plain = result.Sampling!.Metrics["lp.net"];
        Assert.Multiple(() =>
        {
            Assert.That(plain.VarianceRatio, Is.GreaterThan(10));
            Assert.That(
                Math.Pow(plain.PlainError!.Value / net.Error, 2),
                Is.EqualTo(plain.VarianceRatio).Within(1e-6).Percent);
            Assert.That(
                result.Metrics["lp.net"].BatchStandardError, Is.LessThanOrEqualTo(net.Error));
            Assert.That(result.Checks.Select(check => check.Agrees), Has.None.False);
        });
    }

    // Paths are those of a plain run, of which all else is told.
    [Test]
    public void AllButMeans_IsAsWithout()
    {
        RunResult plain = Simulation.Run(Position("0.003", ", range: [1400, 2800]", "plain"), 5000, 2);
        RunResult result = Simulation.Run(Position("0.003", ", range: [1400, 2800]", "control-variates"), 5000, 2);
        Assert.That(plain.Sampling, Is.Null);
        Assert.That(
            result.Sampling!.Metrics["lp.net"].PlainMean, Is.EqualTo(plain.Metrics["lp.net"].Mean));
        Assert.That(
            result.Metrics["lp.net"].Errors.Es95, Is.EqualTo(plain.Metrics["lp.net"].Errors.Es95));
        Assert.That(result.Metrics.Keys, Is.EqualTo(plain.Metrics.Keys));
    }

    // Residuals have heavy tails, so that of intervals of 1,024 paths 93 to 94 of 100 hold the
    // truth: fewer than 176 of 200 do once in 500.
    [Test]
    public void ManySeeds_AreUnbiasedAndCovered()
    {
        Plan plan = Simulation.Plan(Position("0", ", range: [1400, 2800]", "control-variates"));
        double expected = Expected(price => ValueOf(price, 1400, 2800)) - 10000;
        MetricResult[] runs = [.. Enumerable.Range(0, 200)
            .Select(seed => Simulation.Run(plan, 1024, (ulong)seed + 50).Metrics["lp.net"])];
        Estimated.Of("mean of seeds", [.. runs.Select(run => run.Mean!.Value)])
            .AssertIs(expected, 0.2);
        Assert.That(
            runs.Count(run => run.Errors.Mean.Low <= expected && expected <= run.Errors.Mean.High),
            Is.InRange(176, 200));
    }

    // Every process whose mean is known has it: with jumps, in regimes of volatility, reverting.
    [Test]
    public void Controls_HaveTheMeansThatAreKnown()
    {
        RunResult result = Simulation.Run(
            Engine.Devices.SamplingScenarios.Pool("control-variates"), 100_000, 3);
        Assert.That(
            result.Sampling!.Controls!.Select(control => control.Name), Is.EqualTo(new[]
            {
                "ETH.price", "ETH.rootOfPrice", "ETH.realisedVariance", "BTC.price", "GAS.price",
                "GAS.rootOfPrice", "UNI.price", "UNI.rootOfPrice",
            }));
        foreach (ControlResult control in result.Sampling.Controls!)
        {
            Assert.That(
                Math.Abs(control.Mean!.Value / control.StandardError!.Value), Is.LessThan(4),
                control.Name);
        }

        Assert.That(result.Warnings, Has.None.Contains("control"));
        Assert.That(result.Sampling.Metrics["figures.both"].VarianceRatio, Is.GreaterThan(1e5));
    }

    // A ledger tells other metrics than the kernel: controls are found among them too.
    [Test]
    public void JointMarkets_HaveControls()
    {
        RunResult result = Simulation.Run(
            ScenarioPlanner.Plan(ScenarioReader.Read(
                Path.Combine(Library.Folder, "paradox", "rug-pulls.yaml"),
                ["sampling=control-variates", "horizon=10d"]).Scenario!),
            8192, 7);
        Assert.That(result.Sampling!.Controls, Is.Not.Empty);
        foreach (ControlResult control in result.Sampling.Controls!)
        {
            Assert.That(
                Math.Abs(control.Mean!.Value / control.StandardError!.Value), Is.LessThan(4),
                control.Name);
        }

        Assert.That(
            result.Sampling.Metrics.Max(metric => metric.Value.VarianceRatio), Is.GreaterThan(100));
    }

    [Test]
    public void FewPathsForManyControls_AreSaid()
    {
        RunResult result = Simulation.Run(
            Position("0", ", range: [1400, 2800]", "control-variates"), 1000, 1);
        Assert.That(result.Warnings, Has.Some.StartsWith("sampling: control-variates corrects"));
        Assert.That(result.Sampling!.Metrics["lp.net"].VarianceRatio, Is.Null);
    }
}
