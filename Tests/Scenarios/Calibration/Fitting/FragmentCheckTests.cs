using System.Globalization;
using System.Text.RegularExpressions;
using GpuRisk.Scenarios;
using GpuRisk.Scenarios.Calibration;
using GpuRisk.Scenarios.Calibration.Fitting;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using NUnit.Framework;

namespace GpuRisk.Tests.Scenarios.Calibration.Fitting;

/// <summary>What is calibrated runs as it is, of whatever process and however many assets.
/// </summary>
internal sealed partial class FragmentCheckTests
{
    private const string Head = """
        scenario: calibrated
        kernel: impermanent-loss
        horizon: 30d
        step: 1h
        paths: 1000

        """;

    private static readonly string[] Names = ["A", "B", "C"];

    private static IEnumerable<TestCaseData> Cases() =>
        from process in ProcessFitting.FittedNames
        from assets in new[] { 1, 2, 3 }
        from isUncertain in new[] { false, true }
        where process is not ("heston" or "bates") || isUncertain
        select new TestCaseData(process, assets, isUncertain);

    [TestCaseSource(nameof(Cases))]
    [Category("Slow")]
    public void Fragment_IsReadBack(string process, int assets, bool isUncertain)
    {
        int days = process is "heston" or "bates" ? 100 : 365;
        ProcessReport report = Estimate(process, assets, isUncertain, days);
        ScenarioResult read = ScenarioReader.Parse(Head + report.Fragment, "fragment");
        Assert.That(read.Errors, Is.Empty, report.Fragment);
        Assert.That(read.Scenario!.Assets, Has.Count.EqualTo(assets));
    }

    /// <summary>Two assets' diffusions make at most the product of their volatilities, and jumps
    /// that come together what those of the rarer ones do.</summary>
    [TestCase("merton")]
    [TestCase("ornstein-uhlenbeck")]
    public void CorrelationOfJumps_IsTheMostThatCanBe(string process)
    {
        ProcessReport report = Estimate(process, 2, isUncertain: false, 365);
        double data = report.Correlations[0].Value;
        double stated = double.Parse(
            Stated().Match(report.Fragment).Groups[1].Value, CultureInfo.InvariantCulture);
        ProcessFit[] fits = [.. report.Assets.Select(asset => asset.Fits[0])];
        double Deviation(ProcessFit fit) => Math.Sqrt(Math.Pow(fit["volatility"], 2)
            + (fit["jumpsPerYear"]
                * (Math.Pow(fit["jumpMean"], 2) + Math.Pow(fit["jumpStdDev"], 2))));
        double Product(string key) => fits[0][key] * fits[1][key];
        double most = (Product("volatility") + (fits.Min(fit => fit["jumpsPerYear"])
                * (Product("jumpMean") + Product("jumpStdDev"))))
            / Deviation(fits[0]) / Deviation(fits[1]);
        Assert.Multiple(() =>
        {
            Assert.That(data, Is.GreaterThan(most), "the sample is none that shows it");
            Assert.That(stated, Is.EqualTo(most).Within(2e-4));
            Assert.That(report.Warnings, Has.Some.Contains($"in place of {data:G4}"));
            Assert.That(report.Fragment, Does.Contain("less correlation than the data"));
        });
    }

    [Test]
    public void VolatilityBeyondAScenario_IsRefused()
    {
        PriceSeries series = Series([.. Enumerable.Range(0, 366)
            .Select(day => day % 2 == 0 ? 1.0 : 2.0)]);
        ProcessReport? report = ProcessCalibration.Estimate(
            ["A"], [series], ["gbm"], TimeSpan.FromDays(365), TimeSpan.FromDays(1), false,
            out string? problem);
        Assert.Multiple(() =>
        {
            Assert.That(report, Is.Null);
            Assert.That(problem, Does.Contain("found a volatility of 13.2"));
        });
    }

    private static ProcessReport Estimate(string process, int assets, bool isUncertain, int days)
    {
        PriceSeries[] series = [.. Prices(assets, days).Select(Series)];
        ProcessReport? report = ProcessCalibration.Estimate(
            Names[..assets], series, [process], TimeSpan.FromDays(days), TimeSpan.FromDays(1),
            isUncertain, out string? problem);
        Assert.That(problem, Is.Null);
        return report!;
    }

    // All move almost as one, and each has a few jumps of its own.
    private static double[][] Prices(int assets, int days)
    {
        var random = new MersenneTwister(3);
        var logs = new double[assets];
        var prices = new double[assets][];
        for (int i = 0; i < assets; i++) prices[i] = new double[days + 1];
        for (int day = 0; day <= days; day++)
        {
            double common = Normal.Sample(random, 0, day % 11 == 0 ? 0.12 : 0.02);
            for (int i = 0; i < assets; i++)
            {
                logs[i] = (0.97 * logs[i]) + ((1 + (0.2 * i)) * common)
                    + Normal.Sample(random, 0, 0.004)
                    + (i > 0 && day % (17 + i) == 0 ? Normal.Sample(random, 0, 0.05) : 0);
                prices[i][day] = Math.Exp(logs[i]);
            }
        }

        return prices;
    }

    private static PriceSeries Series(double[] prices) => new(
        [.. prices.Select((price, day) => new PricePoint(
            new DateTime(2022, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(day), price))],
        0, 0);

    [GeneratedRegex(@"  A-B: ([0-9.]+)")]
    private static partial Regex Stated();
}
