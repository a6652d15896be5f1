using GpuRisk.Engine.Results;
using GpuRisk.Host.Figures;

namespace GpuRisk.Host.Reports.Pages;

/// <summary>The figures that a scenario states, with their expressions.</summary>
internal static class OwnFigureTable
{
    /// <summary>Adds it.</summary>
    public static void Add(
        Html html, RunResult result, IReadOnlyDictionary<string, FigureResult> figures) =>
        html.Table("Figures of your own", table =>
        {
            table.Titles([.. OwnFigure.Titles], OwnFigure.Texts);
            table.Element("tbody", body =>
            {
                foreach (string[] row in OwnFigure.Rows(result, figures))
                    body.Row(row, OwnFigure.Texts);
            });
        });
}
