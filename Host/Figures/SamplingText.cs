using System.Globalization;
using GpuRisk.Engine.Results;

namespace GpuRisk.Host.Figures;

/// <summary>How a run was sampled, as people read it.</summary>
internal static class SamplingText
{
    private const int Named = 4;

    /// <summary>What stands above <see cref="Rows"/>.</summary>
    public static IReadOnlyList<string> Titles { get; } =
        ["metric", "independent paths", "variance ratio"];

    /// <summary>It in a sentence or two.</summary>
    public static string Sentence(SamplingResult sampling)
    {
        (string Metric, double Ratio)[] best =
        [
            .. sampling.Metrics
                .Where(metric => metric.Value.VarianceRatio is not null)
                .OrderByDescending(metric => metric.Value.VarianceRatio)
                .Take(Named)
                .Select(metric => (metric.Key, metric.Value.VarianceRatio!.Value)),
        ];
        string gain = best.Length == 0
            ? "no mean has another error than that of independent paths"
            : "the error of the mean is that of so many times as many independent paths: "
                + string.Join(
                    ", ", best.Select(metric => $"{metric.Metric} {Number(metric.Ratio)}"))
                + (sampling.Metrics.Count > best.Length ? ", ..." : "");
        return $"{sampling.Kind}: {gain}.";
    }

    /// <summary>What it did to each mean.</summary>
    public static IEnumerable<string[]> Rows(SamplingResult sampling) =>
        sampling.Metrics.Select(metric => (string[])
        [
            metric.Key, FigureText.Bracketed(metric.Value.PlainMean, metric.Value.PlainError),
            metric.Value.VarianceRatio is { } ratio ? Number(ratio) : FigureText.None,
        ]);

    private static string Number(double value) => value.ToString(
        value >= 100 ? "#,0" : "0.##", CultureInfo.InvariantCulture);
}
