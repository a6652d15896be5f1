using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Figures;
using Spectre.Console;

namespace GpuRisk.Host.Reports.Rendering;

/// <summary>How often a metric's outcomes lie beyond some values, where nearly all are one.
/// </summary>
internal static class ExceedanceChart
{
    private const int WidestBar = 32;

    /// <summary>Draws it.</summary>
    public static void Draw(
        IAnsiConsole console, Metric metric, IReadOnlyList<Exceedance> levels)
    {
        (double factor, string unit) = MetricScale.Of(metric.Unit);
        FigureScale scale =
            FigureScale.Of(levels.Select(level => (double?)(level.Threshold * factor)));
        double largest = levels.Max(level => level.Share);
        var table = new Table { Border = TableBorder.None };
        table.AddColumn(new TableColumn($"[grey]{Markup.Escape(unit)}[/]") { NoWrap = true });
        table.AddColumn(new TableColumn("[grey]% of paths, 95%[/]") { NoWrap = true });
        table.AddColumn(new TableColumn(""));
        foreach (Exceedance level in levels)
        {
            string side = level.IsAbove ? "above" : "below";
            int length = (int)Math.Max(1, Math.Round(WidestBar * level.Share / largest));
            table.AddRow(
                $"{side} {FigureText.Compact(level.Threshold * factor, scale)}  ",
                Markup.Escape(Share(level)),
                $"[{(IsLoss(metric, level) ? "red" : "green")}]{new string('█', length)}[/]");
        }

        console.WriteWhole(table);
    }

    /// <summary>A share in percent with its interval.</summary>
    public static string Share(Exceedance level) => FigureText.Mean(
        level.Share,
        new Uncertainty(null, level.Low, level.High, Untrusted: true),
        100);

    private static bool IsLoss(Metric metric, Exceedance level) => metric.Sense switch
    {
        MetricSense.Gain => !level.IsAbove && level.Threshold <= metric.Origin,
        MetricSense.Cost => level.IsAbove && level.Threshold >= metric.Origin,
        _ => false,
    };
}
