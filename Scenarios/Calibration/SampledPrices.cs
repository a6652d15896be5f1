namespace GpuRisk.Scenarios.Calibration;

/// <summary>Prices at equal times: at each the last one told before it ended, as long as that is
/// less than an interval old. Nothing later than a time enters its price.</summary>
public sealed class SampledPrices
{
    private readonly double[] _prices;

    private SampledPrices(DateTime firstUtc, TimeSpan interval, double[] prices)
    {
        FirstUtc = firstUtc;
        Interval = interval;
        _prices = prices;
    }

    /// <summary>The first time.</summary>
    public DateTime FirstUtc { get; }

    /// <summary>The time between two of them.</summary>
    public TimeSpan Interval { get; }

    /// <summary>The interval in years of 365 days.</summary>
    public double IntervalYears => AssetMoments.Years(Interval.TotalSeconds);

    /// <summary>The number of times.</summary>
    public int Count => _prices.Length;

    /// <summary>The price at a time by its number from 0; NaN where there is none.</summary>
    public double this[int index] => _prices[index];

    /// <summary>A time by its number.</summary>
    public DateTime TimeAt(int index) => FirstUtc + (index * Interval);

    /// <summary>Takes prices at times that lie whole intervals from an anchor.</summary>
    /// <param name="series">The prices.</param>
    /// <param name="anchorUtc">One of the times; the series need not reach it.</param>
    /// <param name="interval">The time between two, above 0.</param>
    public static SampledPrices Of(PriceSeries series, DateTime anchorUtc, TimeSpan interval)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        IReadOnlyList<PricePoint> points = series.Points;
        long first = Ceiling(points[0].TimeUtc - anchorUtc, interval);
        long last = -Ceiling(anchorUtc - points[^1].TimeUtc, interval);
        var prices = new double[Math.Max(last - first + 1, 0)];
        DateTime start = anchorUtc + (first * interval);
        int at = 0;
        for (int i = 0; i < prices.Length; i++)
        {
            DateTime time = start + (i * interval);
            while (at + 1 < points.Count && points[at + 1].TimeUtc <= time) at++;
            bool isKnown = points[at].TimeUtc <= time && time - points[at].TimeUtc < interval;
            prices[i] = isKnown ? points[at].Price : double.NaN;
        }

        return new SampledPrices(start, interval, prices);
    }

    /// <summary>The number of a time; null where it lies between two or outside.</summary>
    public int? IndexOf(DateTime timeUtc)
    {
        long ticks = (timeUtc - FirstUtc).Ticks;
        long index = ticks / Interval.Ticks;
        return ticks >= 0 && ticks % Interval.Ticks == 0 && index < Count ? (int)index : null;
    }

    /// <summary>Log returns over one interval that end after one time and not after another; those
    /// without both prices are left out.</summary>
    /// <param name="from">The number of the time at which the first may begin.</param>
    /// <param name="to">The number of the time at which the last may end.</param>
    public double[] Returns(int from, int to)
    {
        var returns = new List<double>(to - from);
        for (int i = Math.Max(from, 0) + 1; i <= to; i++)
        {
            double change = Math.Log(_prices[i]) - Math.Log(_prices[i - 1]);
            if (double.IsFinite(change)) returns.Add(change);
        }

        return [.. returns];
    }

    /// <summary>The lowest price from one time to another; NaN where there is none.</summary>
    public double Lowest(int from, int to) => _prices
        .Skip(from).Take(to - from + 1)
        .Where(double.IsFinite)
        .DefaultIfEmpty(double.NaN)
        .Min();

    private static long Ceiling(TimeSpan time, TimeSpan interval)
    {
        (long whole, long rest) = Math.DivRem(time.Ticks, interval.Ticks);
        return rest > 0 ? whole + 1 : whole;
    }
}
