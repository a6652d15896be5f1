using GpuRisk.Host.Figures;
using GpuRisk.Host.Runs.Comparing;
using GpuRisk.Host.Runs.Storage;
using GpuRisk.Scenarios;
using Spectre.Console;

namespace GpuRisk.Host.Reports.Rendering;

/// <summary>Two runs beside each other, as people read them.</summary>
internal static class ComparisonRendering
{
    private const int LongestValue = 60;

    /// <summary>Draws them.</summary>
    /// <param name="console">Where to draw.</param>
    /// <param name="a">The first run.</param>
    /// <param name="b">The second run.</param>
    /// <param name="comparison">What was found.</param>
    /// <param name="showsAll">Whether to show metrics that are equal too.</param>
    public static void Draw(
        IAnsiConsole console, KeptRun a, KeptRun b, Comparison comparison, bool showsAll)
    {
        foreach ((string name, KeptRun run) in new[] { ("A", a), ("B", b) })
        {
            string paths = Counted.Of(run.Result.Paths, "path");
            string[] facts =
            [
                run.Result.Scenario, run.Result.Kernel,
                run.Result.Partial ? $"{paths}, partial" : paths,
                $"seed {run.Result.Seed}", run.Result.Precision,
            ];
            console.MarkupLineInterpolated(
                $"[bold aqua]{name}[/] {run.Folder} [grey]{string.Join(" · ", facts)}[/]");
        }

        if (comparison.SameRun)
        {
            console.MarkupLineInterpolated(
                $"[bold]The same run[/]: every figure is equal, {a.Result.Digest}.");
        }

        DrawDifferences(console, comparison);
        List<ComparedMetric> shown = [.. comparison.Metrics
            .Where(metric => showsAll || metric.Difference != 0 || metric.StandardError > 0)];
        DrawMetrics(console, shown);
        foreach (string note in Notes(comparison, shown.Count))
        {
            console.MarkupLineInterpolated($"[grey]{note}[/]");
        }
    }

    private static void DrawDifferences(IAnsiConsole console, Comparison comparison)
    {
        if (comparison.Differences.Count == 0)
        {
            console.MarkupLine("Scenario, seed, program and devices are the same.");
            return;
        }

        var table = new Table { Border = TableBorder.Simple };
        foreach (string title in (string[])["what differs", "A", "B"])
        {
            table.AddColumn($"[bold]{title}[/]");
        }

        foreach (ChangedKey key in comparison.Differences)
        {
            table.AddRow(Markup.Escape(key.Key), Value(key.A), Value(key.B));
        }

        console.WriteWhole(table);
    }

    private static string Value(string? text) => text is null
        ? "[grey]not stated[/]"
        : Markup.Escape(text.Length > LongestValue ? text[..LongestValue] + "..." : text);

    private static void DrawMetrics(IAnsiConsole console, List<ComparedMetric> metrics)
    {
        if (metrics.Count == 0)
        {
            return;
        }

        var table = new Table { Border = TableBorder.Simple };
        Padding padding = new(0, 0, 2, 0);
        table.AddColumn(new TableColumn("[bold]metric[/]") { Padding = padding });
        table.AddColumn(new TableColumn("") { Padding = padding });
        foreach (string title in (string[])["A", "B", "B - A ± s.e.", "z"])
        {
            table.AddColumn(new TableColumn($"[bold]{title}[/]")
            {
                Alignment = Justify.Right,
                NoWrap = true,
                Padding = padding,
            });
        }

        foreach (ComparedMetric metric in metrics)
        {
            (double factor, string unit) = MetricScale.Of(metric.Unit);
            table.AddRow(
                Markup.Escape(metric.Name),
                Markup.Escape(unit),
                FigureText.Bracketed(metric.A * factor, metric.ErrorOfA * factor),
                FigureText.Bracketed(metric.B * factor, metric.ErrorOfB * factor),
                FigureText.PlusMinus(metric.Difference * factor, metric.StandardError * factor),
                metric.ZScore is { } score ? FigureText.Fixed(score, 1) : FigureText.None);
        }

        console.WriteWhole(table);
    }

    private static IEnumerable<string> Notes(Comparison comparison, int shown)
    {
        if (comparison.SameRun)
        {
            yield break;
        }

        if (comparison.Metrics.Count > shown)
        {
            yield return Counted.Of(
                comparison.Metrics.Count - shown, "metric is", "metrics are")
                + " equal on every path and left out.";
        }

        if (comparison.OnlyInA.Count > 0)
        {
            yield return $"Only in A: {string.Join(", ", comparison.OnlyInA)}.";
        }

        if (comparison.OnlyInB.Count > 0)
        {
            yield return $"Only in B: {string.Join(", ", comparison.OnlyInB)}.";
        }

        yield return comparison switch
        {
            { Paired: true } =>
                "Errors of differences are exact: path by path, from the samples of both runs.",
            { SameSeed: true } =>
                "Errors of differences suppose independent runs. Both have the same seed, so as "
                + "a rule this overstates them; run both with --samples and the same number of "
                + "paths for exact ones.",
            _ => "Errors of differences are those of independent runs.",
        };
    }
}
