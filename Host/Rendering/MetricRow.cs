using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Host.Rendering;

/// <summary>The figures of one metric as text.</summary>
internal static class MetricRow
{
    /// <summary>The titles of the columns.</summary>
    public static IReadOnlyList<string> Titles { get; } =
        ["metric", "", "mean ± s.e.", "p05", "p50", "p95", "VaR95", "ES95", "P(loss)"];

    /// <summary>
    /// The columns to leave out where there is too little room, the first one first: value at
    /// risk is a quantile that stands there already.
    /// </summary>
    public static IReadOnlyList<int> LeastNeeded { get; } = [6, 4, 5, 8, 7];

    /// <summary>Whether a metric came out as one value on every path, and which.</summary>
    public static bool IsConstant(MetricResult figures) => figures.Minimum == figures.Maximum;

    /// <summary>Whether a metric came out as nothing on every path.</summary>
    public static bool IsZero(MetricResult figures) =>
        figures.Present == 0 || (figures.Minimum == 0 && figures.Maximum == 0);

    /// <summary>The cells of a metric.</summary>
    public static string[] Cells(Metric metric, MetricResult figures)
    {
        bool isShare = metric.Unit is "fraction" or "probability";
        double scale = isShare ? 100 : 1;
        string Bracketed(double? value, Uncertainty error) =>
            FigureText.Bracketed(value * scale, error.StandardError * scale);

        bool isEvent = metric.IsEvent;
        bool canLose = figures.ProbabilityOfLoss > 0;
        MetricErrors errors = figures.Errors;
        return
        [
            metric.Quantity + (figures.Conditional ? " (if any)" : ""),
            isShare ? "%" : metric.Unit,
            isEvent ? Probability(figures.Mean, errors.Mean)
                : FigureText.PlusMinus(figures.Mean * scale, figures.StandardError * scale),
            isEvent ? "" : Bracketed(figures.P05, errors.P05),
            isEvent ? "" : Bracketed(figures.P50, errors.P50),
            isEvent ? "" : Bracketed(figures.P95, errors.P95),
            canLose ? Bracketed(figures.Var95, errors.Var95) : "",
            canLose ? Bracketed(figures.Es95, errors.Es95) : "",
            figures.ProbabilityOfLoss is not null
                ? ShareText.Of(figures.ProbabilityOfLoss, errors.ProbabilityOfLoss) + "%"
                : "",
        ];
    }

    private static string Probability(double? share, Uncertainty error) => share is > 0 and < 1
        ? FigureText.PlusMinus(100 * share, 100 * error.StandardError)
        : ShareText.Of(share, error);
}
