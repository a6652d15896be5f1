using GpuRisk.Engine.Tallies;

namespace GpuRisk.Engine.Results;

/// <summary>The share of outcomes that are losses; a zero outcome is none.</summary>
internal static class LossProbability
{
    internal static Estimate Of(MetricTally tally)
    {
        long count = 0;
        long losses = 0;
        foreach (SketchBin bin in tally.Bins())
        {
            bool loss = tally.Metric.Sense == MetricSense.Gain ? bin.Upper < 0 : bin.Lower > 0;
            count += bin.Count;
            losses += loss ? bin.Count : 0;
        }

        return count == 0 ? Estimate.None : Wilson(losses, count);
    }

    /// <summary>A share with its 95% interval by Wilson (1927), which holds at 0 and 1 too.</summary>
    internal static Estimate Wilson(long hits, long count)
    {
        double share = (double)hits / count;
        double variance = share * (1.0 - share) / count;
        double perCount = Estimate.NormalQuantile * Estimate.NormalQuantile / count;
        double centre = (share + (0.5 * perCount)) / (1.0 + perCount);
        double reach = Math.Sqrt(variance + (0.25 * perCount / count));
        reach *= Estimate.NormalQuantile / (1.0 + perCount);
        return new Estimate(
            share,
            Math.Sqrt(variance),
            hits == 0 ? 0.0 : Math.Max(0.0, centre - reach),
            hits == count ? 1.0 : Math.Min(1.0, centre + reach));
    }
}
