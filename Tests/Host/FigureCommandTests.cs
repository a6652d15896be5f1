using System.Text.Json.Nodes;
using GpuRisk.Client;
using GpuRisk.Engine.Planning;
using GpuRisk.Host.Cli;
using GpuRisk.Host.Service.Scheduling;
using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Host;

/// <summary>Figures of one's own wherever a metric can be named.</summary>
internal sealed class FigureCommandTests : HostFixture
{
    private static readonly string[] Figures =
        ["--figure", "ES(ETH.price, 0.95)", "--figure", "deep = P(ETH.minimum < 1900)"];

    [Test]
    public void Run_TellsThem()
    {
        CommandRun run = CommandRun.Of(
            ["run", At("pool.yaml"), "--json", "--device", "simd", .. Figures]);
        JsonNode result = JsonNode.Parse(run.Output)!;
        JsonNode metrics = result["metrics"]!;
        Assert.Multiple(() =>
        {
            Assert.That(
                (double)metrics["figures.figure1"]!["mean"]!,
                Is.EqualTo((double)metrics["ETH.price"]!["es95"]!));
            Assert.That(
                (double)metrics["figures.figure1"]!["errors"]!["mean"]!["high"]!,
                Is.EqualTo((double)metrics["ETH.price"]!["errors"]!["es95"]!["high"]!));
            Assert.That((string?)metrics["figures.deep"]!["unit"], Is.EqualTo("probability"));
            Assert.That(
                (string?)result["figures"]!["figures.figure1"]!["expression"],
                Is.EqualTo("ES(ETH.price, 0.95)"));
        });
    }

    [Test]
    public void Run_StopsAtTheirErrorAndShowsThem()
    {
        CommandRun run = CommandRun.Of(
        [
            "run", At("pool.yaml"), "--device", "simd", "--quiet", "--paths", "1e6",
            "--target-error", "figures.figure1=3", "--out", At("kept"), .. Figures,
        ]);
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
            Assert.That(run.Output, Does.Contain("P(ETH.minimum < 1900)"));
            Assert.That(
                File.ReadAllText(At("kept/report.html")),
                Does.Contain("Figures of your own").And.Contain("ES(ETH.price, 0.95)"));
            Assert.That(CommandRun.Of("verify", At("kept")).Code, Is.EqualTo(ExitCode.Done));
        });
    }

    [Test]
    public void Sweep_HasThemAsMetrics()
    {
        CommandRun run = CommandRun.Of(
        [
            "sweep", At("pool.yaml"), "--vary", "assets.ETH.process.volatility=0.5,1", "--json",
            "--metric", "figures.figure1", "--metric", "figures.deep", .. Figures,
        ]);
        JsonNode[] rows = [.. JsonNode.Parse(run.Output)!["rows"]!.AsArray().Select(row => row!)];
        double Of(int row, string name) => (double)rows[row]["metrics"]![name]!["mean"]!;
        Assert.Multiple(() =>
        {
            Assert.That(Of(0, "figures.figure1"), Is.LessThan(Of(1, "figures.figure1")));
            Assert.That(Of(0, "figures.deep"), Is.LessThan(Of(1, "figures.deep")));
        });
    }

    /// <summary>A service keeps a result for all runs that have the same; the hash leaves out what
    /// is told of the same paths.</summary>
    [Test]
    public void ResultsThatAreKept_AreOfTheirFigures()
    {
        string Of(params string[] settings) => RunRecords.ResultKey(
            ScenarioPlanner.Plan(ScenarioReader.Read(At("pool.yaml"), settings).Scenario!), 7, 100,
            RunPrecision.Float32);
        string[] keys =
        [
            Of(), Of("figures.x=VaR(full.net, 0.9)"), Of("figures.x=VaR(full.net, 0.8)"),
            Of("figures.y=VaR(full.net, 0.8)"), Of("figures.y=VaR(full.net, 0.8)", "figures.x=full.net"),
        ];
        Assert.That(keys.Distinct().Count(), Is.EqualTo(keys.Length));
    }

    [TestCase("--figure", "VaR(ETH.pice, 0.9)", "--figure:1:5: figures.figure1: found 'ETH.pice'")]
    [TestCase("--figure", "x=VaR(ETH.price)", "--figure:1:16: figures.x: found ')'; allowed is a comma")]
    [TestCase("--histogram", "figures.figure1", "figures.figure1 is one number of all paths")]
    public void Mistake_IsRefusedInItsPlace(string option, string value, string message)
    {
        CommandRun run = CommandRun.Of(
        [
            "run", At("pool.yaml"), option, value,
            .. option == "--figure" ? (string[])[] : Figures,
        ]);
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain(message));
        });
    }
}
