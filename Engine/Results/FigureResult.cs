namespace GpuRisk.Engine.Results;

/// <summary>What a figure of one's own is. Its value and error are those of the mean of its name
/// among the metrics.</summary>
/// <param name="Expression">The expression, as it is stated.</param>
/// <param name="Metric">The metric that it is a statistic of; its own name where it is tallied
/// itself, and null where that is shown nowhere.</param>
/// <param name="Statistic"><c>mean</c>, <c>quantile</c>, <c>valueAtRisk</c> or
/// <c>expectedShortfall</c>.</param>
/// <param name="Level">The statistic's level; null for a mean.</param>
/// <param name="Edge">The outcome of the metric that is the quantile, or where losses beyond the
/// value at risk begin; null for a mean.</param>
/// <param name="Tail">Which outcomes of the metric are losses beyond it: <c>below</c> or
/// <c>above</c>; null for a mean or a quantile.</param>
public sealed record FigureResult(
    string Expression, string? Metric, string Statistic, double? Level, double? Edge,
    string? Tail)
{
    /// <summary>The statistic of a mean.</summary>
    public const string Mean = "mean";

    /// <summary>The statistic of a quantile.</summary>
    public const string Quantile = "quantile";

    /// <summary>The statistic of a value at risk.</summary>
    public const string ValueAtRisk = "valueAtRisk";

    /// <summary>The statistic of an expected shortfall.</summary>
    public const string ExpectedShortfall = "expectedShortfall";

    /// <summary>Losses are outcomes below the edge.</summary>
    public const string Below = "below";

    /// <summary>Losses are outcomes above the edge.</summary>
    public const string Above = "above";
}
