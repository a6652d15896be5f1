using GpuRisk.Host.Figures;
using GpuRisk.Host.Runs.Benchmarking;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace GpuRisk.Host.Reports.Pictures;

/// <summary>A report's rates as a PNG: a bar for each entry and device, on a scale of powers of
/// ten.</summary>
internal static class BenchmarkPicture
{
    private const int Width = 1000;
    private const int RowHeight = 30;
    private const int Margins = 170;
    private const double BarSize = 0.8;

    /// <summary>Draws it.</summary>
    public static byte[] Of(BenchmarkReport report)
    {
        BenchmarkRow[] rows = [.. report.Results.Where(row => row.PathStepsPerSecond > 0)];
        string[] devices = [.. rows.Select(row => row.Device).Distinct()];
        using var plot = new Plot();
        var ticks = new NumericManual();
        double floor = Math.Floor(
            rows.Select(row => Math.Log10(row.PathStepsPerSecond!.Value)).DefaultIfEmpty(0).Min());
        double place = 0;
        string? entry = null;
        foreach (BenchmarkRow row in rows)
        {
            place -= entry is not null && entry != row.Entry ? 1.5 : 1;
            entry = row.Entry;
            double rate = Math.Log10(row.PathStepsPerSecond!.Value);
            BarPlot bar = plot.Add.Bar(new Bar
            {
                Position = place,
                Value = rate,
                ValueBase = floor,
                Size = BarSize,
                FillColor = PicturePalette.Of(Array.IndexOf(devices, row.Device)),
                LineWidth = 0,
                Label = Label(row),
            });
            bar.Horizontal = true;
            bar.ValueLabelStyle.FontSize = 12;
            ticks.AddMajor(place, devices.Length > 1 ? $"{row.Entry}, {row.Device}" : row.Entry);
        }

        plot.Axes.Left.TickGenerator = ticks;
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Axes.Bottom.TickGenerator = PowersOfTen(floor);
        plot.XLabel("path-steps per second");
        plot.Title(
            $"gpurisk bench, suite {report.Suite}, {report.Precision}, {report.Machine.Processor}");
        plot.HideGrid();
        double most = rows.Select(row => Math.Log10(row.PathStepsPerSecond!.Value))
            .DefaultIfEmpty(1).Max();
        plot.Axes.SetLimits(floor, most + ((most - floor) * 0.25), place - 1, 0);
        return plot.GetImageBytes(
            Width, Margins + (int)(-place * RowHeight), ImageFormat.Png);
    }

    private static string Label(BenchmarkRow row)
    {
        string rate = FigureText.Compact(row.PathStepsPerSecond!.Value);
        return row.ShareOfLimit is { } share
            ? string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $" {rate}, {100 * share:F0} % of limit")
            : " " + rate;
    }

    private static NumericManual PowersOfTen(double floor)
    {
        var ticks = new NumericManual();
        for (int power = (int)floor; power <= 15; power++)
        {
            ticks.AddMajor(power, FigureText.Compact(Math.Pow(10, power)));
        }

        return ticks;
    }
}
