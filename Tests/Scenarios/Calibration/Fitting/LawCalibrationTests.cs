using GpuRisk.Scenarios.Calibration;
using GpuRisk.Scenarios.Calibration.Fitting;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using NUnit.Framework;

namespace GpuRisk.Tests.Scenarios.Calibration.Fitting;

/// <summary>The laws of gas and volume, from files drawn with them.</summary>
internal sealed class LawCalibrationTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly DateTime Start = new(2015, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [TestCase(1)]
    [TestCase(4)]
    [TestCase(3)]
    public void Gas_IsFound(int seed)
    {
        const double rate = 0.1, volatility = 0.3;
        var random = new MersenneTwister(seed);
        double kept = Math.Exp(-rate);
        double deviation = volatility * Math.Sqrt((1 - (kept * kept)) / (2 * rate));
        double state = 0;
        PriceSeries series = Series([.. Enumerable.Range(0, 3000).Select(_ =>
            30 * Math.Exp(state = (kept * state) + Normal.Sample(random, 0, deviation)))]);
        LawReport report = GasCalibration.Estimate(
            "ETH", series, 3000 * Day, Day, out string? problem)!;
        Assert.That(problem, Is.Null);
        Compare(
            report, ("price", 30), ("meanReversionPerDay", rate), ("volatilityPerDay", volatility));
        Assert.That(report.Fragment, Does.Contain("gas:\n").And.Contain("  asset: ETH\n"));
    }

    [TestCase(1)]
    [TestCase(2)]
    public void Volume_IsFound(int seed)
    {
        const double rate = 0.1, persistent = 0.5, noise = 0.4, elasticity = 1;
        var random = new MersenneTwister(seed);
        double kept = Math.Exp(-rate);
        double state = Normal.Sample(random, 0, persistent);
        double variance = 0.0016, log = 0;
        List<double> prices = [1], volumes = [1], values = [1e6];
        for (int i = 0; i < 5000; i++)
        {
            double move = Math.Sqrt(variance) * Normal.Sample(random, 0, 1);
            variance = (0.05 * 0.0016) + (0.1 * move * move) + (0.85 * variance);
            prices.Add(Math.Exp(log += move));
            state = (kept * state)
                + Normal.Sample(random, 0, persistent * Math.Sqrt(1 - (kept * kept)));
            double factor = Math.Exp(state + Normal.Sample(random, 0, noise));
            volumes.Add(0.2 * values[^1] * factor
                * (seed == 1 ? 1 : Math.Pow(variance / 0.0016, 0.5 * elasticity)));
            values.Add(1e6 * (1 + (0.2 * random.NextDouble())));
        }

        LawReport report = VolumeCalibration.Estimate(
            "pool", Series(prices), Series(volumes), Series(values), 5000 * Day, Day,
            0.003, out string? problem)!;
        Assert.That(problem, Is.Null);
        FittedParameter found = report.Parameters[^2];
        Assert.That(
            found.Value,
            Is.EqualTo(seed == 1 ? 0 : elasticity).Within(3 * found.StandardError!.Value));
        Assert.That(found.StandardError, Is.LessThan(0.6));
        if (seed != 1) return;
        Compare(
            report,
            ("noiseVolumePerDay",
                0.2 * Math.Exp(0.5 * ((persistent * persistent) + (noise * noise)))),
            ("noiseVolumeStdDev", noise),
            ("noiseVolumeProcess.meanReversionPerDay", rate),
            ("noiseVolumeProcess.volatilityPerDay", persistent * Math.Sqrt(2 * rate)),
            ("concentration",
                8 * 0.003 * 0.2 / 0.0016
                * Math.Exp(0.5 * ((persistent * persistent) + (noise * noise)))));
    }

    [Test]
    public void TooLittle_IsRefused()
    {
        PriceSeries series = Series([.. Enumerable.Range(1, 40).Select(i => (double)i)]);
        Assert.Multiple(() =>
        {
            Assert.That(
                GasCalibration.Estimate("ETH", series, 365 * Day, Day, out string? gas), Is.Null);
            Assert.That(gas, Does.Contain("allowed are at least 60"));
            Assert.That(
                VolumeCalibration.Estimate(
                    "p", series, series, series, 365 * Day, Day, null, out string? volume), Is.Null);
            Assert.That(volume, Does.Contain("allowed are at least 60"));
            Assert.That(
                VolumeCalibration.Estimate(
                    "p", series, series, series, 365 * Day, 2 * Day, null, out string? coarse), Is.Null);
            Assert.That(coarse, Does.Contain("found volumes one in 86400 s"));
        });
    }

    private static void Compare(LawReport report, params (string Name, double Value)[] truth)
    {
        Assert.Multiple(() =>
        {
            foreach ((string name, double value) in truth)
            {
                FittedParameter found = report.Parameters.Single(one => one.Name == name);
                Assert.That(
                    found.Value, Is.EqualTo(value).Within(3 * found.StandardError!.Value), name);
                Assert.That(found.StandardError, Is.LessThan(0.4 * value), name);
            }
        });
    }

    private static PriceSeries Series(IReadOnlyList<double> values) => new(
        [.. values.Select((value, i) => new PricePoint(Start + (i * Day), value))], 0);
}
