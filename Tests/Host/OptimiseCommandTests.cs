using System.Text.Json.Nodes;
using GpuRisk.Host.Cli;
using MathNet.Numerics.Distributions;
using NUnit.Framework;

namespace GpuRisk.Tests.Host;

/// <summary><c>gpurisk optimise</c> against optima that are known in closed form.</summary>
internal sealed class OptimiseCommandTests : HostFixture
{
    private const double Years = 30.0 / 365;
    private const string Drift = "assets.ETH.process.drift";
    private const string Volatility = "assets.ETH.process.volatility";
    private const string Within = "P(ETH.price > 1800 and ETH.price < 2600)";

    private const string Market = """
        scenario: optima
        kernel: impermanent-loss
        horizon: 30d
        step: 30d
        paths: 20000
        seed: 7
        assets:
          ETH: { price: 2000, process: { kind: gbm, drift: 0, volatility: 0.8 } }
          BTC: { price: 100, process: { kind: gbm, drift: 0, volatility: 0.5 } }
        """;

    [SetUp]
    public void WriteMarket() => Write("optima.yaml", Market);

    [Test]
    public void OneKey_IsWhereALognormalLiesInTheMiddle()
    {
        JsonNode result = Json($"--vary={Drift}=-2..3", $"--figure={Within}", "--maximise");
        double best = Best(result, 0);
        JsonNode again = result["again"]!;
        double error = (double)again["standardError"]!;
        Assert.Multiple(() =>
        {
            IsBetween(result, 0, Middle(1800, 2600, 2000, 0.8));
            Assert.That(Inside(best, 0.8), Is.EqualTo(Inside(Middle(1800, 2600, 2000, 0.8), 0.8))
                .Within(2 * error));
            Assert.That(
                (double)again["figure"]!, Is.EqualTo(Inside(best, 0.8)).Within(4 * error));
            Assert.That((ulong)result["seed"]!, Is.EqualTo(7));
        });
    }

    [Test]
    public void OneKey_OfVolatility_IsThatOfTheLikeliestReach()
    {
        JsonNode result = Json(
            $"--vary={Volatility}=0.1..3", "--figure=P(ETH.price <= 2400)", "--minimise");
        double truth = Math.Sqrt(2 * Math.Log(1.2) / Years);
        Assert.Multiple(() =>
        {
            IsBetween(result, 0, truth);
            Assert.That(Best(result, 0), Is.EqualTo(truth).Within(0.3));
            Assert.That((string?)result["intervals"]![0]!["low"]!["kind"], Is.EqualTo("worse"));
        });
    }

    [Test]
    public void TwoKeys_AreEachWhereItsLawLiesInTheMiddle()
    {
        JsonNode result = Json(
            $"--vary={Drift}=-2..3", "--vary=assets.BTC.process.drift=-2..3", "--maximise",
            "--figure=P(ETH.price > 1800 and ETH.price < 2600 and BTC.price > 95 "
                + "and BTC.price < 120)");
        Assert.Multiple(() =>
        {
            IsBetween(result, 0, Middle(1800, 2600, 2000, 0.8));
            IsBetween(result, 1, Middle(95, 120, 100, 0.5));
            Assert.That(result["runs"]!.AsArray(), Has.Count.LessThan(200));
        });
    }

    [Test]
    public void Limit_IsMetWhereItsClosedFormSays()
    {
        JsonNode result = Json(
            $"--vary={Drift}=-2..3", "--metric=ETH.price", "--maximise",
            "--subject-to=quantile(ETH.price, 0.95) <= 3000");
        double truth = (Math.Log(1.5) - (Normal.InvCDF(0, 1, 0.95) * 0.8 * Math.Sqrt(Years)))
            / Years + 0.32;
        JsonNode limit = result["best"]!["limits"]![0]!;

        // The quantile moves by itself times the years for each unit of drift.
        double error = (double)limit["standardError"]! / (3000 * Years);
        Assert.Multiple(() =>
        {
            Assert.That(Best(result, 0), Is.EqualTo(truth).Within(4 * error));
            Assert.That((double)limit["value"]!, Is.EqualTo(3000).Within(2).And.AtMost(3000));
            Assert.That(limit["isSure"], Is.Null);
            Assert.That((string?)result["intervals"]![0]!["low"]!["kind"], Is.EqualTo("worse"));
        });
    }

    [Test]
    public void Limits_ThatNobodyKeeps_AreToldOfAndFail()
    {
        CommandRun run = Tell(
            $"--vary={Drift}=-2..3", "--metric=ETH.price", "--maximise", "--paths=500",
            "--subject-to=mean(ETH.price) >= 9000");
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Failed), run.Error);
            Assert.That(run.Output, Does.Contain("NOTHING FEASIBLE"));
            Assert.That(run.Output, Does.Contain("EXCEEDED with 95 %"));
        });
    }

    [Test]
    public void Keys_ThatTheScenarioLeavesOut_AndWholeNumbers_Vary()
    {
        string lp = Write("lp.yaml", """
            scenario: lp
            kernel: impermanent-loss
            horizon: 30d
            step: 1d
            paths: 500
            assets:
              ETH: { price: 2000, process: { kind: gbm, drift: 0, volatility: 0.8 } }
              USDC: { price: 1, process: { kind: constant } }
            pools:
              v2: { kind: constant-product, base: ETH, quote: USDC, fee: 0.003, value: 1e7 }
            positions:
              full: { pool: v2, value: 10000 }
            """);
        CommandRun run = CommandRun.Of(
            "optimise", lp, "--device", "simd", "--vary", "pools.v2.noiseVolumePerDay=0..2",
            "--metric", "full.fees", "--maximise", "--json", "--out", At("kept"));
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        JsonNode result = JsonNode.Parse(run.Output)!;
        Assert.Multiple(() =>
        {
            Assert.That(Best(result, 0), Is.EqualTo(2));
            Assert.That((string?)result["intervals"]![0]!["high"]!["kind"], Is.EqualTo("range"));
            Assert.That(
                File.ReadAllLines(At("kept/runs.csv")),
                Has.Length.EqualTo(1 + result["runs"]!.AsArray().Count));
        });
    }

    [Test]
    public void RangesInAPoolWithTicks_EndAtUsablePrices()
    {
        string lp = Write("ticks.yaml", """
            scenario: ticks
            kernel: impermanent-loss
            horizon: 30d
            step: 1d
            paths: 300
            assets:
              X: { price: 1, decimals: 18, process: { kind: gbm, drift: 0, volatility: 0.5 } }
              Y: { price: 1, decimals: 18, process: { kind: constant } }
            pools:
              v3: { kind: concentrated, base: X, quote: Y, fee: 0.003, value: 1e6, tickSpacing: 200 }
            positions:
              p: { pool: v3, value: 100, range: [0.904841941933, 1.1051653926] }
            """);
        CommandRun run = CommandRun.Of(
            "optimise", lp, "--device", "simd", "--vary", "positions.p.range.1=1.05..2",
            "--metric", "p.timeInRange", "--maximise", "--json");
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        double best = Best(JsonNode.Parse(run.Output)!, 0);
        double spaces = Math.Log(best) / Math.Log(1.0001) / 200;
        Assert.Multiple(() =>
        {
            Assert.That(spaces, Is.EqualTo(Math.Round(spaces)).Within(1e-4));
            Assert.That(best, Is.GreaterThan(1.2));
        });
    }

    [Test]
    [CancelAfter(60_000)]
    public void Cancelled_ShowsTheBestSoFar(CancellationToken timeout)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout);
        stop.CancelAfter(1500);
        CommandRun run = CommandRun.Of(
            [
                "optimise", At("optima.yaml"), "--device", "simd", $"--vary={Drift}=-2..3",
                "--metric=ETH.price", "--maximise", "--paths=1000000", "--set=step=1h",
            ],
            stop.Token);
        Assert.That(run.Code, Is.EqualTo(ExitCode.Cancelled));
    }

    [TestCase("--maximise", "--vary")]
    [TestCase("--vary=a --maximise", "--vary:1:1: found 'a'; allowed is KEY=A..B")]
    [TestCase("--vary=assets.ETH.process.drift=1 --maximise", "allowed is KEY=A..B")]
    [TestCase("--vary=assets.ETH.process.drift=1..0 --maximise", "a lower end before a higher one")]
    [TestCase("--vary=assets.ETH.process.drift=1..x --maximise",
        "--vary:1:26: assets.ETH.process.drift: found 'x'")]
    [TestCase("--vary=assets.ETH.process.volatility=-1..1 --maximise", "--vary:1:")]
    [TestCase("--vary=paths=1..10 --maximise", "--vary:1:1: paths: found a key that is no number")]
    [TestCase("--vary=scenario=a..b --maximise", "scenario: found a key that is no number")]
    [TestCase("--vary=assets.ETH.process.drift=0..1 --vary=assets.ETH.process.drift=0..1 --maximise",
        "--vary:2:1: assets.ETH.process.drift: found twice")]
    [TestCase("--vary=assets.ETH.process.drift=0..1", "--maximise, or else by --minimise")]
    [TestCase("--vary=assets.ETH.process.drift=0..1 --maximise --minimise", "or else by --minimise")]
    [TestCase("--vary=assets.ETH.process.drift=0..1 --maximise --subject-to=ETH.price",
        "--subject-to:1:1: found 'ETH.price'; allowed is FIGURE <= X")]
    [TestCase("--vary=assets.ETH.process.drift=0..1 --maximise --subject-to=ETH.nothing<=1",
        "ETH.nothing")]
    [TestCase("--vary=assets.ETH.process.drift=0..1 --maximise --metric=ETH.nothing",
        "no metric 'ETH.nothing'")]
    public void Mistake_IsRefused(string options, string told)
    {
        CommandRun run = Tell(options.Split(' '));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain(told));
            Assert.That(run.Output, Is.Empty);
        });
    }

    // The drift at which both ends are as far from the mean of the logarithm.
    private static double Middle(double low, double high, double price, double volatility) =>
        (Math.Log(low * high / (price * price)) / 2 / Years) + (volatility * volatility / 2);

    private static double Inside(double drift, double volatility)
    {
        double Below(double edge) => Normal.CDF(
            (drift - (volatility * volatility / 2)) * Years, volatility * Math.Sqrt(Years),
            Math.Log(edge / 2000));
        return Below(2600) - Below(1800);
    }

    private static double Best(JsonNode result, int key) =>
        (double)result["best"]!["values"]![key]!;

    private static void IsBetween(JsonNode result, int key, double truth)
    {
        JsonNode interval = result["intervals"]![key]!;
        Assert.That(truth, Is.InRange(
            (double)interval["low"]!["value"]!, (double)interval["high"]!["value"]!));
    }

    private JsonNode Json(params string[] options)
    {
        CommandRun run = Tell([.. options, "--json"]);
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        return JsonNode.Parse(run.Output)!;
    }

    private CommandRun Tell(params string[] options) => CommandRun.Of(
        ["optimise", At("optima.yaml"), "--device", "simd", .. options]);
}
