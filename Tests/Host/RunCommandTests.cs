using System.Text.Json;
using GpuRisk.Engine.Results;
using GpuRisk.Host.Cli;
using NUnit.Framework;

namespace GpuRisk.Tests.Host;

/// <summary><c>gpurisk run</c> on small scenarios.</summary>
internal sealed class RunCommandTests : HostFixture
{
    private static readonly string[] Simd = ["--device", "simd"];

    [Test]
    public void Run_Piped_PrintsPlainTables()
    {
        CommandRun run = CommandRun.Of("run", At("pool.yaml"));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Done));
            Assert.That(run.Error, Is.Empty);
            Assert.That(run.Output, Does.Not.Contain("\u001b"));
            foreach (string text in (string[])[
                "small", "impermanent-loss", "2,000 paths", "seed 7", "netVersusHold",
                "full.netVersusHold", "ETH volatility per year", "path-steps/s", "sha256:",
                "rows that are fixed"])
            {
                Assert.That(run.Output, Does.Contain(text));
            }
        });
    }

    [Test]
    public void Run_Json_PrintsTheResultAlone()
    {
        CommandRun run = CommandRun.Of(["run", At("pool.yaml"), "--json", .. Simd]);
        using JsonDocument result = JsonDocument.Parse(run.Output);
        using JsonDocument schema = JsonDocument.Parse(SchemaText());
        string[] required = [.. schema.RootElement.GetProperty("required").EnumerateArray()
            .Select(key => key.GetString()!)];
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Done));
            Assert.That(
                result.RootElement.EnumerateObject().Select(property => property.Name),
                Is.EquivalentTo(required.Append("trust")));
            Assert.That(
                result.RootElement.GetProperty("metrics").TryGetProperty("full.net", out _));
        });
    }

    [Test]
    public void Run_Options_ReplaceTheScenarios()
    {
        RunResult result = Json("--paths", "1_500", "--seed", "9", "--precision", "float64");
        Assert.Multiple(() =>
        {
            Assert.That(result.Paths, Is.EqualTo(1500));
            Assert.That(result.Seed, Is.EqualTo(9));
            Assert.That(result.Precision, Is.EqualTo("float64"));
        });
    }

    [Test]
    public void Run_ThreadsAndChunks_DoNotChangeTheDigest()
    {
        string expected = Json().Digest;
        Assert.Multiple(() =>
        {
            Assert.That(Json("--threads", "1", "--chunk", "77").Digest, Is.EqualTo(expected));
            Assert.That(Json("--threads", "3", "--chunk", "1e3").Digest, Is.EqualTo(expected));
            Assert.That(Json("--seed", "8").Digest, Is.Not.EqualTo(expected));
        });
    }

    [Test]
    public void Run_Overrides_ChangeTheScenario()
    {
        RunResult result = Json(
            "--set", "assets.ETH.process.volatility=0", "--set", "paths=64");
        Assert.Multiple(() =>
        {
            Assert.That(result.Paths, Is.EqualTo(64));
            Assert.That(result.Metrics["ETH.price"].StandardDeviation, Is.Zero);
        });
    }

    [Test]
    public void Run_TargetError_EqualsAPlainRunOfThatManyPaths()
    {
        // 2 days at 80% a year: the price's deviation is near 118 USD, so 0.9 USD takes some
        // 17,000 paths, which is the second round of 20,000.
        RunResult result = Json("--paths", "1e6", "--target-error", "ETH.price=0.9");
        Assert.Multiple(() =>
        {
            Assert.That(result.Paths, Is.EqualTo(20_000));
            Assert.That(result.Metrics["ETH.price"].StandardError, Is.LessThanOrEqualTo(0.9));
            Assert.That(result.Digest, Is.EqualTo(Json("--paths", "20000").Digest));
        });
    }

    [Test]
    public void Run_TargetErrorOutOfReach_StopsAtTheLimitAndWarns()
    {
        RunResult result = Json("--paths", "15000", "--target-error", "1e-9");
        Assert.Multiple(() =>
        {
            Assert.That(result.Paths, Is.EqualTo(15_000));
            Assert.That(result.Warnings.Single(), Does.Contain("full.netVersusHold"));
        });
    }

    [Test]
    public void Run_OutcomesThatOutgrowTheirNumbers_AreRefused()
    {
        CommandRun run = CommandRun.Of(
            "run", At("pool.yaml"), "--set", "horizon=3650d", "--set", "step=1d",
            "--set", "assets.ETH.process.drift=20");
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.StartWith(
                "gpurisk: the scenario small cannot be simulated: The magnitude of"));
            Assert.That(run.Error.Trim(), Does.Not.Contain('\n'));
        });
    }

    [Test]
    public void Run_Book_ShowsLoansAndTheirHistograms()
    {
        CommandRun run = CommandRun.Of("run", At("lending.yaml"), "--histogram", "book.equity");
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
            Assert.That(run.Output, Does.Contain("book of 2 loans in aave"));
            Assert.That(run.Output, Does.Contain("book.equity USD, 500 paths"));
        });
    }

    [Test]
    public void Run_Terminal_FitsItsWidth()
    {
        CommandRun run = CommandRun.Of(
            ["run", At("lending.yaml")], CancellationToken.None, isTerminal: true);
        string plain = System.Text.RegularExpressions.Regex.Replace(
            run.Output, @"\u001b\[[0-9;]*m", "");
        Assert.That(
            plain.Split('\n').Select(line => line.TrimEnd().Length),
            Has.All.LessThanOrEqualTo(100));
    }

    private RunResult Json(params string[] options)
    {
        CommandRun run = CommandRun.Of(["run", At("pool.yaml"), "--json", .. Simd, .. options]);
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(run.Output));
        return ResultJson.Read(stream);
    }

    private static string SchemaText()
    {
        string folder = TestContext.CurrentContext.TestDirectory;
        while (!File.Exists(Path.Combine(folder, "docs", "result.schema.json")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return File.ReadAllText(Path.Combine(folder, "docs", "result.schema.json"));
    }
}
