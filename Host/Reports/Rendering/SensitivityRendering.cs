using GpuRisk.Host.Runs.Sensitivities;
using GpuRisk.Scenarios;
using Spectre.Console;

namespace GpuRisk.Host.Reports.Rendering;

/// <summary>What the numbers of a scenario do to a figure, on the terminal.</summary>
internal static class SensitivityRendering
{
    /// <summary>Draws it.</summary>
    public static void Draw(IAnsiConsole console, SensitivityResult result)
    {
        console.Write(new Rule($"[bold aqua]{Markup.Escape(result.Scenario)}[/]")
        {
            Justification = Justify.Left,
            Style = new Style(Color.Grey),
        });
        string[] facts =
        [
            result.Kernel, $"{Counted.Of(result.Paths, "path")} each", $"seed {result.Seed}",
            result.Precision,
        ];
        console.MarkupLineInterpolated($"{string.Join(" · ", facts)}");
        if (result.Partial)
            console.MarkupLine("[bold yellow]PARTIAL: stopped before all numbers were moved.[/]");
        console.MarkupLineInterpolated($"[bold]{SensitivityText.Value(result)}[/]");
        console.MarkupLineInterpolated($"{SensitivityText.Finding(result)}");
        FigureTable.Draw(
            console, SensitivityText.Titles, SensitivityText.Texts,
            result.Rows.Select(row => SensitivityText.Row(result, row)));
        if (result.Unmoved.Count > 0)
        {
            console.MarkupLine("[bold]Not moved[/]");
            foreach (UnmovedNumber number in result.Unmoved)
            {
                string value = SensitivityText.Number(number.Value, "");
                console.MarkupLineInterpolated($"{number.Key} = {value}: {number.Reason}");
            }
        }

        foreach (string warning in result.Warnings)
            console.MarkupLineInterpolated($"[bold yellow]warning:[/] {warning}");
        console.MarkupLineInterpolated($"[grey]{SensitivityText.About(result)}[/]");
    }
}
