using System.Text.Json;
using System.Text.RegularExpressions;
using GpuRisk.Host.Cli;
using GpuRisk.Scenarios.Calibration.Fitting;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using NUnit.Framework;

namespace GpuRisk.Tests.Host;

/// <summary><c>gpurisk calibrate --process</c>: what it prints, and what it refuses.</summary>
internal sealed partial class CalibrateProcessTests : HostFixture
{
    private const string Market = """
        scenario: calibrated
        kernel: impermanent-loss
        horizon: 2d
        step: 1h
        paths: 1000

        """;

    [TestCase("gbm", "kind: gbm")]
    [TestCase("merton", "kind: merton")]
    [TestCase("heston", "kind: heston")]
    [TestCase("bates", "kind: bates")]
    [TestCase("student-t", "kind: student-t")]
    [TestCase("garch", "shocks: normal")]
    [TestCase("garch-student-t", "shocks: student-t")]
    [TestCase("garch-residuals", "residuals: [")]
    [TestCase("regime-switching", "regimes:")]
    [TestCase("regime-switching-3", "rough: {")]
    [TestCase("ornstein-uhlenbeck", "meanReversion: ")]
    public void Fragment_IsAcceptedInAScenario(string process, string kind)
    {
        CommandRun run = CommandRun.Of(
            "calibrate", Prices("eth.csv", 1), "--process", process, "--name", "ETH",
            "--out", At("eth.yaml"));
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        string fragment = File.ReadAllText(At("eth.yaml"));
        CommandRun validation = CommandRun.Of(
            "validate", Write("calibrated.yaml", Market + fragment));
        Assert.Multiple(() =>
        {
            Assert.That(fragment, Does.Contain(kind));
            Assert.That(validation.Error, Does.Not.Contain("warning"));
            Assert.That(validation.Code, Is.EqualTo(ExitCode.Done));
        });
    }

    /// <summary>Every draw of a scenario is checked as the scenario is.</summary>
    [TestCase("gbm", "volatility: { median: ")]
    [TestCase("merton", "jumpMean: { mean: ")]
    [TestCase("student-t", "volatility: { median: ")]
    [TestCase("garch-student-t", "volatility: { median: ")]
    [TestCase("regime-switching", "calm: { drift: 0, volatility: { median: ")]
    [TestCase("ornstein-uhlenbeck", "jumpMean: { mean: ")]
    public void FragmentOfLaws_IsAcceptedInAScenario(string process, string law)
    {
        CommandRun run = CommandRun.Of(
            "calibrate", Prices("eth.csv", 1), "--process", process, "--name", "ETH",
            "--uncertain", "--png", At("fit.png"), "--out", At("laws.yaml"));
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        string fragment = File.ReadAllText(At("laws.yaml"));
        CommandRun validation = CommandRun.Of(
            "validate", Write("laws-calibrated.yaml", Market + fragment));
        Assert.Multiple(() =>
        {
            Assert.That(fragment, Does.Contain(law));
            Assert.That(validation.Code, Is.EqualTo(ExitCode.Done), validation.Error);
            Assert.That(File.ReadAllBytes(At("fit.png"))[1..4], Is.EqualTo("PNG"u8.ToArray()));
        });
    }

    [TestCase("--uncertain")]
    [TestCase("--png=fit.png")]
    public void OptionOfProcesses_WithoutThem_IsRefused(string option)
    {
        CommandRun run = CommandRun.Of(
            "calibrate", Prices("eth.csv", 1), "--model=gbm", option);
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain("found it with --model"));
        });
    }

    [Test]
    public void Picture_ThatIsNoPng_IsRefused()
    {
        CommandRun run = CommandRun.Of(
            "calibrate", Prices("eth.csv", 1), "--process", "gbm", "--png", At("fit.jpg"));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain("allowed is a file whose name ends in .png"));
        });
    }

    // Rows in common carry correlations, beside which none may be stated.
    [TestCase("garch-residuals", false)]
    [TestCase("garch-student-t", true)]
    public void FragmentOfTwoAssets_IsAcceptedInAScenario(string process, bool isCorrelated)
    {
        CommandRun.Of(
            "calibrate", $"A={Prices("a.csv", 1)}", $"B={Prices("b.csv", 2)}",
            "--process", process, "--out", At("two.yaml"));
        string fragment = File.ReadAllText(At("two.yaml"));
        CommandRun validation = CommandRun.Of(
            "validate", Write("calibrated.yaml", Market + fragment));
        Assert.Multiple(() =>
        {
            Assert.That(
                fragment.Contains("correlations:", StringComparison.Ordinal),
                Is.EqualTo(isCorrelated));
            Assert.That(validation.Code, Is.EqualTo(ExitCode.Done));
        });
    }

    [Test]
    public void SeveralAssets_ShareAProcessAndAreCorrelated()
    {
        CommandRun run = CommandRun.Of(
            "calibrate", $"A={Prices("a.csv", 1)}", $"B={Prices("b.csv", 2)}",
            "--process", "gbm,student-t", "--json");
        JsonElement report = JsonDocument.Parse(run.Output).RootElement;
        string fragment = report.GetProperty("fragment").GetString()!;
        Assert.Multiple(() =>
        {
            Assert.That(report.GetProperty("schema").GetString(), Is.EqualTo(
                ProcessReport.SchemaName));
            Assert.That(report.GetProperty("preferred").GetString(), Is.EqualTo("student-t"));
            Assert.That(fragment, Does.Contain("  B:").And.Contain("  A-B: "));
            JsonElement fit = report.GetProperty("assets")[1].GetProperty("fits")[1];
            Assert.That(fit.GetProperty("covariance").GetArrayLength(), Is.EqualTo(2));
            Assert.That(fit.GetProperty("bic").GetDouble(), Is.GreaterThan(
                fit.GetProperty("aic").GetDouble()));
        });
    }

    /// <summary>What backtests support, and why.</summary>
    [Test]
    public void WithoutOptions_AYearOfDailyReturnsIsFitted()
    {
        CommandRun run = CommandRun.Of("calibrate", Prices("a.csv", 1), "--name=ETH");
        CommandRun asked = CommandRun.Of(
            "calibrate", Prices("a.csv", 1), "--name=ETH", "--process=regime-switching");
        CommandRun brief = CommandRun.Of(
            "calibrate", Write("brief.csv", "date,close\n" + string.Concat(
                Enumerable.Range(1, 28).Select(i => $"2023-01-{i:D2},{100 + (i * i % 7)}\n"))));
        string[] lines = run.Output.Split('\n');
        string Fragment(CommandRun of) => of.Output[of.Output.IndexOf(
            "# Estimated from", StringComparison.Ordinal)..];
        Assert.Multiple(() =>
        {
            Assert.That(run.Output, Does.Contain("365 returns of 1 d"));
            Assert.That(
                Spaces().Replace(run.Output, " "),
                Does.Contain("fails 1 of 48 tests of value at risk, gbm 3, garch 6"));
            Assert.That(lines, Has.Some.EqualTo("regimes:"));
            Assert.That(Fragment(run), Is.EqualTo(Fragment(asked)));
            Assert.That(asked.Output, Does.Not.Contain("unless --process"));
            Assert.That(brief.Error, Does.Contain("--model for all prices as they stand"));
        });
    }

    [Test]
    public void Table_ComparesProcesses()
    {
        CommandRun run = CommandRun.Of(
            "calibrate", Prices("a.csv", 1), "--process", "gbm,student-t", "--window", "200d");
        Assert.Multiple(() =>
        {
            Assert.That(run.Output, Does.Contain("200 returns of 1 d"));
            Assert.That(run.Output, Does.Contain("student-t degreesOfFreedom"));
            Assert.That(run.Output, Does.Contain("of the last fifth"));
        });
    }

    [TestCase("--model", "gbm", "--process", "gbm", "--model: found it with --process")]
    [TestCase("--model", "gbm", "--window", "30d", "--window: found it with --model")]
    [TestCase("--process", "gbm", "--window", "90h", "--window must be a whole multiple")]
    [TestCase("--process", "merton", "--window", "30d", "found 30 returns in the window")]
    [TestCase("--process", "gbm", "--sampling", "1h", "allowed are those at least as close")]
    public void WrongOption_IsRefused(
        string first, string value, string second, string other, string message)
    {
        CommandRun run = CommandRun.Of(
            "calibrate", Prices("a.csv", 1), first, value, second, other);
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain(message));
        });
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    private string Prices(string name, int seed)
    {
        var random = new MersenneTwister(seed);
        double log = 7;
        DateTime start = new(2021, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        return Write(name, "date,close\n" + string.Concat(Enumerable.Range(0, 400).Select(day =>
        {
            log += Normal.Sample(random, 0, day % 20 == 19 ? 0.15 : 0.03);
            return FormattableString.Invariant(
                $"{start.AddDays(day):yyyy-MM-dd},{Math.Exp(log):R}\n");
        })));
    }
}
