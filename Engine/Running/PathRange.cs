using System.Globalization;
using System.Text.Json.Serialization;

namespace GpuRisk.Engine.Running;

/// <summary>Consecutive paths.</summary>
/// <param name="First">The index of the first.</param>
/// <param name="Count">How many.</param>
public readonly record struct PathRange(long First, long Count)
{
    /// <summary>The index after the last.</summary>
    [JsonIgnore]
    public long End => First + Count;

    /// <summary>The same ranges in order, those that touch each other as one.</summary>
    /// <param name="ranges">Ranges that share no path.</param>
    public static IReadOnlyList<PathRange> Join(IEnumerable<PathRange> ranges)
    {
        List<PathRange> joined = [];
        foreach (PathRange range in ranges.Where(r => r.Count > 0).OrderBy(r => r.First))
        {
            if (joined.Count > 0 && joined[^1].End == range.First)
            {
                joined[^1] = joined[^1] with { Count = joined[^1].Count + range.Count };
            }
            else
            {
                joined.Add(range);
            }
        }

        return joined;
    }

    /// <summary>What lies between ranges: the paths of this one that none of them has.</summary>
    /// <param name="ranges">Ranges within this one that share no path.</param>
    public IReadOnlyList<PathRange> Without(IEnumerable<PathRange> ranges)
    {
        List<PathRange> rest = [];
        long next = First;
        foreach (PathRange range in Join(ranges).Append(new PathRange(End, 0)))
        {
            if (range.First > next)
            {
                rest.Add(new PathRange(next, range.First - next));
            }

            next = range.End;
        }

        return rest;
    }

    /// <summary>The first and the last path, as <c>100 to 199</c>.</summary>
    public override string ToString() => Count == 1
        ? First.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{First} to {End - 1}");

    /// <summary>Ranges as a reader is told of them, as <c>paths 0 to 9, 17 and 30 to 39</c>.
    /// </summary>
    public static string TextOf(IReadOnlyList<PathRange> ranges)
    {
        string noun = ranges.Sum(range => range.Count) == 1 ? "path" : "paths";
        return ranges.Count == 1
            ? $"{noun} {ranges[0]}"
            : $"{noun} {string.Join(", ", ranges.SkipLast(1))} and {ranges[^1]}";
    }
}
