using GpuRisk.Engine.Tallies;

namespace GpuRisk.Engine.Results;

/// <summary>
/// How many outcomes of a metric lie apart from the others, and what a sample that holds few of
/// them leaves open. Where nearly all paths end alike, the mean, its error and every tail figure
/// are decided by the few that do not.
/// </summary>
internal sealed class RareOutcomes
{
    /// <summary>Fewer hits than this leave errors that cannot be trusted.</summary>
    internal const int FewestHits = 30;

    // A hit lies further from the median than this many standard deviations: where all outcomes
    // spread alike most of them do, and where few decide the spread those are told.
    private const double Apart = 0.5;

    // Single precision has no more of an outcome: what differs by less does not differ.
    private const double Rounding = 1.0 / (1 << 20);

    // What holds at least half of all outcomes is told as one value.
    private const double LeastPointMass = 0.5;

    private readonly Metric metric;
    private readonly Distribution outcomes;

    /// <summary>Of a distribution that is not empty.</summary>
    /// <param name="metric">Whose outcomes they are.</param>
    /// <param name="outcomes">The outcomes.</param>
    /// <param name="deviation">Their standard deviation, in the metric's unit.</param>
    internal RareOutcomes(Metric metric, Distribution outcomes, double deviation)
    {
        this.metric = metric;
        this.outcomes = outcomes;
        Bulk = outcomes.ValueAt((outcomes.Count + 1) / 2);
        double apart = Math.Max(Apart * deviation, Math.Abs(Bulk) * Rounding);
        Hits = (long)Math.Round(outcomes.IsWeighted
            ? outcomes.EffectiveOutside(Bulk - apart, Bulk + apart)
            : outcomes.CountTo(Bulk - apart, inclusive: false)
                + outcomes.Count - outcomes.CountTo(Bulk + apart, inclusive: true));
        IsExact = metric.IsFixed && outcomes.Maximum - outcomes.Minimum <= apart;
    }

    /// <summary>The median, near which the many lie.</summary>
    internal double Bulk { get; }

    /// <summary>Outcomes that lie apart from the many.</summary>
    internal long Hits { get; }

    /// <summary>Whether the scenario allows no other outcome.</summary>
    internal bool IsExact { get; }

    /// <summary>Whether the sample holds too few hits to be trusted.</summary>
    internal bool AreFew => Hits < FewestHits && !IsExact;

    /// <summary>The value that at least half of all outcomes have, with their share.</summary>
    internal PointMass? PointMass()
    {
        foreach (ValueBin bin in outcomes.Bins)
        {
            bool isOne = bin.Alike || bin.Width == 0.0 || bin.Offset == Math.Floor(bin.Offset);
            if (isOne && bin.Count >= LeastPointMass * outcomes.Count)
            {
                return new PointMass(
                    outcomes.Origin + (bin.Mean * outcomes.Unit),
                    (double)bin.Count / outcomes.Count);
            }
        }

        return null;
    }

    /// <summary>
    /// Bounds a mean of which the sample holds few hits: with 95% confidence they are not more
    /// probable than Wilson's interval says, nor larger than the scenario allows.
    /// </summary>
    internal Estimate Bound(Estimate mean)
    {
        double count = outcomes.IsWeighted ? outcomes.Effective : outcomes.Count;
        double share = LossProbability.Wilson(Hits / count, count).High!.Value;
        double? least = Least(metric.Least, outcomes.Minimum);
        double? greatest = -Least(-metric.Greatest, -outcomes.Maximum);
        return mean with
        {
            StandardError = Hits == 0 ? null : mean.StandardError,
            Low = Lower(mean.Low, Bulk - (share * (Bulk - least)), least),
            High = -Lower(-mean.High, -Bulk - (share * (greatest - Bulk)), -greatest),
            Untrusted = true,
        };
    }

    private static double? Least(double? allowed, double seen) =>
        allowed is { } bound ? Math.Min(bound, seen) : null;

    private static double? Lower(double? sampled, double? bound, double? least) =>
        bound is { } known
            ? Math.Max(Math.Min(sampled ?? known, known), least!.Value)
            : null;
}
