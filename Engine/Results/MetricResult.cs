using System.Text.Json.Serialization;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Engine.Results;

/// <summary>
/// The published figures of a metric, in its unit unless said otherwise. A figure is null where
/// the outcomes do not determine it, as all are where no path had a value.
/// </summary>
[JsonConverter(typeof(MetricResultConverter))]
public sealed record MetricResult
{
    /// <summary>All figures with their errors; those that have a property here too, and any that
    /// has none.</summary>
    public required PublishedFigures Figures { get; init; }

    /// <summary>The mean outcome.</summary>
    public double? Mean => Figures["mean"].Value;

    /// <summary>The mean's standard error.</summary>
    public double? StandardError => Figures["mean"].StandardError;

    /// <summary>The unit, for example <c>USD</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>The 1% quantile of the outcomes.</summary>
    public double? P01 => Figures["p01"].Value;

    /// <summary>The 5% quantile.</summary>
    public double? P05 => Figures["p05"].Value;

    /// <summary>The median.</summary>
    public double? P50 => Figures["p50"].Value;

    /// <summary>The 95% quantile.</summary>
    public double? P95 => Figures["p95"].Value;

    /// <summary>The 99% quantile.</summary>
    public double? P99 => Figures["p99"].Value;

    /// <summary>Value at risk: the loss exceeded on 5% of paths; negative for a gain. Null, as
    /// are all figures of losses, where the metric cannot lose.</summary>
    public double? Var95 => Figures["var95"].Value;

    /// <summary>Value at risk: the loss exceeded on 1% of paths.</summary>
    public double? Var99 => Figures["var99"].Value;

    /// <summary>Expected shortfall: the mean loss of the worst 5% of paths.</summary>
    public double? Es95 => Figures["es95"].Value;

    /// <summary>Expected shortfall: the mean loss of the worst 1% of paths.</summary>
    public double? Es99 => Figures["es99"].Value;

    /// <summary>The share of paths with a loss, 0 to 1.</summary>
    public double? ProbabilityOfLoss => Figures["probabilityOfLoss"].Value;

    /// <summary>The sample standard deviation.</summary>
    public double? StandardDeviation => Figures["standardDeviation"].Value;

    /// <summary>The skewness; no unit.</summary>
    public double? Skewness => Figures["skewness"].Value;

    /// <summary>The excess kurtosis, 0 for a normal law; no unit.</summary>
    public double? Kurtosis => Figures["kurtosis"].Value;

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

    /// <summary>With fewer paths that lie apart no error can be trusted.</summary>
    public const int FewestHits = RareOutcomes.FewestHits;

    /// <summary>Whether the sample holds too few of the outcomes that decide the figures.
    /// </summary>
    public bool IsTailUnseen => !Exact && Hits < RareOutcomes.FewestHits && Present > 0;

    /// <summary>The mean's standard error from 64 logical batches, as a cross-check.</summary>
    public double? BatchStandardError { get; init; }

    /// <summary>The sampling error of each figure.</summary>
    public MetricErrors Errors => new(this);

    /// <summary>The figures that are published of all that could be estimated.</summary>
    public static MetricResult Of(MetricEstimates estimates) => new()
    {
        Figures = PublishedFigures.Of(estimates),
        Unit = estimates.Metric.Unit,
        Minimum = estimates.Minimum,
        Maximum = estimates.Maximum,
        Present = estimates.Count,
        Conditional = estimates.Metric.Conditional,
        Hits = estimates.Hits,
        Exact = estimates.IsExact,
        PointMass = estimates.PointMass,
        LossReference = estimates.Metric.Sense == MetricSense.Level
            ? null
            : estimates.Metric.Origin,
        BatchStandardError = estimates.BatchStandardError,
    };
}
