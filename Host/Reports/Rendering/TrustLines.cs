using GpuRisk.Engine.Results;
using GpuRisk.Host.Figures;
using Spectre.Console;

namespace GpuRisk.Host.Reports.Rendering;

/// <summary>What the prices of a run rest on.</summary>
internal static class TrustLines
{
    /// <summary>Draws a line for each process; nothing of older results.</summary>
    public static void Draw(IAnsiConsole console, IReadOnlyList<AssetTrust>? assets)
    {
        foreach (TrustLine line in TrustLine.Of(assets))
        {
            if (line.IsRefuted)
            {
                console.MarkupLineInterpolated(
                    $"[bold yellow]trust:[/] {line.Text} See {TrustLine.Place}.");
            }
            else
            {
                console.MarkupLineInterpolated($"[grey]trust:[/] {line.Text}");
            }
        }
    }
}
