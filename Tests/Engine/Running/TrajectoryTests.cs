using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Tests.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Running;

/// <summary>Paths observed midway are those of the run itself.</summary>
internal sealed class TrajectoryTests
{
    private const int Paths = 20_000;

    private const string Diffusion = """
        scenario: diffusion
        kernel: impermanent-loss
        horizon: 40d
        step: 1d
        assets:
          ETH:  { price: 2000, process: { kind: gbm, drift: 0.2, volatility: 0.8 } }
          USDC: { price: 1, process: { kind: constant } }
        pools:
          v2: { kind: constant-product, base: ETH, quote: USDC, fee: 0.003, value: 1e7 }
        positions:
          full: { pool: v2, value: 10000 }
        """;

    // Standard normal quantiles.
    private static readonly double[] Scores = [-1.644854, -0.674490, 0, 0.674490, 1.644854];

    [Test]
    public void Diffusion_QuantilesFollowTheLogNormalLaw()
    {
        Plan plan = Library.PlanText(Diffusion);
        Trajectory price = Run(plan, Paths, 8, "ETH.price").Single();
        Assert.That(price.Points.Select(point => point.Step),
            Is.EqualTo(new[] { 0, 5, 10, 15, 20, 25, 30, 35, 40 }));
        Assert.Multiple(() =>
        {
            foreach (TrajectoryPoint point in price.Points)
            {
                double years = point.Step / 365.0;
                double deviation = 0.8 * Math.Sqrt(years);
                double[] quantiles = [point.P05, point.P25, point.P50, point.P75, point.P95];
                for (int i = 0; i < quantiles.Length; i++)
                {
                    double mean = Math.Log(2000) + ((0.2 - 0.32) * years);
                    double expected = mean + (Scores[i] * deviation);

                    // A quantile's error is sqrt(q (1 - q) / n) over the density there; at 5% of
                    // a normal law that is 2.11 deviations over sqrt(n). Bins add 0.1% of the
                    // departure from the start.
                    double tolerance = (4 * 2.11 * deviation / Math.Sqrt(Paths)) + 1e-3;
                    Assert.That(
                        Math.Log(quantiles[i]), Is.EqualTo(expected).Within(tolerance),
                        $"step {point.Step}, quantile {i}");
                }
            }
        });
    }

    [Test]
    public void FirstMoment_IsTheStart_OnEveryPath(
        [Values("quick-start", "eth-borrower-book", "usdc-march-2023")] string name)
    {
        Plan plan = Library.Plan(name);
        string[] prices =
            [.. plan.Metrics.Where(metric => metric.Quantity == "price").Select(m => m.Name)];
        foreach (Trajectory trajectory in Run(plan, 64, 2, prices))
        {
            TrajectoryPoint start = trajectory.Points[0];
            Assert.That(start.Step, Is.Zero);
            double single = 1e-7 * trajectory.Metric.Origin;
            Assert.That(start.P05, Is.EqualTo(trajectory.Metric.Origin).Within(single));
            Assert.That(start.P95, Is.EqualTo(start.P05));
        }
    }

    [Test]
    public void LastMoment_IsTheRunItself(
        [Values("quick-start", "eth-borrower-book", "usdc-march-2023", "wsteth-eth-loop", "joint")]
        string name)
    {
        Plan plan = name == "joint" ? Library.PlanText(Samples.Market) : Library.Plan(name);
        int steps = plan.Steps;
        RunOutcome whole = Library.Run(plan, 256);
        RunOutcome stopped = Library.Run(plan.Until(steps), 256);
        Assert.That(Library.Digest(plan, stopped), Is.EqualTo(Library.Digest(plan, whole)));
    }

    [Test]
    public void ShorterPlan_IsThatOfAShorterScenario()
    {
        Plan plan = Library.PlanText(Diffusion);
        Plan shorter = Library.PlanText(
            Diffusion.Replace("horizon: 40d", "horizon: 13d", StringComparison.Ordinal));
        Trajectory[] stopped = [.. Run(plan.Until(13), 500, 1, "ETH.price", "full.fees")];
        Trajectory[] planned = [.. Run(shorter, 500, 1, "ETH.price", "full.fees")];
        Assert.That(stopped[0].Points[^1], Is.EqualTo(planned[0].Points[^1]));
        Assert.That(stopped[1].Points[^1].P50,
            Is.EqualTo(planned[1].Points[^1].P50).Within(1e-6));
    }

    [Test]
    public void JointMarket_PricesMidway_AreThoseOfAShorterScenario()
    {
        Plan plan = Library.PlanText(Samples.Market);
        Plan shorter = Library.PlanText(
            Samples.Market.Replace("horizon: 90d", "horizon: 30d", StringComparison.Ordinal));
        Trajectory midway = Run(plan, 500, 3, "ETH.price").Single();
        Trajectory whole = Run(shorter, 500, 1, "ETH.price").Single();
        Assert.That(midway.Points[1].Step, Is.EqualTo(whole.Points[1].Step));
        Assert.That(
            midway.Points[1].P50, Is.EqualTo(whole.Points[1].P50).Within(1e-3).Percent);
        Assert.That(
            midway.Points[1].P05, Is.EqualTo(whole.Points[1].P05).Within(1e-3).Percent);
    }

    [Test]
    public void Steps_FewerThanHorizons_AreNotRepeated() =>
        Assert.That(Trajectory.Steps(3, 8), Is.EqualTo(new[] { 0, 1, 2, 3 }));

    private static IReadOnlyList<Trajectory> Run(
        Plan plan, int paths, int horizons, params string[] metrics)
    {
        using var device = new SimdDevice(2);
        return Trajectory.Of(
            new PathRunner([device], TimeProvider.System), plan,
            new RunOptions(paths, plan.Scenario.Seed), metrics, horizons);
    }
}
