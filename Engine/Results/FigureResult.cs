namespace GpuRisk.Engine.Results;

/// <summary>What a figure of one's own is. Its value and error are those of the mean of its name
/// among the metrics.</summary>
/// <param name="Expression">The expression, as it is stated.</param>
/// <param name="Metric">The metric that it is a statistic of; its own name where it is tallied
/// itself, and null where that is shown nowhere.</param>
/// <param name="Statistic"><c>mean</c>, <c>quantile</c>, <c>valueAtRisk</c> or
/// <c>expectedShortfall</c>.</param>
/// <param name="Level">The statistic's level; null for a mean.</param>
public sealed record FigureResult(
    string Expression, string? Metric, string Statistic, double? Level);
