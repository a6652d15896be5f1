using GpuRisk.Engine.Backtesting;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;
using GpuRisk.Scenarios;
using GpuRisk.Scenarios.Calibration;
using GpuRisk.Scenarios.Calibration.Fitting;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Backtesting;

/// <summary>Shares of pools, simulated and real, by the same arithmetic.</summary>
internal sealed class PoolHistoryTests
{
    private const double Fee = 0.003;
    private static readonly DateTime Start = new(2022, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Where the price all but stands, a share earns fee times volume.</summary>
    [Test]
    public void Simulated_EarnsFeesOfItsVolume()
    {
        var volume = new VolumeFit(0.5, 1e-6, 1e-6, 0.9, 1, 1);
        Scenario scenario = FittedMarket.WithPool(
            new FittedMarket(new GbmProcess(0, 1e-4)).Scenario("A", 10 * 86400, 86400, 1000, 1),
            Fee, volume);
        using var device = new SimdDevice(threads: 1);
        RunTally tally = new PathRunner([device], TimeProvider.System)
            .Run(ScenarioPlanner.Plan(scenario), new RunOptions(1000, 1)).Tally;
        var net = new MetricEstimates(
            tally.Metrics.First(one => one.Metric.Quantity == "netVersusHold"));
        Assert.That(
            net.Mean.Value / FittedMarket.PositionUsd, Is.EqualTo(10 * 0.5 * Fee).Within(1e-6));
    }

    [Test]
    public void Real_EarnsFeesAndLosesToHolding()
    {
        // The price doubles on the third day; half of the pool is swapped every day.
        PriceSeries prices = Series(i => i < 3 ? 100 : 200);
        SampledPrices sampled = SampledPrices.Of(prices, Start, TimeSpan.FromDays(1));
        PoolHistory pool = PoolHistory.Of(
            sampled, Series(_ => 500_000), Series(_ => 1_000_000), Fee);
        double fees = 0.5 * Fee * (3 + (2 * Math.Sqrt(2)));
        double loss = Math.Sqrt(2) - 1.5;
        Assert.That(
            pool.NetVersusHold(sampled, 0, 5), Is.EqualTo(fees + loss).Within(1e-12));
    }

    private static PriceSeries Series(Func<int, double> value) => new(
        [.. Enumerable.Range(0, 8).Select(i => new PricePoint(Start.AddDays(i), value(i)))], 0);
}
