using GpuRisk.Engine.Tallies;

namespace GpuRisk.Engine.Results;

/// <summary>
/// The distribution of a metric's outcomes, or of their negatives, read from its tally. Values
/// are in the metric's unit.
/// </summary>
internal sealed class Distribution
{
    private readonly ValueBin[] bins;
    private readonly long[] through;
    private readonly double[] squares;
    private readonly double unit;
    private readonly double origin;

    private Distribution(IEnumerable<ValueBin> source, double unit, double origin)
    {
        bins = [.. source];
        through = new long[bins.Length];
        squares = new double[bins.Length];
        long count = 0;
        double square = 0;
        for (int i = 0; i < bins.Length; i++)
        {
            count += bins[i].Count;
            through[i] = count;
            square += bins[i].Squares;
            squares[i] = square;
        }

        Count = count;
        IsWeighted = square != count;
        this.unit = unit;
        this.origin = origin;
    }

    /// <summary>Outcomes; where they count by weights, <see cref="WeightedBins.Whole"/>.</summary>
    internal long Count { get; }

    /// <summary>Whether outcomes count by weights, so that their number says nothing of errors.
    /// </summary>
    internal bool IsWeighted { get; }

    /// <summary>How many outcomes that count once would have as large an error of their number
    /// (Kish 1965).</summary>
    internal double Effective => Effect(bins);

    /// <summary>The least outcome; there is one.</summary>
    internal double Minimum => origin + (bins[0].Lower * unit);

    /// <summary>The greatest outcome; there is one.</summary>
    internal double Maximum => origin + (bins[^1].Upper * unit);

    /// <summary>The bins from the lowest to the highest, in fixed-point units.</summary>
    internal ReadOnlySpan<ValueBin> Bins => bins;

    /// <summary>The metric's unit per fixed-point unit.</summary>
    internal double Unit => unit;

    /// <summary>Where the values are measured from, in the metric's unit.</summary>
    internal double Origin => origin;

    /// <summary>The outcomes.</summary>
    internal static Distribution OfOutcomes(MetricTally tally) => Of(tally, tally.Metric.Origin);

    /// <summary>The outcomes that bins of another process tell of.</summary>
    internal static Distribution OfBins(Metric metric, IEnumerable<OutcomeBin> outcomes) => new(
        outcomes.Select(bin => ValueBin.Of(bin, metric)), 1.0 / metric.Scale, metric.Origin);

    /// <summary>The losses: how far outcomes depart from the metric's origin to the worse side.
    /// </summary>
    internal static Distribution OfLosses(MetricTally tally) => tally.Metric.Sense switch
    {
        MetricSense.Cost => Of(tally, origin: 0),
        MetricSense.Gain => new Distribution(
            WeightedBins.Of(tally, bin => ValueBin.Of(
                Negative(bin), -tally.Moments.Maximum, -tally.Moments.Minimum)).Reverse(),
            1.0 / tally.Metric.Scale,
            origin: 0),
        _ => throw new ArgumentException(
            $"{tally.Metric.Name} cannot lose: its sense is {tally.Metric.Sense}."),
    };

    private static Distribution Of(MetricTally tally, double origin) => new(
        WeightedBins.Of(
            tally, bin => ValueBin.Of(bin, tally.Moments.Minimum, tally.Moments.Maximum)),
        1.0 / tally.Metric.Scale,
        origin);

    /// <summary>The outcome of a rank from the least, 1 to the count.</summary>
    internal double ValueAt(long rank)
    {
        int index = Array.BinarySearch(through, rank);
        index = index < 0 ? ~index : index;
        long before = through[index] - bins[index].Count;
        return origin + (bins[index].ValueAt(rank - before) * unit);
    }

    /// <summary>The quantile at a level, with its order-statistic interval.</summary>
    internal Estimate Quantile(double level)
    {
        if (!(level is >= 0.0 and <= 1.0))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level is in [0, 1].");
        }

        if (Count == 0)
        {
            return Estimate.None;
        }

        (long lowRank, long highRank) = IsWeighted
            ? WeightedInterval(level)
            : OrderStatistics.Interval(Count, level);
        double? low = lowRank >= 1 ? ValueAt(lowRank) : null;
        double? high = highRank <= Count ? ValueAt(highRank) : null;
        double? error = (high - low) / (2.0 * Estimate.NormalQuantile);
        return new Estimate(ValueAt(OrderStatistics.Rank(Count, level)), error, low, high);
    }

    /// <summary>How many outcomes of those beyond a value, or of all others, would count as much
    /// if each counted once.</summary>
    internal double EffectiveAbove(double value) =>
        Effect(bins.Where(bin => bin.Mean > (value - origin) / unit));

    /// <inheritdoc cref="EffectiveAbove"/>
    internal double EffectiveOutside(double low, double high) => Effect(bins.Where(bin =>
        bin.Mean < (low - origin) / unit || bin.Mean > (high - origin) / unit));

    /// <summary>The share of outcomes for which something holds, with its error.</summary>
    internal Estimate Share(Func<ValueBin, bool> holds)
    {
        double mass = 0;
        double within = 0;
        double outside = 0;
        foreach (ValueBin bin in bins)
        {
            bool counts = holds(bin);
            mass += counts ? bin.Count : 0;
            within += counts ? bin.Squares : 0;
            outside += counts ? 0 : bin.Squares;
        }

        double share = mass / Count;
        double variance = VarianceOfShare(share, within, outside);
        return variance > 0
            ? LossProbability.Wilson(share, share * (1 - share) / variance)
            : LossProbability.Wilson(share, Effective);
    }

    /// <summary>The share of outcomes above or below a value, with its error.</summary>
    internal Estimate ShareBeyond(double value, bool isAbove)
    {
        double quantum = (value - origin) / unit;
        return Share(bin => isAbove ? bin.Mean > quantum : bin.Mean < quantum);
    }

    // Of the mean of an indicator less itself, over weights.
    private double VarianceOfShare(double share, double within, double outside) =>
        (((1 - share) * (1 - share) * within) + (share * share * outside))
        / ((double)Count * Count);

    // Where the share of outcomes up to it may be the level.
    private (long Low, long High) WeightedInterval(double level)
    {
        int index = Array.BinarySearch(through, OrderStatistics.Rank(Count, level));
        double below = squares[index < 0 ? ~index : index];
        double reach = Estimate.NormalQuantile
            * Math.Sqrt(VarianceOfShare(level, below, squares[^1] - below));
        double low = Math.Floor(Count * (level - reach));
        double high = Math.Ceiling(Count * (level + reach)) + 1;
        return ((long)Math.Max(low, 0), (long)Math.Min(high, Count + 1));
    }

    private static double Effect(IEnumerable<ValueBin> bins)
    {
        double mass = 0;
        double square = 0;
        foreach (ValueBin bin in bins)
        {
            mass += bin.Count;
            square += bin.Squares;
        }

        return square > 0 ? mass * (mass / square) : 0;
    }

    /// <summary>How many outcomes lie below a value, or at it too; bins count in part.</summary>
    internal double CountTo(double value, bool inclusive)
    {
        double quantum = (value - origin) / unit;
        double count = 0.0;
        foreach (ValueBin bin in bins)
        {
            bool single = bin.Alike || bin.Width == 0.0;
            if (single ? bin.Mean < quantum || (inclusive && bin.Mean == quantum)
                : bin.Upper <= quantum)
            {
                count += bin.Count;
            }
            else if (!single && bin.Lower <= quantum)
            {
                count += bin.Count * (quantum - bin.Lower) / bin.Width;
            }
        }

        return count;
    }

    private static SketchBin Negative(SketchBin bin) =>
        new(-bin.Upper, -bin.Lower, bin.Count, -bin.Sum);
}
