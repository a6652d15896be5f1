using GpuRisk.Engine.Results;
using GpuRisk.Host.Figures;
using Spectre.Console;

namespace GpuRisk.Host.Reports.Rendering;

/// <summary>The figures that a scenario states, with their expressions.</summary>
internal static class OwnFigures
{
    /// <summary>Draws them, where there are any.</summary>
    public static void Draw(IAnsiConsole console, RunResult result)
    {
        if (result.Figures is { } figures)
        {
            FigureTable.Draw(
                console, OwnFigure.Titles, OwnFigure.Texts, OwnFigure.Rows(result, figures));
        }
    }
}
