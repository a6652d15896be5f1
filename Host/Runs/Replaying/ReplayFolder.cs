using System.Text;
using GpuRisk.Engine.Replaying;
using GpuRisk.Host.Figures;
using GpuRisk.Host.Runs.Storage;

namespace GpuRisk.Host.Runs.Replaying;

/// <summary>What <c>gpurisk replay --out</c> keeps.</summary>
internal static class ReplayFolder
{
    /// <summary>The result; there last of all.</summary>
    public const string JsonName = "replay.json";

    /// <summary>The page.</summary>
    public const string PageName = "report.html";

    private const string CsvName = "replay.csv";

    private static readonly string[] Titles =
    [
        "metric", "unit", "seconds", "observed", "p05", "p25", "p50", "p75", "p95", "inside", "pit",
        "rankedScore",
    ];

    /// <summary>Writes all files, or none.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    public static void Write(string folder, ReplayResult result, string page)
    {
        using var staged = new StagedFiles(folder);
        foreach ((string name, string text) in new[]
        {
            (CsvName, Table(result)),
            (PageName, page),
            (JsonName, ReplayJson.Of(result) + "\n"),
        })
        {
            staged.Write(name, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
        }

        staged.Keep([], JsonName);
    }

    /// <summary>A line for each moment of each metric.</summary>
    private static string Table(ReplayResult result) => Csv.Of(
    [
        Titles,
        .. result.Metrics.SelectMany(metric => metric.Moments.Select(moment => (string[])
        [
            metric.Metric, metric.Unit, Csv.Text(moment.Seconds), Csv.Text(moment.Observed),
            Csv.Text(moment.P05), Csv.Text(moment.P25), Csv.Text(moment.P50),
            Csv.Text(moment.P75), Csv.Text(moment.P95), moment.Inside ? "true" : "false",
            Csv.Text(moment.Pit), Csv.Text(moment.RankedScore),
        ])),
    ]);
}
