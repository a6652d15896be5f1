using GpuRisk.Engine.Results;

namespace GpuRisk.Host.Storage;

/// <summary>A result as CSV: a line for each metric, with full precision.</summary>
internal static class ResultCsv
{
    private static readonly (string Name, Func<MetricResult, IFormattable?> Value)[] Figures =
    [
        ("mean", figures => figures.Mean),
        ("standardError", figures => figures.StandardError),
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
    ];

    /// <summary>The whole text, with a header.</summary>
    public static string Of(RunResult result) => Csv.Of(
    [
        ["metric", "unit", .. Figures.Select(figure => figure.Name)],
        .. result.Metrics.Select(metric => (IEnumerable<string>)
        [
            metric.Key, metric.Value.Unit,
            .. Figures.Select(figure => Csv.Text(figure.Value(metric.Value))),
        ]),
    ]);
}
