using System.Globalization;
using System.Text.Json;
using GpuRisk.Engine.Backtesting;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Scenarios;
using GpuRisk.Tests.Host;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>
/// The library's depegs against what happened: 25 moments of each event, whose real prices lie
/// within the middle nine tenths of paths at least four times in five, and sharply so by the
/// continuous ranked probability score.
/// </summary>
[Category("Slow")]
internal sealed class ReplaysOfDepegsTests
{
    private const int Moments = 25;
    private const int PathsOfADraw = 64;

    private static readonly BacktestPosition Coin = BacktestPosition.Of("price")!;

    [Test]
    public void Usdc_InMarch2023()
    {
        var history = History.Of("usdcusd_1h_kraken_2023-03-10_13.csv", 1678471200, 78);
        (int held, double score) = Judge(Library.Plan("usdc-march-2023"), history);
        (int tunedHeld, double tuned) =
            Judge(ScenarioPlanner.Plan(BenchmarkScenarios.Read("depeg")), history);
        Assert.Multiple(() =>
        {
            Assert.That(held, Is.GreaterThanOrEqualTo(0.8 * Moments));
            Assert.That(score, Is.LessThan(0.5 * tuned), "against one path tuned to the event");
            Assert.That(tunedHeld, Is.LessThan(0.2 * Moments), "which is nearly always wrong");
        });
    }

    [Test]
    public void Ust_InMay2022()
    {
        var history = History.Of("ustusdt_1h_binance_2021-12_2022-05.csv", 1651881600, 144);
        (int held, double score) = Judge(Library.Plan("ust-may-2022"), history);
        double atPeg = history.Average(moment => Math.Abs(moment.Price - 1));
        Assert.Multiple(() =>
        {
            Assert.That(held, Is.GreaterThanOrEqualTo(0.8 * Moments));
            Assert.That(score, Is.LessThan(0.5 * atPeg), "against who believes in the peg");
        });
    }

    [Test]
    public void Steth_InJune2022()
    {
        const string first = "2022-06-08";
        Dictionary<string, Dictionary<string, double>> closes = File
            .ReadLines(Library.Data("yahoo_daily_usd_2014-2024.csv"))
            .Skip(1)
            .Select(line => line.Split(','))
            .Where(cells => cells[0] is "ETH" or "STETH")
            .GroupBy(cells => cells[1])
            .ToDictionary(
                day => day.Key,
                day => day.ToDictionary(
                    cells => cells[0],
                    cells => double.Parse(cells[5], CultureInfo.InvariantCulture)));
        Moment[] history = [.. Enumerable.Range(1, Moments).Select(day => new Moment(
            24 * day,
            Ratio(closes[DateTime.Parse(first, CultureInfo.InvariantCulture).AddDays(day)
                .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)])))];
        Plan plan = Library.Plan("steth-june-2022");
        (int held, double score) = Judge(plan, history);
        double start = plan.Scenario.Assets[0].PriceUsd;
        double unmoved = history.Average(moment => Math.Abs(moment.Price - start));
        Assert.Multiple(() =>
        {
            Assert.That(start, Is.EqualTo(Ratio(closes[first])).Within(1e-4));
            Assert.That(held, Is.GreaterThanOrEqualTo(0.8 * Moments));
            Assert.That(score, Is.LessThan(0.5 * unmoved), "against who believes in no move");
        });

        static double Ratio(Dictionary<string, double> day) => day["STETH"] / day["ETH"];
    }

    /// <summary>What the command tells of them is what is computed here from the files.</summary>
    [TestCase("usdc-march-2023", "usdcusd_1h_kraken_2023-03-10_13.csv", 1678471200, 78)]
    [TestCase("ust-may-2022", "ustusdt_1h_binance_2021-12_2022-05.csv", 1651881600, 144)]
    public void Command_FindsTheSame(string name, string file, long start, int hours)
    {
        (int held, double score) = Judge(Library.Plan(name), History.Of(file, start, hours));
        JsonElement metric = Replayed(name, file);
        Assert.Multiple(() =>
        {
            Assert.That(metric.GetProperty("held").GetInt32(), Is.EqualTo(held));
            Assert.That(
                metric.GetProperty("rankedScore").GetDouble(), Is.EqualTo(score).Within(1e-9));
        });
    }

    [Test]
    public void Command_DividesClosesOfStakedEther()
    {
        JsonElement metric = Replayed("steth-june-2022", "yahoo_daily_usd_2014-2024.csv");
        Assert.Multiple(() =>
        {
            Assert.That(metric.GetProperty("held").GetInt32(), Is.GreaterThanOrEqualTo(20));
            Assert.That(metric.GetProperty("moments").GetArrayLength(), Is.EqualTo(Moments));
            Assert.That(
                metric.GetProperty("moments").EnumerateArray()
                    .Min(moment => moment.GetProperty("observed").GetDouble()),
                Is.EqualTo(0.937).Within(5e-4), "the lowest close, on the 15th");
        });
    }

    private static JsonElement Replayed(string name, string file)
    {
        CommandRun run = CommandRun.Of(
            "replay", Path.Combine(Library.Folder, name + ".yaml"), "--device", "simd",
            "--data", Path.GetDirectoryName(Library.Data(file))!, "--paths", "16384", "--json");
        Assert.That(run.Code, Is.EqualTo(0), run.Error);
        return JsonDocument.Parse(run.Output).RootElement.GetProperty("metrics")[0];
    }

    private static (int Held, double Score) Judge(Plan plan, IReadOnlyList<Moment> history)
    {
        Scenario scenario = plan.Scenario;
        string coin = scenario.Stablecoins.Count > 0
            ? scenario.Stablecoins[0].Name
            : scenario.Assets[0].Name;
        int held = 0;
        double score = 0;
        foreach (Moment moment in history)
        {
            int step = (int)Math.Round(moment.Hours * 3600 / plan.Scenario.StepSeconds);
            RunOutcome outcome =
                Library.Run(plan.Until(step), Math.Max(4096, (long)plan.Draws * PathsOfADraw));
            Forecast forecast = Forecast.Of(
                outcome.Tally.Metrics.First(tally => tally.Metric.Name == $"{coin}.price"),
                Coin);
            double gain = moment.Price - 1;
            bool isHeld = forecast.Quantile(0.05) <= gain && gain <= forecast.Quantile(0.95);
            held += isHeld ? 1 : 0;
            score += forecast.RankedScore(gain) / history.Count;
        }

        return (held, score);
    }

    private sealed record Moment(double Hours, double Price);

    private static class History
    {
        /// <summary>Hourly closes at like distances from a start, in epoch seconds.</summary>
        public static IReadOnlyList<Moment> Of(string file, long start, int hours)
        {
            Dictionary<long, double> closes = File.ReadLines(Library.Data(file))
                .Skip(1)
                .Select(line => line.Split(','))
                .ToDictionary(
                    cells => long.Parse(cells[0], CultureInfo.InvariantCulture),
                    cells => double.Parse(cells[4], CultureInfo.InvariantCulture));
            return [.. Enumerable.Range(1, Moments)
                .Select(i => hours * i / Moments)
                .Select(hour => new Moment(hour, closes[start + ((hour - 1) * 3600L)]))];
        }
    }
}
