using GpuRisk.Engine.Results;

namespace GpuRisk.Host.Figures;

/// <summary>A figure that a scenario states, as people read it.</summary>
internal static class OwnFigure
{
    /// <summary>What stands above its texts.</summary>
    public static IReadOnlyList<string> Titles { get; } =
        ["figure", "of", "", "value ± s.e.", "95% interval"];

    /// <summary>How many of its texts, from the first, are no numbers.</summary>
    public const int Texts = 3;

    /// <summary>The texts of all figures of a result.</summary>
    public static IEnumerable<string[]> Rows(
        RunResult result, IReadOnlyDictionary<string, FigureResult> figures) =>
        figures.Select(figure => Row(figure.Key, figure.Value, result.Metrics[figure.Key]));

    private static string[] Row(string name, FigureResult figure, MetricResult metric)
    {
        (double scale, string unit) = MetricScale.Of(metric.Unit);
        Uncertainty error = metric.Errors.Mean;
        string End(double? end) =>
            end is { } known ? FigureText.Compact(known * scale) : FigureText.Unknown;
        return
        [
            name, figure.Expression, unit, FigureText.Mean(metric.Mean, error, scale),
            metric.Mean is null ? "" : $"[{End(error.Low)}, {End(error.High)}]",
        ];
    }
}
