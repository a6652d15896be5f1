using GpuRisk.Engine.Tallies;

namespace GpuRisk.Engine.Results;

/// <summary>A mean known from theory beside the one realised.</summary>
/// <param name="Name">The metric's name.</param>
/// <param name="Expected">The mean known from theory, in the metric's unit.</param>
/// <param name="Realised">The mean of the run, or null where no path had a value.</param>
/// <param name="StandardError">Of the realised mean, or null where it cannot be told.</param>
/// <param name="ZScore">
/// Realised less expected, in standard errors; null where there is no error to measure it by.
/// </param>
public sealed record Check(
    string Name,
    double Expected,
    double? Realised,
    double? StandardError,
    double? ZScore)
{
    /// <summary>Checks whose score exceeds this fail: chance alone does it 6 times in 10^7.</summary>
    public const double LargestScore = 5.0;

    /// <summary>
    /// Whether theory and run agree; null where nothing can be said. Without a spread they must
    /// be equal to six digits, as single precision has no more.
    /// </summary>
    public bool? Agrees =>
        ZScore is { } score ? Math.Abs(score) <= LargestScore
        : Realised is not { } realised || StandardError is null ? null
        : Math.Abs(realised - Expected) <= 1e-6 * Math.Abs(Expected);

    /// <summary>The check of a metric with an expected mean.</summary>
    internal static Check Of(Metric metric, Estimate mean)
    {
        double expected = metric.Expected!.Value;
        double? score = mean.StandardError is > 0.0
            ? (mean.Value - expected) / mean.StandardError
            : null;
        return new Check(metric.Name, expected, mean.Value, mean.StandardError, score);
    }
}
