using GpuRisk.Engine.Results;
using GpuRisk.Host.Figures;
using GpuRisk.Host.Runs.Sweeps;
using GpuRisk.Scenarios;
using Spectre.Console;

namespace GpuRisk.Host.Reports.Rendering;

/// <summary>The means of a sweep with their errors: a row for each combination.</summary>
internal static class SweepTable
{
    // The border and the gap on both sides of a column.
    private const int Margin = 3;

    /// <summary>Draws it, with as many metrics as there is room for.</summary>
    public static void Draw(IAnsiConsole console, SweepResult sweep)
    {
        IEnumerable<string[]> keys = sweep.Keys.Zip(
            ShortKeys.Of(sweep.Keys),
            (key, title) => (string[])
                [title, .. sweep.Rows.Select(row => row.Values[key].ToString())]);
        var columns = new List<string[]>(keys);
        int room = console.Room() - columns.Sum(Width);
        int shown = 0;
        foreach (string[] column in sweep.Metrics.Select(metric => Column(sweep, metric)))
        {
            room -= Width(column);
            if (room < 0 && shown > 0)
            {
                break;
            }

            columns.Add(column);
            shown++;
        }

        Draw(console, columns, sweep.Rows.Count);
        if (shown < sweep.Metrics.Count)
        {
            string needy =
                Counted.Of(sweep.Metrics.Count - shown, "metric needs", "metrics need");
            console.MarkupLineInterpolated($"[grey]{needy} a wider terminal.[/]");
        }
    }

    private static void Draw(IAnsiConsole console, List<string[]> columns, int rows)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (string[] column in columns)
        {
            table.AddColumn(new TableColumn($"[bold]{Markup.Escape(column[0])}[/]")
            {
                Alignment = Justify.Right,
                NoWrap = true,
                Padding = new Padding(0, 0, 2, 0),
            });
        }

        for (int row = 1; row <= rows; row++)
        {
            table.AddRow([.. columns.Select(column => Markup.Escape(column[row]))]);
        }

        console.WriteWhole(table);
    }

    /// <summary>A metric's title, a line for each part of it, and its figures.</summary>
    private static string[] Column(SweepResult sweep, string metric)
    {
        MetricResult? first = sweep.Rows.Select(row => row.Metrics.GetValueOrDefault(metric))
            .FirstOrDefault(figures => figures is not null);
        (double factor, string unit) = MetricScale.Of(first?.Unit ?? "");
        FigureScale scale = FigureScale.Of(sweep.Rows
            .Select(row => row.Metrics.GetValueOrDefault(metric))
            .SelectMany(figures =>
                (double?[])[figures?.Mean * factor, figures?.StandardError * factor]));
        int split = metric.LastIndexOf('.');
        return
        [
            $"{metric[..Math.Max(split, 0)]}\n{metric[(split + 1)..]}\n{unit}",
            .. sweep.Rows.Select(row => row.Metrics.GetValueOrDefault(metric) is { } figures
                ? FigureText.Mean(figures.Mean, figures.Errors.Mean, factor, scale)
                : "failed"),
        ];
    }

    private static int Width(string[] column) =>
        Margin + column.SelectMany(text => text.Split('\n')).Max(line => line.Length);
}
