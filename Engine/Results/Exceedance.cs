using GpuRisk.Engine.Tallies;

namespace GpuRisk.Engine.Results;

/// <summary>How many paths end beyond a value.</summary>
/// <param name="Threshold">The value, in the metric's unit.</param>
/// <param name="IsAbove">Whether paths above it are counted; else those below.</param>
/// <param name="Count">Paths beyond it; bins of the tally count in part.</param>
/// <param name="Share">Their share of all.</param>
/// <param name="Low">The lower end of its 95% interval (Wilson).</param>
/// <param name="High">The upper end.</param>
public sealed record Exceedance(
    double Threshold, bool IsAbove, long Count, double Share, double Low, double High)
{
    // A histogram with so much in one bar is one bar.
    private const double OneBar = 0.9;

    private const int MostLevels = 8;

    // A bulk so near the origin, beside how far the outcomes reach, is told from the origin.
    private const double NearOrigin = 0.1;

    private static readonly double[] Steps = [5, 2, 1];
    private static readonly double[] RoundSteps = [1, 2, 5, 10];

    /// <summary>
    /// The shares of paths beyond some round values on both sides of where nearly all paths lie;
    /// none where the outcomes spread, so that a histogram tells more, or never differ.
    /// </summary>
    /// <param name="metric">Whose outcomes they are.</param>
    /// <param name="outcomes">All of its bins, as <see cref="OutcomeBin.Of"/> gives them.</param>
    /// <param name="histogram">Their histogram.</param>
    public static IReadOnlyList<Exceedance> Of(
        Metric metric, IReadOnlyList<OutcomeBin> outcomes, Histogram histogram)
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(histogram);
        long count = outcomes.Sum(bin => bin.Count);
        if (histogram.Bars.Count == 0 || metric.IsEvent
            || histogram.Bars.Max(bar => bar.Count) < OneBar * count)
        {
            return [];
        }

        var distribution = Distribution.OfBins(metric, outcomes);
        IEnumerable<Exceedance> below = Side(metric, distribution, isAbove: false);
        return [.. below.Reverse(), .. Side(metric, distribution, isAbove: true)];
    }

    // From the bulk outwards.
    private static IEnumerable<Exceedance> Side(
        Metric metric, Distribution outcomes, bool isAbove)
    {
        double bulk = outcomes.ValueAt((outcomes.Count + 1) / 2);
        double extreme = isAbove ? outcomes.Maximum : outcomes.Minimum;
        long last = 0;
        foreach (double threshold in Thresholds(metric.Origin, bulk, extreme))
        {
            double within = outcomes.CountTo(threshold, inclusive: isAbove);
            long beyond = (long)Math.Round(isAbove ? outcomes.Count - within : within);
            if (beyond > 0 && beyond != last)
            {
                Estimate share = outcomes.IsWeighted
                    ? outcomes.ShareBeyond(threshold, isAbove)
                    : LossProbability.Wilson(beyond, outcomes.Count);
                last = beyond;
                yield return new Exceedance(
                    threshold, isAbove, beyond, share.Value!.Value, share.Low!.Value,
                    share.High!.Value);
            }
        }
    }

    private static IEnumerable<double> Thresholds(double origin, double bulk, double extreme)
    {
        double reach = extreme - bulk;
        if (reach == 0)
        {
            return [];
        }

        return Math.Abs(bulk - origin) <= NearOrigin * Math.Abs(reach)
            ? [bulk, .. Powers(Math.Abs(extreme - origin))
                .Select(distance => origin + Math.CopySign(distance, reach))
                .Where(threshold => (threshold - bulk) * reach > 0)]
            : [bulk, .. Ticks(bulk, extreme)];
    }

    // 1, 2, 5, 10, ... up to a distance, the largest of them, in rising order.
    private static IEnumerable<double> Powers(double distance)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(distance)));
        var levels = new List<double>();
        for (; levels.Count < MostLevels - 1; power /= 10)
        {
            levels.AddRange(Steps.Select(step => step * power).Where(level => level < distance));
        }

        return Enumerable.Reverse(levels.Take(MostLevels - 1));
    }

    // Multiples of a round step between two values, from the first on.
    private static IEnumerable<double> Ticks(double from, double to)
    {
        double rough = Math.Abs(to - from) / (MostLevels - 2);
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = power * RoundSteps.First(round => round * power >= rough);
        long first = (long)Math.Floor(from / step) + (to > from ? 1 : 0);
        int direction = to > from ? 1 : -1;
        for (long i = first; (to - (i * step)) * direction > 0; i += direction)
        {
            if (i * step != from)
            {
                yield return i * step;
            }
        }
    }
}
