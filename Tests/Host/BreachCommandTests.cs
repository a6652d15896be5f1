using System.Text.Json;
using System.Text.Json.Nodes;
using GpuRisk.Host.Cli;
using GpuRisk.Tests.Engine.Results;
using MathNet.Numerics.Distributions;
using NUnit.Framework;

namespace GpuRisk.Tests.Host;

/// <summary><c>gpurisk breach</c> of two geometric Brownian motions, against closed forms.
/// </summary>
internal sealed class BreachCommandTests : HostFixture
{
    private const string Market = """
        scenario: two
        kernel: impermanent-loss
        horizon: 12d
        step: 1d
        paths: 40000
        seed: 5
        assets:
          ETH: { price: 2000, process: { kind: gbm, drift: 0.1, volatility: 0.6 } }
          BTC: { price: 60000, process: { kind: gbm, drift: 0, volatility: 0.5 } }
        """;

    private const double Years = 12 / 365.0;
    private static readonly double Deviation = 0.6 * Math.Sqrt(Years);

    /// <summary>The probability that the price ends below a barrier, down to 1e-9, and the mean
    /// price where it does, are those of the log-normal law; the price tells all of it, and the
    /// other price nothing.</summary>
    [TestCase(1400, 1e-4, 1e-2)]
    [TestCase(1050, 1e-9, 1e-8)]
    public void Fall_IsThatOfTheLogNormalLaw(double barrier, double least, double most)
    {
        JsonNode result = Json(Tell($"ETH.price < {barrier}", "--json"));
        double z = (Math.Log(barrier / 2000) - (0.1 * Years) + (0.5 * Deviation * Deviation))
            / Deviation;
        double truth = Normal.CDF(0, 1, z);
        double mean = 2000 * Math.Exp(0.1 * Years) * Normal.CDF(0, 1, z - Deviation) / truth;
        JsonNode probability = result["probability"]!;
        JsonArray drivers = result["findings"]!["drivers"]!.AsArray();
        JsonNode first = drivers[0]!;
        JsonNode other = drivers.Single(one => (string?)one!["name"] == "BTC.price")!;
        Assert.Multiple(() =>
        {
            Assert.That(truth, Is.InRange(least, most));
            IsNear(probability, truth);
            Assert.That(
                (double)probability["standardError"]!, Is.LessThan(0.05 * truth));
            Assert.That((string?)first["name"], Is.EqualTo("ETH.price"));
            Assert.That((double)first["information"]!["value"]!, Is.EqualTo(1).Within(1e-9));
            IsNear(first["whenBreached"]!["mean"]!, mean);
            IsNear(first["always"]!["p50"]!, 2000 * Math.Exp(
                (0.1 * Years) - (0.5 * Deviation * Deviation)));
            Assert.That((bool)other["isTold"]!, Is.False);
            Assert.That((double)other["information"]!["value"]!, Is.LessThan(0.02));
        });
    }

    /// <summary>Of a market with one driver that is the first, and before the breach it has fallen
    /// by a fifth.</summary>
    [Test]
    public void Events_ComeInTheirOrder()
    {
        JsonNode findings = Json(Tell("ETH.minimum < 1500", "--json"))["findings"]!;
        JsonNode order = findings["orders"]![0]!;
        Assert.Multiple(() =>
        {
            Assert.That(
                (string?)findings["drivers"]![0]!["name"], Is.EqualTo("ETH.minimum"));
            Assert.That(
                order["steps"]!.AsArray().Select(step => string.Join('+', step!.AsArray())),
                Is.EqualTo(new[] { "ETH falls 20 %", "breach" }));
            Assert.That((double)order["share"]!["value"]!, Is.GreaterThan(0.5));
            Assert.That(
                findings["events"]!.AsArray()
                    .Where(one => (string?)one!["name"] is "breach" or "ETH falls 20 %")
                    .Select(one => (double)one!["whenBreached"]!["value"]!),
                Is.EqualTo(new[] { 1.0, 1.0 }));
        });
    }

    /// <summary>Each representative breaches, and its command replays it to the bit.</summary>
    [Test]
    public void Representatives_AreReplayedExactly()
    {
        JsonNode result = Json(Tell("ETH.price < 1300", "--show", "3", "--json"));
        JsonArray paths = result["findings"]!["representatives"]!.AsArray();
        Assert.That(
            paths.Sum(path => (double)path!["share"]!), Is.EqualTo(1).Within(1e-9));
        foreach ((JsonNode? path, JsonNode? command) in paths.Zip(result["replays"]!.AsArray()))
        {
            string words = (string)command!;
            Assert.That(words, Does.EndWith($" --path {path!["path"]}"));
            CommandRun run = CommandRun.Of(
                [
                    .. words.Replace("'ETH.price < 1300'", "ETH.price<1300", StringComparison.Ordinal)
                        .Split(' ')[1..], "--json",
                ]);
            Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
            JsonNode replayed = Json(run);
            JsonNode series = replayed["series"]!.AsArray().Single(
                one => (string?)one!["metric"] == "ETH.price")!;
            Assert.Multiple(() =>
            {
                Assert.That((bool)replayed["breaches"]!);
                Assert.That(
                    (double)series["values"]!.AsArray()[^1]!,
                    Is.EqualTo((double)path["drivers"]!["ETH.price"]!));
                Assert.That((double)series["values"]![0]!, Is.EqualTo(2000).Within(1e-3));
                Assert.That(
                    (double)replayed["weight"]!, Is.EqualTo((double)path["weight"]!));
            });
        }
    }

    [Test]
    public void Folder_HoldsWhatItsSchemaSays()
    {
        CommandRun run = Tell("low=P(ETH.price < 1300)", "--out", At("kept"));
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        JsonElement schema = JsonDocument.Parse(File.ReadAllText(
            Path.Combine(Library.Root, "docs", "breach.schema.json"))).RootElement;
        SchemaCheck.Validate(
            JsonDocument.Parse(File.ReadAllText(At("kept/breach.json"))).RootElement, schema,
            schema, "$");
        string[] lines = File.ReadAllLines(At("kept/breach.csv"));
        string page = File.ReadAllText(At("kept/report.html"));
        Assert.Multiple(() =>
        {
            Assert.That(run.Output, Does.Contain("ETH.price < 1300: probability ("));
            Assert.That(run.Output, Does.Contain("Most telling: ETH.price (100 %)"));
            Assert.That(lines[1], Does.StartWith("ETH.price,USD,1,"));
            Assert.That(
                lines.Select(line => line.Split(',').Length), Has.All.EqualTo(23));
            Assert.That(page, Does.Contain("ETH.price &lt; 1300: probability ("));
            Assert.That(page, Does.Not.Contain("NaN"));
        });
        Assert.That(
            Tell("low=P(ETH.price < 1300)", "--out", At("kept")).Code,
            Is.EqualTo(ExitCode.BadInput));
    }

    [Test]
    public void NoBreach_IsTold()
    {
        CommandRun run = Tell("ETH.price < -1");
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
            Assert.That(
                run.Output, Does.Contain("No path of 40,000 shows ETH.price < -1: probability 0"));
        });
    }

    /// <summary>Where no law can be tilted, paths follow the true one, and laws of numbers have
    /// their medians.</summary>
    [TestCase("process: { kind: constant }", "x=BTC.price < 50000", "nothing here is drawn whose")]
    [TestCase(
        "process: { kind: gbm, drift: { mean: 0, standardError: 0.1 }, volatility: 0.5 }",
        "BTC.price < 50000", "are at their medians here")]
    public void WhatCannotBe_IsWarnedOf(string process, string figure, string told)
    {
        string text = Market.Replace(
            "process: { kind: gbm, drift: 0, volatility: 0.5 }", process, StringComparison.Ordinal);
        if (process.Contains("constant", StringComparison.Ordinal))
        {
            text = text.Replace(
                "process: { kind: gbm, drift: 0.1, volatility: 0.6 }", process,
                StringComparison.Ordinal);
        }

        CommandRun run = CommandRun.Of(
            "breach", Write("other.yaml", text), "--figure", figure, "--paths", "2000");
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
            Assert.That(run.Output, Does.Contain(told));
        });
    }

    [TestCase("ETH.pric < 1300", "--figure:1:1: figures.breach: found 'ETH.pric'")]
    [TestCase("low = P(ETH.pric < 1300)", "--figure:1:9: figures.low: found 'ETH.pric'")]
    [TestCase("ETH.price", "--figure: found 'ETH.price'; allowed is a condition")]
    [TestCase("mean(ETH.price | BTC.price < 5)", "--figure: found 'mean(ETH.price")]
    [TestCase("P(ETH.price < 5 | BTC.price < 5)", "--figure: found 'P(ETH.price < 5 |")]
    [TestCase("figures.none", "--figure: found 'figures.none'; allowed is a condition")]
    public void Mistake_IsRefused(string figure, string told)
    {
        CommandRun run = Tell(figure);
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain(told));
        });
    }

    private static JsonNode Json(CommandRun run)
    {
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        return JsonNode.Parse(run.Output)!;
    }

    private static void IsNear(JsonNode told, double truth) => Assert.That(
        (double)told["value"]!,
        Is.EqualTo(truth).Within(
            (4 * (double)told["standardError"]!) + (1e-4 * Math.Abs(truth))));

    private CommandRun Tell(string figure, params string[] options) => CommandRun.Of(
        ["breach", Write("two.yaml", Market), "--figure", figure, .. options]);
}
