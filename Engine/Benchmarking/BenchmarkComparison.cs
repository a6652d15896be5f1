namespace GpuRisk.Engine.Benchmarking;

/// <summary>What became of a measurement since an earlier one of the same work.</summary>
public enum BenchmarkVerdict
{
    /// <summary>No change that could be told from noise.</summary>
    Same,

    /// <summary>Faster beyond noise.</summary>
    Faster,

    /// <summary>Slower beyond noise.</summary>
    Slower,

    /// <summary>There is nothing to compare with: one of the two has no figures, or the work has
    /// changed.</summary>
    NotComparable,
}

/// <summary>A measurement beside an earlier one.</summary>
/// <param name="Entry">The entry's name.</param>
/// <param name="Device">The device's id.</param>
/// <param name="Change">The rate over the earlier one, less 1; NaN where not comparable.</param>
/// <param name="Noise">Changes up to this are noise.</param>
/// <param name="Verdict">What that means.</param>
public sealed record BenchmarkComparison(
    string Entry, string Device, double Change, double Noise, BenchmarkVerdict Verdict)
{
    private const double Errors = 3;

    /// <summary>Compares.</summary>
    /// <param name="earlier">The earlier results.</param>
    /// <param name="now">The results.</param>
    /// <param name="tolerance">The least change that counts: machines drift by a few percent
    /// between two runs, which the spread within one does not show.</param>
    /// <returns>One for each result of either.</returns>
    public static IReadOnlyList<BenchmarkComparison> Of(
        IReadOnlyList<BenchmarkResult> earlier, IReadOnlyList<BenchmarkResult> now,
        double tolerance)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(now);
        var before = earlier.ToDictionary(result => (result.Entry, result.Device));
        IEnumerable<BenchmarkComparison> compared = now.Select(result => Of(
            before.GetValueOrDefault((result.Entry, result.Device)), result, tolerance));
        HashSet<(string, string)> measured =
            [.. now.Select(result => (result.Entry, result.Device))];
        IEnumerable<BenchmarkComparison> missing = earlier
            .Where(result => !measured.Contains((result.Entry, result.Device)))
            .Select(NotComparable);
        return [.. compared, .. missing];
    }

    private static BenchmarkComparison Of(
        BenchmarkResult? earlier, BenchmarkResult now, double tolerance)
    {
        if (earlier is null || earlier.ScenarioHash != now.ScenarioHash
            || earlier.Seconds.Count == 0 || now.Seconds.Count == 0)
        {
            return NotComparable(now);
        }

        double change = (now.PathStepsPerSecond / earlier.PathStepsPerSecond) - 1;
        double error = Math.Sqrt(
            (earlier.RelativeError * earlier.RelativeError)
            + (now.RelativeError * now.RelativeError));
        double noise = Math.Max(Errors * error, tolerance);
        BenchmarkVerdict verdict =
            change > noise ? BenchmarkVerdict.Faster
            : change < -noise ? BenchmarkVerdict.Slower
            : BenchmarkVerdict.Same;
        return new(now.Entry, now.Device, change, noise, verdict);
    }

    private static BenchmarkComparison NotComparable(BenchmarkResult result) =>
        new(result.Entry, result.Device, double.NaN, 0, BenchmarkVerdict.NotComparable);
}
