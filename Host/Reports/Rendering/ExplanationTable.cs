using GpuRisk.Engine.Counterfactuals;
using GpuRisk.Host.Figures;
using GpuRisk.Scenarios;
using Spectre.Console;

namespace GpuRisk.Host.Reports.Rendering;

/// <summary>What features add to measures, as a table, the largest addition to the first measure
/// at the top.</summary>
internal static class ExplanationTable
{
    /// <summary>Draws it.</summary>
    public static void Draw(IAnsiConsole console, Explanation explanation)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn(new TableColumn("[bold]feature[/]"));
        foreach (ExplainedMeasure measure in explanation.Measures)
        {
            string unit = MetricScale.Of(measure.Unit).Unit;
            table.AddColumn(new TableColumn(
                $"[bold]{Markup.Escape(measure.Metric)}[/]\n[grey]{Markup.Escape(unit)}[/]")
            {
                Alignment = Justify.Right,
            });
        }

        table.AddColumn(new TableColumn("[bold]without it[/]"));
        table.AddRow(
            ["[bold]the market as it is[/]", .. explanation.Measures.Select(Figure), ""]);
        table.AddEmptyRow();
        foreach (ExplainedFeature feature in explanation.Features.OrderByDescending(
            f => Math.Abs(f.Contributions[0].Mean ?? 0)))
        {
            table.AddRow(
                [
                    Markup.Escape(feature.Feature),
                    .. feature.Contributions.Select(Addition),
                    $"[grey]{Markup.Escape(feature.Without)}[/]",
                ]);
        }

        console.WriteWhole(table);
        string paths = Counted.Of(explanation.Paths, "path");
        console.MarkupLineInterpolated(
            $"[grey]{paths}, seed {explanation.Seed}, the same for all.[/]");
        console.MarkupLine(
            "[grey]A row tells by how much a measure is higher with the feature than without it, "
            + "all else equal; rows do not add up. Bold: beyond 4 standard errors.[/]");
    }

    private static double ScaleOf(ExplainedMeasure measure) =>
        MetricScale.Of(measure.Unit).Factor;

    private static string Figure(ExplainedMeasure measure) => FigureText.PlusMinus(
        measure.Mean * ScaleOf(measure), measure.StandardError * ScaleOf(measure));

    private static string Addition(ExplainedMeasure measure)
    {
        string sign = measure.Mean > 0 ? "+" : "";
        string text = sign + Figure(measure);
        return Math.Abs(measure.Mean ?? 0) > 4 * (measure.StandardError ?? double.MaxValue)
            ? $"[bold]{text}[/]"
            : text;
    }
}
