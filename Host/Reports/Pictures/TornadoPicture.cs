using GpuRisk.Host.Figures;
using GpuRisk.Host.Runs.Sensitivities;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace GpuRisk.Host.Reports.Pictures;

/// <summary>What numbers do to a figure as a PNG: a bar for each end of a number, the largest on
/// top, with its 95 % interval.</summary>
internal static class TornadoPicture
{
    private const int Width = 1000;
    private const int RowHeight = 28;
    private const int Margins = 110;
    private const double BarSize = 0.7;
    private const double Errors = 1.96;

    /// <summary>Draws it.</summary>
    public static byte[] Of(SensitivityResult result)
    {
        IReadOnlyList<SensitivityRow> rows = result.Drawn;
        (double factor, string unit) = MetricScale.Of(result.Unit);
        double stated = (result.Value ?? 0) * factor;
        using var plot = new Plot();
        var ticks = new NumericManual();
        for (int i = 0; i < rows.Count; i++)
        {
            Draw(plot, rows[i].Down, -i, stated, factor, PicturePalette.Other);
            Draw(plot, rows[i].Up, -i, stated, factor, PicturePalette.Accent);
            ticks.AddMajor(-i, rows[i].Key);
        }

        VerticalLine line = plot.Add.VerticalLine(stated, 1, Colors.Black);
        line.LinePattern = LinePattern.Solid;
        plot.Axes.Left.TickGenerator = ticks;
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.XLabel($"{unit}; orange: number lower than stated, blue: higher; lines of 95 %");
        plot.Title($"{result.Scenario}: {result.Expression ?? result.Figure}");
        plot.HideGrid();
        plot.Axes.SetLimitsY(-rows.Count, 1);
        return plot.GetImageBytes(Width, Margins + (rows.Count * RowHeight), ImageFormat.Png);
    }

    private static void Draw(
        Plot plot, SensitivityEnd? end, int place, double stated, double factor, Color colour)
    {
        if (end?.Change.Value is not { } change) return;
        BarPlot bar = plot.Add.Bar(new Bar
        {
            Position = place,
            Value = stated + (change * factor),
            ValueBase = stated,
            Error = Errors * factor * (end.Change.StandardError ?? 0),
            Size = BarSize,
            FillColor = colour,
            LineWidth = 0,
        });
        bar.Horizontal = true;
    }
}
