using GpuRisk.Engine.Tallies;

namespace GpuRisk.Engine.Results;

/// <summary>The share of outcomes that are losses; an outcome at the origin is none.</summary>
internal static class LossProbability
{
    // Single precision has no more of an outcome beside its origin; a start is no loss.
    private const double Rounding = 1.0 / (1 << 21);

    internal static Estimate Of(MetricTally tally)
    {
        double slack = Math.Abs(tally.Metric.Origin) * tally.Metric.Scale * Rounding;
        bool isShare = tally.Weighted is not null
            || (tally.Metric.Dependence == PathDependence.Pairs && tally.Count > 0);
        if (isShare && tally.Metric.Sense != MetricSense.Level)
        {
            return Distribution.OfLosses(tally).Share(bin => bin.Lower > slack);
        }

        long count = 0;
        long losses = 0;
        foreach (SketchBin bin in tally.Bins())
        {
            bool loss = tally.Metric.Sense switch
            {
                MetricSense.Gain => bin.Upper < -slack,
                MetricSense.Cost => bin.Lower > slack,
                MetricSense.Level => false,
                _ => throw new ArgumentException(
                    $"{tally.Metric.Name} has the unknown sense {tally.Metric.Sense}."),
            };
            count += bin.Count;
            losses += loss ? bin.Count : 0;
        }

        if (tally.Metric.Sense == MetricSense.Level)
        {
            return Estimate.None;
        }

        return count == 0 ? Estimate.None : Wilson(losses, count);
    }

    /// <summary>A share with its interval by Wilson (1927), which holds at 0 and 1 too.</summary>
    internal static Estimate Wilson(long hits, long count) => Wilson((double)hits / count, count);

    /// <inheritdoc cref="Wilson(long, long)"/>
    internal static Estimate Wilson(double share, double count)
    {
        double variance = share * (1.0 - share) / count;
        double perCount = Estimate.NormalQuantile * Estimate.NormalQuantile / count;
        double centre = (share + (0.5 * perCount)) / (1.0 + perCount);
        double reach = Math.Sqrt(variance + (0.25 * perCount / count));
        reach *= Estimate.NormalQuantile / (1.0 + perCount);
        return new Estimate(
            share,
            Math.Sqrt(variance),
            share == 0 ? 0.0 : Math.Max(0.0, centre - reach),
            share == 1 ? 1.0 : Math.Min(1.0, centre + reach));
    }
}
