using GpuRisk.Engine.Backtesting;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Replaying;
using GpuRisk.Engine.Running;
using GpuRisk.Scenarios;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Replaying;

/// <summary>Replays of a geometric Brownian motion, whose law is known at every moment.</summary>
internal sealed class ReplayerTests
{
    private const int Days = 100;
    private const double Price = 2000;
    private const double Drift = 0.3;
    private const double Volatility = 0.8;
    private const long Paths = 20_000;

    private static readonly Plan Market = Library.PlanText($$"""
        scenario: market
        kernel: impermanent-loss
        horizon: {{Days}}d
        step: 1d
        seed: 11
        assets:
          ETH:  { price: {{Price}}, process: { kind: gbm, drift: {{Drift}}, volatility: {{Volatility}} } }
          USDC: { price: 1, process: { kind: constant } }
        """);

    [Test]
    public void Moments_AreThoseOfTheLaw()
    {
        // Far out and near, as no path of a law would be.
        double[] levels = [0.02, 0.3, 0.5, 0.77, 0.99];
        ObservedValue[] values = [.. levels.Select((level, i) => new ObservedValue(
            20 * (i + 1), Law(20 * (i + 1)).InverseCumulativeDistribution(level)))];
        ReplayMetric metric = Replay(values, most: 5).Metrics.Single();
        double error = 4 / Math.Sqrt(Paths);
        Assert.Multiple(() =>
        {
            Assert.That(metric.Start, Is.EqualTo(Price).Within(1e-9));
            Assert.That(metric.Held, Is.EqualTo(3));
            Assert.That(
                metric.StillScore,
                Is.EqualTo(values.Average(value => Math.Abs(value.Value - Price))).Within(1e-9));
            foreach ((ReplayMoment moment, double level) in metric.Moments.Zip(levels))
            {
                int day = (int)Math.Round(moment.Seconds / 86400);
                LogNormal law = Law(day);
                Assert.That(moment.Pit, Is.EqualTo(level).Within(0.5 * error));
                Assert.That(moment.Inside, Is.EqualTo(level is > 0.05 and < 0.95));
                foreach ((double found, double share) in new[]
                {
                    (moment.P05, 0.05), (moment.P25, 0.25), (moment.P50, 0.5), (moment.P75, 0.75),
                    (moment.P95, 0.95),
                })
                {
                    Assert.That(
                        law.CumulativeDistribution(found),
                        Is.EqualTo(share).Within(error * Math.Sqrt(share * (1 - share))));
                }

                Assert.That(
                    moment.RankedScore,
                    Is.EqualTo(RankedScore(law, moment.Observed)).Within(error * law.StdDev));
            }
        });
    }

    /// <summary>Of what the law itself brings, bands hold nine in ten and probabilities are even.
    /// </summary>
    [Test]
    public void Probabilities_OfWhatTheLawBrings_AreEven()
    {
        var random = new MersenneTwister(5);
        ObservedValue[] values = [.. Enumerable.Range(1, Days).Select(day => new ObservedValue(
            day, Law(day).InverseCumulativeDistribution(random.NextDouble())))];
        ReplayResult result = Replay(values, Days, paths: 5000);
        ReplayMetric metric = result.Metrics.Single();
        double[] pits = [.. metric.Moments.Select(moment => moment.Pit)];
        Assert.Multiple(() =>
        {
            Assert.That(metric.Moments, Has.Count.EqualTo(Days));
            Assert.That(
                UniformTest.PValue(UniformTest.Distance(pits), Days), Is.GreaterThan(0.01));
            Assert.That(
                metric.Held / (double)Days,
                Is.EqualTo(ReplayResult.BandShare).Within(3 * Math.Sqrt(0.09 / Days)));
            Assert.That(result.Held, Is.EqualTo(pits.Count(pit => pit is > 0.05 and < 0.95)));
        });
    }

    [Test]
    public void Moments_AreAtLikeDistancesUpToTheLast()
    {
        ObservedValue[] values =
            [.. Enumerable.Range(1, 78).Select(day => new ObservedValue(day, Price))];
        Assert.That(
            Replay(values, 25, paths: 64).Metrics.Single().Moments
                .Select(moment => moment.Seconds / 86400),
            Is.EqualTo(Enumerable.Range(1, 25).Select(i => (double)(78 * i / 25))));
    }

    [Test]
    public void Result_IsOneOfAllDevices()
    {
        ObservedValue[] values = [new(3, 2100), new(50, 1500)];
        ReplayResult simd = Replay(values, 2, paths: 640);
        ReplayResult cpu = Replay(values, 2, paths: 640, "cpu");
        Assert.That(
            cpu.Metrics[0].Moments, Is.EqualTo(simd.Metrics[0].Moments));
    }

    [Test]
    public void ShareOfTheHorizon_IsComparedThereAlone()
    {
        Plan pool = Library.PlanText("""
            scenario: pool
            kernel: impermanent-loss
            horizon: 10d
            step: 1d
            assets:
              ETH:  { price: 2000, process: { kind: gbm, drift: 0, volatility: 0.8 } }
              USDC: { price: 1, process: { kind: constant } }
            pools:
              v3: { kind: concentrated, base: ETH, quote: USDC, fee: 0.003, value: 1e7 }
            positions:
              narrow: { pool: v3, value: 1000, range: [1900, 2100] }
            """);
        ObservedValue[] values = [new(4, 0.5), new(10, 0.5)];
        ReplayMetric told = Run(pool, "narrow.timeInRange", values).Metrics.Single();
        Assert.That(told.Moments.Single().Seconds, Is.EqualTo(10 * 86400));
        Assert.That(
            new Replayer(pool, [new("narrow.timeInRange", "a file", values[..1])], 25).Problem,
            Does.Contain("before the horizon only"));
    }

    // The law of the price after some days.
    private static LogNormal Law(int day)
    {
        double years = day / 365.0;
        return new LogNormal(
            Math.Log(Price) + ((Drift - (0.5 * Volatility * Volatility)) * years),
            Volatility * Math.Sqrt(years));
    }

    // Of a log-normal law (Baran, Lerch 2015).
    private static double RankedScore(LogNormal law, double value)
    {
        double Share(double x) => Normal.CDF(0, 1, x);
        double score = (Math.Log(value) - law.Mu) / law.Sigma;
        return (value * ((2 * Share(score)) - 1)) - (2 * law.Mean
            * (Share(score - law.Sigma) + Share(law.Sigma / Math.Sqrt(2)) - 1));
    }

    private static ReplayResult Replay(
        ObservedValue[] values, int most, long paths = Paths, string device = "simd") =>
        Run(Market, "ETH.price", values, most, paths, device);

    private static ReplayResult Run(
        Plan plan, string metric, ObservedValue[] values, int most = 25, long paths = 500,
        string device = "simd")
    {
        IReadOnlyList<IPathDevice> devices = DeviceCatalog.Open(device, null);
        try
        {
            return new Replayer(plan, [new(metric, "a file", values)], most).Run(
                new PathRunner(devices, TimeProvider.System),
                new RunOptions(paths, plan.Scenario.Seed), null);
        }
        finally
        {
            foreach (IPathDevice one in devices) one.Dispose();
        }
    }
}
