using GpuRisk.Engine.Tallies;

namespace GpuRisk.Engine.Results;

/// <summary>The mean of a metric whose paths count by weights, in fixed-point units.</summary>
/// <param name="Value">The weighted sum over the sum of weights. Of the bias of such a ratio the
/// part of order 1/n is taken away (Tin 1965, J. Am. Stat. Assoc. 60, 294).</param>
/// <param name="Variance">The variance of outcomes under the true law.</param>
/// <param name="StandardError">From logical batches, each of which has paths of every law in like
/// shares; null where there are fewer than two.</param>
internal sealed record WeightedMean(double Value, double Variance, double? StandardError)
{
    /// <summary>The mean of a tally; null where each path counts once, or none counts.</summary>
    /// <param name="tally">The tally.</param>
    /// <param name="outcomes">Its outcomes.</param>
    internal static WeightedMean? Of(MetricTally tally, Distribution outcomes)
    {
        if (tally.Weighted is not { IsEmpty: false } weighted)
        {
            return null;
        }

        (double Weight, double Sum)[] batches =
            [.. weighted.Batches.Select(batch => ((double)batch.Weight, (double)batch.Sum))];
        double weight = batches.Sum(batch => batch.Weight);
        double ratio = batches.Sum(batch => batch.Sum) / weight;
        double square = batches.Sum(batch =>
        {
            double departure = (batch.Sum - (ratio * batch.Weight)) / weight;
            return departure * departure;
        });
        double used = batches.Count(batch => batch.Weight > 0);
        double whole = outcomes.Count;
        double variance = 0;
        double bias = 0;
        foreach (ValueBin bin in outcomes.Bins)
        {
            double departure = bin.Mean - ratio;
            variance += bin.Count / whole * departure * departure;
            bias -= bin.Squares / whole / whole * departure;
        }

        return new(
            ratio - bias, variance, used > 1 ? Math.Sqrt(square * used / (used - 1)) : null);
    }

    /// <summary>The mean with its interval, in the metric's unit.</summary>
    /// <param name="mean">The mean.</param>
    /// <param name="unit">A fixed-point unit.</param>
    /// <param name="isEvent">Whether it is a probability.</param>
    internal Estimate Told(double mean, double unit, bool isEvent)
    {
        Estimate told = Estimate.OfBatches(mean, StandardError * unit);
        return told with
        {
            Low = isEvent && told.Low < 0 ? 0 : told.Low,
            High = isEvent && told.High > 1 ? 1 : told.High,
        };
    }

    /// <summary>How many times as large the squared error were if as many paths followed the true
    /// law.</summary>
    internal double? VarianceRatio(double paths) => StandardError > 0
        ? Variance / paths / (StandardError * StandardError)
        : null;
}
