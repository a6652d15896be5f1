using GpuRisk.Engine.Breaches;
using GpuRisk.Host.Figures;
using GpuRisk.Host.Runs.Breaching;
using Spectre.Console;

namespace GpuRisk.Host.Reports.Rendering;

/// <summary>What breaches look like, on the terminal.</summary>
internal static class BreachRendering
{
    private const int Rows = 12;

    /// <summary>Draws it.</summary>
    public static void Draw(IAnsiConsole console, BreachResult result)
    {
        console.Write(new Rule($"[bold aqua]{Markup.Escape(result.Scenario)}[/]")
        {
            Justification = Justify.Left,
            Style = new Style(Color.Grey),
        });
        console.MarkupLineInterpolated($"{BreachText.Basis(result)}");
        console.MarkupLineInterpolated($"[bold]{BreachText.Finding(result)}[/]");
        if (result.Findings is { } findings) Draw(console, result, findings);
        if (result.Rare is { } rare)
            console.MarkupLineInterpolated($"[grey]{RareText.Sentence(rare)}[/]");
        foreach (string warning in result.Warnings)
            console.MarkupLineInterpolated($"[bold yellow]warning:[/] {warning}");
    }

    /// <summary>Draws a path.</summary>
    public static void Draw(IAnsiConsole console, BreachPath path)
    {
        string breaches = path.Breaches ? "shows" : "does not show";
        string condition = BreachText.Condition(path.Expression);
        string number = FigureText.Count(path.Path);
        console.MarkupLineInterpolated(
            $"[bold]Path {number} of {path.Scenario} {breaches} {condition}.[/]");
        console.MarkupLineInterpolated(
            $"seed {path.Seed} · {path.Precision} · counts {FigureText.Compact(path.Weight)}");
        int last = path.MomentSeconds.Count - 1;
        int[] shown = [.. Enumerable.Range(0, Rows + 1).Select(i => last * i / Rows).Distinct()];
        PathSeries[] moving =
        [
            .. path.Series.Where(series =>
                shown.Select(moment => series.Values[moment]).Distinct().Count() > 1),
        ];
        FigureTable.Draw(
            console,
            ["metric", "unit", .. shown.Select(
                moment => BreachText.Time(path.MomentSeconds[moment]))],
            2,
            moving.Select(series =>
            {
                var (factor, unit) = MetricScale.Of(series.Unit);
                return (string[])
                [
                    series.Metric, unit,
                    .. shown.Select(moment => series.Values[moment] is { } value
                        ? FigureText.Compact(value * factor)
                        : FigureText.None),
                ];
            }));
        foreach (string warning in path.Warnings)
            console.MarkupLineInterpolated($"[bold yellow]warning:[/] {warning}");
    }

    private static void Draw(IAnsiConsole console, BreachResult result, BreachFindings findings)
    {
        console.MarkupLineInterpolated($"{BreachText.Telling(result)}");
        FigureTable.Draw(
            console, BreachText.DriverTitles, BreachText.DriverTexts,
            findings.Drivers.Select(BreachText.Row));
        console.MarkupLineInterpolated($"[grey]{BreachText.AboutDrivers}[/]");
        FigureTable.Draw(
            console, BreachText.EventTitles, 1, findings.Events.Select(BreachText.Row));
        FigureTable.Draw(
            console, BreachText.OrderTitles, 1, findings.Orders.Select(BreachText.Row));
        console.MarkupLineInterpolated($"[grey]{BreachText.AboutEvents(findings)}[/]");
        console.MarkupLine("[bold]Representative paths[/]");
        foreach ((RepresentativePath path, string command) in
            findings.Representatives.Zip(result.Replays))
        {
            console.MarkupLineInterpolated($"{BreachText.Sentence(findings, path)}");
            console.MarkupLineInterpolated($"  {command}");
        }

        console.MarkupLineInterpolated($"[grey]{BreachText.AboutRepresentatives}[/]");
    }
}
