using System.Globalization;
using GpuRisk.Engine.Planning;
using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Models;

/// <summary>Paths that repeat a price file, whole or in blocks.</summary>
[TestFixture]
internal sealed class PriceFilePathsTests
{
    private const int Many = 40_000;
    private const int Days = 60;

    private static readonly double[] Eth = Prices(17, 0.05, 2000);
    private static readonly double[] Btc = Prices(18, 0.03, 60000);

    private string _folder = "";

    [OneTimeSetUp]
    public void Write()
    {
        _folder = Directory.CreateTempSubdirectory("gpurisk").FullName;
        File.WriteAllLines(Path.Combine(_folder, "prices.csv"), Eth.Zip(Btc)
            .Select((row, day) => string.Create(
                CultureInfo.InvariantCulture,
                $"{Day(day):yyyy-MM-dd},{row.First:R},{row.Second:R}"))
            .Prepend("date,ETH,BTC"));
        File.WriteAllLines(Path.Combine(_folder, "gap.csv"), Eth
            .Select((price, day) => string.Create(
                CultureInfo.InvariantCulture, $"{Day(day):yyyy-MM-dd},{price:R}"))
            .Where((_, day) => day != 30)
            .Prepend("date,close"));
    }

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(_folder, true);

    private static DateTime Day(int day) => new DateTime(2020, 1, 1).AddDays(day);

    private static double[] Prices(int seed, double size, double start)
    {
        var random = new Random(seed);
        var prices = new double[Days + 1];
        prices[0] = start;
        for (int day = 1; day <= Days; day++)
        {
            prices[day] = prices[day - 1] * (1 + (size * ((2 * random.NextDouble()) - 0.95)));
        }

        return prices;
    }

    private Plan Plan(string horizon, string step, string eth, string btc)
    {
        ScenarioResult read = ScenarioReader.Parse(
            $$"""
            scenario: history
            kernel: impermanent-loss
            horizon: {{horizon}}
            step: {{step}}
            assets:
              ETH: { price: 100, process: { {{eth}} } }
              BTC: { price: 10, process: { {{btc}} } }
            """,
            "test.yaml", _folder);
        Assert.That(read.Errors, Is.Empty);
        return ScenarioPlanner.Plan(read.Scenario!);
    }

    [TestCase("2020-01-01", 0, 1)]
    [TestCase("2020-01-11", 10, 5)]
    public void History_FromATime_IsTheFile(string start, int first, int stride)
    {
        Plan plan = Plan(
            $"{50 / stride * stride}d", $"{stride}d",
            $"kind: history, file: prices.csv, start: {start}",
            $"kind: history, file: prices.csv, column: BTC, start: {start}");
        double[][] logs = Paths.LogPrices(plan, 8, 1);
        for (int step = 0; step < logs.Length; step++)
        {
            double expected = Math.Log(Eth[first + ((step + 1) * stride)] / Eth[first]);
            Assert.That(logs[step], Has.All.EqualTo(expected).Within(1e-14), $"{step}");
        }

        double last = 10 * Btc[first + 50] / Btc[first];
        Assert.That(Paths.Of(plan, 8, 1)["BTC.price"], Has.All.EqualTo(last).Within(1e-12 * last));
        Assert.That(
            Simulation.Run(plan, 16, 1).Metrics["BTC.price"].Mean,
            Is.EqualTo(last).Within(1e-5 * last));
    }

    [Test]
    public void History_FromRandomTimes_IsAWindowOfTheFileOfBothAssets()
    {
        Plan plan = Plan(
            "40d", "2d", "kind: history, file: prices.csv, start: random",
            "kind: history, file: prices.csv, start: random");
        Paths paths = Paths.Of(plan, Many, 2);
        int[] starts = [.. paths["ETH.price"].Select(price => Array.FindIndex(
            Eth[..(Days - 39)],
            start => Math.Abs((100 * Eth[Array.IndexOf(Eth, start) + 40] / start) - price)
                < 1e-9 * price))];
        Assert.That(starts, Has.All.GreaterThanOrEqualTo(0));
        for (int i = 0; i < Many; i++)
        {
            double expected = 10 * Btc[starts[i] + 40] / Btc[starts[i]];
            Assert.That(paths["BTC.price"][i], Is.EqualTo(expected).Within(1e-9 * expected));
        }

        foreach (int start in new[] { 0, 7, 20 })
        {
            paths.Share($"start {start}", i => starts[i] == start).AssertIs(1.0 / 21);
        }

        var result = Simulation.Run(plan, 100_000, 3);
        foreach (var check in result.Checks) TestContext.Out.WriteLine($"{check}");
        Assert.That(result.Checks, Has.Count.EqualTo(4));
        Assert.That(result.Checks.Select(check => check.Agrees), Has.All.True);
    }

    [Test]
    public void History_FromRandomTimes_StepsOverNoGap()
    {
        Plan plan = Plan(
            "20d", "1d", "kind: history, file: gap.csv, start: random",
            "kind: constant");
        double[] prices = Paths.Of(plan, Many, 4)["ETH.price"];
        int[] starts = [.. prices.Select(price => Enumerable.Range(0, Days - 19).First(
            start => Math.Abs((100 * Eth[start + 20] / Eth[start]) - price) < 1e-9 * price))];
        Assert.That(
            starts.Distinct().Order(),
            Is.EqualTo(Enumerable.Range(0, 10).Concat(Enumerable.Range(31, 10))));
    }

    private static int RowOf(double growth, double[] prices)
    {
        double scale = Enumerable.Range(0, Days).Average(day => prices[day + 1] / prices[day]);
        int row = Array.FindIndex(
            [.. Enumerable.Range(0, Days)],
            day => Math.Abs((prices[day + 1] / prices[day] / scale) - growth) < 1e-9);
        Assert.That(row, Is.GreaterThanOrEqualTo(0), $"{growth}");
        return row;
    }

    // Politis and Romano 1994: the next row with probability 1 - 1 / mean, otherwise any.
    [TestCase(1, 1)]
    [TestCase(5, 6)]
    [TestCase(20, 2)]
    public void Bootstrap_DrawsBlocksOfJointRows(double block, int steps)
    {
        string process = FormattableString.Invariant(
            $"kind: bootstrap, file: prices.csv, meanBlock: {block}");
        Plan plan = Plan("2d", $"{24 / steps}h", process, process);
        double[][] logs = Paths.LogPrices(plan, Many, 5);
        int[] first = [.. logs[steps - 1].Select(log => RowOf(Math.Exp(log), Eth))];
        int[] second = [.. logs[(2 * steps) - 1].Select(
            (log, i) => RowOf(Math.Exp(log - logs[steps - 1][i]), Eth))];
        Paths paths = Paths.Of(plan, Many, 5);
        double scale = Enumerable.Range(0, Days).Average(day => Btc[day + 1] / Btc[day]);
        double Growth(int row) => Btc[row + 1] / Btc[row] / scale;
        for (int i = 0; i < Many; i++)
        {
            Assert.That(
                paths["BTC.price"][i],
                Is.EqualTo(10 * Growth(first[i]) * Growth(second[i])).Within(1e-8));
        }

        foreach (int row in new[] { 0, 31, Days - 1 })
        {
            paths.Share($"first {row}", i => first[i] == row).AssertIs(1.0 / Days);
            paths.Share($"second {row}", i => second[i] == row).AssertIs(1.0 / Days);
        }

        paths.Share("next", i => second[i] == (first[i] + 1) % Days)
            .AssertIs(1 - (1 / block) + (1 / block / Days));
    }

    [TestCase("drift: 0.3", 0.3)]
    [TestCase("recentred: false", null)]
    public void Bootstrap_GrowsAsStated(string drift, double? expected)
    {
        string process = "kind: bootstrap, file: prices.csv, meanBlock: 4, " + drift;
        Plan plan = Plan("1d", "1d", process, process);
        double growth = expected is { } stated
            ? Math.Exp(stated / 365)
            : Enumerable.Range(0, Days).Average(day => Eth[day + 1] / Eth[day]);
        Paths paths = Paths.Of(plan, Many, 6);
        Estimated.Of("growth", paths["ETH.price"]).AssertIs(100 * growth);
        var result = Simulation.Run(plan, 100_000, 7);
        Assert.That(result.Warnings, Is.Empty);
        Assert.That(result.Checks, Has.Count.EqualTo(2));
        Assert.That(result.Checks.Select(check => check.Agrees), Has.All.True);
    }
}
