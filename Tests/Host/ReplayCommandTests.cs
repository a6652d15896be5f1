using System.Globalization;
using System.Text.Json;
using GpuRisk.Host.Cli;
using GpuRisk.Scenarios;
using GpuRisk.Tests.Engine.Results;
using NUnit.Framework;

namespace GpuRisk.Tests.Host;

/// <summary><c>gpurisk replay</c>: what it reads, prints and keeps, and what it refuses.</summary>
internal sealed class ReplayCommandTests : HostFixture
{
    private const string Market = """
        scenario: eth-march
        kernel: impermanent-loss
        horizon: 10d
        step: 12h
        paths: 1000
        assets:
          ETH:  { price: 200, process: { kind: gbm, drift: 0, volatility: 0.8 } }
          USDC: { price: 1, process: { kind: constant } }
        pools:
          v2: { kind: constant-product, base: ETH, quote: USDC, fee: 0.003, value: 1e7 }
        positions:
          full: { pool: v2, value: 10000 }
        observed:
          - { metric: ETH.price, file: prices.csv, start: 2020-03-01 }
          - { metric: full.netVersusHold, file: prices.csv, column: net, start: 2020-03-01 }

        """;

    [Test]
    public void Json_IsAsItsSchemaSays_AndHoldsWhatTheFileTells()
    {
        CommandRun run = CommandRun.Of("replay", Written(), "--json", "--moments", "9");
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        JsonElement schema = JsonDocument.Parse(File.ReadAllText(
            Path.Combine(Library.Root, "docs", "replay.schema.json"))).RootElement;
        JsonElement result = JsonDocument.Parse(run.Output).RootElement;
        SchemaCheck.Validate(result, schema, schema, "$");
        JsonElement[] metrics = [.. result.GetProperty("metrics").EnumerateArray()];
        Assert.Multiple(() =>
        {
            Assert.That(
                metrics.Select(metric => metric.GetProperty("observed").GetInt32()),
                Has.All.EqualTo(9), "a row is missing");
            Assert.That(Of(metrics[0], "seconds"), Is.EqualTo(Days(1, 2, 3, 4, 5, 6, 7, 9, 10)));
            Assert.That(
                Of(metrics[0], "observed"),
                Is.EqualTo(new[] { 201.0, 204, 209, 216, 225, 236, 212, 207, 226 }));
            Assert.That(
                Of(metrics[1], "observed"),
                Is.EqualTo(new[] { -1.0, -2, -3, -4, -5, -6, 0, -9, -10 }));
        });
    }

    [Test]
    public void Folder_HoldsPageAndTable()
    {
        CommandRun run = CommandRun.Of("replay", Written(), "--out", At("kept"), "--quiet");
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        string page = File.ReadAllText(At("kept/report.html"));
        Assert.Multiple(() =>
        {
            Assert.That(run.Output, Does.Contain("The 90 % band held what happened at"));
            Assert.That(page, Does.Contain("<h1>The 90 % band held").And.Contain("<svg"));
            Assert.That(page, Does.Not.Contain("http://").And.Not.Contain("https://"));
            Assert.That(File.ReadAllLines(At("kept/replay.csv")), Has.Length.EqualTo(1 + (2 * 9)));
            Assert.That(File.Exists(At("kept/replay.json")));
        });
        CommandRun again = CommandRun.Of("replay", Written(), "--out", At("kept"));
        Assert.That(again.Code, Is.EqualTo(ExitCode.BadInput));
        Assert.That(again.Error, Does.Contain("--force"));
    }

    /// <summary>What is simulated does not depend on what happened.</summary>
    [Test]
    public void Run_NeedsNoFile_AndHasTheSameHash()
    {
        string with = Write("with.yaml", Market);
        string without = Write(
            "without.yaml", Market[..Market.IndexOf("observed", StringComparison.Ordinal)]);
        Assert.That(
            CommandRun.Of("run", with, "--quiet", "--json", "--device", "simd").Code,
            Is.EqualTo(ExitCode.Done));
        Assert.That(CommandRun.Of("validate", with).Code, Is.EqualTo(ExitCode.Done));
        Assert.That(
            ScenarioReader.Read(with).Scenario!.Hash,
            Is.EqualTo(ScenarioReader.Read(without).Scenario!.Hash));
        CommandRun replay = CommandRun.Of("replay", with);
        Assert.Multiple(() =>
        {
            Assert.That(replay.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(replay.Error, Does.Contain(
                $"{with}:14:32: observed.0.file: found no file {At("prices.csv")}"));
            Assert.That(
                CommandRun.Of("replay", without).Error, Does.Contain("does not say what happened"));
        });
    }

    [Test]
    public void Data_NamesTheFolder()
    {
        string scenario = Written();
        Directory.CreateDirectory(At("data"));
        File.Move(At("prices.csv"), At("data/prices.csv"));
        Assert.That(
            CommandRun.Of("replay", scenario, "--json").Code, Is.EqualTo(ExitCode.BadInput));
        Assert.That(
            CommandRun.Of("replay", scenario, "--json", "--data", At("data")).Code,
            Is.EqualTo(ExitCode.Done));
    }

    /// <summary>A price that repeats a file is what happened.</summary>
    [Test]
    public void History_IsWhatHappened()
    {
        string scenario = Write("history.yaml", """
            scenario: history
            kernel: impermanent-loss
            horizon: 8d
            step: 1d
            paths: 100
            assets:
              ETH: { price: 205, process: { kind: history, file: prices.csv, start: 2020-03-02T00:00Z } }
            """);
        File.WriteAllText(At("prices.csv"), Prices().Replace("2020-03-09", "2020-02-09", StringComparison.Ordinal));
        CommandRun missing = CommandRun.Of("replay", scenario, "--json");
        Assert.That(missing.Code, Is.EqualTo(ExitCode.BadInput), "history needs every row");
        File.WriteAllText(At("prices.csv"), Prices(isWhole: true));
        CommandRun run = CommandRun.Of("replay", scenario, "--json");
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        JsonElement metric =
            JsonDocument.Parse(run.Output).RootElement.GetProperty("metrics")[0];
        Assert.Multiple(() =>
        {
            Assert.That(metric.GetProperty("held").GetInt32(), Is.EqualTo(8));
            Assert.That(metric.GetProperty("rankedScore").GetDouble(), Is.LessThan(1e-4));
            Assert.That(Of(metric, "pit"), Has.All.EqualTo(0.5));
            Assert.That(Of(metric, "observed")[0], Is.EqualTo(205 * 204.0 / 201).Within(1e-9));
        });
    }

    [TestCase("metric: ETH.price", "metric: ETH.prise", "observed.0.metric: found 'ETH.prise', which is no metric of this scenario; allowed is one of ETH.price")]
    [TestCase("column: net", "column: gross", "none is the price, gross")]
    [TestCase("column: net", "column: net, quote: BTC, asset: ETH", "")]
    [TestCase("start: 2020-03-01 }\n  - ", "start: 2021-03-01 }\n  - ", "found no value at the end of a step of 43200 s within the horizon from 2021-03-01")]
    public void Mistakes_AreTold(string find, string with, string expected)
    {
        string text = Market.Replace(find, with, StringComparison.Ordinal);
        Assert.That(text, Is.Not.EqualTo(Market));
        CommandRun run = CommandRun.Of("replay", Written(text), "--quiet", "--json");
        Assert.That(
            run.Code, Is.EqualTo(expected.Length > 0 ? ExitCode.BadInput : ExitCode.Done),
            run.Error);
        Assert.That(run.Error, Does.Contain(expected));
        if (find.StartsWith("metric", StringComparison.Ordinal))
        {
            CommandRun validated = CommandRun.Of("validate", At("market.yaml"));
            Assert.That(validated.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(validated.Error, Does.Contain(expected));
        }
    }

    private static double[] Of(JsonElement metric, string figure) =>
    [
        .. metric.GetProperty("moments").EnumerateArray()
            .Select(moment => moment.GetProperty(figure).GetDouble()),
    ];

    private static double[] Days(params double[] days) => [.. days.Select(day => day * 86400)];

    // A day is missing, and one is told by its last second.
    private static string Prices(bool isWhole = false) => "date,close,net\n" + string.Concat(
        Enumerable.Range(0, 13).Where(day => isWhole || day != 8).Select(day => string.Create(
            CultureInfo.InvariantCulture,
            $"{(day == 5 && !isWhole ? "2020-03-05 23:59:59" : $"2020-03-{day + 1:00}")},"
            + $"{200 + (day * day % 37)},{(day == 7 ? 0 : -day)}\n")));

    private string Written(string text = Market)
    {
        Write("prices.csv", Prices());
        return Write("market.yaml", text);
    }
}
