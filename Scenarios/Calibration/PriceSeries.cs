namespace GpuRisk.Scenarios.Calibration;

/// <summary>Prices in order of time, and what is missing between them. Nothing is filled in.
/// </summary>
public sealed class PriceSeries
{
    /// <summary>The least share of intervals that must be alike, to know what a return is.
    /// </summary>
    internal const double LeastRegularShare = 0.5;

    /// <summary>From this share of gaps on, weekends are taken for the market's custom.</summary>
    private const double WeekendShare = 0.8;

    private readonly List<PriceGap> _gaps = [];
    private readonly List<double> _returns = [];
    private readonly List<DateTime> _returnTimes = [];
    private readonly TimeSpan _interval;

    internal PriceSeries(IReadOnlyList<PricePoint> points, int duplicates, int unpriced = 0)
    {
        Points = points;
        Duplicates = duplicates;
        Unpriced = unpriced;
        _interval = MostFrequentInterval(points);
        for (int i = 1; i < points.Count; i++)
        {
            AddInterval(points[i - 1], points[i]);
        }
    }

    /// <summary>The name of the file they come from; null where they come from none.</summary>
    public string? File { get; init; }

    /// <summary>The prices by time, each time once; at least 3.</summary>
    public IReadOnlyList<PricePoint> Points { get; }

    /// <summary>Lines left out because an earlier one tells the same price of the same time.
    /// </summary>
    public int Duplicates { get; }

    /// <summary>Lines that say that there is no price.</summary>
    public int Unpriced { get; }

    /// <summary>The most frequent time between two prices, in seconds.</summary>
    public double IntervalSeconds => _interval.TotalSeconds;

    /// <summary>The interval in years of 365 days.</summary>
    public double IntervalYears => IntervalSeconds / AssetMoments.SecondsPerYear;

    /// <summary>Where prices are missing, by time.</summary>
    public IReadOnlyList<PriceGap> Gaps => _gaps;

    /// <summary>Pairs of neighbouring prices that are closer than the interval.</summary>
    public int ShortIntervals { get; private set; }

    /// <summary>
    /// Log returns over one interval exactly. Those over a gap or a shorter time are left out.
    /// </summary>
    public IReadOnlyList<double> Returns => _returns;

    /// <summary>The times at which the returns end.</summary>
    public IReadOnlyList<DateTime> ReturnTimesUtc => _returnTimes;

    /// <summary>Whether these are daily prices of a market that closes at weekends.</summary>
    public bool IsClosedAtWeekends =>
        _interval == TimeSpan.FromDays(1)
        && _gaps.Count > 0
        && _gaps.Count(gap => gap.IsWeekend) >= WeekendShare * _gaps.Count;

    /// <summary>The share of intervals that are as long as the most frequent one.</summary>
    internal double RegularShare => (double)_returns.Count / (Points.Count - 1);

    private void AddInterval(PricePoint before, PricePoint after)
    {
        TimeSpan passed = after.TimeUtc - before.TimeUtc;
        if (passed == _interval)
        {
            // A quotient could overflow where the logarithms' difference cannot.
            _returns.Add(Math.Log(after.Price) - Math.Log(before.Price));
            _returnTimes.Add(after.TimeUtc);
        }
        else if (passed < _interval)
        {
            ShortIntervals++;
        }
        else
        {
            long missing = ((passed.Ticks + _interval.Ticks - 1) / _interval.Ticks) - 1;
            _gaps.Add(new PriceGap(before.TimeUtc, after.TimeUtc, missing));
        }
    }

    private static TimeSpan MostFrequentInterval(IReadOnlyList<PricePoint> points) => points
        .Zip(points.Skip(1), (before, after) => after.TimeUtc - before.TimeUtc)
        .CountBy(passed => passed)
        .OrderByDescending(entry => entry.Value)
        .ThenBy(entry => entry.Key)
        .First().Key;
}
