using GpuRisk.Host.Figures;
using GpuRisk.Host.Runs.Optimising;
using GpuRisk.Host.Runs.Trials;
using GpuRisk.Scenarios;
using Spectre.Console;

namespace GpuRisk.Host.Reports.Rendering;

/// <summary>What an optimisation found, on the terminal.</summary>
internal static class OptimumRendering
{
    private static readonly string[] Titles =
        ["key", "lower", "why", "best", "higher", "why"];

    /// <summary>Draws it.</summary>
    public static void Draw(IAnsiConsole console, OptimumResult result)
    {
        console.Write(new Rule($"[bold aqua]{Markup.Escape(result.Scenario)}[/]")
        {
            Justification = Justify.Left,
            Style = new Style(Color.Grey),
        });
        string[] facts =
        [
            Counted.Of(result.Runs.Count, "run"), $"{Counted.Of(result.Paths, "path")} each",
            $"seed {result.Seed}", result.Precision,
        ];
        console.MarkupLineInterpolated($"{string.Join(" · ", facts)}");
        if (result.Partial)
            console.MarkupLine("[bold yellow]PARTIAL: stopped before the end of the search.[/]");
        if (!result.Best.IsFeasible)
        {
            console.MarkupLine(
                "[bold yellow]NOTHING FEASIBLE: no run keeps all limits; shown is the one that "
                + "exceeds them least.[/]");
        }

        console.MarkupLineInterpolated($"[bold]{Finding(result)}[/]");
        DrawKeys(console, result);
        DrawLimits(console, result.Best, "");
        DrawAgain(console, result);
        foreach (string warning in result.Warnings)
            console.MarkupLineInterpolated($"[bold yellow]warning:[/] {warning}");
    }

    private static string Finding(OptimumResult result)
    {
        string values = string.Join(", ", result.Keys.Zip(
            result.Best.Values, (key, value) => $"{key} = {FigureText.Compact(value)}"));
        string kind = result.Maximised ? "greatest" : "least";
        return $"{result.Expression ?? result.Figure} is {kind}, {Told(result, result.Best)}, at "
            + values;
    }

    private static string Told(OptimumResult result, Candidate candidate)
    {
        (double factor, string unit) = MetricScale.Of(result.Unit);
        return FigureText.PlusMinus(candidate.Figure * factor, candidate.StandardError * factor)
            + (unit.Length > 0 ? " " + unit : "");
    }

    private static void DrawKeys(IAnsiConsole console, OptimumResult result)
    {
        if (result.Intervals.Count == 0) return;
        FigureTable.Draw(console, Titles, 1, result.Intervals.Select((interval, i) => (string[])
        [
            result.Keys[i], FigureText.Compact(interval.Low.Value), Why(result, interval.Low),
            FigureText.Compact(result.Best.Values[i]), FigureText.Compact(interval.High.Value),
            Why(result, interval.High),
        ]));
        console.MarkupLine(
            "[grey]Lower and higher are the nearest values, others at their best, where the figure "
            + "is worse than at the best by a difference that is told from chance with 95 %, where "
            + "a limit is exceeded, or where the range ends: values between them are not known to "
            + "be worse. Differences are paired, on other random numbers than the search's.[/]");
    }

    private static string Why(OptimumResult result, IntervalEnd end)
    {
        double factor = MetricScale.Of(result.Unit).Factor;
        Difference more = end.Difference;
        string difference =
            FigureText.PlusMinus(more.Value * factor, more.StandardError * factor);
        return end.Kind switch
        {
            BorderKind.None => $"range ends ({difference})",
            BorderKind.Worse => difference,
            BorderKind.Limit => $"limit ({difference})",
            BorderKind.Refused => "no scenario",
            _ => throw new ArgumentOutOfRangeException(
                nameof(end), end.Kind, "There is no such border."),
        };
    }

    private static void DrawLimits(IAnsiConsole console, Candidate candidate, string where)
    {
        foreach (LimitedFigure limit in candidate.Limits)
        {
            string value = FigureText.PlusMinus(limit.Value, limit.StandardError);
            string sure = limit.IsSure switch
            {
                true => "sure with 95 %",
                false => "EXCEEDED with 95 %",
                null => "not sure",
            };
            console.MarkupLineInterpolated($"{limit.Limit}{where}: {value}, {sure}");
        }
    }

    private static void DrawAgain(IAnsiConsole console, OptimumResult result)
    {
        if (result.Again is not { } again) return;
        console.MarkupLineInterpolated(
            $"On other random numbers (seed {result.Seed + 1}): {Told(result, again)}");
        DrawLimits(console, again, ", there");
    }
}
