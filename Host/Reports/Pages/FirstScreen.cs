using GpuRisk.Engine.Results;
using GpuRisk.Host.Figures;

namespace GpuRisk.Host.Reports.Pages;

/// <summary>What a reader must see before anything else, beside the finding: the tail, and what
/// could make it wrong.</summary>
internal static class FirstScreen
{
    private const int MostRows = 6;

    // Of what can be lost, and of levels.
    private static readonly string[] Losses = ["var95", "es95", "es99"];
    private static readonly string[] Levels = ["p01", "p05", "p95", "p99"];

    /// <summary>Adds it; nothing where there is no figure to tell of.</summary>
    public static void Add(Html html, ReportInput input)
    {
        IReadOnlyList<string> names = Names(input);
        if (names.Count == 0) return;
        string first = input.Data.Headline.FirstOrDefault(names.Contains) ?? names[0];
        html.Element("div class=\"grid first\"", grid =>
        {
            grid.Element("div", tail =>
            {
                tail.Element("h2", "The tail");
                foreach (var same in names.GroupBy(name => CanLose(input.Result.Metrics[name])))
                    AddTable(tail, input.Result, [.. same], same.Key);
            });
            grid.Element("div", budget =>
            {
                budget.Element("h2", "What could make it wrong");
                budget.Element("p class=\"about\"", $"Of the mean of {first}.");
                budget.Element("div class=\"canvas\"", canvas => canvas.Raw(
                    BudgetDrawing.Of(ErrorBudget.Of(input.Result, first))));
            });
        });
    }

    // What is rare and the reader's own figures, then what the scenario is about, the same of
    // whatever else it has, and of a market what the classes gain.
    private static IReadOnlyList<string> Names(ReportInput input)
    {
        IReadOnlyDictionary<string, MetricResult> told = input.Result.Metrics;
        HashSet<string> quantities =
        [
            .. input.Data.Metrics.Where(metric => input.Data.Headline.Contains(metric.Name))
                .Select(metric => metric.Quantity),
        ];
        string[] rare = input.Result.Rare is { } one ? [one.Metric] : [];
        return
        [
            .. rare.Concat(input.Result.Figures?.Keys ?? [])
                .Union(input.Data.Headline)
                .Union(Profits(input.Result))
                .Union(input.Data.Metrics.Where(metric => quantities.Contains(metric.Quantity))
                    .Select(metric => metric.Name))
                .Where(name => told.GetValueOrDefault(name)?.Mean is not null)
                .Take(MostRows),
        ];
    }

    private static IEnumerable<string> Profits(RunResult result) =>
        (result.Ledger?.Accounts ?? [])
            .Where(account => account is { Kind: "class", Wallets: > 0 })
            .Select(account => $"{account.Name}.profit");

    private static bool CanLose(MetricResult metric) => metric.LossReference is not null;

    private static void AddTable(
        Html html, RunResult result, IReadOnlyList<string> names, bool canLose)
    {
        string[] titles = canLose
            ? ["", "mean", "VaR95", "ES95", "ES99", "P(loss)"]
            : ["", "mean", "1 %", "5 %", "95 %", "99 %"];
        html.Table(titles, 1, names.Select(name => Row(name, result.Metrics[name], canLose)));
    }

    private static string[] Row(string name, MetricResult metric, bool canLose)
    {
        (double factor, string unit) = MetricScale.Of(metric.Unit);
        string Told(string figure) => FigureText.Bracketed(
            metric.Figures[figure].Value, metric.Figures[figure].Uncertainty, factor);
        string mean = FigureText.Mean(metric.Mean, metric.Errors.Mean, factor);
        string title = unit.Length > 0 ? $"{name}, {unit}" : name;
        return metric.Unit == Engine.Tallies.Metric.EventUnit
            ? [title, mean, "", "", "", ""]
            : canLose
                ? [title, mean, .. Losses.Select(Told), ShareText.OfLosses(metric)]
            : [title, mean, .. Levels.Select(Told)];
    }
}
