using GpuRisk.Engine.Tallies;

namespace GpuRisk.Engine.Results;

/// <summary>The bins of a tally with what their outcomes count. Where paths count by weights, a bin
/// has its share of <see cref="Whole"/>, so that ranks stay whole numbers. Where paths come in
/// pairs that may be alike, outcomes have the errors of half as many.</summary>
internal static class WeightedBins
{
    /// <summary>What all outcomes of a weighted tally count together: shares are resolved to
    /// 10^-12.</summary>
    internal const long Whole = 1L << 40;

    /// <summary>The bins from the lowest to the highest.</summary>
    internal static IEnumerable<ValueBin> Of(MetricTally tally, Func<SketchBin, ValueBin> make)
    {
        if (tally.Weighted is not { } weighted)
        {
            IEnumerable<ValueBin> bins = tally.Bins().Select(make);
            return tally.Metric.Dependence == PathDependence.Pairs
                ? bins.Select(bin => bin with { Squares = 2.0 * bin.Count })
                : bins;
        }

        double all = (double)weighted.Batches.Aggregate(
            Int128.Zero, (sum, batch) => sum + batch.Weight);
        double scale = Whole / all;
        double square = scale * scale
            * Math.ScaleB(1, 2 * (WeightedSums.FractionBits - WeightedSums.SquareBits));
        return tally.Sketch.OccupiedIndices
            .Select(index => (Bin: make(tally.Sketch[index]), Weight: weighted[index]))
            .Select(one => one.Bin with
            {
                Count = (long)Math.Round((double)one.Weight.Weight * scale),
                Squares = (double)one.Weight.Squares * square,
            })
            .Where(bin => bin.Count > 0);
    }
}
