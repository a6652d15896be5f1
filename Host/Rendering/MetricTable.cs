using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Running;
using GpuRisk.Scenarios;
using Spectre.Console;

namespace GpuRisk.Host.Rendering;

/// <summary>The table of all metrics, subject by subject.</summary>
internal static class MetricTable
{
    private const int Gap = 1;
    private const int FirstNumber = 2;

    /// <summary>Draws it.</summary>
    public static void Draw(IAnsiConsole console, CompletedRun run)
    {
        List<Metric> all = run.Plan.Metrics.Where(metric => !metric.Internal).ToList();
        HashSet<string> still = [.. run.Plan.Scenario.Assets
            .Where(asset => asset.Process is ConstantProcess)
            .Select(asset => asset.Name)];
        bool IsShown(Metric metric)
        {
            MetricResult figures = run.Result.Metrics[metric.Name];
            bool isStill = still.Contains(metric.Subject) && MetricRow.IsConstant(figures);
            return !isStill && !MetricRow.IsZero(figures);
        }

        List<Metric> shown = all.FindAll(IsShown);
        List<string[]> cells =
            [.. shown.Select(metric => MetricRow.Cells(metric, run.Result.Metrics[metric.Name]))];
        int[] columns = Fitting(cells, console.Profile.Width);
        console.Write(Fill(run.Plan.Scenario, shown, cells, columns));
        console.MarkupLineInterpolated($"[grey]{Legend(all.Count - shown.Count, columns)}[/]");
    }

    private static Table Fill(
        Scenario scenario, List<Metric> shown, List<string[]> cells, int[] columns)
    {
        var table = new Table { Border = TableBorder.Simple, ShowRowSeparators = false };
        foreach (int column in columns)
        {
            TableColumn title = new($"[bold]{Markup.Escape(MetricRow.Titles[column])}[/]")
            {
                NoWrap = true,
                Padding = new Padding(0, 0, Gap, 0),
                Alignment = column < FirstNumber ? Justify.Left : Justify.Right,
            };
            table.AddColumn(title);
        }

        string? subject = null;
        for (int i = 0; i < shown.Count; i++)
        {
            if (shown[i].Subject != subject)
            {
                subject = shown[i].Subject;
                if (i > 0)
                {
                    table.AddEmptyRow();
                }

                string about = Subjects.Describe(scenario, subject);
                table.AddRow(new Markup(
                    $"[bold aqua]{Markup.Escape(subject)}[/] [grey]{Markup.Escape(about)}[/]"));
            }

            string[] row = cells[i];
            table.AddRow(columns.Select(column => Cell(row[column], column)));
        }

        return table;
    }

    private static Markup Cell(string text, int column)
    {
        string safe = Markup.Escape(text);
        return new Markup(column switch
        {
            0 => "  " + safe,
            1 => $"[grey]{safe}[/]",
            FirstNumber => $"[bold]{safe}[/]",
            _ => safe,
        });
    }

    /// <summary>The columns that there is room for.</summary>
    private static int[] Fitting(List<string[]> cells, int width)
    {
        List<int> columns = [.. Enumerable.Range(0, MetricRow.Titles.Count)];
        int Wide(int column) => Gap + cells
            .Select(row => row[column].Length + (column == 0 ? 2 : 0))
            .Append(MetricRow.Titles[column].Length)
            .Max();

        foreach (int spare in MetricRow.LeastNeeded)
        {
            if (columns.Sum(Wide) > width)
            {
                columns.Remove(spare);
            }
        }

        return [.. columns];
    }

    private static string Legend(int hidden, int[] columns)
    {
        var notes = new List<string>
        {
            "12.34(5) is 12.34 with a standard error of 0.05; quantiles, VaR and ES carry up to "
            + "0.1% from binning besides.",
        };
        if (hidden > 0)
        {
            notes.Add($"{hidden} rows that are constant or zero on every path are left out.");
        }

        int missing = MetricRow.Titles.Count - columns.Length;
        if (missing > 0)
        {
            notes.Add($"{missing} columns need a wider terminal; --json has them all.");
        }

        return string.Join(" ", notes);
    }
}
