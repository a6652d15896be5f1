using System.Globalization;
using GpuRisk.Scenarios.Calibration;
using NUnit.Framework;

namespace GpuRisk.Tests.Scenarios.Calibration;

/// <summary>
/// Real prices against plain computations of the test's own. The files are no part of the
/// repository; where they are not found, in the folder that GPURISK_DATA names or in shared/data
/// beside the repository, the tests are skipped.
/// </summary>
internal sealed class MarketDataTests
{
    [TestCase("ethusdt_1h_binance_2017-2023.csv", 55818, 11, 23)]
    [TestCase("btcusdt_1h_binance_2017-2023.csv", 55817, 11, 23)]
    [TestCase("lunausdt_1h_binance_2021-04_2022-05.csv", 9665, 4, 11)]
    [TestCase("ustusdt_1h_binance_2021-12_2022-05.csv", 3353, 0, 0)]
    public void Hourly_MomentsAndGaps_AreThoseOfAPlainSum(
        string name, int prices, int gaps, int missing)
    {
        string path = Library.Data(name);
        CalibrationReport report = Estimate(path, null);
        (long Time, double Price)[] rows = File.ReadLines(path).Skip(1)
            .Select(line => line.Split(','))
            .Select(row => (long.Parse(row[0], CultureInfo.InvariantCulture), Number(row[4])))
            .ToArray();
        List<double> returns = [];
        for (int i = 1; i < rows.Length; i++)
        {
            if (rows[i].Time - rows[i - 1].Time == 3600)
                returns.Add(Math.Log(rows[i].Price / rows[i - 1].Price));
        }

        Assert.Multiple(() =>
        {
            Assert.That(report.Sample.Prices, Is.EqualTo(prices));
            Assert.That(report.Sample.ReturnsOverGaps, Is.EqualTo(gaps));
            Assert.That(report.Sample.MissingPrices, Is.EqualTo(missing));
            Assert.That(report.Sample.IntervalSeconds, Is.EqualTo(3600));
            Assert.That(report.Sample.Duplicates, Is.Zero);
        });
        Compare(report, returns, 3600);
    }

    [TestCase("BTC")]
    [TestCase("ETH")]
    [TestCase("WBTC")]
    public void Daily_MomentsOfOneOfSeveralAssets_AreThoseOfAPlainSum(string asset)
    {
        string path = Library.Data("yahoo_daily_usd_2014-2024.csv");
        CalibrationReport report = Estimate(path, asset);
        double[] prices = File.ReadLines(path)
            .Select(line => line.Split(','))
            .Where(row => row[0] == asset)
            .Select(row => Number(row[5]))
            .ToArray();
        Assert.That(report.Sample.ReturnsOverGaps, Is.Zero);
        Assert.That(report.Sample.IsClosedAtWeekends, Is.False);
        Compare(
            report,
            [.. prices.Skip(1).Select((price, i) => Math.Log(price / prices[i]))],
            86400);
    }

    [Test]
    public void Hourly_CorrelationOfBitcoinAndEther_IsThatOfAPlainSum()
    {
        // The correlation of hourly log returns of 2023 is 0.86.
        DateTime from = new(2023, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        string[] names = ["btcusdt_1h_binance_2017-2023.csv", "ethusdt_1h_binance_2017-2023.csv"];
        PriceSeries[] series = [.. names.Select(name => PriceFile.Read(
            new PriceFileRequest(Library.Data(name)) { FromUtc = from }).Series!)];
        JointSeries joint = JointSeries.Of(["BTC", "ETH"], series, out string? problem)!;
        Assert.That(problem, Is.Null);
        JointReport report = JointCalibration.Estimate(joint, CalibrationModels.Gbm);
        PairCorrelation pair = report.Correlations.Single();
        Assert.That(pair.Value, Is.EqualTo(0.86).Within(0.005));
        Assert.That(pair.StandardError, Is.InRange(0.002, 0.03));
    }

    private static void Compare(CalibrationReport report, List<double> returns, double seconds)
    {
        double mean = returns.Sum() / returns.Count;
        double Central(int power) =>
            returns.Sum(value => Math.Pow(value - mean, power)) / returns.Count;
        double variance = Central(2);
        double years = seconds / JumpSamples.SecondsPerYear;
        ReturnMoments moments = report.Sample.Moments;
        Assert.Multiple(() =>
        {
            Assert.That(report.Sample.Returns, Is.EqualTo(returns.Count));
            Assert.That(moments.Mean, Is.EqualTo(mean).Within(1e-14));
            Assert.That(
                moments.StandardDeviation, Is.EqualTo(Math.Sqrt(variance)).Within(1e-10).Percent);
            Assert.That(
                moments.Skewness,
                Is.EqualTo(Central(3) / Math.Pow(variance, 1.5)).Within(1e-7).Percent);
            Assert.That(
                moments.Kurtosis,
                Is.EqualTo(Central(4) / (variance * variance)).Within(1e-7).Percent);
            Assert.That(
                report.Gbm!.Volatility.Value,
                Is.EqualTo(Math.Sqrt(variance / years)).Within(1e-10).Percent);
            Assert.That(
                report.Gbm.Drift.Value,
                Is.EqualTo((mean / years) + (variance / years / 2)).Within(1e-9));
            Assert.That(
                report.Sample.LargestMoves[0].LogReturn,
                Is.EqualTo(returns.MaxBy(Math.Abs)).Within(1e-14));
        });
    }

    private static CalibrationReport Estimate(string path, string? asset)
    {
        PriceFileResult read = PriceFile.Read(new PriceFileRequest(path) { Asset = asset });
        Assert.That(read.Errors, Is.Empty);
        return PriceCalibration.Estimate(read.Series!, CalibrationModels.Gbm);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
