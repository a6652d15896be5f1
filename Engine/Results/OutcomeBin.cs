using GpuRisk.Engine.Tallies;

namespace GpuRisk.Engine.Results;

/// <summary>Outcomes that were counted together, in the metric's unit.</summary>
/// <param name="Lower">The least value that an outcome in the bin can have.</param>
/// <param name="Upper">The greatest; at most 0.2% further from the metric's origin.</param>
/// <param name="Count">Outcomes in the bin; at least one. Where paths count by weights, its part of
/// 2^40.</param>
/// <param name="Mean">Their mean, exact to rounding.</param>
public readonly record struct OutcomeBin(double Lower, double Upper, long Count, double Mean)
{
    /// <summary>The sum of what single outcomes count, squared: <see cref="Count"/> where each
    /// counts once.</summary>
    internal double Squares { get; init; } = Count;

    /// <summary>Whether outcomes count by weights.</summary>
    public bool IsWeighted => Squares != Count;

    /// <summary>The occupied bins of a metric from the lowest to the highest.</summary>
    /// <param name="tally">The metric's outcomes; absent ones are in no bin.</param>
    public static IReadOnlyList<OutcomeBin> Of(MetricTally tally)
    {
        double origin = tally.Metric.Origin;
        Distribution outcomes = Distribution.OfOutcomes(tally);
        var bins = new OutcomeBin[outcomes.Bins.Length];
        for (int i = 0; i < bins.Length; i++)
        {
            ValueBin bin = outcomes.Bins[i];
            bins[i] = new OutcomeBin(
                origin + (bin.Lower * outcomes.Unit),
                origin + (bin.Upper * outcomes.Unit),
                bin.Count,
                origin + (bin.Mean * outcomes.Unit))
            {
                Squares = bin.Squares,
            };
        }

        return bins;
    }
}
