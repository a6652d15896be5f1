using System.Globalization;
using ScottPlot;
using ScottPlot.MultiplotLayouts;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace GpuRisk.Benchmarks.Scaling;

/// <summary>The series as a picture: a panel for each size that varies.</summary>
internal static class ScalingPicture
{
    private const int PanelWidth = 760;
    private const int PanelHeight = 500;
    private const double Tolerance = 0.1;
    private const double NanosecondsPerMicrosecond = 1000;

    private static readonly Color[] Hues =
        [Color.FromHex("#0b62a8"), Color.FromHex("#c05a0a")];

    public static void Draw(string file, IReadOnlyList<ScalingSeries> series)
    {
        ScalingSeries[][] panels =
            [.. series.GroupBy(one => one.Panel).Select(group => group.ToArray())];
        var picture = new Multiplot { Layout = new Grid((panels.Length + 1) / 2, 2) };
        picture.AddPlots(panels.Length);
        foreach ((int i, ScalingSeries[] panel) in panels.Index())
        {
            Plot plot = picture.GetPlot(i);
            plot.FigureBackground.Color = Colors.White;
            plot.DataBackground.Color = Colors.White;
            plot.Axes.Title.Label.FontSize = 19;
            plot.Axes.Bottom.Label.FontSize = 16;
            plot.Axes.Left.Label.FontSize = 16;
            plot.Axes.Bottom.TickLabelStyle.FontSize = 14;
            plot.Axes.Left.TickLabelStyle.FontSize = 14;
            if (panel[0].IsConstant)
            {
                DrawConstant(plot, panel[0]);
            }
            else
            {
                DrawLines(plot, panel);
            }
        }

        picture.SavePng(file, 2 * PanelWidth, PanelHeight * ((panels.Length + 1) / 2));
    }

    private static void DrawConstant(Plot plot, ScalingSeries series)
    {
        double level = series.Fit().Intercept;
        double[] x = [.. series.Sizes.Select(Math.Log10)];
        VerticalSpan band = plot.Add.VerticalSpan(
            (1 - Tolerance) * level, (1 + Tolerance) * level, Hues[0].WithAlpha(0.12));
        band.LegendText = $"±{Tolerance:P0}";
        plot.Add.HorizontalLine(level, 1.5f, Hues[0]).LegendText = "cost of the largest run";
        Scatter points = plot.Add.ScatterPoints(x, series.Costs, Hues[0]);
        points.MarkerSize = 10;
        points.LegendText = $"largest deviation {series.Fit().LargestDeviation:P1}";
        plot.Axes.Bottom.TickGenerator = new NumericManual(
            x, [.. series.Sizes.Select(size => size.ToString("N0", CultureInfo.InvariantCulture))]);
        plot.Axes.SetLimits(x[0] - 0.3, x[^1] + 0.3, 0, 1.6 * level);
        plot.Title($"Cost of a path by the size of the run ({series.Title})");
        plot.XLabel(series.Axis);
        plot.YLabel("processor time of a path, ns");
        plot.ShowLegend(Alignment.LowerRight).FontSize = 14;
    }

    private static void DrawLines(Plot plot, ScalingSeries[] panel)
    {
        double largest = panel.Max(one => one.Sizes[^1]);
        double highest = 0;
        foreach ((int i, ScalingSeries one) in panel.Index())
        {
            LinearFit fit = one.Fit();
            double[] costs = [.. one.Costs.Select(cost => cost / NanosecondsPerMicrosecond)];
            highest = Math.Max(highest, costs.Max());
            Scatter points = plot.Add.ScatterPoints(one.Sizes, costs, Hues[i]);
            points.MarkerSize = 10;
            points.LegendText = one.Title;
            LinePlot line = plot.Add.Line(
                one.Sizes[0], fit.At(one.Sizes[0]) / NanosecondsPerMicrosecond,
                largest, fit.At(largest) / NanosecondsPerMicrosecond);
            line.LineColor = Hues[i];
            line.LineWidth = 1.5f;
            line.LegendText =
                $"line: R² {fit.RSquared:F5}, largest deviation {fit.LargestDeviation:P1}";
        }

        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { IntegerTicksOnly = true };
        plot.Axes.SetLimits(0, 1.06 * largest, 0, 1.3 * highest);
        plot.Title($"Cost of a path by {panel[0].Panel}");
        plot.XLabel(panel[0].Axis);
        plot.YLabel("processor time of a path, µs");
        plot.ShowLegend(Alignment.UpperLeft).FontSize = 14;
    }
}
