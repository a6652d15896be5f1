using GpuRisk.Host.Figures;
using GpuRisk.Host.Runs.Contributing;
using GpuRisk.Scenarios;
using Spectre.Console;

namespace GpuRisk.Host.Reports.Rendering;

/// <summary>What parts add to a shortfall, on the terminal.</summary>
internal static class ContributionRendering
{
    private static readonly string[] Titles = ["part", "adds", "share", "alone"];

    /// <summary>Draws it.</summary>
    public static void Draw(IAnsiConsole console, ContributionResult result)
    {
        (double factor, string unit) = MetricScale.Of(result.Unit);
        string[] facts =
        [
            Counted.Of(result.Paths, "path"), $"seed {result.Seed}", result.Precision,
        ];
        console.MarkupLineInterpolated($"{string.Join(" · ", facts)}");
        string value = Text(result.Value, result.StandardError) + (unit.Length > 0 ? " " : "");
        console.MarkupLineInterpolated($"[bold]{result.Expression} = {value}{unit}[/]");
        FigureTable.Draw(console, Titles, 1, result.Parts.Select(part => (string[])
        [
            part.Weight == 1
                ? part.Metric
                : $"{FigureText.Compact(part.Weight)} * {part.Metric}",
            Text(part.Value, part.StandardError),
            part.Share is { } share ? FigureText.Fixed(100 * share, 1) + " %" : "",
            Text(part.Alone, part.AloneStandardError),
        ]));
        foreach (string warning in result.Warnings)
            console.MarkupLineInterpolated($"[bold yellow]warning:[/] {warning}");
        console.MarkupLine(
            "[grey]What a part adds is its mean loss where the sum loses most: the parts add up. "
            + "Alone is its own expected shortfall at the same level.[/]");

        string Text(double figure, double? error) => FigureText.PlusMinus(
            figure * factor, result.Untrusted ? null : error * factor);
    }
}
