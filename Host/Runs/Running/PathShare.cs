using System.Globalization;
using GpuRisk.Engine.Running;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Runs.Running;

/// <summary>Which paths of a run are asked for.</summary>
internal abstract record PathShare
{
    /// <summary>What is wrong with it in a run of so many paths; null where nothing is.</summary>
    public abstract string? Problem(long paths);

    /// <summary>The paths that it has of a run without <see cref="Problem"/>.</summary>
    public abstract PathRange RangeOf(long paths);
}

/// <summary>One of several parts as equal as can be.</summary>
/// <param name="Number">Which, from 1.</param>
/// <param name="Parts">How many there are.</param>
internal sealed record NumberedShare(int Number, int Parts) : PathShare
{
    /// <summary>The most parts of a run: with the most paths, indices still fit 64 bits.</summary>
    public const int MostParts = 1_000_000;

    /// <summary>Reads <c>3/16</c>; null where the text is none.</summary>
    public static NumberedShare? Read(string text)
    {
        string[] numbers = text.Split('/');
        return numbers.Length == 2
            && int.TryParse(
                numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && int.TryParse(
                numbers[1], NumberStyles.None, CultureInfo.InvariantCulture, out int parts)
            && number >= 1 && number <= parts && parts <= MostParts
                ? new NumberedShare(number, parts)
                : null;
    }

    /// <inheritdoc/>
    public override string? Problem(long paths) => Parts > paths
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"--part: found {Number}/{Parts}; the run has {Counted.Of(paths, "path")}, "
            + $"and at most as many parts are allowed")
        : null;

    /// <inheritdoc/>
    public override PathRange RangeOf(long paths)
    {
        long first = paths * (Number - 1) / Parts;
        return new PathRange(first, (paths * Number / Parts) - first);
    }
}

/// <summary>Paths that are stated one by one.</summary>
/// <param name="Range">The paths.</param>
internal sealed record StatedShare(PathRange Range) : PathShare
{
    /// <inheritdoc/>
    public override string? Problem(long paths) => Range.End > paths
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"--first-path {Range.First} --count {Range.Count}: found paths {Range}; the run's "
            + $"are 0 to {paths - 1}, and --paths states how many it has")
        : null;

    /// <inheritdoc/>
    public override PathRange RangeOf(long paths) => Range;
}
