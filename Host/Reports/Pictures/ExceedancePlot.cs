using GpuRisk.Engine.Results;
using GpuRisk.Host.Figures;
using GpuRisk.Host.Reports.Pages;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace GpuRisk.Host.Reports.Pictures;

/// <summary>How often a metric ends beyond some values, with 95% intervals on a scale of powers of
/// ten, as a picture.</summary>
internal static class ExceedancePlot
{
    private static readonly double[] Steps = [1, 2, 5];

    /// <summary>Draws it; the first level stands at the top.</summary>
    public static Plot Of(MetricPicture metric)
    {
        (double scale, string unit) = MetricScale.Of(metric.Unit);
        IReadOnlyList<Exceedance> levels = metric.Exceedance;
        FigureScale column =
            FigureScale.Of(levels.Select(level => (double?)(level.Threshold * scale)));
        Plot plot = MetricPlots.Blank(
            "", "share of paths, %, with its 95% interval", $"{metric.Name}, {unit}");
        foreach ((int i, Exceedance level) in levels.Index())
        {
            plot.Add.Line(Place(level.Low), -i, Place(level.High), -i).LineColor =
                PicturePalette.Accent;
            plot.Add.Marker(
                Place(level.Share), -i, MarkerShape.FilledCircle, 8, PicturePalette.Accent);
        }

        plot.Axes.Left.TickGenerator = new NumericManual(
            [.. levels.Select((_, i) => (double)-i)],
            [.. levels.Select(level => (level.IsAbove ? "above " : "below ")
                + FigureText.Compact(level.Threshold * scale, column))]);
        double[] ticks = Ticks(levels.Min(level => level.Low), levels.Max(level => level.High));
        plot.Axes.Bottom.TickGenerator = new NumericManual(
            [.. ticks.Select(Math.Log10)], [.. ticks.Select(tick => FigureText.Compact(tick))]);
        plot.Axes.SetLimitsX(Math.Log10(ticks[0]), Math.Log10(ticks[^1]));
        plot.Axes.SetLimitsY(0.5 - levels.Count, 0.5);
        return plot;
    }

    private static double Place(double share) => Math.Log10(100 * share);

    // Round numbers of percent, from the one below all shares to the one above them.
    private static double[] Ticks(double low, double high)
    {
        (double first, double last) = (Math.Floor(Place(low)), Math.Ceiling(Place(high)));

        // Over many powers of ten the numbers between them would run into each other.
        double[] steps = last - first > 2 ? [1] : Steps;
        double[] all = [.. Enumerable.Range((int)first, (int)(last - first) + 1)
            .SelectMany(power => steps.Select(step => step * Math.Pow(10, power)))];
        return [.. all.Where(tick => tick > all.Last(t => t <= 100 * low) * 0.99
            && tick < all.First(t => t >= 100 * high) * 1.01)];
    }
}
