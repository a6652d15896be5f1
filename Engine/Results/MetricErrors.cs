namespace GpuRisk.Engine.Results;

/// <summary>The sampling error of each figure of a <see cref="MetricResult"/>.</summary>
public readonly struct MetricErrors
{
    private readonly MetricResult _metric;

    internal MetricErrors(MetricResult metric) => _metric = metric;

    /// <summary>Of any figure.</summary>
    /// <exception cref="ArgumentException">There is no figure of this name.</exception>
    public Uncertainty this[string name] => _metric.Figures[name].Uncertainty;

    /// <summary>Of the mean: from the second moment; interval by Hall (1992), which allows for
    /// skewness, of an event Wilson's, and a bound where few outcomes decide it.</summary>
    public Uncertainty Mean => this["mean"];

    /// <summary>The mean's standard error from 64 logical batches, as a cross-check.</summary>
    public double? BatchStandardError => _metric.BatchStandardError;

    /// <summary>Of the 1% quantile: order-statistic interval.</summary>
    public Uncertainty P01 => this["p01"];

    /// <summary>Of the 5% quantile: order-statistic interval.</summary>
    public Uncertainty P05 => this["p05"];

    /// <summary>Of the median: order-statistic interval.</summary>
    public Uncertainty P50 => this["p50"];

    /// <summary>Of the 95% quantile: order-statistic interval.</summary>
    public Uncertainty P95 => this["p95"];

    /// <summary>Of the 99% quantile: order-statistic interval.</summary>
    public Uncertainty P99 => this["p99"];

    /// <summary>Of the 95% value at risk: order-statistic interval.</summary>
    public Uncertainty Var95 => this["var95"];

    /// <summary>Of the 99% value at risk: order-statistic interval.</summary>
    public Uncertainty Var99 => this["var99"];

    /// <summary>Of the 95% expected shortfall: of the mean excess over the quantile; interval
    /// as the mean's, over all that the quantile may be.</summary>
    public Uncertainty Es95 => this["es95"];

    /// <summary>Of the 99% expected shortfall: of the mean excess over the quantile; interval
    /// as the mean's, over all that the quantile may be.</summary>
    public Uncertainty Es99 => this["es99"];

    /// <summary>Of the probability of loss: binomial; Wilson interval.</summary>
    public Uncertainty ProbabilityOfLoss => this["probabilityOfLoss"];

    /// <summary>Of the standard deviation: influence function; normal interval.</summary>
    public Uncertainty StandardDeviation => this["standardDeviation"];

    /// <summary>Of the skewness: influence function; normal interval.</summary>
    public Uncertainty Skewness => this["skewness"];

    /// <summary>Of the excess kurtosis: influence function; normal interval.</summary>
    public Uncertainty Kurtosis => this["kurtosis"];
}
