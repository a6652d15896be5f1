using System.Text.RegularExpressions;
using GpuRisk.Engine.Results;
using GpuRisk.Host.Figures;
using GpuRisk.Host.Reports.Pages;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Reports;

/// <summary>The page's own structure; a browser looks at the rest.</summary>
internal sealed class ReportPageTests
{
    private const string Hostile = "</script><img src=x onerror=alert(1)>&\"'";

    private static readonly Lazy<ReportInput> Sample = new(() => SampleMarket.Input());

    [Test]
    public void Page_ClosesWhatItOpens()
    {
        string page = ReportPage.Of(Sample.Value);
        Assert.That(page, Does.StartWith("<!doctype html>"));
        Assert.That(Nesting(page), Is.Empty);
    }

    [Test]
    public void Page_TellsEveryMetric()
    {
        string page = ReportPage.Of(Sample.Value);
        foreach (string name in Sample.Value.Result.Metrics.Keys)
        {
            Assert.That(page, Does.Contain($"data-metric=\"{name}\""));
        }
    }

    [Test]
    public void Page_LoadsNothing()
    {
        string page = ReportPage.Of(Sample.Value);
        Assert.Multiple(() =>
        {
            Assert.That(page, Does.Contain("default-src 'none'"));
            Assert.That(Markup(page), Does.Not.Match(@"\ssrc\s*=|<link|<iframe|<object|@import"));
            Assert.That(page, Does.Not.Match(@"href\s*=\s*[""'](?!#)"));
            Assert.That(page, Does.Not.Match(@"url\(\s*[""']?(https?:|//|data:)"));
        });
    }

    [Test]
    public void Page_HostileNames_StayText()
    {
        string plain = ReportPage.Of(Sample.Value);
        string page = ReportPage.Of(SampleMarket.Input(Hostile) with
        {
            ScenarioText = $"scenario: x # {Hostile}\n\"{Hostile}\": 1\n",
        });
        Assert.Multiple(() =>
        {
            Assert.That(page, Does.Not.Contain("<img"));
            Assert.That(
                Regex.Count(page, "</script>"), Is.EqualTo(Regex.Count(plain, "</script>")));
            Assert.That(Nesting(page), Is.Empty);
        });
    }

    [Test]
    public void Finding_OfAMarket_NamesShareAndLossWithErrors()
    {
        string finding = Finding.Of(Sample.Value).Replace('\u00a0', ' ');
        Assert.That(finding, Does.Match(
            @"^Centralised classes capture 71\.\d+ ± 0\.\d+% of all gains; "
            + @"retail loses 2\d\d\.\d ± \d\.\d USD a wallet on average\.$"));

        // The same from the account: a profit of -65 million over 250,000 wallets.
        AccountResult retail = Sample.Value.Result.Ledger!.Accounts[0];
        Assert.That(
            finding,
            Does.Contain($"loses {FigureText.Fixed(-retail.Profit.Mean!.Value / 250_000, 1)} "));
    }

    [TestCase("full.netVersusHold", 0.5, 1.0, "does as well as holding, within chance")]
    [TestCase("full.netVersusHold", -12, 1.0, "ends 12.0 ± 1.0 USD below holding")]
    [TestCase("full.netVersusHold", 12, 1.0, "ends 12.0 ± 1.0 USD above holding")]
    public void Finding_OfAPosition_SaysNoMoreThanTheErrorAllows(
        string metric, double mean, double error, string start)
    {
        ReportInput input = Sample.Value;
        MetricResult figures = input.Result.Metrics["retail.profit"] with
        {
            Figures = PublishedFigures.Of(_ => Estimate.Normal(mean, error)),
        };
        string finding = Finding.Of(input with
        {
            Result = input.Result with
            {
                Kernel = "impermanent-loss",
                Ledger = null,
                Metrics = new Dictionary<string, MetricResult> { [metric] = figures },
            },
            Data = input.Data with { Headline = [metric] },
        });
        Assert.That(finding.Replace('\u00a0', ' '), Does.StartWith($"The position full {start}"));
    }

    private static string Markup(string page) =>
        Regex.Replace(page, "(?s)<(script|style)[^>]*>.*?</\\1>", "<$1></$1>");

    /// <summary>Elements that are closed out of turn, or not at all.</summary>
    private static List<string> Nesting(string page)
    {
        var open = new Stack<string>();
        var problems = new List<string>();
        foreach (Match tag in Regex.Matches(Markup(page), "<(/?)([a-z][a-z0-9]*)[^<>]*>"))
        {
            string name = tag.Groups[2].Value;
            if (tag.Groups[1].Length == 0)
            {
                if (name != "meta")
                {
                    open.Push(name);
                }
            }
            else if (!open.TryPop(out string? expected) || expected != name)
            {
                problems.Add($"{tag.Value} closes {expected}");
            }
        }

        problems.AddRange(open);
        return problems;
    }
}
