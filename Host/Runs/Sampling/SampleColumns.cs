using System.Globalization;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Host.Runs.Sampling;

/// <summary>What the columns of a file of samples are called, and what the file says of itself.
/// </summary>
internal static class SampleColumns
{
    /// <summary>The column of path indices.</summary>
    public const string Path = "path";

    /// <summary>What the key of a column's unit begins with.</summary>
    public const string UnitPrefix = "unit:";

    /// <summary>The metrics that have a column, in order.</summary>
    public static IReadOnlyList<Metric> Published(Plan plan) =>
        [.. plan.Metrics.Where(metric => !metric.Internal)];

    /// <summary>The file's notes on itself: which run it is of, and the unit of each column.
    /// </summary>
    public static Dictionary<string, string> Notes(Plan plan, RunOptions options)
    {
        var notes = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["schema"] = "gpurisk.samples/1",
            ["scenario"] = plan.Name,
            ["scenarioHash"] = plan.Hash,
            ["seed"] = options.Seed.ToString(CultureInfo.InvariantCulture),
            ["precision"] = RunReport.NameOf(options.Precision),
        };
        foreach (Metric metric in Published(plan))
        {
            notes[UnitPrefix + metric.Name] = metric.Unit;
        }

        return notes;
    }
}
