using System.Globalization;
using System.Text;
using System.Text.Json;
using GpuRisk.Host;
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
        CommandRun run = CommandRun.Of("calibrate", Prices(), "--name=ETH");
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
        CommandRun run = CommandRun.Of("calibrate", Prices(), "--json", "--from", "2023-01-02");
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
        CommandRun run = CommandRun.Of("calibrate", Prices(), option, other);
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
        CommandRun run = CommandRun.Of("calibrate", Prices(), "--out", target);
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

    [TestCase("--json")]
    [TestCase("--out=wild.yaml")]
    public void DriftBeyondAScenario_GivesNoFragment(string option)
    {
        // A mean of 0.0025 an hour is 21.9 a year.
        var text = new StringBuilder("unix,close\n");
        for (int i = 0; i < 50; i++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{1672531200 + (i * 3600)},{Math.Exp((0.0025 * i) + (0.01 * (i % 3)))}\n");
        }

        string path = Write("wild.csv", text.ToString());
        CommandRun run = CommandRun.Of(
            "calibrate", path, "--model=gbm",
            option.Replace("wild.yaml", At("wild.yaml"), StringComparison.Ordinal));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Output, Does.Contain("gbm is left out of the fragment"));
            Assert.That(run.Error, Does.Contain("there is no fragment"));
            Assert.That(File.Exists(At("wild.yaml")), Is.False);
        });
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
        CommandRun run = CommandRun.Of(["calibrate", Prices()], new CancellationToken(true));
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
