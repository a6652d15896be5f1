using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using GpuRisk.Host.Figures;
using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>Figures that cannot be misread: a mean and its error have one scale, and so has a
/// column; files for spreadsheets hold plain numbers.</summary>
internal sealed class FiguresTests
{
    [TestCase(602_000.0, 4_000.0, "602k ± 4k")]
    [TestCase(-117.0, 7e6, "0M ± 7M")]
    [TestCase(142.5e6, 0.3e6, "142.5M ± 0.3M")]
    [TestCase(-1.5e9, 2e6, "-1.500B ± 0.002B")]
    [TestCase(4_020.0, 75.0, "4,020 ± 75")]
    [TestCase(1.234e-7, 2e-9, "1.23e-7 ± 0.02e-7")]
    [TestCase(5.0, null, "5 ± ?")]
    [TestCase(5.0, 0.0, "5")]
    public void Mean_HasTheScaleOfItsError(double mean, double? error, string expected) =>
        Assert.That(FigureText.PlusMinus(mean, error), Is.EqualTo(expected));

    [Test]
    public void Column_HasOneScale()
    {
        FigureScale scale = FigureScale.Of(4_000.0, 1.2e6, null);
        Assert.Multiple(() =>
        {
            Assert.That(FigureText.PlusMinus(4_000, 300, scale), Is.EqualTo("0.0040M ± 0.0003M"));
            Assert.That(FigureText.PlusMinus(1.2e6, 4e3, scale), Is.EqualTo("1.200M ± 0.004M"));
        });
    }

    [TestCase(0.0, 0.0, 3_800.0, "0 [0, 3,800]")]
    [TestCase(696_263.0, 683_000.0, 696_263.0, "696k [683k, 696k]")]
    [TestCase(0.0, null, 50.0, "0 [?, 50]")]
    [TestCase(0.0, null, null, "0 ± ?")]
    public void Bound_HasOneScaleToo(double mean, double? low, double? high, string expected) =>
        Assert.That(
            FigureText.Mean(mean, new Uncertainty(null, low, high, true), 1),
            Is.EqualTo(expected));

    [TestCase(12.34, 0.05, true, "12.34(5)~")]
    [TestCase(0.0, null, true, "0~")]
    [TestCase(12.34, 0.05, false, "12.34(5)")]
    public void Error_ThatCannotBeTrusted_IsMarked(
        double value, double? error, bool untrusted, string expected) =>
        Assert.That(
            FigureText.Bracketed(value, new Uncertainty(error, null, null, untrusted), 1),
            Is.EqualTo(expected));

    [TestCase("=1+1", "'=1+1")]
    [TestCase("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0")]
    [TestCase("-2+3", "'-2+3")]
    [TestCase("@SUM(A1)", "'@SUM(A1)")]
    [TestCase("\t=1", "'\t=1")]
    [TestCase("=HYPERLINK(\"a\",1)", "\"'=HYPERLINK(\"\"a\"\",1)\"")]
    [TestCase("-2.5e-3", "-2.5e-3")]
    [TestCase("+4", "+4")]
    [TestCase("a=b", "a=b")]
    [TestCase("", "")]
    public void Csv_TextThatLooksLikeAFormula_IsText(string field, string expected) =>
        Assert.That(Csv.Of([[field]]), Is.EqualTo(expected + "\n"));

    [Test]
    public void Csv_NumbersAreWholeAndInBaseUnits() =>
        Assert.That(
            double.Parse(Csv.Text(-142_512_345.678_901_2), CultureInfo.InvariantCulture),
            Is.EqualTo(-142_512_345.678_901_2));

    [TestCase("quick-start", "positions.narrow.range", new[] { "narrow.netVersusHold" })]
    [TestCase("quick-start", "assets.ETH.process.volatility", new[] { "full.netVersusHold" })]
    [TestCase("multi-collateral-loans", "loans.btc-only.debt.USDC", new[]
    {
        "btc-only.borrowerLoss", "btc-only.badDebt",
    })]
    public void Sweep_ShowsWhatItVaries(string scenario, string key, string[] expected) =>
        Assert.That(Headline.Of(Library.Plan(scenario), [key]), Is.EqualTo(expected));

    [TestCase("stablecoins.USDT.volatilityPerDay", new[] { "USDT.minimum" })]
    [TestCase("holders.whales.latency", new[] { "whales.loss" })]
    [TestCase("step", new[] { "USDC.minimum" })]
    public void Sweep_OfCoins_ShowsWhatItVaries(string key, string[] expected) => Assert.That(
        Headline.Of(Library.PlanText(Scenarios.Samples.Depeg), [key]), Is.EqualTo(expected));

    [Test]
    public void UnknownKinds_AreNamed_NotTakenForAnother() => Assert.Multiple(() =>
    {
        Plan plan = Library.Plan("quick-start");
        Scenario odd = plan.Scenario with { Kernel = (KernelKind)99 };
        Assert.That(
            () => ScenarioPlanner.NameOf((KernelKind)99),
            Throws.InstanceOf<ArgumentException>().With.Message.Contain("99"));
        Assert.That(
            () => RunReport.NameOf((Precision)99),
            Throws.InstanceOf<ArgumentException>().With.Message.Contain("99"));
        Assert.That(
            () => Headline.Wanted(odd),
            Throws.InstanceOf<ArgumentException>().With.Message.Contain("99"));
        Assert.That(
            () => Check.Describe((PriceCheckKind)99),
            Throws.InstanceOf<ArgumentException>().With.Message.Contain("99"));
    });

    [Test]
    public void List_HasEveryFigureThatIsPublishedOnce()
    {
        Assert.That(
            FigureList.All.Where(figure => figure.Plain is null).Select(figure => figure.Name),
            Is.EqualTo(PublishedFigures.Names));
        Assert.That(FigureList.All.Select(figure => figure.Name), Is.Unique);
        Assert.That(
            FigureList.All.Where(figure => (figure.Places & FigurePlaces.Tables) != 0
                && (figure.Kind == FigureKind.Plain || figure.Title == "" || figure.Short == "")),
            Is.Empty);
    }

    // Pages draw figures by figures.js; it follows the same rule.
    [Test]
    public void Pages_TellFiguresAsTheTerminalDoes()
    {
        var random = new Random(5);
        double Number() => random.Next(12) switch
        {
            0 => 0,
            1 or 2 => random.Next(-40, 400) / 16.0,
            _ => (random.NextDouble() - 0.3) * Math.Pow(10, random.Next(-9, 14)),
        };
        double? Maybe(double number) => random.Next(8) == 0 ? null : number;
        var cases = Enumerable.Range(0, 3_000).Select(_ =>
        {
            double value = Number();
            double? error = Maybe(Math.Abs(Number()));
            double? low = Maybe(value - Math.Abs(Number()));
            double? high = Maybe(value + Math.Abs(Number()));
            var bound = new Uncertainty(error, low, high, random.Next(2) == 0);
            double share = random.Next(4) / 3.0;
            double most = 1 - Math.Pow(10, -9 * random.NextDouble());
            var inside = new Uncertainty(
                random.NextDouble() / 100, random.NextDouble(), random.NextDouble());
            return new
            {
                share,
                most,
                inside = new
                {
                    standardError = inside.StandardError,
                    low = inside.Low,
                    high = inside.High,
                },
                value,
                error,
                bound = new { standardError = error, low, high, untrusted = bound.Untrusted },
                expected = new[]
                {
                    FigureText.Compact(value), FigureText.Bracketed(value, error),
                    FigureText.PlusMinus(value, error), FigureText.Bracketed(value, bound, 100),
                    FigureText.Mean(value, bound, 100), ShareText.Of(share, inside),
                    ShareText.Most(most),
                },
            };
        });
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, JsonSerializer.Serialize(cases));
            Assert.That(Node("figures.mjs", file), Is.EqualTo("[]"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Node(string script, string file)
    {
        string path = Path.Combine(Library.Root, "Tests", "browser", script);
        string figures = Path.Combine(Library.Root, "Host", "Reports", "Pages", "assets", "figures.js");
        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", [path, figures, file])
            {
                RedirectStandardOutput = true,
            })!;
            string output = node.StandardOutput.ReadToEnd().Trim();
            node.WaitForExit();
            return output;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore("Node is not installed.");
            return "";
        }
    }
}
