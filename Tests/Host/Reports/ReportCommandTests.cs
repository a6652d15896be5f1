using System.Buffers.Binary;
using GpuRisk.Engine.Results;
using GpuRisk.Host.Cli;
using GpuRisk.Host.Reports.Pages;
using GpuRisk.Host.Reports.Pictures;
using NUnit.Framework;
using ScottPlot.Plottables;
using Plot = ScottPlot.Plot;

namespace GpuRisk.Tests.Host.Reports;

/// <summary>A kept run can be drawn again from its folder alone.</summary>
internal sealed class ReportCommandTests : HostFixture
{
    private const int Paths = 2000;
    private const int FewestFanPaths = 256;

    private static readonly byte[] PngStart = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

    [Test]
    public void Report_IsThePageThatTheRunDrew([Values("pool.yaml", "lending.yaml")] string file)
    {
        Keep(file);
        byte[] drawn = File.ReadAllBytes(At("kept/report.html"));
        File.Delete(At("kept/report.html"));
        CommandRun again = CommandRun.Of("report", At("kept"));
        CommandRun elsewhere = CommandRun.Of("report", At("kept"), "--out", At("page.html"));
        Assert.Multiple(() =>
        {
            Assert.That(again.Code, Is.EqualTo(ExitCode.Done), again.Error);
            Assert.That(elsewhere.Code, Is.EqualTo(ExitCode.Done), elsewhere.Error);
            Assert.That(File.ReadAllBytes(At("kept/report.html")), Is.EqualTo(drawn));
            Assert.That(File.ReadAllBytes(At("page.html")), Is.EqualTo(drawn));
        });
    }

    [Test]
    public void Data_IsThatOfTheRun()
    {
        Keep("pool.yaml");
        ReportInput input = KeptReport.Read(At("kept"), out _)!;
        Assert.Multiple(() =>
        {
            Assert.That(
                input.Data.Metrics.Select(metric => metric.Name),
                Is.EquivalentTo(input.Result.Metrics.Keys));
            Assert.That(input.Data.FanPaths, Is.InRange(FewestFanPaths, Paths));
            foreach (MetricPicture metric in input.Data.Metrics.Where(m => m.Bars is not null))
            {
                BarSeries bars = metric.Bars!;
                MetricResult figures = input.Result.Metrics[metric.Name];
                Assert.That(bars.Counts.Sum() + bars.Below + bars.Above, Is.EqualTo(Paths));
                Assert.That(metric.Convergence[^1].Paths, Is.EqualTo(Paths));
                Assert.That(metric.Convergence[^1].Mean, Is.EqualTo(figures.Mean));
                Assert.That(
                    metric.Convergence[^1].StandardError,
                    Is.EqualTo(figures.StandardError).Within(1e-9).Percent);
            }
        });
    }

    [Test]
    public void Fan_OfAllPaths_EndsInTheRunsQuantiles()
    {
        Keep("pool.yaml");
        ReportInput input = KeptReport.Read(At("kept"), out _)!;
        Assume.That(
            input.Data.FanPaths, Is.EqualTo(Paths), "the machine was too busy to draw all");
        Fan fan = input.Data.Fans.Single();
        MetricResult price = input.Result.Metrics["ETH.price"];
        Assert.Multiple(() =>
        {
            Assert.That(fan.Name, Is.EqualTo("ETH.price"));
            Assert.That(fan.Points[0].P05, Is.EqualTo(2000).Within(1e-3));
            Assert.That(fan.Points[^1].Seconds, Is.EqualTo(2 * 86400));
            Assert.That(fan.Points[^1].P05, Is.EqualTo(price.P05));
            Assert.That(fan.Points[^1].P50, Is.EqualTo(price.P50));
            Assert.That(fan.Points[^1].P95, Is.EqualTo(price.P95));
        });
    }

    [Test]
    public void Pictures_AreWholeFiles()
    {
        IReadOnlyList<string> files = PictureFolder.Write(SampleMarket.Input(), At("png"));
        Assert.That(files.Select(Path.GetFileName), Is.SupersetOf(
            new[] { "profits.png", "flows.png", "channels.png", "lorenz.png", "over-time-ETH.price.png" }));
        foreach (string file in files)
        {
            byte[] bytes = File.ReadAllBytes(file);
            Assert.Multiple(() =>
            {
                Assert.That(bytes.Take(8), Is.EqualTo(PngStart), file);
                Assert.That(
                    BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)), Is.EqualTo(1600), file);
                Assert.That(bytes, Has.Length.GreaterThan(10_000), file);
            });
        }
    }

    /// <summary>The page says of such a metric how often it ends beyond values; so does the
    /// picture.</summary>
    [Test]
    public void Picture_OfAMetricThatNearlyNeverDiffers_IsHowOftenItEndsBeyondValues()
    {
        Keep("lending.yaml");
        ReportInput input = KeptReport.Read(At("kept"), out _)!;
        MetricPicture rare = input.Data.Metrics.First(m => m.Bars is not null);
        PageMetric Shown(IReadOnlyList<Exceedance> levels) => PageMetric.Of(
            rare with { Exceedance = levels }, input.Result.Metrics[rare.Name]);
        Exceedance[] levels =
        [
            new(0, true, 40, 0.08, 0.06, 0.11), new(5000, true, 3, 0.006, 0.002, 0.017),
        ];
        using Plot spread = MetricPlots.Distribution(Shown([]));
        using Plot drawn = MetricPlots.Distribution(Shown(levels));
        drawn.RenderInMemory(800, 600);
        string[] labels =
            [.. drawn.Axes.Left.TickGenerator.Ticks.Select(tick => tick.Label)];
        Assert.Multiple(() =>
        {
            Assert.That(spread.GetPlottables<BarPlot>(), Is.Not.Empty);
            Assert.That(drawn.GetPlottables<BarPlot>(), Is.Empty);
            Assert.That(drawn.GetPlottables<Marker>().Count(), Is.EqualTo(2));
            Assert.That(labels, Is.EqualTo(new[] { "above 0", "above 5,000" }));
        });
    }

    [Test]
    public void Png_WritesThePicturesOfAKeptRun()
    {
        Keep("pool.yaml");
        CommandRun run = CommandRun.Of("report", At("kept"), "--png", At("png"));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
            Assert.That(File.Exists(At("png/distribution-full.netVersusHold.png")));
            Assert.That(File.Exists(At("png/over-time-ETH.price.png")));
        });
    }

    [TestCase("report.json", "{}")]
    [TestCase("report.json", "nonsense")]
    [TestCase("result.json", "[]")]
    [TestCase("manifest.json", "null")]
    public void Report_UnreadableFile_IsRefused(string name, string text)
    {
        Keep("pool.yaml");
        Write("kept/" + name, text);
        CommandRun run = CommandRun.Of("report", At("kept"));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain(name));
        });
    }

    [Test]
    public void Report_CannotBeWritten_IsRefused()
    {
        Keep("pool.yaml");
        CommandRun run = CommandRun.Of(
            "report", At("kept"), "--out", Path.Combine(At("pool.yaml"), "page.html"));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain("cannot be written: there is no folder"));
        });
    }

    private void Keep(string scenario)
    {
        CommandRun run = CommandRun.Of(
            "run", At(scenario), "--device", "simd", "--out", At("kept"));
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
    }
}
