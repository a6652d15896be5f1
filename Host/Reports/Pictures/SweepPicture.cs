using System.Globalization;
using GpuRisk.Engine.Results;
using GpuRisk.Host.Figures;
using GpuRisk.Host.Runs.Sweeps;
using GpuRisk.Scenarios;
using ScottPlot;
using ScottPlot.Colormaps;
using ScottPlot.MultiplotLayouts;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace GpuRisk.Host.Reports.Pictures;

/// <summary>A sweep as a PNG: a line with error bars for one key, a heat map for two; a panel
/// for each metric.</summary>
internal static class SweepPicture
{
    private const int PanelWidth = 800;
    private const int PanelHeight = 560;
    private const int MostPanels = 4;
    private const int MostCellLabels = 400;
    private const double IntervalErrors = 1.96;

    /// <summary>Why a picture cannot be drawn; null where it can.</summary>
    public static string? Problem(string path, SweepGrid grid, IReadOnlyList<string> metrics)
    {
        if (metrics.Count > MostPanels)
        {
            return $"found {Counted.Of(metrics.Count, "metric")}; at most {MostPanels} fit into "
                + "a picture";
        }

        if (grid.Axes is null ? grid.Keys.Count != 1 : grid.Keys.Count > 2)
        {
            return "a picture shows one key, or two that make a grid";
        }

        return PictureFile.Problem(path);
    }

    /// <summary>Draws it.</summary>
    public static byte[] Of(SweepGrid grid, SweepResult sweep)
    {
        var picture = new Multiplot { Layout = new Columns() };
        picture.AddPlots(sweep.Metrics.Count);
        for (int i = 0; i < sweep.Metrics.Count; i++)
        {
            Plot plot = picture.GetPlot(i);
            if (grid.Keys.Count == 2)
            {
                DrawMap(plot, grid, sweep, sweep.Metrics[i]);
            }
            else
            {
                DrawLine(plot, sweep, sweep.Metrics[i]);
            }
        }

        return picture.Render(PanelWidth * sweep.Metrics.Count, PanelHeight).GetImageBytes();
    }

    private static void DrawLine(Plot plot, SweepResult sweep, string metric)
    {
        string key = sweep.Keys[0];
        SweepRow[] rows =
            [.. sweep.Rows.Where(row => row.Metrics.GetValueOrDefault(metric)?.Mean is not null)];
        string[] texts = [.. rows.Select(row => row.Values[key].ToString())];
        double[]? numbers = Numbers(texts);
        double[] x = numbers ?? [.. rows.Select((_, i) => (double)i)];
        MetricScale scale = ScaleOf(rows, metric);
        double[] y = [.. rows.Select(row => row.Metrics[metric].Mean!.Value * scale.Factor)];
        double[] errors = [.. rows.Select(row =>
            IntervalErrors * scale.Factor * (row.Metrics[metric].StandardError ?? 0))];
        if (rows.Length > 0)
        {
            Scatter line = plot.Add.Scatter(x, y, Colors.SteelBlue);
            line.LineWidth = 2;
            line.MarkerSize = 7;
            ErrorBar bars = plot.Add.ErrorBar(x, y, errors);
            bars.Color = Colors.SteelBlue;
            bars.LineWidth = 1.5f;
        }

        if (numbers is null)
        {
            plot.Axes.Bottom.TickGenerator = new NumericManual(x, texts);
        }

        plot.Title($"{sweep.Scenario}: {metric}");
        plot.XLabel(key);
        plot.YLabel($"mean in {scale.Unit}, bars of 95%");
    }

    private static void DrawMap(Plot plot, SweepGrid grid, SweepResult sweep, string metric)
    {
        MetricScale scale = ScaleOf(sweep.Rows, metric);
        double[,] means = SweepMeans.Of(grid, sweep, metric);
        int rows = means.GetLength(0);
        int columns = means.GetLength(1);
        var upsideDown = new double[rows, columns];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                upsideDown[rows - 1 - row, column] = means[row, column] * scale.Factor;
            }
        }

        if (means.Cast<double>().Any(double.IsFinite))
        {
            Heatmap map = plot.Add.Heatmap(upsideDown);
            map.Colormap = new Viridis();
            map.Smooth = false;
            plot.Add.ColorBar(map).Label = $"mean in {scale.Unit}";
            LabelCells(plot, means, scale.Factor);
        }

        plot.Axes.Bottom.TickGenerator = Ticks(grid.Axes![0]);
        plot.Axes.Left.TickGenerator = Ticks(grid.Axes[1]);
        plot.Axes.SetLimits(-0.5, columns - 0.5, -0.5, rows - 0.5);
        plot.HideGrid();
        plot.Title($"{sweep.Scenario}: {metric}");
        plot.XLabel(grid.Keys[0]);
        plot.YLabel(grid.Keys[1]);
    }

    private static void LabelCells(Plot plot, double[,] means, double factor)
    {
        if (means.Length > MostCellLabels)
        {
            return;
        }

        double[] known = [.. means.Cast<double>().Where(double.IsFinite)];
        double middle = known.Min() + (0.6 * (known.Max() - known.Min()));
        for (int row = 0; row < means.GetLength(0); row++)
        {
            for (int column = 0; column < means.GetLength(1); column++)
            {
                double mean = means[row, column];
                string label = double.IsFinite(mean) ? FigureText.Compact(mean * factor) : "failed";
                Text text = plot.Add.Text(label, column, row);
                text.LabelAlignment = Alignment.MiddleCenter;
                text.LabelFontColor = mean <= middle ? Colors.White : Colors.Black;
                text.LabelFontSize = 13;
            }
        }
    }

    private static NumericManual Ticks(IReadOnlyList<SweepValue> values)
    {
        // More labels than this would run into each other.
        const int mostLabels = 12;
        int every = ((values.Count - 1) / mostLabels) + 1;
        int[] shown = [.. Enumerable.Range(0, values.Count).Where(i => i % every == 0)];
        return new NumericManual(
            [.. shown.Select(i => (double)i)], [.. shown.Select(i => values[i].Text)]);
    }

    private static MetricScale ScaleOf(IEnumerable<SweepRow> rows, string metric)
    {
        MetricResult? first = rows.Select(row => row.Metrics.GetValueOrDefault(metric))
            .FirstOrDefault(figures => figures is not null);
        return MetricScale.Of(first?.Unit ?? "");
    }

    private static double[]? Numbers(string[] texts)
    {
        var numbers = new double[texts.Length];
        for (int i = 0; i < texts.Length; i++)
        {
            bool isNumber = double.TryParse(
                texts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]);
            if (!isNumber)
            {
                return null;
            }
        }

        return numbers;
    }
}
