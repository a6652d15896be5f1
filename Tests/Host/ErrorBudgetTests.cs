using GpuRisk.Engine.Results;
using GpuRisk.Host.Figures;
using GpuRisk.Host.Reports.Pages;
using GpuRisk.Tests.Host.Reports;
using NUnit.Framework;

namespace GpuRisk.Tests.Host;

/// <summary>What the first screen of a report tells of what could make it wrong.</summary>
internal sealed class ErrorBudgetTests
{
    private const string Name = "full.netVersusHold";

    private static readonly Lazy<ReportInput> Sample = new(() => SampleMarket.Input());

    [Test]
    public void WhatWasNotLookedAt_IsSaid()
    {
        IReadOnlyList<ErrorBudget> budget = ErrorBudget.Of(Result(), Name);
        Assert.Multiple(() =>
        {
            Assert.That(
                budget.Select(entry => entry.Title),
                Is.EqualTo(new[] { "sampling", "step", "inputs", "model" }));
            Assert.That(
                budget.Select(entry => entry.Size), Is.EqualTo(new double?[] { 2, null, null, null }));
            Assert.That(budget[0].Text, Is.EqualTo("± 2 USD, one standard error"));
            Assert.That(budget[1].Text, Does.StartWith("not checked: gpurisk run --check-step"));
            Assert.That(budget[2].Text, Does.Contain("gpurisk sensitivities"));
            Assert.That(budget.Select(entry => entry.IsAlarm), Has.None.True);
        });
    }

    [Test]
    public void WhatIsKnown_HasItsSize()
    {
        var budget = ErrorBudget.Of(
            Result(deviation: 30) with
            {
                StepCheck = new(3600, 1800, 1000, [new(Name, 12, 5, -7, 1, 2)]),
                Trust =
                [
                    new("ETH", "gbm", null, TrustVerdict.Refuted, "", null),
                    new("BTC", "gbm", null, TrustVerdict.Refuted, "", null),
                    new("UNI", "heston", null, TrustVerdict.NotRefuted, "", null),
                    new("USDC", "constant", null, TrustVerdict.NotBacktested, "", null),
                ],
            },
            Name);
        Assert.Multiple(() =>
        {
            Assert.That(
                budget.Select(entry => entry.Size), Is.EqualTo(new double?[] { 2, 7, 30, null }));
            Assert.That(budget[1].Text, Is.EqualTo("half of it changes -7.0 ± 1.0 USD"));
            Assert.That(budget[2].Text, Does.StartWith("± 30 USD from draw to draw"));
            Assert.That(budget[3].Text, Is.EqualTo(
                "ETH, BTC: gbm is refuted by history; UNI: heston is not refuted by history"));
            Assert.That(
                budget.Select(entry => entry.IsAlarm),
                Is.EqualTo(new[] { false, true, false, true }));
        });
    }

    /// <summary>The page holds answer, tail and budget in this order, before its contents.
    /// </summary>
    [Test]
    public void FirstScreen_HoldsAnswerTailAndBudget()
    {
        string page = ReportPage.Of(Sample.Value);
        int[] places =
        [
            .. ((string[])
            [
                "<h1>Centralised classes", "<h2>The tail</h2>", "<th scope=\"col\">ES99</th>",
                "retail.profit, USD", "<h2>What could make it wrong</h2>",
                "aria-label=\"sampling: ", "<nav",
            ]).Select(text => page.IndexOf(text, StringComparison.Ordinal)),
        ];
        Assert.That(places, Is.Ordered.And.All.Positive);
    }

    /// <summary>What paths were drawn for stands before what the scenario is about.</summary>
    [TestCase("probability", "low < 3 on 1,200 ± 200% of paths. ")]
    [TestCase("USD", "figures.rare is 12 ± 2 USD on average. ")]
    public void Finding_BeginsWithWhatIsRare(string unit, string start)
    {
        MetricResult figures = Result().Metrics[Name];
        string finding = Finding.Of(Sample.Value with
        {
            Result = Result() with
            {
                Kernel = "impermanent-loss",
                Rare = new("P(low < 3)", "figures.rare", 1, 1, 1, 1, 1, 1, 1, []),
                Metrics = new Dictionary<string, MetricResult>
                {
                    [Name] = figures,
                    ["figures.rare"] = figures with { Unit = unit },
                },
            },
            Data = Sample.Value.Data with { Headline = ["figures.rare", Name] },
        });
        Assert.That(
            finding.Replace('\u00a0', ' '),
            Does.StartWith(start + "The position full ends 12 ± 2 USD above holding"));
    }

    /// <summary>All coins stand in the headline, and what many have is cut.</summary>
    [Test]
    public void Finding_TellsAllCoins()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Of("B", "A"), Is.EqualTo(
                "B falls to 12 ± 2 USD on average at its lowest and fails on 12 ± 2 USD of paths; "
                + "A falls to 12 ± 2 USD on average at its lowest and fails on 12 ± 2 USD of "
                + "paths."));
            Assert.That(Of("B", "A", "C", "D", "E", "F"), Does.EndWith("; and 2 coins more."));
        });

        static string Of(params string[] coins)
        {
            MetricResult figures = Result().Metrics[Name];
            return Finding.Of(Sample.Value with
            {
                Result = Result() with
                {
                    Kernel = "depeg",
                    Metrics = coins.Order(StringComparer.Ordinal)
                        .SelectMany(coin => (string[])[$"{coin}.minimum", $"{coin}.failed"])
                        .ToDictionary(name => name, _ => figures),
                },
                Data = Sample.Value.Data with { Headline = ["B.minimum"] },
            }).Replace('\u00a0', ' ');
        }
    }

    private static RunResult Result(double? deviation = null)
    {
        MetricResult figures = Sample.Value.Result.Metrics["retail.profit"] with
        {
            Hits = 1000,
            Figures = PublishedFigures.Of(name => name switch
            {
                "parameterDeviation" or "parameterShare" when deviation is null => Estimate.None,
                "parameterDeviation" => Estimate.Normal(deviation.Value, 1),
                _ => Estimate.Normal(12, 2),
            }),
        };
        return Sample.Value.Result with
        {
            Ledger = null,
            Metrics = new Dictionary<string, MetricResult> { [Name] = figures },
        };
    }
}
