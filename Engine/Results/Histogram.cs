using GpuRisk.Engine.Tallies;

namespace GpuRisk.Engine.Results;

/// <summary>
/// Outcomes counted in bars of equal width between two quantiles, for drawing. Bars share out the
/// outcomes of a sketch bin that spans an edge; all counts together are exact.
/// </summary>
public sealed class Histogram
{
    private const int MostBars = 10_000;

    /// <summary>A histogram of a tally's outcomes.</summary>
    /// <param name="tally">The tally.</param>
    /// <param name="bins">Number of bars, 1 to 10,000.</param>
    /// <param name="lowLevel">The quantile at the left edge, 0 to 1.</param>
    /// <param name="highLevel">The quantile at the right edge, 0 to 1.</param>
    public Histogram(
        MetricTally tally,
        int bins,
        double lowLevel = 0.001,
        double highLevel = 0.999)
        : this(Distribution.OfOutcomes(tally), bins, lowLevel, highLevel)
    {
    }

    /// <summary>A histogram of outcomes that are counted in bins.</summary>
    /// <param name="metric">Whose outcomes they are.</param>
    /// <param name="outcomes">All of its bins, as <see cref="OutcomeBin.Of"/> gives them.</param>
    /// <param name="bins">Number of bars, 1 to 10,000.</param>
    public Histogram(Metric metric, IEnumerable<OutcomeBin> outcomes, int bins)
        : this(Distribution.OfBins(metric, outcomes), bins, 0.001, 0.999)
    {
    }

    private Histogram(Distribution outcomes, int bins, double lowLevel, double highLevel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bins, MostBars);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lowLevel, highLevel);
        if (outcomes.Count == 0)
        {
            Bars = [];
            return;
        }

        double low = outcomes.Quantile(lowLevel).Value!.Value;
        double high = outcomes.Quantile(highLevel).Value!.Value;
        if (!(low < high))
        {
            // Nearly all outcomes are equal: the few others are what is worth seeing.
            low = outcomes.Minimum;
            high = outcomes.Maximum;
        }

        Below = (long)Math.Round(outcomes.CountTo(low, inclusive: false));
        Bars = Draw(outcomes, low, high, low < high ? bins : 1, Below);
        Above = outcomes.Count - Below - Bars.Sum(bar => bar.Count);
    }

    /// <summary>The bars from left to right; none where there are no outcomes.</summary>
    public IReadOnlyList<HistogramBar> Bars { get; }

    /// <summary>Outcomes left of the first bar.</summary>
    public long Below { get; }

    /// <summary>Outcomes right of the last bar.</summary>
    public long Above { get; }

    private static HistogramBar[] Draw(
        Distribution outcomes,
        double low,
        double high,
        int bins,
        long below)
    {
        HistogramBar[] bars = new HistogramBar[bins];
        double left = low;
        long before = below;
        for (int i = 0; i < bins; i++)
        {
            double right = i == bins - 1 ? high : low + ((high - low) * (i + 1) / bins);
            long through = (long)Math.Round(outcomes.CountTo(right, inclusive: true));
            bars[i] = new HistogramBar(left, right, through - before);
            left = right;
            before = through;
        }

        return bars;
    }
}
