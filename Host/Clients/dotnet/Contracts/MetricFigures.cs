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

    /// <summary>Value at risk: the loss exceeded on 5% of paths; negative for a gain.</summary>
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

    /// <summary>The sampling error of each figure.</summary>
    public required MetricFigureErrors Errors { get; init; }
}
