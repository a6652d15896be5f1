using GpuRisk.Engine.Results;
using GpuRisk.Host.Figures;

namespace GpuRisk.Host.Reports.Pages;

/// <summary>The table of all metrics with their risk figures and errors.</summary>
internal static class RiskTable
{
    private const int Texts = 1;

    private const string About =
        "VaR, ES and P(loss) stand where a metric can lose; of a price or an equity losses are "
        + "falls from the start. Where the tail was not seen, or on fewer than 30 paths, [low, "
        + "high] bounds the mean with 95% by the largest outcome that the scenario allows; ? is "
        + "no known bound. ~ marks errors that rest on too few outcomes to be trusted.";

    private const string AboutInputs =
        " ± inputs is how far the mean goes from draw to draw of the uncertain numbers, and the "
        + "next column the part of the variance of outcomes that they make; the rest is chance.";

    /// <summary>Adds it: a group of rows for each subject.</summary>
    public static void Add(Html html, ReportInput input)
    {
        IReadOnlyList<Figure> told =
            FigureList.Of(FigurePlaces.Report, [.. input.Result.Metrics.Values]);
        html.Element(
            "p class=\"about\"", told.Any(f => f.IsOptional) ? About + AboutInputs : About);
        html.Table("Risk figures of every metric", table =>
        {
            table.Titles(["metric", .. told.Select(f => f.Title)], Texts);
            foreach (IGrouping<string, MetricPicture> subject in input.Data.Metrics
                .Where(metric => input.Result.Metrics.ContainsKey(metric.Name))
                .GroupBy(metric => metric.Subject))
            {
                AddSubject(table, input, told, subject.Key, [.. subject]);
            }
        });
    }

    private static void AddSubject(
        Html table,
        ReportInput input,
        IReadOnlyList<Figure> told,
        string subject,
        IReadOnlyList<MetricPicture> metrics)
    {
        int columns = Texts + told.Count;
        string about = input.Data.Subjects.GetValueOrDefault(subject, "");
        table.Element("tbody", body =>
        {
            body.Element("tr class=\"group\"", row => row.Element(
                $"th scope=\"rowgroup\" colspan=\"{columns}\"",
                cell => cell.Raw(Html.Escape(subject)).Element("span", " " + about)));
            List<MetricPicture> still = [];
            foreach (MetricPicture metric in metrics)
            {
                MetricResult figures = input.Result.Metrics[metric.Name];
                if (MetricRow.IsIdle(figures))
                {
                    still.Add(metric);
                    continue;
                }

                string tag = $"tr data-metric=\"{Html.Escape(metric.Name)}\"";
                body.Element(tag, row => AddCells(row, told, metric, figures));
            }

            if (still.Count > 0)
            {
                body.Element("tr", row => AddStill(row, columns, input.Result, still));
            }
        });
    }

    // Most of these are zero: what the scenario has none of. A row for each would hide the rest.
    private static void AddStill(
        Html row, int columns, RunResult result, List<MetricPicture> metrics) =>
        row.Element($"td class=\"still\" colspan=\"{columns}\"", cell => cell.Element(
            "div",
            list => AddConstants(list, result, metrics)));

    private static void AddConstants(Html list, RunResult result, List<MetricPicture> metrics)
    {
        list.Raw("fixed, or the same on every path: ");
        foreach ((int i, MetricPicture metric) in metrics.Index())
        {
            (double scale, string unit) = MetricScale.Of(metric.Unit);
            string value = result.Metrics[metric.Name].Mean is { } mean
                ? $"{FigureText.Compact(mean * scale)} {unit}"
                : "never";
            list.Raw(i == 0 ? "" : ", ").Element(
                $"span data-metric=\"{Html.Escape(metric.Name)}\"",
                $"{metric.Quantity} {value}");
        }
    }

    private static void AddCells(
        Html row, IReadOnlyList<Figure> told, MetricPicture metric, MetricResult figures)
    {
        Figure[] quantiles = [.. told.Where(f => f.Kind == FigureKind.Quantile)];
        string unit = MetricScale.Of(metric.Unit).Unit;
        row.Element("th scope=\"row\"", name => name
            .Raw(Html.Escape(metric.Quantity))
            .Element(
                "span",
                $" {unit}{(figures.Conditional ? ", if any" : "")}"
                    + (MetricRow.TailNote(figures) is { } note ? $", {note}" : "")));
        string? mass = MetricRow.OneValue(figures);
        foreach (Figure column in told)
        {
            if (mass is null || column.Kind != FigureKind.Quantile)
            {
                row.Figure("td", column.Text(figures));
            }
            else if (column == quantiles[0])
            {
                row.Figure(
                    $"td colspan=\"{quantiles.Length}\"",
                    mass + (mass.EndsWith('%') ? " of paths" : ""));
            }
        }
    }
}
