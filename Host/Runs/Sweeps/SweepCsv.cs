using GpuRisk.Host.Figures;

namespace GpuRisk.Host.Runs.Sweeps;

/// <summary>A sweep as CSV: a line for each combination that is done, with full precision.
/// </summary>
internal static class SweepCsv
{
    private static readonly IReadOnlyList<Figure> Told =
        FigureList.InFilesOf(FigurePlaces.Sweep);

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
                    metric => Told.Select(figure => $"{metric}.{figure.Name}"))),
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
        return facts.Concat(metrics.SelectMany(metric => Told.Select(figure =>
            row.Metrics.GetValueOrDefault(metric) is { } figures
                ? Csv.Text(figure.Of(figures))
                : "")));
    }
}
