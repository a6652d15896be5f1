using System.Text;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Figures;
using GpuRisk.Scenarios;
using Spectre.Console;

namespace GpuRisk.Host.Reports.Rendering;

/// <summary>A histogram of a metric's outcomes in blocks, losses in red; how often they lie beyond
/// some values where it would be one bar.</summary>
internal static class HistogramChart
{
    private const int Rows = 8;
    private const int WidestBars = 96;
    private const string Blocks = " ▁▂▃▄▅▆▇█";

    // A bar so much higher than the next would press all others flat; it is cut instead.
    private const double CutFrom = 3.0;

    /// <summary>Draws it.</summary>
    /// <param name="console">Where to draw.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="outcomes">Its outcomes.</param>
    public static void Draw(
        IAnsiConsole console, Metric metric, IReadOnlyList<OutcomeBin> outcomes)
    {
        long count = outcomes.Sum(bin => bin.Count);
        MetricScale scale = MetricScale.Of(metric.Unit);
        int width = Math.Min(console.Profile.Width - 2, WidestBars);

        // The Rice rule: with more bars than that, chance draws most of the shape.
        int bars = Math.Clamp((int)(2 * Math.Cbrt(count)), 2, width);
        int columns = width / bars;
        var histogram = new Histogram(metric, outcomes, width / columns);
        if (histogram.Bars.Count < 2)
        {
            return;
        }

        IReadOnlyList<Exceedance> levels = Exceedance.Of(metric, outcomes, histogram);
        console.WriteLine();
        bool isWeighted = metric.Dependence == PathDependence.None
            && outcomes.Any(bin => bin.IsWeighted);
        string note =
            $"{scale.Unit}, {(isWeighted ? "weighted paths" : Counted.Of(count, "path"))}";
        console.MarkupLineInterpolated($"[bold aqua]{metric.Name}[/] [grey]{note}[/]");
        if (levels.Count > 0)
        {
            ExceedanceChart.Draw(console, metric, levels);
            return;
        }

        DrawBars(console, histogram.Bars, metric, columns);
        DrawAxis(console, histogram.Bars, scale.Factor, columns);
        DrawNotes(console, histogram, count, isWeighted);
    }

    private static void DrawBars(
        IAnsiConsole console, IReadOnlyList<HistogramBar> bars, Metric metric, int columns)
    {
        double top = Top(bars);
        for (int row = Rows - 1; row >= 0; row--)
        {
            var line = new StringBuilder("  ");
            foreach (IGrouping<bool, HistogramBar> run in Runs(bars, metric))
            {
                string colour = run.Key ? "red" : "green";
                line.Append('[').Append(colour).Append(']');
                foreach (HistogramBar bar in run)
                {
                    double height = (bar.Count / top * Rows) - row;
                    int eighths = (int)Math.Clamp(Math.Ceiling(height * 8), 0, 8);
                    line.Append(Blocks[eighths], columns);
                }

                line.Append("[/]");
            }

            console.MarkupLine(line.ToString());
        }
    }

    /// <summary>The bars in order, losses apart from the others.</summary>
    private static IEnumerable<IGrouping<bool, HistogramBar>> Runs(
        IReadOnlyList<HistogramBar> bars, Metric metric) =>
        bars.GroupBy(bar => metric.Sense switch
        {
            MetricSense.Gain => bar.High <= metric.Origin,
            MetricSense.Cost => (bar.Low + bar.High) / 2 > metric.Origin,
            _ => false,
        });

    private static double Top(IReadOnlyList<HistogramBar> bars)
    {
        long[] highest = [.. bars.Select(bar => bar.Count).OrderDescending().Take(2)];
        return Math.Max(1, highest[0] > CutFrom * highest[1] ? highest[1] * 1.1 : highest[0]);
    }

    private static void DrawAxis(
        IAnsiConsole console, IReadOnlyList<HistogramBar> bars, double scale, int columns)
    {
        const int ticks = 5;
        int width = bars.Count * columns;
        char[] marks = new string('─', width).ToCharArray();
        char[] labels = new string(' ', width).ToCharArray();
        int free = 0;
        for (int tick = 0; tick < ticks; tick++)
        {
            int at = (width - 1) * tick / (ticks - 1);
            double share = tick == ticks - 1 ? 1 : (double)at / width;
            double value = bars[0].Low + (share * (bars[^1].High - bars[0].Low));
            string text = FigureText.Compact(value * scale);
            int start = Math.Clamp(at - (text.Length / 2), 0, Math.Max(0, width - text.Length));
            if (start < free || start + text.Length > width)
            {
                continue;
            }

            marks[at] = '┴';
            text.CopyTo(labels.AsSpan(start));
            free = start + text.Length + 1;
        }

        console.MarkupLineInterpolated($"  [grey]{new string(marks)}[/]");
        console.MarkupLineInterpolated($"  [grey]{new string(labels).TrimEnd()}[/]");
    }

    private static void DrawNotes(
        IAnsiConsole console, Histogram histogram, long count, bool isWeighted)
    {
        long outside = histogram.Below + histogram.Above;
        var notes = new List<string>();
        HistogramBar highest = histogram.Bars.MaxBy(bar => bar.Count);
        if (Top(histogram.Bars) < highest.Count)
        {
            string middle = highest.Low <= 0 && highest.High >= 0
                ? "0"
                : FigureText.Compact((highest.Low + highest.High) / 2);
            string share = FigureText.Compact(100.0 * highest.Count / count);
            notes.Add($"The bar at {middle} holds {share}% of the paths and is cut.");
        }

        if (outside > 0)
        {
            notes.Add(isWeighted
                ? $"{FigureText.Compact(100.0 * outside / count)}% lie outside of the drawing."
                : $"{Counted.Of(outside, "path lies", "paths lie")} outside of the drawing.");
        }

        if (notes.Count > 0)
        {
            console.MarkupLineInterpolated($"  [grey]{string.Join(" ", notes)}[/]");
        }
    }
}
