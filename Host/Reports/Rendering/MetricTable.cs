using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Figures;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Scenarios;
using Spectre.Console;

namespace GpuRisk.Host.Reports.Rendering;

/// <summary>The figures of all metrics, a table for each subject, with columns that align.
/// </summary>
internal static class MetricTable
{
    private const int Indent = 2;
    private const int WideGap = 2;
    private const int FirstNumber = 2;
    private const string ValueAtRisk = "VaR95";

    private static readonly IReadOnlyList<Figure> Told = FigureList.Of(FigurePlaces.Terminal);

    private static readonly string[] Titles = ["metric", "", .. Told.Select(f => f.Short)];

    // Where there is too little room what is not named goes first, then the last of these: value
    // at risk is a quantile that stands there already. The first two stay.
    private static readonly string[] MostNeeded =
        [
            "mean", "p05", "es95", "probabilityOfLoss", "parameterDeviation", "p95", "p50", "var95",
        ];

    private static readonly int[] LeastNeeded = [.. Told.Index()
        .OrderByDescending(figure => (uint)Array.IndexOf(MostNeeded, figure.Item.Name))
        .SkipLast(2)
        .Select(figure => FirstNumber + figure.Index)];

    private const string RareNote =
        "Where the tail was not seen, or on fewer than 30 paths, [low, high] bounds the mean with "
        + "95%, by the largest outcome that the scenario allows; ? is no known bound.";

    /// <summary>Draws them.</summary>
    public static void Draw(IAnsiConsole console, FinishedRun run)
    {
        LedgerResult? ledger = run.Result.Ledger;
        List<Metric> all = [.. run.Plan.Metrics.Where(metric => !metric.Internal
            && (ledger is null || !LedgerTables.Holds(ledger, metric.Subject)))];
        List<Metric> shown =
            all.FindAll(metric => !MetricRow.IsIdle(run.Result.Metrics[metric.Name]));
        List<string[]> cells =
            [.. shown.Select(metric => Cells(metric, run.Result.Metrics[metric.Name]))];
        int[] widths = [.. Titles.Select((_, column) => Width(cells, column))];
        IReadOnlyList<Figure> had =
            FigureList.Of(FigurePlaces.Terminal, [.. run.Result.Metrics.Values]);
        List<int> wanted = [.. Enumerable.Range(0, widths.Length)
            .Where(column => column < FirstNumber || had.Contains(Told[column - FirstNumber]))];
        int wantedCount = wanted.Count;
        (int[] columns, int gap) = Fitting(wanted, widths, console.Room());

        console.WriteLine();
        console.WriteWhole(Rows([Titles], columns, widths, gap, "bold"));
        var subjects = shown.Zip(cells).GroupBy(row => row.First.Subject);
        foreach (IGrouping<string, (Metric, string[] Cells)> subject in subjects)
        {
            string about = Subjects.Describe(run.Plan.Scenario, subject.Key);
            console.MarkupLineInterpolated($"[bold aqua]{subject.Key}[/] [grey]{about}[/]");
            console.WriteWhole(
                Rows(subject.Select(row => row.Cells), columns, widths, gap, "default"));
        }

        console.WriteLine();
        IEnumerable<MetricResult> figures = shown.Select(m => run.Result.Metrics[m.Name]);
        string legend =
            Legend(all.Count - shown.Count, columns, wantedCount - columns.Length, figures);
        console.MarkupLineInterpolated($"[grey]{legend}[/]");
    }

    private static string[] Cells(Metric metric, MetricResult figures)
    {
        string condition = figures.Conditional ? " (if any)" : "";
        string note = MetricRow.TailNote(figures) is { } tail ? $", {tail}" : "";
        return
        [
            metric.Quantity + condition + note, MetricScale.Of(metric.Unit).Unit,
            .. Told.Select(column => Cell(column, figures)),
        ];
    }

    private static string Cell(Figure column, MetricResult figures) =>
        column.Kind != FigureKind.Quantile || MetricRow.OneValue(figures) is not { } mass
            ? column.Text(figures)
            : column == Told.First(other => other.Kind == FigureKind.Quantile) ? mass : "";

    // Gaps are part of the columns, after texts and before numbers: without borders a table
    // reserves room for padding but does not draw it.
    private static Table Rows(
        IEnumerable<IReadOnlyList<string>> rows,
        int[] columns,
        int[] widths,
        int gap,
        string style)
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = false };
        foreach (int column in columns)
        {
            bool isText = column < FirstNumber;
            table.AddColumn(new TableColumn("")
            {
                NoWrap = true,
                Width = widths[column] + gap + (column == 0 ? Indent : 0),
                Padding = new Padding(0),
                Alignment = isText ? Justify.Left : Justify.Right,
            });
        }

        foreach (IReadOnlyList<string> row in rows)
        {
            table.AddRow([.. columns.Select(column => new Markup(
                (column == 0 ? "  " : "")
                + $"[{(column == 1 ? "grey" : style)}]{Markup.Escape(row[column])}[/]"))]);
        }

        return table;
    }

    private static int Width(List<string[]> cells, int column) => cells
        .Select(row => row[column].Length)
        .Append(Titles[column].Length)
        .Max();

    /// <summary>The columns that there is room for, and the gap between them: rather narrow
    /// gaps than fewer columns.</summary>
    private static (int[] Columns, int Gap) Fitting(List<int> columns, int[] widths, int room)
    {
        int Needed(int gap) => Indent + columns.Sum(column => widths[column] + gap);
        foreach (int spare in LeastNeeded)
        {
            if (Needed(1) > room)
            {
                columns.Remove(spare);
            }
        }

        return ([.. columns], Needed(WideGap) <= room ? WideGap : 1);
    }

    private static string Legend(
        int hidden, int[] columns, int missing, IEnumerable<MetricResult> figures)
    {
        var notes = new List<string>
        {
            "12.34(5) is 12.34 with a standard error of 0.05. Quantiles, VaR and ES carry up to "
            + "0.1% from binning besides.",
        };
        if (!columns.Contains(Array.IndexOf(Titles, ValueAtRisk)))
        {
            notes.Add(
                "VaR95 is -p05, or p95 of a loss or cost; of a price or an equity, its fall from "
                + "the start.");
        }

        if (columns.Any(column => column >= FirstNumber && Told[column - FirstNumber].IsOptional))
        {
            notes.Add(
                "± inputs is how far the mean goes from draw to draw of the uncertain numbers.");
        }

        if (figures.Any(metric => metric.IsTailUnseen))
        {
            notes.Add(RareNote);
        }

        if (figures.Any(metric => metric.ProbabilityOfLoss > 0
            && Told.Any(f => f.Kind == FigureKind.Loss && f.IsUntrusted(metric))))
        {
            notes.Add($"{FigureText.Untrusted} marks errors that rest on too few outcomes.");
        }

        if (missing > 0)
        {
            string needy = Counted.Of(missing, "column needs", "columns need");
            notes.Add($"{needy} a wider terminal; --json has all.");
        }

        if (hidden > 0)
        {
            notes.Add(
                Counted.Of(hidden, "row that is", "rows that are")
                + " fixed, or a level that never changed, left out.");
        }

        return string.Join(" ", notes);
    }
}
