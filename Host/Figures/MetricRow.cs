using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Host.Figures;

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

    /// <summary>
    /// Whether a metric is worth no row: it cannot be another, or it is a level that came out as
    /// one value on every path. What can be lost and did not is told, with its bound.
    /// </summary>
    public static bool IsIdle(MetricResult figures) =>
        figures.Present == 0 || figures.Exact
        || (figures.Minimum == figures.Maximum && figures.LossReference is null
            && figures.Unit != Metric.EventUnit);

    /// <summary>What a row says where the sample holds few or none of the outcomes that decide
    /// its figures; null where it holds enough.</summary>
    public static string? TailNote(MetricResult figures) => figures switch
    {
        { IsTailUnseen: false } => null,
        { Hits: 0 } => "tail not seen",
        { Hits: 1 } => "tail seen once",
        _ => $"tail seen {figures.Hits} times",
    };

    /// <summary>The quantiles from 5% to 95% in words, where they are one value; else null.
    /// </summary>
    public static string? PointMassText(MetricResult figures)
    {
        if (figures.PointMass is not { } mass || figures.P05 != figures.P95)
        {
            return null;
        }

        string value = FigureText.Compact(mass.Value * MetricScale.Of(figures.Unit).Factor);
        return mass.Share >= 1
            ? $"{value} on all paths"
            : $"{value} on {ShareText.Most(mass.Share)}%";
    }

    /// <summary>The cells of a metric.</summary>
    public static string[] Cells(Metric metric, MetricResult figures)
    {
        (double scale, string unit) = MetricScale.Of(metric.Unit);
        string Bracketed(double? value, Uncertainty error) =>
            FigureText.Bracketed(value, error, scale);

        bool isEvent = metric.IsEvent;
        bool canLose = figures.ProbabilityOfLoss > 0;
        string? mass = isEvent ? "" : PointMassText(figures);
        MetricErrors errors = figures.Errors;
        return
        [
            metric.Quantity + (figures.Conditional ? " (if any)" : "")
                + (TailNote(figures) is { } note ? $", {note}" : ""),
            unit,
            FigureText.Mean(figures.Mean, errors.Mean, scale),
            mass ?? Bracketed(figures.P05, errors.P05),
            mass is null ? Bracketed(figures.P50, errors.P50) : "",
            mass is null ? Bracketed(figures.P95, errors.P95) : "",
            canLose ? Bracketed(figures.Var95, errors.Var95) : "",
            canLose ? Bracketed(figures.Es95, errors.Es95) : "",
            figures.ProbabilityOfLoss is not null
                ? ShareText.Of(figures.ProbabilityOfLoss, errors.ProbabilityOfLoss) + "%"
                : "",
        ];
    }
}
