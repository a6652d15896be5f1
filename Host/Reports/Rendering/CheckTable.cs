using GpuRisk.Engine.Results;
using GpuRisk.Host.Figures;
using Spectre.Console;

namespace GpuRisk.Host.Reports.Rendering;

/// <summary>The prices of the run beside those that the scenario implies.</summary>
internal static class CheckTable
{
    /// <summary>Draws it; nothing where there is nothing to check.</summary>
    public static void Draw(IAnsiConsole console, IReadOnlyList<Check> checks)
    {
        if (checks.Count == 0)
        {
            return;
        }

        var table = new Table { Border = TableBorder.Simple };
        Padding padding = new(0, 0, 2, 0);
        table.AddColumn(new TableColumn("[bold]simulated prices[/]") { Padding = padding });
        foreach (string title in (string[])["input", "realised ± s.e.", "z"])
        {
            table.AddColumn(new TableColumn($"[bold]{title}[/]")
            {
                Alignment = Justify.Right,
                NoWrap = true,
                Padding = padding,
            });
        }

        table.AddColumn(new TableColumn("") { NoWrap = true, Padding = padding });
        foreach (Check check in checks)
        {
            table.AddRow(
                Markup.Escape(check.Name),
                FigureText.Compact(check.Expected),
                FigureText.PlusMinus(check.Realised, check.StandardError),
                check.ZScore is { } score ? FigureText.Fixed(score, 2) : FigureText.None,
                Verdict(check));
        }

        console.WriteWhole(table);
    }

    /// <summary>What a reader must know of the checks that failed.</summary>
    public static IEnumerable<string> Warnings(IReadOnlyList<Check> checks) => checks
        .Where(check => check.Agrees == false)
        .Select(check =>
            $"The simulated {check.Name} is {FigureText.Compact(check.Realised ?? 0)}, not the "
            + $"{FigureText.Compact(check.Expected)} that the scenario implies"
            + (check.ZScore is { } z ? $" (z = {FigureText.Fixed(z, 1)})." : "."));

    private static string Verdict(Check check) => check.Agrees switch
    {
        true => "[green]ok[/]",
        false => "[bold red]differs[/]",
        null => "[grey]unknown[/]",
    };
}
