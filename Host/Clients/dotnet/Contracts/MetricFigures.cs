using System.Text.Json;
using System.Text.Json.Serialization;

namespace GpuRisk.Client;

/// <summary>
/// The published figures of a metric, in its unit unless said otherwise. A figure is null where
/// the outcomes do not determine it, as all are where no path had a value.
/// </summary>
public sealed record MetricFigures
{
    /// <summary>The mean outcome.</summary>
    public required double? Mean { get; init; }

    /// <summary>The mean's standard error.</summary>
    public required double? StandardError { get; init; }

    /// <summary>The unit, for example <c>USD</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>The 1% quantile of the outcomes.</summary>
    public required double? P01 { get; init; }

    /// <summary>The 5% quantile.</summary>
    public required double? P05 { get; init; }

    /// <summary>The median.</summary>
    public required double? P50 { get; init; }

    /// <summary>The 95% quantile.</summary>
    public required double? P95 { get; init; }

    /// <summary>The 99% quantile.</summary>
    public required double? P99 { get; init; }

    /// <summary>Value at risk: the loss exceeded on 5% of paths; negative for a gain.
    /// Null, as are all figures of losses, where the metric cannot lose.</summary>
    public required double? Var95 { get; init; }

    /// <summary>Value at risk: the loss exceeded on 1% of paths.</summary>
    public required double? Var99 { get; init; }

    /// <summary>Expected shortfall: the mean loss of the worst 5% of paths.</summary>
    public required double? Es95 { get; init; }

    /// <summary>Expected shortfall: the mean loss of the worst 1% of paths.</summary>
    public required double? Es99 { get; init; }

    /// <summary>The share of paths with a loss, 0 to 1.</summary>
    public required double? ProbabilityOfLoss { get; init; }

    /// <summary>The sample standard deviation.</summary>
    public required double? StandardDeviation { get; init; }

    /// <summary>The skewness; no unit.</summary>
    public required double? Skewness { get; init; }

    /// <summary>The excess kurtosis, 0 for a normal law; no unit.</summary>
    public required double? Kurtosis { get; init; }

    /// <summary>The smallest outcome.</summary>
    public required double? Minimum { get; init; }

    /// <summary>The largest outcome.</summary>
    public required double? Maximum { get; init; }

    /// <summary>Paths with a value: all of them unless the metric is conditional.</summary>
    public required long Present { get; init; }

    /// <summary>Whether the figures are of paths with a value only.</summary>
    public required bool Conditional { get; init; }

    /// <summary>
    /// Paths whose outcome lies apart from the many: further from the median than half a standard
    /// deviation. With fewer than 30 the tail was not seen, or hardly: the mean's interval is a
    /// bound, and errors marked so cannot be trusted.
    /// </summary>
    public long Hits { get; init; }

    /// <summary>Whether the scenario allows no other outcome: the figures have no error.</summary>
    public bool Exact { get; init; }

    /// <summary>The value that at least half of the paths have, or null.</summary>
    public PointMass? PointMass { get; init; }

    /// <summary>What losses are measured from, in the metric's unit; null where it cannot lose.
    /// </summary>
    public double? LossReference { get; init; }

    /// <summary>The sampling error of each figure.</summary>
    public required MetricFigureErrors Errors { get; init; }

    /// <summary>What else the service tells of a metric: figures by the names that a service lists
    /// which is newer than this client.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }
}
