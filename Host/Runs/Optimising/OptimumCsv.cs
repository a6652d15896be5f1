using GpuRisk.Host.Figures;

namespace GpuRisk.Host.Runs.Optimising;

/// <summary>All that an optimisation ran as CSV, with full precision.</summary>
internal static class OptimumCsv
{
    /// <summary>The whole text, with a header.</summary>
    public static string Of(OptimumResult result)
    {
        IEnumerable<string> titles =
        [
            .. result.Keys, "figure", "figure_error",
            .. result.Limits.SelectMany(limit => (string[])[limit, limit + " error"]), "excess",
            "reason",
        ];
        return Csv.Of([titles, .. result.Runs.Select(run => Fields(run, result.Limits.Count))]);
    }

    private static IEnumerable<string> Fields(Candidate run, int limits) =>
    [
        .. run.Values.Select(value => Csv.Text(value)), Csv.Text(run.Figure),
        Csv.Text(run.StandardError),
        .. Enumerable.Range(0, limits).SelectMany(i => (string[])
        [
            Csv.Text(run.Limits.ElementAtOrDefault(i)?.Value),
            Csv.Text(run.Limits.ElementAtOrDefault(i)?.StandardError),
        ]),
        Csv.Text(run.Excess), run.Reason ?? "",
    ];
}
