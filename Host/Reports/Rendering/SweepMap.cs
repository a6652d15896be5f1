using GpuRisk.Engine.Results;
using GpuRisk.Host.Figures;
using GpuRisk.Host.Runs.Sweeps;
using ScottPlot.Colormaps;
using Spectre.Console;

namespace GpuRisk.Host.Reports.Rendering;

/// <summary>A heat map of the means of a sweep over two keys, for grids that fit.</summary>
internal static class SweepMap
{
    private const int MostRows = 30;
    private const int Gap = 2;

    /// <summary>Draws it: the first key to the right, the second one upwards; nothing where it
    /// does not fit.</summary>
    public static void Draw(
        IAnsiConsole console, SweepGrid grid, SweepResult sweep, string metric)
    {
        MetricResult? first = sweep.Rows.Select(row => row.Metrics.GetValueOrDefault(metric))
            .FirstOrDefault(figures => figures?.Mean is not null);
        string[] across = [.. grid.Axes![0].Select(value => value.Text)];
        string[] upwards = [.. grid.Axes[1].Select(value => value.Text)];
        if (first is null || upwards.Length > MostRows)
        {
            return;
        }

        MetricScale scale = MetricScale.Of(first.Unit);
        double[,] means = SweepMeans.Of(grid, sweep, metric);
        string[,] cells = Texts(means, scale.Factor);
        int width = Gap + cells.Cast<string>().Concat(across).Max(text => text.Length);
        int margin = upwards.Max(text => text.Length);
        if (margin + (width * across.Length) > console.Profile.Width)
        {
            return;
        }

        IReadOnlyList<string> names = ShortKeys.Of(sweep.Keys);
        string about = $"{scale.Unit}, {names[0]} to the right, {names[1]} upwards";
        console.MarkupLineInterpolated($"[bold aqua]{metric}[/] [grey]{about}[/]");
        (double low, double high) = Range(means);
        for (int row = upwards.Length - 1; row >= 0; row--)
        {
            var line = new System.Text.StringBuilder();
            line.Append("[grey]").Append(Markup.Escape(upwards[row].PadLeft(margin))).Append("[/]");
            for (int column = 0; column < across.Length; column++)
            {
                line.Append(Cell(cells[row, column].PadLeft(width), means[row, column], low, high));
            }

            console.MarkupLine(line.ToString());
        }

        string labels = string.Concat(across.Select(text => text.PadLeft(width)));
        console.MarkupLineInterpolated($"[grey]{new string(' ', margin)}{labels}[/]");
        console.WriteLine();
    }

    private static string Cell(string text, double mean, double low, double high)
    {
        if (!double.IsFinite(mean))
        {
            return $"[grey]{text}[/]";
        }

        double share = high > low ? (mean - low) / (high - low) : 0.5;
        ScottPlot.Color colour = new Viridis().GetColor(share);
        string ink = share > 0.6 ? "black" : "white";
        return $"[{ink} on {colour.ToHex()}]{Markup.Escape(text)}[/]";
    }

    private static string[,] Texts(double[,] means, double factor)
    {
        FigureScale scale = FigureScale.Of(means.Cast<double>()
            .Where(double.IsFinite).Select(mean => (double?)(mean * factor)));
        var texts = new string[means.GetLength(0), means.GetLength(1)];
        for (int row = 0; row < texts.GetLength(0); row++)
        {
            for (int column = 0; column < texts.GetLength(1); column++)
            {
                double mean = means[row, column];
                texts[row, column] =
                    double.IsFinite(mean)
                        ? FigureText.Compact(mean * factor, scale)
                        : FigureText.None;
            }
        }

        return texts;
    }

    private static (double Low, double High) Range(double[,] means)
    {
        double[] known = [.. means.Cast<double>().Where(double.IsFinite)];
        return (known.Min(), known.Max());
    }
}
