using System.Globalization;
using GpuRisk.Engine.Results;

namespace GpuRisk.Host.Sweeps;

/// <summary>A sweep as CSV: a line for each combination that is done, with full precision.
/// </summary>
internal static class SweepCsv
{
    private static readonly (string Name, Func<MetricResult, double?> Value)[] Figures =
    [
        ("mean", figures => figures.Mean),
        ("standardError", figures => figures.StandardError),
        ("p05", figures => figures.P05),
        ("p50", figures => figures.P50),
        ("p95", figures => figures.P95),
        ("es95", figures => figures.Es95),
        ("probabilityOfLoss", figures => figures.ProbabilityOfLoss),
    ];

    /// <summary>The whole text, with a header.</summary>
    public static string Of(SweepResult sweep)
    {
        var lines = new List<IEnumerable<string>>
        {
            ((IEnumerable<string>)[.. sweep.Keys, "paths", "seed", "digest", "failure"]).Concat(
                sweep.Metrics.SelectMany(
                    metric => Figures.Select(figure => $"{metric}.{figure.Name}"))),
        };
        lines.AddRange(sweep.Rows.Select(row => Fields(sweep, row)));
        return string.Concat(
            lines.Select(fields => string.Join(',', fields.Select(Quoted)) + "\n"));
    }

    private static IEnumerable<string> Fields(SweepResult sweep, SweepRow row)
    {
        string[] facts =
        [
            .. sweep.Keys.Select(key => row.Values[key].ToString()),
            Text(row.Paths), Text(row.Seed), row.Digest ?? "", row.Failure ?? "",
        ];
        return facts.Concat(sweep.Metrics.SelectMany(metric => Figures.Select(figure =>
            row.Metrics.GetValueOrDefault(metric) is { } figures
                ? Text(figure.Value(figures))
                : "")));
    }

    private static string Text(IFormattable? value) =>
        value?.ToString(null, CultureInfo.InvariantCulture) ?? "";

    private static string Quoted(string field) => field.AsSpan().ContainsAny(",\"\r\n")
        ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : field;
}
