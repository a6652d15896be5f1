using GpuRisk.Host.Figures;
using GpuRisk.Host.Reports.Pages;
using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace GpuRisk.Host.Reports.Pictures;

/// <summary>Charts that every kernel has, as pictures.</summary>
internal static class MetricPlots
{
    private const double Secondary = 0.5;

    private static readonly string[] Preferred =
        ["Segoe UI", "Helvetica Neue", "Arial", "Noto Sans", "Liberation Sans", "DejaVu Sans"];

    // What the system takes for its default may well be a serif face.
    private static string Family { get; } = Preferred
        .FirstOrDefault(SKFontManager.Default.FontFamilies.Contains, Fonts.Default);

    /// <summary>A plot with quiet axes and readable numbers.</summary>
    public static Plot Blank(string title, string across, string up)
    {
        var plot = new Plot { ScaleFactor = 2 };
        plot.Font.Set(Family);
        plot.Title(title, 15);
        plot.XLabel(across, 12);
        plot.YLabel(up, 12);
        plot.Axes.Title.Label.Bold = false;
        plot.Axes.Bottom.Label.Bold = plot.Axes.Left.Label.Bold = false;
        plot.Axes.Top.FrameLineStyle.Width = plot.Axes.Right.FrameLineStyle.Width = 0;
        plot.Grid.MajorLineColor = Colors.Black.WithAlpha(0.08);
        foreach (IAxis axis in (IAxis[])[plot.Axes.Bottom, plot.Axes.Left])
        {
            axis.TickGenerator = new NumericAutomatic
            {
                LabelFormatter = value => FigureText.Compact(value),
                TickDensity = 0.4,
            };
        }

        return plot;
    }

    /// <summary>How often each outcome came; where nearly all paths end alike, how often they end
    /// beyond some values.</summary>
    public static Plot Distribution(PageMetric metric) => metric.Picture.Exceedance.Count > 0
        ? ExceedancePlot.Of(metric.Picture)
        : Density(metric);

    private static Plot Density(PageMetric metric)
    {
        (double scale, string unit) = MetricScale.Of(metric.Picture.Unit);
        Pages.BarSeries bars = metric.Picture.Bars!;
        double step = (bars.High - bars.Low) / bars.Counts.Count;
        double total = bars.Counts.Sum() + bars.Below + bars.Above;
        Plot plot = Blank("", $"{metric.Picture.Name}, {unit}", "share of paths, %");
        plot.Add.Bars(bars.Counts.Select((count, i) => new Bar
        {
            Position = scale * (bars.Low + (step * (i + 0.5))),
            Value = 100 * count / total,
            Size = scale * step,
            FillColor = PicturePalette.Accent,
            LineColor = Colors.White,
            LineWidth = 0.5f,
        }).ToArray());
        foreach ((string name, double? value) in metric.Marks)
        {
            if (value >= bars.Low && value <= bars.High)
            {
                ScottPlot.Plottables.VerticalLine line = plot.Add.VerticalLine(
                    value.Value * scale, 1.5f, PicturePalette.Other,
                    name == "mean" ? LinePattern.Solid : LinePattern.Dashed);
                line.LabelText = name;
                line.LabelOppositeAxis = true;
                line.LabelBackgroundColor = Colors.Transparent;
                line.LabelFontColor = PicturePalette.Other;
            }
        }

        // Room for the marks' names.
        plot.Axes.Top.MinimumSize = 28;
        plot.Axes.Margins(bottom: 0);
        return plot;
    }

    /// <summary>How a metric spreads over time.</summary>
    public static Plot OverTime(Fan fan)
    {
        (double scale, string unit) = MetricScale.Of(fan.Unit);
        double horizon = fan.Points[^1].Seconds;
        (double length, string name) = horizon >= 5 * 86400 ? (86400.0, "days")
            : horizon >= 3 * 3600 ? (3600.0, "hours") : (60.0, "minutes");
        double[] times = [.. fan.Points.Select(point => point.Seconds / length)];
        double[] Levels(Func<FanPoint, double> level) =>
            [.. fan.Points.Select(point => scale * level(point))];

        Plot plot = Blank(fan.Name, name, unit);
        Band(plot, times, Levels(p => p.P05), Levels(p => p.P95), 0.2);
        Band(plot, times, Levels(p => p.P25), Levels(p => p.P75), 0.4);
        plot.Add.ScatterLine(times, Levels(p => p.P50), PicturePalette.Accent).LineWidth = 2;
        plot.Axes.Margins(horizontal: 0);
        return plot;
    }

    /// <summary>A mean as paths come in.</summary>
    public static Plot Convergence(PageMetric metric)
    {
        (double scale, string unit) = MetricScale.Of(metric.Picture.Unit);
        IReadOnlyList<PartialMean> means = metric.Picture.Convergence;
        double[] doublings = [.. means.Select(mean => Math.Log2(mean.Paths))];
        Plot plot = Blank(metric.Picture.Name, "paths", $"mean, {unit}");
        plot.Add.HorizontalLine(
            means[^1].Mean * scale, 1, PicturePalette.Accent.WithAlpha(Secondary));
        foreach ((int i, PartialMean mean) in means.Index())
        {
            double reach = 1.96 * (mean.StandardError ?? 0);
            plot.Add.Line(
                doublings[i], scale * (mean.Mean - reach), doublings[i],
                scale * (mean.Mean + reach)).LineColor = PicturePalette.Accent;
            plot.Add.Marker(
                doublings[i], scale * mean.Mean, MarkerShape.FilledCircle, 7,
                PicturePalette.Accent);
        }

        plot.Axes.Bottom.TickGenerator = new NumericManual(
            doublings, [.. means.Select(mean => FigureText.Compact(mean.Paths))]);
        return plot;
    }

    /// <summary>Adds a filled band.</summary>
    public static void Band(Plot plot, double[] xs, double[] low, double[] high, double opacity)
    {
        ScottPlot.Plottables.FillY band = plot.Add.FillY(xs, low, high);
        band.FillColor = PicturePalette.Accent.WithAlpha(opacity);
        band.LineWidth = 0;
        band.MarkerSize = 0;
    }
}
