using GpuRisk.Engine.Backtesting;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;
using GpuRisk.Scenarios;
using GpuRisk.Scenarios.Calibration.Fitting;
using MathNet.Numerics.Distributions;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Backtesting;

/// <summary>Forecasts of a log-normal price against closed forms.</summary>
internal sealed class ForecastTests
{
    private const double Deviation = 0.2;
    private const int Paths = 200_000;

    private static readonly double Drift = -0.5 * Deviation * Deviation;

    [TestCase(0.05)]
    [TestCase(0.01)]
    public void QuantileAndTail_OfThePrice_AreThoseOfTheLogNormalLaw(double share)
    {
        Forecast forecast = Of("price");
        double z = Normal.InvCDF(0, 1, share);
        double quantile = Math.Exp(Drift + (Deviation * z)) - 1;
        double shortfall = (Normal.CDF(0, 1, z - Deviation) / share) - 1;

        // Errors of a quantile: the root of p (1 - p) / n over the density.
        double error = Math.Sqrt(share * (1 - share) / Paths) * Deviation * (1 + quantile)
            / Normal.PDF(0, 1, z);
        Assert.Multiple(() =>
        {
            Assert.That(forecast.Quantile(share), Is.EqualTo(quantile).Within(4 * error + 1e-3));
            Assert.That(forecast.Tail(share).Mean, Is.EqualTo(shortfall).Within(5 * error + 1e-3));
        });
    }

    [Test]
    public void Quantile_OfImpermanentLoss_IsThatOfBothEndsOfThePrice()
    {
        // The loss grows with the size of the log price's move: 5 % lie beyond the x with
        // P(|X| > x) = 0.05.
        double low = 0, high = 2;
        for (int i = 0; i < 60; i++)
        {
            double x = 0.5 * (low + high);
            double beyond = Normal.CDF(Drift, Deviation, -x) + 1 - Normal.CDF(Drift, Deviation, x);
            (low, high) = beyond > 0.05 ? (x, high) : (low, x);
        }

        double loss = (1 / Math.Cosh(low / 2)) - 1;
        Assert.That(Of("il").Quantile(0.05), Is.EqualTo(loss).Within(0.02 * Math.Abs(loss)));
    }

    [TestCase(-0.3)]
    [TestCase(0.01)]
    [TestCase(0.5)]
    public void ScoreAndProbability_AreThoseOfTheLogNormalLaw(double gain)
    {
        Forecast forecast = Of("price");
        double y = 1 + gain;
        double z = (Math.Log(y) - Drift) / Deviation;

        // Jordan, Krueger, Lerch (2019), appendix A.
        double score = (y * ((2 * Normal.CDF(0, 1, z)) - 1)) - (2 * (Normal.CDF(0, 1, z - Deviation)
            + Normal.CDF(0, 1, Deviation / Math.Sqrt(2)) - 1));
        Assert.Multiple(() =>
        {
            Assert.That(forecast.RankedScore(gain), Is.EqualTo(score).Within(0.002));
            Assert.That(
                forecast.Below(gain, 0.5), Is.EqualTo(Normal.CDF(0, 1, z)).Within(0.005));
        });
    }

    /// <summary>Half of all paths of one step never fall below the start.</summary>
    [Test]
    public void Probability_OfAnEvent_IsSpreadOverIt()
    {
        Forecast forecast = Of("loan");
        double above = 1 - Normal.CDF(0, 1, 0.5 * Deviation);
        Assert.Multiple(() =>
        {
            Assert.That(forecast.Below(0, 0), Is.EqualTo(1 - above).Within(0.005));
            Assert.That(forecast.Below(0, 1), Is.EqualTo(1).Within(1e-9));
        });
    }

    private static Forecast Of(string position)
    {
        BacktestPosition held = BacktestPosition.Of(position)!;
        Scenario scenario = new FittedMarket(new GbmProcess(0, Deviation)).Scenario(
            "A", AssetMoments.SecondsPerYear, AssetMoments.SecondsPerYear, Paths, 1);
        using var device = new SimdDevice(threads: 1);
        RunTally tally = new PathRunner([device], TimeProvider.System)
            .Run(ScenarioPlanner.Plan(scenario), new RunOptions(Paths, 1)).Tally;
        return Forecast.Of(
            tally.Metrics.First(one => one.Metric.Quantity == held.Metric), held);
    }
}
