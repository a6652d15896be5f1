using System.Text.Json;
using GpuRisk.Engine.Running;
using GpuRisk.Host.Service.Store;

namespace GpuRisk.Host.Service.Scheduling;

/// <summary>Which paths of a run are done, as the store keeps it: <c>[[first, count], ...]</c>.
/// </summary>
internal static class RunRanges
{
    /// <summary>The paths of a run that are done.</summary>
    /// <exception cref="InvalidDataException">They are not as many as the run says.</exception>
    public static IReadOnlyList<PathRange> Of(RunRow run)
    {
        IReadOnlyList<PathRange> ranges = Parse(run.Ranges);
        if (ranges.Count == 0)
        {
            // Runs of earlier versions have their first paths done.
            ranges = PathRange.Join([new PathRange(0, run.PathsDone)]);
        }

        long paths = ranges.Sum(range => range.Count);
        return paths == run.PathsDone
            ? ranges
            : throw new InvalidDataException(
                $"The store names {paths} paths that are done where the run has "
                + $"{run.PathsDone}.");
    }

    /// <summary>Ranges as the store keeps them.</summary>
    public static string ToJson(IReadOnlyList<PathRange> ranges) => JsonSerializer.Serialize(
        [.. ranges.Select(range => (IReadOnlyList<long>)[range.First, range.Count])],
        StoreJson.Default.IReadOnlyListIReadOnlyListInt64);

    private static IReadOnlyList<PathRange> Parse(string json) =>
        [.. JsonSerializer.Deserialize(json, StoreJson.Default.IReadOnlyListIReadOnlyListInt64)!
            .Select(range => new PathRange(range[0], range[1]))];
}
