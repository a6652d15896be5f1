using GpuRisk.Engine.Backtesting;
using GpuRisk.Scenarios.Calibration;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Backtesting;

/// <summary>Backtests of prices whose law is known.</summary>
internal sealed class BacktesterTests
{
    private static readonly DateTime Start = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Right forecasts are not rejected: seven times twenty tests of which one in twenty
    /// rejects.</summary>
    [Test]
    public void RightProcess_IsExceededAsOftenAsItSays()
    {
        double[] prices = Prices(3000, _ => 0.03, 7);
        BacktestResult result = Run(prices, Request(1500));
        foreach (BacktestCell cell in result.Cells)
        {
            foreach (LevelResult level in cell.Levels)
            {
                Assert.That(level.Kupiec, Is.GreaterThan(0.002), $"{cell.Position} {level.Level}");
                Assert.That(level.AcerbiSzekelyPValue, Is.GreaterThan(0.002));
            }

            Assert.That(cell.PitPValue, Is.GreaterThan(0.002));
        }
    }

    /// <summary>A volatility that doubles after it was fitted is exceeded too often.</summary>
    [Test]
    public void WrongProcess_IsRejected()
    {
        double[] prices = Prices(1200, day => day < 400 ? 0.015 : 0.06, 3);
        BacktestResult result = Run(prices, Request(1500) with
        {
            Window = TimeSpan.FromDays(3000),
            LeastHistory = TimeSpan.FromDays(400),
        });
        BacktestCell cell = result.Cells[0];
        Assert.Multiple(() =>
        {
            Assert.That(cell.Levels[1].Kupiec, Is.LessThan(0.01));
            Assert.That(cell.Levels[1].AcerbiSzekely, Is.LessThan(-1));
            Assert.That(cell.Levels[1].AcerbiSzekelyPValue, Is.LessThan(0.01));
            Assert.That(cell.Levels[1].ShortfallRatio, Is.GreaterThan(1));
        });
    }

    /// <summary>What comes after a start changes no forecast made at it.</summary>
    [Test]
    public void Forecast_KnowsNothingOfTheFuture()
    {
        double[] prices = Prices(200, _ => 0.03, 1);
        double[] other = [.. prices.Select((price, i) => i <= 150 ? price : 1000 + i)];
        BacktestDay[] days = [.. Run(prices, Request(1000)).Cells[0].Days];
        BacktestDay[] others = [.. Run(other, Request(1000)).Cells[0].Days];
        int known = days.Count(day => day.StartUtc <= Start.AddDays(150));
        Assert.That(known, Is.GreaterThan(5));
        for (int i = 0; i < days.Length; i++)
        {
            Assert.That(
                days[i].ValueAtRisk.SequenceEqual(others[i].ValueAtRisk), Is.EqualTo(i < known));
        }
    }

    [Test]
    public void Result_DoesNotDependOnWhatElseIsForecast()
    {
        double[] prices = Prices(160, _ => 0.03, 1);
        BacktestRequest one = Request(1000);
        BacktestResult alone = Run(prices, one);
        BacktestResult both = Run(prices, one with { Processes = ["merton", "gbm"] });
        Assert.That(
            both.Cells.First(cell => cell.Process == "gbm").Days.Select(day => day.Pit),
            Is.EqualTo(alone.Cells[0].Days.Select(day => day.Pit)));
    }

    private static BacktestResult Run(double[] prices, BacktestRequest request)
    {
        var series = new PriceSeries(
            [.. prices.Select((price, i) => new PricePoint(Start.AddDays(i), price))], 0);
        return new Backtester(
            [BacktestSeries.Of("A", series, request)], request, TimeProvider.System)
            .Run(null, CancellationToken.None);
    }

    private static BacktestRequest Request(long paths) => new()
    {
        Processes = ["gbm"],
        Positions = [.. new[] { "price", "il" }.Select(name => BacktestPosition.Of(name)!)],
        Window = TimeSpan.FromDays(365),
        LeastHistory = TimeSpan.FromDays(91),
        Horizons = [TimeSpan.FromDays(1), TimeSpan.FromDays(7)],
        Every = TimeSpan.FromDays(7),
        Sampling = TimeSpan.FromDays(1),
        Paths = paths,
        Seed = 1,
    };

    private static double[] Prices(int count, Func<int, double> deviation, int seed)
    {
        var random = new MersenneTwister(seed);
        double log = 0;
        return [.. Enumerable.Range(0, count).Select(day =>
        {
            double price = 100 * Math.Exp(log);
            double own = deviation(day);
            log += Normal.Sample(random, -0.5 * own * own, own);
            return price;
        })];
    }
}
