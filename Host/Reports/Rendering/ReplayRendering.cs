using GpuRisk.Engine.Replaying;
using GpuRisk.Host.Figures;
using Spectre.Console;

namespace GpuRisk.Host.Reports.Rendering;

/// <summary>A replay on the terminal.</summary>
internal static class ReplayRendering
{
    /// <summary>Draws how a scenario did.</summary>
    public static void Draw(IAnsiConsole console, ReplayResult result)
    {
        foreach (ReplayMetric metric in result.Metrics)
        {
            console.MarkupLineInterpolated($"{ReplayText.Fact(metric)} ({metric.Unit})");
            FigureTable.Draw(
                console, ReplayText.MomentTitles, ReplayText.MomentTexts,
                ReplayText.Rows(metric));
        }

        FigureTable.Draw(
            console, ReplayText.MetricTitles, ReplayText.MetricTexts,
            result.Metrics.Select(ReplayText.Row));
        console.MarkupLineInterpolated($"[bold]{ReplayText.Finding(result)}[/]");
        foreach (string warning in result.Warnings)
            console.MarkupLineInterpolated($"[bold yellow]warning:[/] {warning}");
    }
}
