using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using GpuRisk.Host.Cli;
using NUnit.Framework;

namespace GpuRisk.Tests.Host;

/// <summary><c>gpurisk sweep</c>: every row is the run that the same settings give.</summary>
internal sealed class SweepCommandTests : HostFixture
{
    private const string Volatility = "assets.ETH.process.volatility";
    private const string Fee = "pools.v2.fee";

    [Test]
    public void Sweep_EveryRow_IsTheRunOfItsSettings()
    {
        JsonNode sweep = Json(
            "--vary", $"{Volatility}=0.5,0.9", "--vary", $"{Fee}=0:0.01:3", "--paths", "1000",
            "--metric", "full.net", "--set", "assets.ETH.process.drift=0.1");
        string[] expected = ["0.5/0", "0.5/0.005", "0.5/0.01", "0.9/0", "0.9/0.005", "0.9/0.01"];
        JsonNode[] rows = [.. sweep["rows"]!.AsArray().Select(row => row!)];
        Assert.That(rows.Select(row => $"{row["values"]![Volatility]}/{row["values"]![Fee]}"),
            Is.EqualTo(expected));
        JsonNode row = rows[4];
        CommandRun alone = CommandRun.Of(
            "run", At("pool.yaml"), "--json", "--paths", "1000", "--device", "simd",
            "--set", "assets.ETH.process.drift=0.1", "--set", $"{Volatility}=0.9",
            "--set", $"{Fee}=0.005");
        JsonNode result = JsonNode.Parse(alone.Output)!;
        Assert.Multiple(() =>
        {
            Assert.That((string?)row["digest"], Is.EqualTo((string?)result["digest"]));
            Assert.That(
                (double?)row["metrics"]!["full.net"]!["mean"],
                Is.EqualTo((double?)result["metrics"]!["full.net"]!["mean"]));
            Assert.That((ulong)row["seed"]!, Is.EqualTo(7));
        });
    }

    [Test]
    public void Sweep_Table_ShowsHeadlineWithErrorsAndMap()
    {
        CommandRun run = Sweep(
            "--vary", $"{Volatility}=0.5,0.9", "--vary", $"{Fee}=0,0.01", "--quiet");
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
            Assert.That(run.Output, Does.Contain(" netVersusHold "));
            Assert.That(run.Output, Does.Match(@"0\.5 +0\.01 +-?[\d.,]+ ± [\d.]+"));
            Assert.That(run.Output, Does.Contain("volatility to the right, fee upwards"));
            Assert.That(run.Output, Does.Contain("same seed"));
        });
    }

    [Test]
    public void Figures_AreShownBeforeWhatTheKeyTouches()
    {
        JsonNode sweep = Json(
            "--vary", "positions.full.value=1000,2000", "--figure", "tail=ES(full.net, 0.9)");
        Assert.That(
            sweep["metrics"]!.AsArray().Select(name => (string?)name),
            Is.EqualTo(new[] { "figures.tail", "full.netVersusHold" }));
    }

    [Test]
    public void Sweep_Terminal_FitsItsWidth()
    {
        CommandRun run = CommandRun.Of(
            [
                "sweep", At("pool.yaml"), "--paths", "50", "--device", "simd", "--vary",
                $"{Volatility}=0.2:1:9", "--vary", "pools.v2.value=1e6,1e7",
                .. new[] { "full.netVersusRebalancing", "full.netVersusHold", "ETH.minimum",
                    "full.impermanentLoss", "full.lossVersusRebalancing", "v2.arbitrageVolume" }
                    .SelectMany(name => (string[])["--metric", name]),
            ],
            CancellationToken.None, isTerminal: true);
        string plain = System.Text.RegularExpressions.Regex.Replace(
            run.Output, @"\u001b\[[0-9;]*m", "");
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
            Assert.That(plain, Does.Contain("metrics need a wider terminal"));
            Assert.That(plain, Does.Contain(" netVersusRebalancing "));
            Assert.That(
                plain.Split('\n').Select(line => line.TrimEnd().Length),
                Has.All.LessThanOrEqualTo(100));
        });
    }

    [Test]
    public void Sweep_List_RunsItsRowsOnly()
    {
        string list = Write(
            "list.csv", $"{Volatility},\"{Fee}\"\r\n0.5, 0.001\r\n\r\n0.7,\"0.002\"\r\n");
        JsonNode sweep = Json("--list", list);
        Assert.That(
            sweep["rows"]!.AsArray().Select(row => row!["values"]!.ToJsonString()), Is.EqualTo(
                new[]
                {
                    $"{{\"{Volatility}\":0.5,\"{Fee}\":0.001}}",
                    $"{{\"{Volatility}\":0.7,\"{Fee}\":0.002}}",
                }));
    }

    [Test]
    public void Sweep_ListsAndMappings_AreValues()
    {
        JsonNode sweep = Json(
            "--vary",
            $"assets.ETH.process={{ kind: constant }},{{ kind: gbm, drift: 0, volatility: 1 }}",
            "--metric", "ETH.price");
        JsonNode[] rows =
            [.. sweep["rows"]!.AsArray().Select(row => row!["metrics"]!["ETH.price"]!)];
        Assert.Multiple(() =>
        {
            Assert.That((double)rows[0]["standardDeviation"]!, Is.Zero);
            Assert.That((double)rows[1]["standardDeviation"]!, Is.GreaterThan(10));
        });
    }

    [Test]
    public void Out_CsvHoldsTheFiguresOfTheJson()
    {
        CommandRun run = Sweep(
            "--vary", "measure=real-world,risk-neutral", "--set", "riskFreeRate=0.05",
            "--out", At("kept"), "--metric", "full.net", "--metric", "ETH.price");
        Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput), "real-world allows no such rate");
        run = Sweep(
            "--vary", $"{Volatility}=0.5,0.9,1.3", "--out", At("kept"),
            "--metric", "full.net", "--metric", "ETH.price");
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        string[][] lines =
            [.. File.ReadAllLines(At("kept/sweep.csv")).Select(line => line.Split(','))];
        JsonNode json = JsonNode.Parse(File.ReadAllText(At("kept/sweep.json")))!;
        int mean = Array.IndexOf(lines[0], "ETH.price.mean");
        Assert.Multiple(() =>
        {
            Assert.That(lines, Has.Length.EqualTo(4));
            Assert.That(
                lines.Skip(1).Select(
                    line => double.Parse(line[mean], CultureInfo.InvariantCulture)),
                Is.EqualTo(json["rows"]!.AsArray().Select(
                    row => (double)row!["metrics"]!["ETH.price"]!["mean"]!)));
            Assert.That(lines.Skip(1).Select(line => line[0]), Is.EqualTo(
                new[] { "0.5", "0.9", "1.3" }));
            Assert.That(
                Directory.EnumerateFiles(At("kept")).Select(Path.GetFileName),
                Is.EquivalentTo(new[] { "sweep.csv", "sweep.json" }));
        });
        Assert.That(
            Sweep("--vary", $"{Volatility}=0.5", "--out", At("kept")).Error,
            Does.Contain("--force"));
    }

    [TestCase(new[] { Volatility + "=0.5,0.9,1.3" }, 800)]
    [TestCase(new[] { "horizon=1d,2d" }, 800)]
    [TestCase(new[] { Volatility + "=0.5,0.9,1.3", Fee + "=0:0.01:4" }, 1600)]
    public void Png_IsAPictureWithAPanelForEachMetric(string[] vary, int width)
    {
        CommandRun run = CommandRun.Of(
        [
            "sweep", At("pool.yaml"), "--paths", "200", "--device", "simd",
            "--png", At("sweep.png"),
            .. vary.SelectMany(key => (string[])["--vary", key]),
            .. width == 800 ? [] : (string[])["--metric", "full.net", "--metric", "ETH.price"],
        ]);
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        byte[] png = File.ReadAllBytes(At("sweep.png"));
        Assert.Multiple(() =>
        {
            Assert.That(Encoding.ASCII.GetString(png, 1, 3), Is.EqualTo("PNG"));
            Assert.That(BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), Is.EqualTo(width));
        });
    }

    [Test]
    [CancelAfter(60_000)]
    public void Sweep_Cancelled_KeepsFinishedRows(CancellationToken timeout)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout);
        stop.CancelAfter(500);
        CommandRun run = CommandRun.Of(
            [
                "sweep", At("pool.yaml"), "--vary", "paths=100,200,1000000000000", "--device",
                "simd", "--out", At("kept"),
            ],
            stop.Token);
        JsonNode json = JsonNode.Parse(File.ReadAllText(At("kept/sweep.json")))!;
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Cancelled));
            Assert.That(run.Output, Does.Contain("PARTIAL: stopped after 2 of 3 combinations."));
            Assert.That((bool)json["partial"]!, Is.True);
            Assert.That(
                json["rows"]!.AsArray().Select(row => (long)row!["paths"]!),
                Is.EqualTo(new[] { 100L, 200L }));
        });
    }

    [TestCase("--vary=assets.ETH.process.volatility=0.2,x",
        "--vary:1:35: assets.ETH.process.volatility: found 'x'")]
    [TestCase("--vary=assets.ETH.prise=1,2", "--vary:1:1: assets.ETH.prise")]
    [TestCase("--vary=nonsense", "--vary:1:1: found 'nonsense'")]
    [TestCase("--vary==1,2", "--vary:1:1: found")]
    [TestCase("--vary=pools.v2.fee=1,,2", "--vary:1:16: pools.v2.fee: found no value")]
    [TestCase("--vary=pools.v2.fee=", "--vary:1:14: pools.v2.fee: found no value")]
    [TestCase("--vary=pools.v2.fee=0:1:1", "whole number from 2 to 10000")]
    [TestCase("--vary=pools.v2.fee=0:1:x", "whole number from 2 to 10000")]
    [TestCase("--vary=step=1h,7h", "pool.yaml:3:")]
    [TestCase("--vary=seed=1:10001:10000 --vary=pools.v2.fee=0,0.1", "20,000 combinations")]
    [TestCase("--vary=seed=1,2 --seed=3", "seed varies and is fixed by --seed")]
    [TestCase("--vary=paths=1,2 --paths=3", "paths varies and is fixed by --paths")]
    [TestCase("--vary=seed=1,2 --vary=seed=3,4", "--vary:2:1: seed: found twice")]
    [TestCase("--vary=seed=1,2 --metric=full.nothing", "no metric 'full.nothing'")]
    [TestCase("--vary=seed=1,2 --list=x.csv", "--vary, or else by --list")]
    [TestCase("--paths=5", "--vary, or else by --list")]
    [TestCase("--list=absent.csv", "absent.csv:1:1: the file cannot be read")]
    [TestCase("--vary=seed=1,2 --png=x.jpg", "--png: found 'x.jpg'")]
    [TestCase("--vary=seed=1,2 --png=absent/x.png", "cannot be written")]
    [TestCase("--vary=seed=1,2 --vary=paths=1,2 --vary=step=1h,2h --png=x.png", "one key, or two")]
    [TestCase("--vary=horizon=2d,3650d --set=step=1d --set=assets.ETH.process.drift=20",
        "(with horizon=3650d)")]
    public void Sweep_Mistake_IsRefusedBeforeTheFirstRun(string options, string told)
    {
        CommandRun run = CommandRun.Of(
            ["sweep", At("pool.yaml"), "--device", "simd", .. options.Split(' ')]);
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain(told));
            Assert.That(run.Error, Does.Not.Contain("   at "));
            Assert.That(run.Output, Is.Empty);
        });
    }

    [TestCase("", "list.csv:1:1: found no rows")]
    [TestCase("pools.v2.fee\n", "list.csv:1:1: found no rows")]
    [TestCase("pools.v2.fee,\n0.1,2\n", "list.csv:1:14: found no key")]
    [TestCase("seed,seed\n1,2\n", "list.csv:1:6: seed: found twice")]
    [TestCase("seed,paths\n1\n", "list.csv:2:1: found 1 value; the first line has 2 keys")]
    [TestCase("seed,pools.v2.fee\n1,0.1\n1, 7\n", "list.csv:3:4: pools.v2.fee: found '7'")]
    [TestCase("seed,pools.v2.fie\n1,1\n", "list.csv:1:6: pools.v2.fie: is not a known key")]
    [TestCase("seed,pools.v2.fee\n1,\n", "list.csv:2:3: pools.v2.fee: found no value")]
    public void List_Mistake_IsLocated(string text, string told)
    {
        CommandRun run = Sweep("--list", Write("list.csv", text));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain(told));
        });
    }

    [Test]
    public void List_TooLong_IsRefused()
    {
        string rows = string.Concat(Enumerable.Range(1, 10_001).Select(i => $"{i}\n"));
        CommandRun run = Sweep("--list", Write("list.csv", "seed\n" + rows));
        Assert.That(run.Error, Does.Contain("list.csv:10002:1: found 10,001 combinations"));
    }

    private JsonNode Json(params string[] options)
    {
        CommandRun run = Sweep([.. options, "--json"]);
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        return JsonNode.Parse(run.Output)!;
    }

    private CommandRun Sweep(params string[] options) => CommandRun.Of(
        ["sweep", At("pool.yaml"), "--device", "simd", .. options]);
}
