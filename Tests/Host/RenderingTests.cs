using System.Text.RegularExpressions;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Cli;
using GpuRisk.Host.Reports.Rendering;
using GpuRisk.Scenarios;
using NUnit.Framework;
using Spectre.Console;

namespace GpuRisk.Tests.Host;

/// <summary>Drawings say what cannot be seen in them.</summary>
internal sealed class RenderingTests
{
    private static readonly Check Bad = new("ETH volatility per year", 0.8, 0.7, 0.01, -10);

    [Test]
    public void Histogram_OneBarFarAboveAll_IsCutAndSaysSo()
    {
        string drawing = Draw([.. Enumerable.Repeat(0f, 800), .. Ramp(200)]);
        Assert.That(drawing, Does.Contain("The bar at 0 holds 80").And.Contain("is cut."));
    }

    // Of 1,000 paths 50 lose 2, 4, ... 100.
    [Test]
    public void Histogram_ThatWouldBeOneBar_IsHowOftenOutcomesLieBeyondValues()
    {
        string drawing = Draw([.. Enumerable.Repeat(0f, 950), .. Ramp(50)]);
        Assert.Multiple(() =>
        {
            Assert.That(drawing, Does.Match(@"above 0 +5\.0 \[3\.8, 6\.5\]"));
            Assert.That(drawing, Does.Match(@"above 50 +2\.5 \[1\.7, 3\.7\]"));
            Assert.That(drawing, Does.Not.Contain("above 100"));
            Assert.That(drawing, Does.Not.Contain("bar at"));
        });
    }

    [Test]
    public void Histogram_EvenOutcomes_FillsTheDrawing()
    {
        string drawing = Draw(Ramp(1000));
        Assert.Multiple(() =>
        {
            Assert.That(drawing, Does.Contain("coin.loss USD, 1,000 paths"));
            Assert.That(drawing, Does.Contain('█'));
            Assert.That(drawing, Does.Not.Contain("is cut"));
        });
    }

    [Test]
    public void Histogram_EqualOutcomes_IsNotDrawn() =>
        Assert.That(Draw([.. Enumerable.Repeat(3f, 100)]), Is.Empty);

    [Test]
    public void Checks_OneFails_IsAWarning()
    {
        Check good = Bad with { Realised = 0.8, ZScore = 0.1 };
        Assert.Multiple(() =>
        {
            Assert.That(CheckTable.Warnings([good]), Is.Empty);
            Assert.That(
                CheckTable.Warnings([good, Bad]).Single(),
                Is.EqualTo(
                    "The simulated ETH volatility per year is 0.7, not the 0.8 that the scenario "
                    + "implies (z = -10.0)."));
        });
    }

    [Test]
    public void Checks_OneFails_TheTableSaysSo()
    {
        using var output = new StringWriter();
        CheckTable.Draw(Console(output), [Bad]);
        Assert.That(output.ToString(), Does.Contain("differs"));
    }

    private const string Longest = "a-metric-whose-name-tells-it-from-others-only-at-its-end-";

    /// <summary>A file or a pipe has no edge, and on a terminal lines can be broken.</summary>
    [TestCase(false)]
    [TestCase(true)]
    public void Table_WiderThanTheScreen_IsNotCut(bool isTerminal)
    {
        using var output = new StringWriter();
        var terminal = new Terminal(output, TextWriter.Null, isTerminal, false, 60);
        Table table = CalibrationRendering.NewTable("name", "a", "b");
        string[] names = ["one", "two"];
        foreach (string name in names)
        {
            table.AddRow(Longest + name, "1,234,567 ± 7,654,321", "12 %");
        }

        terminal.OutputConsole().WriteWhole(table);
        string text = string.Concat(output.ToString().Where(c => !char.IsWhiteSpace(c)));
        Assert.That(output.ToString(), Does.Not.Contain('…'));
        foreach (string name in names)
        {
            string all = isTerminal ? text : output.ToString();
            Assert.That(all, Does.Contain(isTerminal ? name : Longest + name));
        }

        if (isTerminal)
        {
            string plain = Regex.Replace(output.ToString(), "\u001b\\[[0-9;]*m", "");
            Assert.That(
                plain.Split('\n').Select(line => line.TrimEnd().Length),
                Is.All.LessThanOrEqualTo(60));
        }
    }

    [TestCase(0, "0 paths")]
    [TestCase(1, "1 path")]
    [TestCase(2000, "2,000 paths")]
    public void Numbers_HaveNounsInTheirForm(long count, string text) =>
        Assert.That(Counted.Of(count, "path"), Is.EqualTo(text));

    private static float[] Ramp(int count) =>
        [.. Enumerable.Range(1, count).Select(i => 100f * i / count)];

    private static string Draw(float[] outcomes)
    {
        var tally = new RunTally([new Metric("coin", "loss", "USD", 100, MetricSense.Cost)]);
        tally.Add(outcomes, outcomes.Length, outcomes.Length, 0);
        using var output = new StringWriter();
        HistogramChart.Draw(
            Console(output), tally.Metrics[0].Metric, OutcomeBin.Of(tally.Metrics[0]));
        return output.ToString();
    }

    private static IAnsiConsole Console(StringWriter output) =>
        new Terminal(output, TextWriter.Null, false, false, 100).OutputConsole();
}
