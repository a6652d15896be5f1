using System.Text.Json;
using System.Text.Json.Serialization;

namespace GpuRisk.Client;

/// <summary>The sampling error of each figure of a <see cref="MetricFigures"/>.</summary>
public sealed record MetricFigureErrors
{
    /// <summary>Of the mean: from the second moment; normal interval.</summary>
    public required Uncertainty Mean { get; init; }

    /// <summary>The mean's standard error from 64 logical batches, as a cross-check.</summary>
    public required double? BatchStandardError { get; init; }

    /// <summary>Of the 1% quantile: order-statistic interval.</summary>
    public required Uncertainty P01 { get; init; }

    /// <summary>Of the 5% quantile: order-statistic interval.</summary>
    public required Uncertainty P05 { get; init; }

    /// <summary>Of the median: order-statistic interval.</summary>
    public required Uncertainty P50 { get; init; }

    /// <summary>Of the 95% quantile: order-statistic interval.</summary>
    public required Uncertainty P95 { get; init; }

    /// <summary>Of the 99% quantile: order-statistic interval.</summary>
    public required Uncertainty P99 { get; init; }

    /// <summary>Of the 95% value at risk: order-statistic interval.</summary>
    public required Uncertainty Var95 { get; init; }

    /// <summary>Of the 99% value at risk: order-statistic interval.</summary>
    public required Uncertainty Var99 { get; init; }

    /// <summary>Of the 95% expected shortfall: asymptotic; normal interval.</summary>
    public required Uncertainty Es95 { get; init; }

    /// <summary>Of the 99% expected shortfall: asymptotic; normal interval.</summary>
    public required Uncertainty Es99 { get; init; }

    /// <summary>Of the probability of loss: binomial; Wilson interval.</summary>
    public required Uncertainty ProbabilityOfLoss { get; init; }

    /// <summary>Of the standard deviation: influence function; normal interval.</summary>
    public required Uncertainty StandardDeviation { get; init; }

    /// <summary>Of the skewness: influence function; normal interval.</summary>
    public required Uncertainty Skewness { get; init; }

    /// <summary>Of the excess kurtosis: influence function; normal interval.</summary>
    public required Uncertainty Kurtosis { get; init; }

    /// <summary>What else the service tells of a metric: errors by the names that a service lists
    /// which is newer than this client.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }
}
