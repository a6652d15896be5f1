using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Host.Rendering;

/// <summary>The figures of one metric as text.</summary>
internal static class MetricRow
{
    /// <summary>The titles of the columns.</summary>
    public static IReadOnlyList<string> Titles { get; } =
        ["metric", "unit", "mean ± s.e.", "p05", "p50", "p95", "VaR95", "ES95", "P(loss)"];

    /// <summary>
    /// The columns to leave out where there is too little room, the first one first: value at
    /// risk is a quantile that stands there already.
    /// </summary>
    public static IReadOnlyList<int> LeastNeeded { get; } = [6, 3, 5, 8, 4];

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

        bool isEvent = metric.Unit == "probability";
        bool canLose = !isEvent && figures.ProbabilityOfLoss > 0;
        MetricErrors errors = figures.Errors;
        return
        [
            metric.Quantity + (figures.Conditional ? " (if any)" : ""),
            isShare ? "%" : metric.Unit,
            isEvent ? Probability(figures.Mean, errors.ProbabilityOfLoss)
                : FigureText.PlusMinus(figures.Mean * scale, figures.StandardError * scale),
            isEvent ? "" : Bracketed(figures.P05, errors.P05),
            isEvent ? "" : Bracketed(figures.P50, errors.P50),
            isEvent ? "" : Bracketed(figures.P95, errors.P95),
            canLose ? Bracketed(figures.Var95, errors.Var95) : "",
            canLose ? Bracketed(figures.Es95, errors.Es95) : "",
            isEvent || IsPrice(metric) || figures.Conditional
                ? ""
                : Share(figures.ProbabilityOfLoss, errors.ProbabilityOfLoss) + "%",
        ];
    }

    // A price above zero is no profit, nor one below it conceivable.
    private static bool IsPrice(Metric metric) => metric.Quantity is "price" or "minimum";

    private static string Probability(double? share, Uncertainty error) => share is > 0 and < 1
        ? FigureText.PlusMinus(100 * share, 100 * error.StandardError)
        : Share(share, error);

    /// <summary>A share in percent; where none or all did, the end of the interval.</summary>
    private static string Share(double? share, Uncertainty error) => share switch
    {
        0 when error.High is { } high => "<" + FigureText.Compact(OneDigit(100 * high)),
        1 when error.Low is { } low =>
            ">" + FigureText.Compact(100 - OneDigit(100 * (1 - low))),
        _ => FigureText.Bracketed(100 * share, 100 * error.StandardError),
    };

    private static double OneDigit(double value)
    {
        double unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(value, 1e-12))));
        return Math.Ceiling((value / unit) - 1e-9) * unit;
    }
}
