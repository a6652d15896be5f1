using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Host.Figures;

/// <summary>The figures of one metric as text, and what is told beside them.</summary>
internal static class MetricRow
{
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
            : $"{value} on {ShareText.Most(mass.Share)}";
    }

    /// <summary>What stands in the place of quantiles that are one value; null where they are
    /// not, and of an event, which has none.</summary>
    public static string? OneValue(MetricResult figures) =>
        figures.Unit == Metric.EventUnit ? null : PointMassText(figures);
}
