namespace GpuRisk.Engine.Results;

/// <summary>The sampling error of each figure of a <see cref="MetricResult"/>.</summary>
public sealed record MetricErrors
{
    /// <summary>Of the mean: from the second moment; interval by Hall (1992), which allows for
    /// skewness, of an event Wilson's, and a bound where few outcomes decide it.</summary>
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

    /// <summary>Of the 95% expected shortfall: of the mean excess over the quantile; interval
    /// as the mean's, over all that the quantile may be.</summary>
    public required Uncertainty Es95 { get; init; }

    /// <summary>Of the 99% expected shortfall: of the mean excess over the quantile; interval
    /// as the mean's, over all that the quantile may be.</summary>
    public required Uncertainty Es99 { get; init; }

    /// <summary>Of the probability of loss: binomial; Wilson interval.</summary>
    public required Uncertainty ProbabilityOfLoss { get; init; }

    /// <summary>Of the standard deviation: influence function; normal interval.</summary>
    public required Uncertainty StandardDeviation { get; init; }

    /// <summary>Of the skewness: influence function; normal interval.</summary>
    public required Uncertainty Skewness { get; init; }

    /// <summary>Of the excess kurtosis: influence function; normal interval.</summary>
    public required Uncertainty Kurtosis { get; init; }
}
