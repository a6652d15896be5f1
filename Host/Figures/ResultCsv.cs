using GpuRisk.Engine.Results;

namespace GpuRisk.Host.Figures;

/// <summary>A result as CSV: a line for each metric, with full precision.</summary>
internal static class ResultCsv
{
    private static readonly (string Name, Func<MetricResult, IFormattable?> Value)[] Figures =
    [
        ("mean", figures => figures.Mean),
        ("standardError", figures => figures.StandardError),
        ("meanLow", figures => figures.Errors.Mean.Low),
        ("meanHigh", figures => figures.Errors.Mean.High),
        ("p01", figures => figures.P01),
        ("p05", figures => figures.P05),
        ("p50", figures => figures.P50),
        ("p95", figures => figures.P95),
        ("p99", figures => figures.P99),
        ("var95", figures => figures.Var95),
        ("var99", figures => figures.Var99),
        ("es95", figures => figures.Es95),
        ("es99", figures => figures.Es99),
        ("probabilityOfLoss", figures => figures.ProbabilityOfLoss),
        ("standardDeviation", figures => figures.StandardDeviation),
        ("minimum", figures => figures.Minimum),
        ("maximum", figures => figures.Maximum),
        ("present", figures => figures.Present),
        ("hits", figures => figures.Hits),
        ("lossReference", figures => figures.LossReference),
    ];

    private static readonly (string Name, Func<MetricErrors, Uncertainty> Error)[] Errors =
    [
        ("mean", errors => errors.Mean),
        ("es95", errors => errors.Es95),
        ("es99", errors => errors.Es99),
        ("standardDeviation", errors => errors.StandardDeviation),
        ("skewness", errors => errors.Skewness),
        ("kurtosis", errors => errors.Kurtosis),
    ];

    /// <summary>The whole text, with a header. The last field names the figures whose error
    /// cannot be trusted.</summary>
    public static string Of(RunResult result) => Csv.Of(
    [
        ["metric", "unit", .. Figures.Select(figure => figure.Name), "untrusted"],
        .. result.Metrics.Select(metric => (IEnumerable<string>)
        [
            metric.Key, metric.Value.Unit,
            .. Figures.Select(figure => Csv.Text(figure.Value(metric.Value))),
            string.Join(' ', Errors
                .Where(error => error.Error(metric.Value.Errors).Untrusted)
                .Select(error => error.Name)),
        ]),
    ]);
}
