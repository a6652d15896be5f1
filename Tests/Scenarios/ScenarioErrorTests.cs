using System.Diagnostics;
using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Scenarios;

/// <summary>
/// Each wrong scenario is told at its very place, with what was found and what is allowed, and
/// with no error that merely follows from it.
/// </summary>
internal sealed class ScenarioErrorTests
{
    private static IEnumerable<TestCaseData> Cases =>
        WrongCommon.Cases
            .Concat(WrongPeriods.Cases)
            .Concat(WrongFigures.Cases)
            .Concat(WrongPools.Cases)
            .Concat(WrongLending.Cases)
            .Concat(WrongDepeg.Cases)
            .Concat(WrongClasses.Cases)
            .Concat(WrongMarket.Cases)
            .Concat(WrongUncertain.Cases)
            .Concat(WrongRegimes.Cases)
            .Concat(WrongYaml.Cases)
            .Select(wrong => new TestCaseData(wrong).SetArgDisplayNames(wrong.Name));

    [TestCaseSource(nameof(Cases))]
    public void Parse_WrongScenario_TellsTheErrorAtItsPlace(object testCase)
    {
        var wrong = (Wrong)testCase;
        ScenarioResult result = ScenarioReader.Parse(wrong.Text, Samples.FileName);
        string all = string.Join("\n", result.Errors);
        string place = $"{Samples.FileName}:{wrong.Line}:{wrong.Column}: ";
        Assert.That(result.IsValid, Is.False);
        Assert.That(
            result.Errors.Select(error => error.ToString()),
            Has.Some.StartsWith(place).And.Contains(wrong.Message),
            all);
        Assert.That(result.Errors, Has.Count.EqualTo(wrong.Errors), all);
    }

    [Test]
    public void Parse_ManyErrors_TellsAllInOrderOfPosition()
    {
        string text = Samples.Pools
            .Replace("90d", "0d", StringComparison.Ordinal)
            .Replace("2300", "-1", StringComparison.Ordinal)
            .Replace("fee: 0.003", "fee: 7", StringComparison.Ordinal)
            .Replace("pool: v2", "pool: v9", StringComparison.Ordinal)
            .Replace("0.84", "2", StringComparison.Ordinal);
        ScenarioResult result = ScenarioReader.Parse(text, Samples.FileName);
        Assert.That(
            result.Errors.Select(error => error.KeyPath),
            Is.EqualTo(new[]
            {
                "horizon", "assets.ETH.price", "correlations.ETH-BTC", "pools.v2.fee",
                "positions.full.pool",
            }));
        Assert.That(result.Scenario, Is.Null);
        Assert.That(result.SourceText, Is.EqualTo(text));
    }

    /// <summary>Eight equal correlations below -1/7 cannot be, while those of any seven can: all
    /// 28 pairs contradict each other, too many for a line.</summary>
    [Test]
    public void Parse_CorrelationsOfManyAssets_ShowsSomeOfThem()
    {
        string[] names = ["A", "B", "C", "D", "E", "F", "G", "H"];
        string assets = string.Concat(names.Select(name =>
            $"  {name}: {{ price: 1, process: {{ kind: gbm, drift: 0, volatility: 0.5 }} }}\n"));
        string correlations = string.Join(", ", names.SelectMany((first, i) =>
            names.Skip(i + 1).Select(second => $"{first}-{second}: -0.15")));
        ScenarioResult result = ScenarioReader.Parse(
            $$"""
            scenario: eight
            kernel: impermanent-loss
            horizon: 1d
            step: 1h
            assets:
            {{assets}}correlations: { {{correlations}} }
            pools:
              p: { kind: constant-product, base: A, quote: B, fee: 0.003, value: 1000000 }
            positions:
              a: { pool: p, value: 10000 }
            """,
            "scenario.yaml");
        Assert.That(result.Errors.Single().Message, Does.StartWith(
            "found -0.15 beside A-B -0.15, A-C -0.15, B-C -0.15, A-D -0.15, B-D -0.15, C-D -0.15 "
            + "and 21 more pairs; allowed beside those is "));
    }

    [Test]
    public void Parse_ManyThousandErrors_TellsTheFirstAndCountsTheRest()
    {
        string keys = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"key{i}: 1\n"));
        var watch = Stopwatch.StartNew();
        ScenarioResult result = ScenarioReader.Parse(Samples.Pools + "\n" + keys, "s.yaml");
        Assert.That(result.Errors, Has.Count.EqualTo(201));
        Assert.That(result.Errors[^1].Message, Is.EqualTo("19,800 more errors are not shown"));
        Assert.That(watch.Elapsed.TotalSeconds, Is.LessThan(20));
    }

    [Test]
    public void Parse_TooLongText_IsRefused()
    {
        ScenarioResult result = ScenarioReader.Parse(new string('#', 5_000_000), "s.yaml");
        Assert.That(result.Errors.Single().Message, Does.Contain("longer than 4194304"));
    }

    [Test]
    public void Error_WithoutKeyPath_PrintsPlaceAndMessage()
    {
        var error = new ScenarioError("a.yaml", 3, 7, "", "found a tab");
        Assert.That(error.ToString(), Is.EqualTo("a.yaml:3:7: found a tab"));
    }
}
