using GpuRisk.Engine.Replaying;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Figures;

/// <summary>Figures of a replay as people read them.</summary>
internal static class ReplayText
{
    /// <summary>Titles of the table of metrics.</summary>
    public static IReadOnlyList<string> MetricTitles { get; } =
        ["metric", "unit", "moments", "in the band", "CRPS", "no move", "ratio"];

    /// <summary>Titles of the table of a metric's moments.</summary>
    public static IReadOnlyList<string> MomentTitles { get; } =
        ["after", "observed", "5 %", "median", "95 %", "in the band", "PIT", "CRPS"];

    /// <summary>How many columns hold text, by table.</summary>
    public const int MetricTexts = 2;

    /// <inheritdoc cref="MetricTexts"/>
    public const int MomentTexts = 1;

    /// <summary>A metric in one line.</summary>
    public static string[] Row(ReplayMetric metric) =>
    [
        metric.Metric,
        metric.Unit,
        FigureText.Count(metric.Moments.Count),
        $"{metric.Held} ({Share(metric.Held, metric.Moments.Count)})",
        Text(metric.RankedScore),
        Text(metric.StillScore),
        metric.StillScore > 0 && metric.RankedScore is { } score
            ? FigureText.Fixed(score / metric.StillScore.Value, 2)
            : FigureText.None,
    ];

    /// <summary>A metric's moments, each in one line.</summary>
    public static IEnumerable<string[]> Rows(ReplayMetric metric)
    {
        // All in one unit, in which they are whole.
        (double unit, string name) = new[] { (86400.0, "d"), (3600.0, "h"), (60.0, "min") }
            .FirstOrDefault(
                unit => metric.Moments.All(moment => moment.Seconds % unit.Item1 == 0), (1.0, "s"));
        return metric.Moments.Select(moment => Row(
            moment, $"{FigureText.Compact(moment.Seconds / unit)} {name}"));
    }

    private static string[] Row(ReplayMoment moment, string after) =>
    [
        after,
        FigureText.Compact(moment.Observed),
        FigureText.Compact(moment.P05),
        FigureText.Compact(moment.P50),
        FigureText.Compact(moment.P95),
        moment.Inside ? "yes" : "no",
        FigureText.Fixed(moment.Pit, 3),
        FigureText.Compact(moment.RankedScore),
    ];

    /// <summary>What the tables say, in a sentence.</summary>
    public static string Finding(ReplayResult result) =>
        $"The 90 % band held what happened at {result.Held} of "
        + $"{Counted.Of(result.Moments, "moment")}"
        + (result.Metrics.Count == 1
            ? $" of {result.Metrics[0].Metric}."
            : $" of {result.Metrics.Count} metrics.");

    /// <summary>Where it is known from what happened to a metric, in a sentence.</summary>
    public static string Fact(ReplayMetric metric) =>
        $"{metric.Metric}: {metric.Source}, {Counted.Of(metric.Observed, "value")} at the ends of "
        + "steps"
        + (metric.Moments.Count < metric.Observed
            ? $", compared at {metric.Moments.Count}"
            : "");

    private static string Share(int part, int whole) =>
        whole == 0 ? FigureText.None : FigureText.Fixed(100.0 * part / whole, 0) + " %";

    private static string Text(double? value) =>
        value is { } figure ? FigureText.Compact(figure) : FigureText.None;
}
