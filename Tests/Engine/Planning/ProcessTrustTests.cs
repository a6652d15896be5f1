using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Planning.Prices;
using GpuRisk.Engine.Results;
using GpuRisk.Scenarios;
using GpuRisk.Tests.Engine.Results;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Planning;

/// <summary>What runs say of their processes, beside what docs/backtest.md publishes.</summary>
[TestFixture]
internal sealed partial class ProcessTrustTests
{
    private static readonly string[] Columns =
        ["price 1", "price 7", "price 30", "il 1", "il 7", "il 30"];

    private static readonly string[] PegColumns =
        ["price 1", "price 7", "price 30", "loan 1", "loan 7", "loan 30"];

    private static IEnumerable<BacktestRecord> Records => BacktestRecord.All;

    [TestCaseSource(nameof(Records))]
    public void Record_IsWhatIsPublished(BacktestRecord record)
    {
        string text = File.ReadAllText(Path.Combine(Library.Root, "docs", "backtest.md"));
        string part = record.IsOfPegs
            ? text[text.IndexOf("### Pegs", StringComparison.Ordinal)..]
            : text[..text.IndexOf("### Liquidity providers", StringComparison.Ordinal)];
        string[][] rows = [.. part.Split('\n')
            .Where(line => line.StartsWith('|'))
            .Select(line => line.Split('|')[1..^1].Select(cell => cell.Trim()).ToArray())];
        string[] counts = rows.First(row => row[0] == record.Process && row[1].EndsWith("of 48"));
        Assert.Multiple(() =>
        {
            Assert.That(counts[1], Is.EqualTo($"{record.KupiecRejects} of {record.Tests}"));
            Assert.That(counts[3], Is.EqualTo($"{record.AcerbiSzekelyRejects} of {record.Tests}"));
            Assert.That(counts[4], Is.EqualTo($"{record.PitRejects} of {record.PitTests}"));
            Assert.That(Leading(counts[5]), Is.EqualTo(record.Crps));
        });
        int at = Array.FindIndex(rows, row => row[0] == record.Process && row[1] == "95 %");
        string[] columns = record.IsOfPegs ? PegColumns : Columns;
        var cells = new[] { (0.95, rows[at]), (0.99, rows[at + 1]) }
            .SelectMany(row => columns.Select((column, i) => (
                Level: row.Item1, Column: column, Cell: Share().Match(row.Item2[i + 2]).Groups)))
            .Select(cell => (cell.Level, cell.Column, Beyond: Number(cell.Cell[1].Value) / 100,
                P: cell.Cell[2].Value.StartsWith('<') ? 0 : Number(cell.Cell[2].Value)))
            .ToArray();
        BacktestWorst worst = record.Worst;
        Assert.That(
            cells.Where(cell => cell.P == cells.Min(one => one.P))
                .Select(cell => (cell.Level, cell.Column, Math.Round(cell.Beyond, 4))),
            Does.Contain((
                worst.Level, $"{worst.Position} {worst.HorizonDays}", worst.Beyond)));
    }

    /// <summary>The quantiles of binomial laws: scipy.stats.binom.ppf(0.95, n, 0.05).</summary>
    [TestCase(24, 3)]
    [TestCase(48, 5)]
    [TestCase(100, 9)]
    public void MostByChance_IsTheQuantileOfTheBinomial(int tests, int most) =>
        Assert.That(BacktestRecord.MostByChance(tests), Is.EqualTo(most));

    [TestCase("kind: gbm, drift: 0, volatility: 0.5", "gbm", TrustVerdict.ShapeRefuted)]
    [TestCase(
        "kind: gbm, drift: 0, volatility: 0.5, schedule: [{ at: 1d, volatility: 1 }]", "gbm",
        TrustVerdict.NotBacktested)]
    [TestCase(
        "kind: garch, volatility: 0.5, alpha: 0.1, beta: 0.8", "garch", TrustVerdict.Refuted)]
    [TestCase(
        "kind: garch, volatility: 0.5, alpha: 0.1, beta: 0.8, leverage: 0.1", "garch",
        TrustVerdict.NotBacktested)]
    [TestCase(
        "kind: garch, volatility: 0.5, alpha: 0.1, beta: 0.8, shocks: student-t, "
        + "degreesOfFreedom: 5", "garch-student-t", TrustVerdict.Refuted)]
    [TestCase(
        "kind: garch, volatility: 0.5, alpha: 0.1, beta: 0.8, shocks: residuals, "
        + "residuals: [-1, 0, 2]", "garch-residuals", TrustVerdict.ShapeRefuted)]
    [TestCase(
        "kind: student-t, volatility: 0.5, degreesOfFreedom: 5", "student-t",
        TrustVerdict.ShapeRefuted)]
    [TestCase(
        "kind: ornstein-uhlenbeck, mean: 1, meanReversion: 9, volatility: 0.5",
        "ornstein-uhlenbeck", TrustVerdict.Refuted)]
    [TestCase("kind: constant", "constant", TrustVerdict.NotBacktested)]
    public void Verdict_OfAProcess_IsThatOfItsBacktest(
        string process, string name, TrustVerdict verdict)
    {
        AssetTrust trust = Of(process, "");
        Assert.Multiple(() =>
        {
            Assert.That(trust.Process, Is.EqualTo(name));
            Assert.That(trust.Verdict, Is.EqualTo(verdict));
            Assert.That(
                trust.Text.Contains("HISTORY REFUTES IT", StringComparison.Ordinal),
                Is.EqualTo(verdict == TrustVerdict.Refuted));
        });
    }

    [Test]
    public void Source_IsTold_AndChangesNoHash()
    {
        const string gbm = "kind: gbm, drift: 0, volatility: 0.5";
        Assert.Multiple(() =>
        {
            Assert.That(Of(gbm, "").Source, Is.Null);
            Assert.That(Of(gbm, "").Text, Does.Contain("calibration not stated"));
            Assert.That(
                Of(gbm, "source: 'eth.csv, 2021: daily.', ").Text,
                Does.StartWith("gbm, calibrated on eth.csv, 2021: daily; THIS FIT WAS NOT BACKTESTED "));
            Assert.That(
                Read(gbm, "source: a, ").Hash, Is.EqualTo(Read(gbm, "").Hash));
        });
    }

    /// <summary>Backtests fit to a year of daily returns, with drift 0.</summary>
    [TestCase("365 returns of 1 d, 2022 to 2023", 0, "backtested as fitted, to a year of daily")]
    [TestCase("91 returns of 1 d, 2022 to 2023", 0, "backtested as fitted, to a year of daily")]
    [TestCase("365 returns of 1 d, 2022 to 2023", 0.4, "NOT BACKTESTED (with a drift), but fits")]
    [TestCase("23,981 returns of 1 h, 2021 to 2023", 0, "NOT BACKTESTED (returns of 1 h)")]
    [TestCase("2,190 returns of 1 d, 2018 to 2023", 0, "NOT BACKTESTED (2,190 returns)")]
    [TestCase("years of experience", 0, "NOT BACKTESTED (its source tells none)")]
    [TestCase(null, 0, "NOT BACKTESTED (no calibration stated)")]
    public void FitThatWasNotBacktested_IsToldSo(string? source, double drift, string told)
    {
        string key = source is null ? "" : $"source: 'eth.csv, {source} UTC', ";
        string text = Of(
            FormattableString.Invariant($"kind: gbm, drift: {drift}, volatility: 0.5"), key).Text;
        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Contain(told));
            Assert.That(text, Does.EndWith("on ETH, BTC, UNI and AAVE."));
            Assert.That(text, Does.Not.Contain('\n'));
        });
    }

    [Test]
    public void Json_HasExactlyTheSchemasKeys()
    {
        RunResult result = Models.Simulation.Run(
            ScenarioPlanner.Plan(
                Read("kind: gbm, drift: 0, volatility: 0.5", "")), 64, 1);
        using JsonDocument schema = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Library.Root, "docs", "result.schema.json")));
        using JsonDocument json = JsonDocument.Parse(ResultJson.ToText(result));
        SchemaCheck.Validate(
            json.RootElement.GetProperty("trust"),
            schema.RootElement.GetProperty("properties").GetProperty("trust"),
            schema.RootElement, "$.trust");
        using var bytes = new MemoryStream();
        ResultJson.Write(result, bytes);
        bytes.Position = 0;
        Assert.That(ResultJson.Read(bytes).Trust, Is.EqualTo(result.Trust));
    }

    private static AssetTrust Of(string process, string source) =>
        ProcessTrust.Of(Read(process, source)).Single();

    private static Scenario Read(string process, string source) => ScenarioReader.Parse(
        $$"""
        scenario: trust
        kernel: impermanent-loss
        horizon: 4d
        step: 1d
        assets: { ETH: { price: 1, {{source}}process: { {{process}} } } }
        """, "trust.yaml").Scenario!;

    private static double Leading(string cell) => Number(cell.Split(' ')[0]);

    private static double Number(string text) =>
        double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"([\d.]+)[^(]*\(([<\d.]+)\)")]
    private static partial Regex Share();
}
