using GpuRisk.Engine.Results;
using GpuRisk.Host.Figures;

namespace GpuRisk.Host.Runs.Sweeps;

/// <summary>A sweep as CSV: a line for each combination that is done, with full precision.
/// </summary>
internal static class SweepCsv
{
    private static readonly (string Name, Func<MetricResult, double?> Value)[] Figures =
    [
        ("mean", figures => figures.Mean),
        ("standardError", figures => figures.StandardError),
        ("meanLow", figures => figures.Errors.Mean.Low),
        ("meanHigh", figures => figures.Errors.Mean.High),
        ("p05", figures => figures.P05),
        ("p50", figures => figures.P50),
        ("p95", figures => figures.P95),
        ("es95", figures => figures.Es95),
        ("probabilityOfLoss", figures => figures.ProbabilityOfLoss),
        ("hits", figures => figures.Hits),
    ];

    /// <summary>The whole text, with a header.</summary>
    /// <param name="keys">The keys that vary.</param>
    /// <param name="metrics">The metrics to tell of.</param>
    /// <param name="rows">The combinations that are done.</param>
    public static string Of(
        IReadOnlyList<string> keys, IReadOnlyList<string> metrics, IEnumerable<SweepRow> rows)
    {
        var lines = new List<IEnumerable<string>>
        {
            ((IEnumerable<string>)[.. keys, "paths", "seed", "digest", "failure"]).Concat(
                metrics.SelectMany(
                    metric => Figures.Select(figure => $"{metric}.{figure.Name}"))),
        };
        lines.AddRange(rows.Select(row => Fields(keys, metrics, row)));
        return Csv.Of(lines);
    }

    private static IEnumerable<string> Fields(
        IReadOnlyList<string> keys, IReadOnlyList<string> metrics, SweepRow row)
    {
        string[] facts =
        [
            .. keys.Select(key => row.Values[key].ToString()),
            Csv.Text(row.Paths), Csv.Text(row.Seed), row.Digest ?? "", row.Failure ?? "",
        ];
        return facts.Concat(metrics.SelectMany(metric => Figures.Select(figure =>
            row.Metrics.GetValueOrDefault(metric) is { } figures
                ? Csv.Text(figure.Value(figures))
                : "")));
    }
}
