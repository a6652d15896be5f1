using System.Globalization;
using System.Text;
using System.Text.Json;
using GpuRisk.Host.Cli;
using GpuRisk.Scenarios;
using GpuRisk.Scenarios.Calibration;
using GpuRisk.Tests.Scenarios.Calibration;
using NUnit.Framework;

namespace GpuRisk.Tests.Host;

/// <summary><c>gpurisk calibrate</c>: what it prints, and what it refuses.</summary>
internal sealed class CalibrateCommandTests : HostFixture
{
    private const string Market = """
        scenario: calibrated
        kernel: impermanent-loss
        horizon: 2d
        step: 1h
        paths: 1000
        pools:
          v2: { kind: constant-product, base: ETH, quote: USDC, fee: 0.003, value: 1e7 }
        positions:
          full: { pool: v2, value: 10000 }

        """;

    private const string Cash = "  USDC: { price: 1, process: { kind: constant } }\n";

    [TestCase("gbm", "kind: gbm")]
    [TestCase("merton", "kind: merton")]
    [TestCase("both", "kind: merton")]
    public void Fragment_IsAcceptedInAScenario(string model, string kind)
    {
        CommandRun run = CommandRun.Of(
            "calibrate", Prices(), "--model", model, "--name", "ETH", "--out", At("eth.yaml"));
        Assert.That(run.Error, Is.Empty);
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done));
        string fragment = File.ReadAllText(At("eth.yaml"));
        string scenario = Write("calibrated.yaml", Market + fragment + Cash);
        CommandRun validation = CommandRun.Of("validate", scenario);
        Assert.Multiple(() =>
        {
            Assert.That(fragment, Does.Contain(kind));
            Assert.That(run.Output, Does.Not.Contain("assets:"));
            Assert.That(validation.Error, Is.Empty);
            Assert.That(validation.Code, Is.EqualTo(ExitCode.Done));
        });
    }

    [Test]
    public void Output_EndsWithTheFragment()
    {
        CommandRun run = CommandRun.Of("calibrate", Prices(), "--name=ETH", "--model=both");
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Done));
            Assert.That(run.Output, Does.Contain("500 prices, one in 1 h"));
            Assert.That(run.Output, Does.Contain("merton jumpStdDev"));
            Assert.That(run.Output, Does.Contain("likelihood ratio"));
            Assert.That(run.Output, Does.Contain("\nassets:\n  ETH:\n    price: "));
        });
    }

    [Test]
    public void Json_HoldsWhatIsPrinted()
    {
        CommandRun run = CommandRun.Of("calibrate", Prices(), "--model=both", "--json", "--from", "2023-01-02");
        using var json = JsonDocument.Parse(run.Output);
        JsonElement root = json.RootElement;
        Assert.Multiple(() =>
        {
            Assert.That(
                root.GetProperty("schema").GetString(), Is.EqualTo("gpurisk.calibration/1"));
            Assert.That(
                root.GetProperty("sample").GetProperty("prices").GetInt32(), Is.EqualTo(476));
            Assert.That(
                root.GetProperty("merton").GetProperty("volatility")
                    .GetProperty("standardError").GetDouble(),
                Is.Positive);
            Assert.That(root.GetProperty("fragment").GetString(), Does.Contain("assets:"));
            Assert.That(root.GetProperty("preferred").GetString(), Is.EqualTo("merton"));
        });
    }

    [TestCase("--model=garch", "garch")]
    [TestCase("--from=01/02/2023", "--from: found '01/02/2023'")]
    [TestCase("--to=tomorrow", "--to: found 'tomorrow'")]
    [TestCase("--to=2023-01-02", "found 23 returns", "--from=2023-01-01")]
    [TestCase("--to=2020-01-01", "--from must be earlier than --to", "--from=2023-01-01")]
    [TestCase("--name=/ETH", "--name: found '/ETH'", "--json")]
    [TestCase("--column=vwap", "prices.csv:1:1: found the columns")]
    [TestCase("--out=.", "exists already")]
    [TestCase("--out=nowhere/eth.yaml", "there is no folder")]
    public void BadOption_IsRefused(string option, string told, string other = "--name=ETH")
    {
        string model = option.StartsWith("--model", StringComparison.Ordinal)
            ? "--decimal=point" : "--model=both";
        CommandRun run = CommandRun.Of("calibrate", Prices(), option, other, model);
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain(told));
            Assert.That(run.Error, Does.Not.Contain("   at "));
            Assert.That(run.Output, Is.Empty);
        });
    }

    [Test]
    public void Out_ReplacesNoFile()
    {
        string target = Write("mine.yaml", "keep");
        CommandRun run = CommandRun.Of("calibrate", Prices(), "--model=both", "--out", target);
        Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
        Assert.That(File.ReadAllText(target), Is.EqualTo("keep"));
    }

    [Test]
    public void WrongPrice_IsLocated()
    {
        string path = Write("wrong.csv", "date,close\n2023-01-01,1\n2023-01-02,zero\n");
        CommandRun run = CommandRun.Of("calibrate", path);
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.StartWith($"{path}:3:12: found the price 'zero'"));
        });
    }

    [Test]
    public void DriftOfJumpsBeyondAScenario_IsZeroInTheFragment()
    {
        var process = new MertonProcess(60, 0.7, 300, -0.02, 0.06, Compensated: true);
        PriceSeries prices = JumpSamples.Series(process, 400, 3600, seed: 5);
        CalibrationReport report =
            PriceCalibration.Estimate(prices, CalibrationModels.Merton, "ETH");
        Assert.Multiple(() =>
        {
            Assert.That(report.Preferred, Is.EqualTo("merton"));
            Assert.That(report.Merton!.Drift.Value, Is.EqualTo(60).Within(
                4 * report.Merton.Drift.StandardError!.Value));
            Assert.That(report.Fragment, Does.Contain("      drift: 0\n"));
            Assert.That(report.Fragment, Does.Match(@"\n      jumpsPerYear: [1-9]"));
            Assert.That(
                report.Warnings, Has.Some.StartsWith("merton is offered with drift 0: the fitted "));
        });
    }

    // Of 49 returns 33 are 0.0125 and 16 are -0.0175: their mean makes 23.69 a year and their
    // variance 1.734, half of which the price gains besides; the error is the root of 1.734 over
    // 49 hours.
    [TestCase("gbm", 50, 0.0025, "drift 0: the fitted 24.55 a year, standard error 17.6")]
    [TestCase("gbm", 30, -0.004, "beyond the -20 to 20 that a scenario allows")]
    public void DriftBeyondAScenario_IsZeroInTheFragment(
        string model, int hours, double drift, string warning)
    {
        CommandRun run = CommandRun.Of(
            "calibrate", Write("steep.csv", Steep(hours, drift)), "--model", model,
            "--name=ETH", "--out", At("steep.yaml"));
        string fragment = File.ReadAllText(At("steep.yaml"));
        CommandRun validation = CommandRun.Of(
            "validate", Write("steep-market.yaml", Market + fragment + Cash));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Done));
            Assert.That(run.Output.ReplaceLineEndings(" "), Does.Contain("is offered with drift 0"));
            Assert.That(fragment, Does.Contain("      drift: 0\n"));
            Assert.That(fragment, Does.Match(@"\n      volatility: [1-9]"));
            Assert.That(Unwrapped(fragment), Does.Contain(warning));
            Assert.That(validation.Code, Is.EqualTo(ExitCode.Done));
        });
    }

    [Test]
    public void DriftsBeyondAScenario_AreZeroInAFragmentOfSeveralAssets()
    {
        CommandRun run = CommandRun.Of(
            "calibrate", $"ETH={Write("steep.csv", Steep(50, 0.0025))}",
            $"BTC={Write("calm.csv", Steep(50, -0.0005))}", "--model=gbm", "--out",
            At("steep.yaml"));
        string fragment = File.ReadAllText(At("steep.yaml"));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Done));
            Assert.That(fragment, Does.Contain("drift: 0  # not the fitted one"));
            Assert.That(Unwrapped(fragment), Does.Contain("ETH: gbm is offered with drift 0"));
            Assert.That(fragment, Does.Match(@"  BTC:\n.*\n.*\n.*\n.*\n      drift: -1\.725.*  # s\.e\."));
        });
    }

    private static string Unwrapped(string comment) =>
        comment.Replace("\n#   ", " ", StringComparison.Ordinal);

    private static string Steep(int hours, double drift)
    {
        var text = new StringBuilder("unix,close\n");
        for (int i = 0; i < hours; i++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{1672531200 + (i * 3600)},{Math.Exp((drift * i) + (0.01 * (i % 3)))}\n");
        }

        return text.ToString();
    }

    [Test]
    public void PricesTooWildForAMarket_AreRefused()
    {
        var text = new StringBuilder("unix,close\n");
        for (int i = 0; i < 50; i++)
        {
            text.Append(
                CultureInfo.InvariantCulture, $"{1672531200 + (i * 60)},{(i % 3) + 1}\n");
        }

        CommandRun run = CommandRun.Of(
            "calibrate", Write("wild.csv", text.ToString()), "--model=gbm");
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain("found a volatility of"));
            Assert.That(run.Output, Is.Empty);
        });
    }

    [Test]
    public void Cancelled_SaysSo()
    {
        CommandRun run = CommandRun.Of(["calibrate", Prices(), "--model=both"], new CancellationToken(true));
        Assert.That(run.Code, Is.EqualTo(ExitCode.Cancelled));
    }

    /// <summary>Five hundred hourly prices with a jump every fiftieth hour.</summary>
    private string Prices()
    {
        var text = new StringBuilder("ts_utc,close\n");
        double logPrice = 7;
        for (int i = 0; i < 500; i++)
        {
            // The golden ratio spreads the fractions evenly, so that returns look random.
            double fraction = (i * 0.6180339887498949) % 1;
            logPrice += (0.01 * (fraction - 0.5))
                + (i % 50 == 49 ? 0.08 * (fraction - 0.6) : 0);
            text.Append(
                CultureInfo.InvariantCulture,
                $"{1672531200 + (3600L * i)},{Math.Exp(logPrice):F4}\n");
        }

        return Write("prices.csv", text.ToString());
    }
}
