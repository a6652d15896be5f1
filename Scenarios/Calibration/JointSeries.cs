namespace GpuRisk.Scenarios.Calibration;

/// <summary>Prices of several assets at the times that they have in common.</summary>
public sealed class JointSeries
{
    private JointSeries(
        IReadOnlyList<string> names, IReadOnlyList<PriceSeries> series, IReadOnlyList<int> dropped)
    {
        Names = names;
        Series = series;
        Dropped = dropped;
    }

    /// <summary>The assets' names.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Their prices, all at the same times, so that the returns are the same in number.
    /// </summary>
    public IReadOnlyList<PriceSeries> Series { get; }

    /// <summary>For each asset, the prices left out because another asset has none at their time.
    /// </summary>
    public IReadOnlyList<int> Dropped { get; }

    /// <summary>Keeps what is common; a text that says why nothing can be kept.</summary>
    /// <param name="names">The assets' names.</param>
    /// <param name="series">Their prices; at least two series.</param>
    /// <param name="problem">What is wrong; null where nothing is.</param>
    public static JointSeries? Of(
        IReadOnlyList<string> names, IReadOnlyList<PriceSeries> series, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(series);
        problem = null;
        for (int i = 1; i < series.Count; i++)
        {
            if (series[i].IntervalSeconds == series[0].IntervalSeconds) continue;
            problem = FormattableString.Invariant(
                $"found prices of {names[0]} one in {series[0].IntervalSeconds} s and of ")
                + FormattableString.Invariant(
                    $"{names[i]} one in {series[i].IntervalSeconds} s; allowed is one interval");
            return null;
        }

        HashSet<DateTime> common = [.. series[0].Points.Select(point => point.TimeUtc)];
        foreach (PriceSeries other in series.Skip(1))
            common.IntersectWith(other.Points.Select(point => point.TimeUtc));
        if (common.Count <= PriceCalibration.LeastReturns)
        {
            problem = $"found {Counted.Of(common.Count, "time")} at which all of "
                + $"{string.Join(", ", names)} have "
                + $"a price; allowed are more than {PriceCalibration.LeastReturns}";
            return null;
        }

        PriceSeries[] kept = [.. series.Select(one => new PriceSeries(
            [.. one.Points.Where(point => common.Contains(point.TimeUtc))],
            one.Duplicates, one.Unpriced) { File = one.File })];
        if (kept[0].IntervalSeconds != series[0].IntervalSeconds)
        {
            problem = $"found common times of {string.Join(", ", names)} that are mostly not "
                + "neighbours; allowed are prices of the same times";
            return null;
        }

        return new JointSeries(
            names, kept, [.. series.Select(one => one.Points.Count - common.Count)]);
    }
}
