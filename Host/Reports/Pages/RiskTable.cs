using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;
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

    private static readonly string[] Titles =
    [
        "metric", "mean ± s.e.", "st. dev.", "5%", "median", "95%", "VaR 95%", "ES 95%",
        "VaR 99%", "ES 99%", "P(loss)",
    ];

    /// <summary>Adds it: a group of rows for each subject.</summary>
    public static void Add(Html html, ReportInput input)
    {
        html.Element("p class=\"about\"", About);
        html.Table("Risk figures of every metric", table =>
        {
            table.Titles(Titles, Texts);
            foreach (IGrouping<string, MetricPicture> subject in input.Data.Metrics
                .Where(metric => input.Result.Metrics.ContainsKey(metric.Name))
                .GroupBy(metric => metric.Subject))
            {
                AddSubject(table, input, subject.Key, [.. subject]);
            }
        });
    }

    private static void AddSubject(
        Html table, ReportInput input, string subject, IReadOnlyList<MetricPicture> metrics)
    {
        string about = input.Data.Subjects.GetValueOrDefault(subject, "");
        table.Element("tbody", body =>
        {
            body.Element("tr class=\"group\"", row => row.Element(
                $"th scope=\"rowgroup\" colspan=\"{Titles.Length}\"",
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
                body.Element(tag, row => AddCells(row, metric, figures));
            }

            if (still.Count > 0)
            {
                body.Element("tr", row => AddStill(row, input.Result, still));
            }
        });
    }

    // Most of these are zero: what the scenario has none of. A row for each would hide the rest.
    private static void AddStill(Html row, RunResult result, List<MetricPicture> metrics) =>
        row.Element($"td class=\"still\" colspan=\"{Titles.Length}\"", cell => cell.Element(
            "div",
            list => AddConstants(list, result, metrics)));

    private static void AddConstants(Html list, RunResult result, List<MetricPicture> metrics)
    {
        list.Raw("fixed, or the same on every path: ");
        foreach ((int i, MetricPicture metric) in metrics.Index())
        {
            (double scale, string unit) = ReportInput.Shown(metric.Unit);
            string value = result.Metrics[metric.Name].Mean is { } mean
                ? $"{FigureText.Compact(mean * scale)} {unit}"
                : "never";
            list.Raw(i == 0 ? "" : ", ").Element(
                $"span data-metric=\"{Html.Escape(metric.Name)}\"",
                $"{metric.Quantity} {value}");
        }
    }

    private static void AddCells(Html row, MetricPicture metric, MetricResult figures)
    {
        (double scale, string unit) = ReportInput.Shown(metric.Unit);
        string Cell(double? value, Uncertainty error) =>
            FigureText.Bracketed(value, error, scale);

        // Where nobody loses, value at risk says nothing that the quantiles do not.
        bool isEvent = metric.Unit == Metric.EventUnit;
        bool canLose = figures.ProbabilityOfLoss > 0;
        string Loss(double? value, Uncertainty error) => canLose ? Cell(value, error) : "";
        string Quantile(double? value, Uncertainty error) => isEvent ? "" : Cell(value, error);

        MetricErrors errors = figures.Errors;
        row.Element("th scope=\"row\"", name => name
            .Raw(Html.Escape(metric.Quantity))
            .Element(
                "span",
                $" {unit}{(figures.Conditional ? ", if any" : "")}"
                    + (MetricRow.TailNote(figures) is { } note ? $", {note}" : "")));
        row.Figure("td", FigureText.Mean(figures.Mean, errors.Mean, scale));
        row.Figure("td", Quantile(figures.StandardDeviation, errors.StandardDeviation));
        if (!isEvent && MetricRow.PointMassText(figures) is { } mass)
        {
            row.Figure("td colspan=\"3\"", mass + (mass.EndsWith('%') ? " of paths" : ""));
        }
        else
        {
            row.Figure("td", Quantile(figures.P05, errors.P05));
            row.Figure("td", Quantile(figures.P50, errors.P50));
            row.Figure("td", Quantile(figures.P95, errors.P95));
        }

        string[] cells =
        [
            Loss(figures.Var95, errors.Var95),
            Loss(figures.Es95, errors.Es95),
            Loss(figures.Var99, errors.Var99),
            Loss(figures.Es99, errors.Es99),
            Probability(figures),
        ];
        foreach (string cell in cells)
        {
            row.Figure("td", cell);
        }
    }

    private static string Probability(MetricResult figures) =>
        figures.ProbabilityOfLoss is null
            ? ""
            : ShareText.Of(figures.ProbabilityOfLoss, figures.Errors.ProbabilityOfLoss) + "%";
}
