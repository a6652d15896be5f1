using System.Text;
using System.Text.Json.Nodes;
using GpuRisk.Host.Cli;
using MathNet.Numerics.Distributions;
using NUnit.Framework;

namespace GpuRisk.Tests.Host;

/// <summary><c>gpurisk sensitivities</c>: changes against closed forms, with honest errors.
/// </summary>
internal sealed class SensitivitiesCommandTests : HostFixture
{
    private const string Volatility = "assets.ETH.process.volatility";
    private const string Drift = "assets.ETH.process.drift";
    private const double Price = 2000;

    // Two of 365 days.
    private const double Years = 2.0 / 365;

    private static IEnumerable<TestCaseData> ClosedForms()
    {
        yield return new TestCaseData(
            "mean", "ETH.price", (Func<double, double, double>)((_, drift) =>
                Price * Math.Exp(drift * Years)));
        yield return new TestCaseData(
            "tail", "quantile(ETH.price, 0.05)", (Func<double, double, double>)((s, drift) =>
                Quantile(s, drift, 0.05)));
        yield return new TestCaseData(
            "shortfall", "ES(ETH.price, 0.95)", (Func<double, double, double>)Shortfall);
        yield return new TestCaseData(
            "above", "P(ETH.price > 2100)", (Func<double, double, double>)((s, drift) =>
                Normal.CDF(0, 1, (Math.Log(Price / 2100) + ((drift - (s * s / 2)) * Years))
                    / (s * Math.Sqrt(Years)))));
        yield return new TestCaseData(
            "loss", "full.impermanentLoss", (Func<double, double, double>)ImpermanentLoss);
    }

    [TestCaseSource(nameof(ClosedForms))]
    public void Changes_AreThoseOfTheClosedForm(
        string name, string expression, Func<double, double, double> truth)
    {
        JsonNode result = Json(
            "--figure", $"{name}={expression}", "--paths", "20000", "--set", $"{Drift}=0.5",
            "--set", "pools.v2.fee=0");
        Assert.Multiple(() =>
        {
            IsNear(Row(result, Volatility)["up"]!["change"]!, truth(0.88, 0.5) - truth(0.8, 0.5));
            IsNear(Row(result, Volatility)["down"]!["change"]!, truth(0.72, 0.5) - truth(0.8, 0.5));
            IsNear(
                Row(result, Volatility)["derivative"]!,
                (truth(0.88, 0.5) - truth(0.72, 0.5)) / 0.16);
            IsNear(Row(result, Drift)["swing"]!, truth(0.8, 0.55) - truth(0.8, 0.45));
            IsNear(
                Row(result, Drift)["elasticity"]!,
                (truth(0.8, 0.55) - truth(0.8, 0.45)) * 5 / truth(0.8, 0.5), 0.03);
        });
    }

    [Test]
    public void Rows_AreSortedBySizeAndThatOfAPriceIsOne()
    {
        JsonNode result = Json("--metric", "ETH.price", "--paths", "2000");
        JsonNode price = result["rows"]![0]!;
        double[] sizes = [.. result["rows"]!.AsArray().Select(row => (double)row!["size"]!)];
        Assert.Multiple(() =>
        {
            Assert.That((string?)price["key"], Is.EqualTo("assets.ETH.price"));
            Assert.That((double)price["elasticity"]!["value"]!, Is.EqualTo(1).Within(1e-4));
            Assert.That(sizes, Is.Ordered.Descending);
            Assert.That((double)Row(result, "positions.full.value")["size"]!, Is.Zero);
            Assert.That(
                result["rows"]!.AsArray().Select(row => (string?)row!["key"]),
                Is.EquivalentTo(new[]
                {
                    "assets.ETH.price", Drift, Volatility, "assets.USDC.price", "pools.v2.fee",
                    "pools.v2.value", "positions.full.value",
                }));
        });
    }

    [Test]
    public void Errors_AreThoseThatComparePairsFromSamples()
    {
        const string figure = "tail=ES(full.net, 0.9)";
        JsonNode change = Row(Json("--figure", figure), Volatility)["up"]!["change"]!;
        foreach (string volatility in new[] { "0.8", "0.88" })
        {
            CommandRun run = CommandRun.Of(
                "run", At("pool.yaml"), "--device", "simd", "--out", At(volatility), "--samples",
                "--quiet", "--figure", figure, "--set", $"{Volatility}={volatility}");
            Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        }

        JsonNode compared = JsonNode.Parse(CommandRun.Of(
            "compare", At("0.8"), At("0.88"), "--metric", "figures.tail", "--json").Output)!;
        JsonNode metric = compared["metrics"]![0]!;
        Assert.Multiple(() =>
        {
            Assert.That(
                (double)change["value"]!, Is.EqualTo((double)metric["difference"]!).Within(1e-9));
            Assert.That(
                (double)change["standardError"]!,
                Is.EqualTo((double)metric["standardError"]!).Within(1e-9));
        });
    }

    [Test]
    public void Laws_MoveByTheirStandardErrorAroundTheirMedians()
    {
        string law = "{ mean: 0.05, standardError: 0.03 }";
        JsonNode result = Json(
            "--metric", "ETH.price", "--set", $"{Drift}={law}", "--set",
            "pools.v2.fee={ low: 0, high: 0.01 }", "--set", "uncertainty.draws=16");
        JsonNode fixedAt = Json("--metric", "ETH.price", "--set", $"{Drift}=0.05");
        JsonNode drift = Row(result, Drift);
        Assert.Multiple(() =>
        {
            Assert.That((string?)drift["rule"], Is.EqualTo("its standard error"));
            Assert.That((double)drift["down"]!["value"]!, Is.EqualTo(0.02).Within(1e-9));
            Assert.That((double)drift["up"]!["value"]!, Is.EqualTo(0.08).Within(1e-9));
            Assert.That(
                (double)Row(result, "pools.v2.fee")["up"]!["value"]!,
                Is.EqualTo(0.01 * Normal.CDF(0, 1, 1)).Within(1e-9));
            Assert.That((double)result["value"]!, Is.EqualTo((double)fixedAt["value"]!));
        });
    }

    [Test]
    public void Numbers_StopWhereTheyMayAndTellWhyTheyCannot()
    {
        string scenario = Write("three.yaml", """
            scenario: three
            kernel: impermanent-loss
            horizon: 1d
            step: 1d
            paths: 100
            assets:
              A: { price: 1, process: { kind: gbm, drift: 0, volatility: 0.5 } }
              B: { price: 1, process: { kind: gbm, drift: 0, volatility: 0.5 } }
              C: { price: 1, process: { kind: gbm, drift: 0, volatility: 0.5 } }
            correlations: { A-B: 0.95, A-C: 0.6, B-C: 0.35 }
            """);
        JsonNode result = Json(scenario, "--metric", "A.price");
        JsonNode high = Row(result, "correlations.A-B");
        JsonNode[] unmoved = [.. result["unmoved"]!.AsArray().Select(row => row!)];
        Assert.Multiple(() =>
        {
            Assert.That((string?)high["rule"], Is.EqualTo("10 %, as near as the key allows"));
            Assert.That((double)Row(result, "assets.A.process.drift")["up"]!["value"]!,
                Is.EqualTo(0.1));
            Assert.That(high["up"], Is.Null);
            Assert.That(high["down"], Is.Not.Null);
            Assert.That((string?)unmoved[0]["key"], Is.EqualTo("correlations.A-B"));
            Assert.That((string?)unmoved[0]["reason"], Does.Contain("correlations"));
        });
    }

    [Test]
    public void Out_KeepsPageWithPictureTableAndJson()
    {
        CommandRun run = Tell(
            "pool.yaml", "--paths", "500", "--out", At("kept"), "--png", At("tornado.png"));
        string page = File.ReadAllText(At("kept/report.html"));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
            Assert.That(run.Output, Does.Contain("moves full.netVersusHold most"));
            Assert.That(
                Directory.EnumerateFiles(At("kept")).Select(Path.GetFileName), Is.EquivalentTo(
                    new[] { "sensitivities.json", "sensitivities.csv", "report.html" }));
            Assert.That(page, Does.Contain("<svg").And.Contain(Volatility));
            Assert.That(
                Encoding.ASCII.GetString(File.ReadAllBytes(At("tornado.png")), 1, 3),
                Is.EqualTo("PNG"));
            Assert.That(
                File.ReadAllLines(At("kept/sensitivities.csv")), Has.Length.EqualTo(8));
        });
    }

    [Test]
    [CancelAfter(60_000)]
    public void Cancelled_KeepsWhatWasMoved(CancellationToken timeout)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout);
        stop.CancelAfter(300);
        CommandRun run = CommandRun.Of(
            ["sensitivities", At("pool.yaml"), "--paths", "10000000", "--device", "simd"],
            stop.Token);
        Assert.That(run.Code, Is.EqualTo(ExitCode.Cancelled));
    }

    [TestCase("--bump=0", "--bump: found '0'")]
    [TestCase("--bump=100%", "--bump: found '100%'")]
    [TestCase("--metric=full.nothing", "no metric 'full.nothing'")]
    [TestCase("--metric=full.net --figure=full.net", "found --figure and --metric")]
    [TestCase("--statistic=es95", "--statistic: found it without --metric")]
    [TestCase("--metric=full.net --statistic=es12", "es12")]
    [TestCase("--figure=ES(full.nothing,0.9)", "full.nothing")]
    [TestCase("--figure=ES(v2.reserves,0.9)", "v2.reserves")]
    [TestCase("--paths=1e8", "--paths: found '1e8'")]
    [TestCase("--png=x.jpg", "--png: found 'x.jpg'")]
    [TestCase("--set=step=7h", "horizon")]
    public void Mistake_IsRefused(string options, string told)
    {
        CommandRun run = Tell(["pool.yaml", .. options.Split(' ')]);
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain(told));
            Assert.That(run.Output, Is.Empty);
        });
    }

    private static double Quantile(double volatility, double drift, double share) =>
        Price * Math.Exp(((drift - (volatility * volatility / 2)) * Years)
            + (volatility * Math.Sqrt(Years) * Normal.InvCDF(0, 1, share)));

    // Of what a price falls below its start.
    private static double Shortfall(double volatility, double drift) => Price
        - (Price * Math.Exp(drift * Years) / 0.05 * Normal.CDF(
            0, 1, Normal.InvCDF(0, 1, 0.05) - (volatility * Math.Sqrt(Years))));

    // 2 sqrt(r) / (1 + r) - 1 over the lognormal law of r.
    private static double ImpermanentLoss(double volatility, double drift)
    {
        const int parts = 4000;
        double sum = 0;
        for (int i = 0; i < parts; i++)
        {
            double r = Quantile(volatility, drift, (i + 0.5) / parts) / Price;
            sum += ((2 * Math.Sqrt(r)) / (1 + r)) - 1;
        }

        return sum / parts;
    }

    private static void IsNear(JsonNode difference, double expected, double slack = 1e-6)
    {
        double error = (double)difference["standardError"]!;
        Assert.That(
            (double)difference["value"]!,
            Is.EqualTo(expected).Within((4 * error) + (slack * Math.Abs(expected)) + 2e-6));
        Assert.That(error, Is.LessThan((0.1 * Math.Abs(expected)) + 1.5));
    }

    private static JsonNode Row(JsonNode result, string key) =>
        result["rows"]!.AsArray().Single(row => (string?)row!["key"] == key)!;

    private JsonNode Json(params string[] options)
    {
        CommandRun run = Tell(
            [options[0].StartsWith('-') ? "pool.yaml" : options[0],
                .. options[0].StartsWith('-') ? options : options[1..], "--json"]);
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        return JsonNode.Parse(run.Output)!;
    }

    private CommandRun Tell(params string[] options) => CommandRun.Of(
        ["sensitivities", At(options[0]), "--device", "simd", .. options[1..]]);
}
