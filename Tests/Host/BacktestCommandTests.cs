using System.Globalization;
using System.Text.Json;
using GpuRisk.Host.Cli;
using GpuRisk.Tests.Engine.Results;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using NUnit.Framework;

namespace GpuRisk.Tests.Host;

/// <summary><c>gpurisk backtest</c>: what it prints and keeps, and what it refuses.</summary>
internal sealed class BacktestCommandTests : HostFixture
{
    private static readonly string[] Quick =
        ["--paths", "1000", "--horizon", "1d,7d", "--quiet"];

    [Test]
    public void Json_IsAsItsSchemaSays()
    {
        CommandRun run = CommandRun.Of(
            ["backtest", $"ETH={Prices()}", "--process", "gbm,merton", "--json", .. Quick]);
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        JsonElement schema = JsonDocument.Parse(File.ReadAllText(
            Path.Combine(Library.Root, "docs", "backtest.schema.json"))).RootElement;
        JsonElement result = JsonDocument.Parse(run.Output).RootElement;
        SchemaCheck.Validate(result, schema, schema, "$");
        Assert.That(result.GetProperty("cells").GetArrayLength(), Is.EqualTo(8));
    }

    [Test]
    public void Folder_HoldsPageAndTables()
    {
        string folder = At("kept");
        CommandRun run = CommandRun.Of(["backtest", Prices(), "--out", folder, .. Quick]);
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        string page = File.ReadAllText(Path.Combine(folder, "report.html"));
        string[] cells = File.ReadAllLines(Path.Combine(folder, "cells.csv"));
        string[] forecasts = File.ReadAllLines(Path.Combine(folder, "forecasts.csv"));
        Assert.Multiple(() =>
        {
            Assert.That(run.Output, Does.Contain("History rejects"));
            Assert.That(page, Does.Contain("<h1>History rejects").And.Contain("<svg"));
            Assert.That(page, Does.Not.Contain("http://").And.Not.Contain("https://"));
            Assert.That(cells, Has.Length.EqualTo(1 + 8));
            Assert.That(forecasts, Has.Length.GreaterThan(1 + (4 * 30)));
            Assert.That(File.Exists(Path.Combine(folder, "backtest.json")));
        });
        CommandRun again = CommandRun.Of(["backtest", Prices(), "--out", folder, .. Quick]);
        Assert.That(again.Code, Is.EqualTo(ExitCode.BadInput));
        Assert.That(again.Error, Does.Contain("--force"));
    }

    [TestCase("--process", "garhc", "found 'garhc'; allowed are gbm, merton")]
    [TestCase("--position", "lending", "found 'lending'; allowed are price, il")]
    [TestCase("--horizon", "1d,soon", "found 'soon'; allowed is a time as 365d")]
    [TestCase("--window", "0d", "found '0d'; allowed is a time as 365d")]
    [TestCase("--horizon", "36h", "--horizon: found 36 h; allowed are whole multiples of")]
    [TestCase("--least", "400d", "--least: found 400 d; allowed is at most --window, 365 d")]
    [TestCase("--window", "20d", "--window: found 20 d, of which 5 d must be there; allowed for gbm")]
    [TestCase("--sampling", "1h", "found prices one in 1 d; allowed are those at least as close")]
    [TestCase("--horizon", "900d", "too short for one forecast after")]
    [TestCase("--position", "lp", "--position: found lp without --fee")]
    [TestCase("--fee", "0.003", "--fee: found it without --position lp")]
    [TestCase("--paths", "10", "--paths: found '10'")]
    [TestCase("--process", "gbm,gbm", "found a name twice")]
    public void WrongOption_IsRefused(string option, string value, string message)
    {
        CommandRun run = CommandRun.Of(["backtest", Prices(), "--quiet", option, value]);
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain(message));
        });
    }

    [Test]
    public void Lines_BeforeReadFrom_AreNotRead()
    {
        string file = Write("launched.csv", File.ReadAllText(Prices()).Replace(
            "date,close\n", "date,close\n2020-01-01,0\n", StringComparison.Ordinal));
        string[] command = ["backtest", file, .. Quick];
        Assert.Multiple(() =>
        {
            Assert.That(CommandRun.Of(command).Error, Does.Contain(":2:12: found the price '0'"));
            Assert.That(
                CommandRun.Of([.. command, "--read-from", "2020-01-02"]).Code,
                Is.EqualTo(ExitCode.Done));
        });
    }

    /// <summary>Told in dollars from the peg, beyond value at risk as often as a loan.</summary>
    [Test]
    public void Peg_IsToldFromOneDollar()
    {
        var random = new MersenneTwister(5);
        double log = 0;
        double[] prices = [.. Enumerable.Range(0, 330).Select(
            _ => Math.Exp(log = (0.7 * log) + Normal.Sample(random, 0, 0.004)))];
        DateTime start = new(2021, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        string Lines(double unit) => "date,close\n" + string.Concat(prices.Select((price, day) =>
            FormattableString.Invariant($"{start.AddDays(day):yyyy-MM-dd},{price * unit:R}\n")));
        string file = Write("peg.csv", Lines(1));
        string folder = At("peg");
        CommandRun run = CommandRun.Of(
        [
            "backtest", file, "--position", "loan,peg", "--process", "ornstein-uhlenbeck", "--out",
            folder, "--paths", "1000", "--horizon", "7d", "--quiet",
        ]);
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        string[] lines = File.ReadAllLines(Path.Combine(folder, "forecasts.csv"));
        string[] names = lines[0].Split(',');
        string[][] rows = [.. lines[1..].Select(line => line.Split(','))];
        string Of(string[] row, string name) => row[Array.IndexOf(names, name)];
        string[][] pegs = [.. rows.Where(row => Of(row, "position") == "peg")];
        Assert.That(pegs, Has.Length.GreaterThan(20));
        foreach (string[] row in pegs)
        {
            int day = (int)(DateTime.Parse(
                Of(row, "startUtc"),
                CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal) - start).TotalDays;
            Assert.That(
                double.Parse(Of(row, "realised"), CultureInfo.InvariantCulture),
                Is.EqualTo(prices[day..(day + 8)].Min() - 1).Within(1e-9));
        }

        Assert.That(
            CommandRun.Of(
                ["backtest", Write("eth.csv", Lines(9)), "--position", "peg", .. Quick]).Error,
            Does.Contain("allowed with --position peg are those of a stablecoin"));
    }

    [Test]
    public void Pool_NeedsFeeAndVolume()
    {
        var random = new MersenneTwister(2);
        double log = 0;
        DateTime start = new(2021, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        string file = Write("pool.csv", "date,close,volume_usd,tvl_usd\n" + string.Concat(
            Enumerable.Range(0, 330).Select(day =>
            {
                log += Normal.Sample(random, 0, 0.04);
                double volume = 1e5 * Math.Exp(Normal.Sample(random, 0, 0.5));
                return FormattableString.Invariant(
                    $"{start.AddDays(day):yyyy-MM-dd},{Math.Exp(log):R},{volume:R},1000000\n");
            })));
        CommandRun run = CommandRun.Of(
            ["backtest", file, "--position", "lp", "--fee", "0.003", "--json", .. Quick]);
        CommandRun wrong = CommandRun.Of(
            ["backtest", file, "--position", "lp", "--fee", "3", .. Quick]);
        CommandRun missing = CommandRun.Of(
            ["backtest", Prices(), "--position", "lp", "--fee", "0.003", .. Quick]);
        JsonElement cells = JsonDocument.Parse(run.Output).RootElement.GetProperty("cells");
        Assert.Multiple(() =>
        {
            Assert.That(cells[0].GetProperty("position").GetString(), Is.EqualTo("lp"));
            Assert.That(wrong.Error, Does.Contain("--fee: found 3; allowed is a fraction above 0"));
            Assert.That(missing.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(missing.Error, Does.Contain("volume_usd"));
        });
    }

    private string Prices()
    {
        var random = new MersenneTwister(1);
        double log = 0;
        DateTime start = new(2021, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        return Write("prices.csv", "date,close\n" + string.Concat(Enumerable.Range(0, 330)
            .Select(day =>
            {
                log += Normal.Sample(random, 0, 0.04);
                return FormattableString.Invariant(
                    $"{start.AddDays(day):yyyy-MM-dd},{Math.Exp(log):R}\n");
            })));
    }
}
