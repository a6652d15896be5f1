using System.Text.Json.Nodes;
using GpuRisk.Host.Cli;
using NUnit.Framework;

namespace GpuRisk.Tests.Host;

/// <summary><c>gpurisk compare --figure</c>: what runs would have told, from their samples.
/// </summary>
internal sealed class CompareFigureTests : HostFixture
{
    [TestCase("float32")]
    [TestCase("float64")]
    public void Figures_FromSamples_AreThoseThatRunsTell(string precision)
    {
        string[] figures =
        [
            "--figure", "tail=ES(full.net - 0.01 * ETH.price, 0.9)",
            "--figure", "then=mean(full.net | ETH.price < 1900)",
            "--figure", "odds=P(full.net + full.netVersusHold > 0)",
            "--figure", "q=quantile(full.net, 0.2)",
        ];
        string[] options = ["--samples", "--precision", precision];
        string[] other = ["--set", "assets.ETH.process.volatility=0.9"];
        Keep("a", options);
        Keep("b", ["--samples", "arrow", "--precision", precision, .. other]);
        Keep("toldA", [.. options, .. figures]);
        Keep("toldB", [.. options, .. figures, .. other]);
        JsonNode computed = Json("a", "b", figures);
        JsonNode told = Json("toldA", "toldB");
        Assert.Multiple(() =>
        {
            Assert.That(computed["metrics"]!.AsArray(), Has.Count.EqualTo(4));
            foreach (string name in (string[])["then", "odds", "q"])
            {
                Assert.That(
                    Metric(computed, $"figures.{name}").ToJsonString(),
                    Is.EqualTo(Metric(told, $"figures.{name}").ToJsonString()));
            }

            // The run keeps no samples of that sum.
            JsonNode tail = Metric(computed, "figures.tail");
            JsonNode unpaired = Metric(told, "figures.tail");
            Assert.That((double)tail["a"]!, Is.EqualTo((double)unpaired["a"]!));
            Assert.That((double)tail["b"]!, Is.EqualTo((double)unpaired["b"]!));
            Assert.That(
                (double)tail["standardError"]!,
                Is.LessThan(0.5 * (double)unpaired["standardError"]!).And.Positive);
        });
    }

    [TestCase("ES(full.nothing, 0.9)", "full.nothing")]
    [TestCase("ES(full.net", "allowed is")]
    public void Figures_ThatCannotBeRead_AreRefused(string figure, string told)
    {
        Keep("a", "--samples");
        CommandRun run = CommandRun.Of("compare", At("a"), At("a"), "--figure", figure);
        Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain(told));
    }

    [Test]
    public void Figures_OfWeightedPaths_AreRefused()
    {
        Keep("a", "--samples", "--rare", "P(ETH.price < 1500)");
        CommandRun run =
            CommandRun.Of("compare", At("a"), At("a"), "--figure", "ES(full.net, 0.9)");
        Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("counts its paths by weights"));
    }

    [Test]
    public void Figures_WithoutSamples_AreRefused()
    {
        Keep("a");
        CommandRun run = CommandRun.Of("compare", At("a"), At("a"), "--figure", "ES(full.net, 0.9)");
        Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("keeps no samples to compute figures from"));
    }

    private static JsonNode Metric(JsonNode comparison, string name) =>
        comparison["metrics"]!.AsArray().Single(metric => (string?)metric!["name"] == name)!;

    private JsonNode Json(string first, string second, params string[] options)
    {
        CommandRun run =
            CommandRun.Of(["compare", At(first), At(second), "--json", .. options]);
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        return JsonNode.Parse(run.Output)!;
    }

    private void Keep(string folder, params string[] options)
    {
        CommandRun run = CommandRun.Of(
            ["run", At("pool.yaml"), "--device", "simd", "--out", At(folder), .. options]);
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
    }
}
