using System.Numerics;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Engine.Results;

/// <summary>
/// Every figure that a metric's tally determines. Where a conditional metric has no value on a
/// path, the path counts in none of them. Quantiles, value at risk and expected shortfall carry
/// the sketch's error of at most 0.1% besides the sampling error.
/// </summary>
public sealed class MetricEstimates
{
    private readonly MetricTally tally;
    private readonly Distribution outcomes;
    private readonly Lazy<Distribution>? losses;
    private readonly ShapeEstimates shape;
    private readonly RareOutcomes? rare;
    private readonly ParameterEstimates parameters;
    private readonly WeightedMean? weighted;
    private readonly ControlledMean? controlled;

    /// <summary>Figures of a tally, to which nothing is added while they are read.</summary>
    /// <exception cref="TallyFaultException">The tally holds a bad outcome.</exception>
    public MetricEstimates(MetricTally tally)
    {
        if (tally.Fault is { } fault)
        {
            throw new TallyFaultException(fault);
        }

        this.tally = tally;
        outcomes = Distribution.OfOutcomes(tally);
        losses = tally.Metric.Sense == MetricSense.Level
            ? null
            : new Lazy<Distribution>(() => Distribution.OfLosses(tally));
        Count = tally.Count;
        if (Count == 0)
        {
            return;
        }

        weighted = WeightedMean.Of(tally, outcomes);
        double mean = weighted?.Value ?? ((double)tally.Sum / Count);
        double variance = weighted?.Variance ?? PopulationVariance();
        double? deviation = Count > 1 ? Math.Sqrt(variance * Count / (Count - 1.0)) : null;
        rare = new RareOutcomes(tally.Metric, outcomes, Math.Sqrt(variance) * outcomes.Unit);
        shape = ShapeEstimates.Of(outcomes, mean, Math.Sqrt(variance));
        parameters = ParameterEstimates.Of(tally.Draws, variance, outcomes.Unit);
        PlainMean = tally.Metric.Origin + (mean * outcomes.Unit);
        PlainError = deviation * outcomes.Unit / Math.Sqrt(Count);
        controlled = rare.AreFew || rare.IsExact ? null : ControlledMean.Of(tally, variance);
        mean = controlled?.Value ?? mean;
        Mean = MeanOf(tally.Metric.Origin + (mean * outcomes.Unit), deviation * outcomes.Unit);
        StandardDeviation = DeviationOf(deviation * outcomes.Unit);
        ProbabilityOfLoss = LossProbability.Of(tally);
        BatchStandardError = !HasSpread ? null : outcomes.Unit
            * (weighted?.StandardError ?? controlled?.BatchError ?? ErrorFromBatches());
        PointMass = rare.PointMass();
    }

    private Distribution? Losses => losses?.Value;

    /// <summary>What was tallied.</summary>
    public Metric Metric => tally.Metric;

    /// <summary>Paths with an outcome.</summary>
    public long Count { get; }

    /// <summary>
    /// Paths whose outcome lies apart from the many: further from the median than half a standard
    /// deviation. Below <see cref="RareOutcomes.FewestHits"/> no error can be trusted.
    /// </summary>
    public long Hits => rare?.Hits ?? 0;

    /// <summary>Whether the scenario allows no other outcome, so that the figures have no error.
    /// </summary>
    public bool IsExact => rare?.IsExact ?? false;

    /// <summary>The value that at least half of the paths have, or null.</summary>
    public PointMass? PointMass { get; }

    /// <summary>
    /// The mean; its standard error supposes independent paths. Its interval allows for skewness,
    /// and is a bound where the sample holds few or none of the outcomes that lie apart.
    /// </summary>
    public Estimate Mean { get; }

    /// <summary>The sample standard deviation.</summary>
    public Estimate StandardDeviation { get; }

    /// <summary>The mean of all paths, of which each counts as its weight says and no more.
    /// </summary>
    public double? PlainMean { get; }

    /// <summary>The error of a mean of as many independent paths that count once.</summary>
    public double? PlainError { get; }

    /// <summary>How many times as many independent paths of the true law would have the mean's
    /// error; null where these are such paths, or where there is no error.</summary>
    public double? VarianceRatio => controlled?.VarianceRatio ?? weighted?.VarianceRatio(Count)
        ?? (IsBatched && Mean.StandardError is > 0 and { } error
            ? Math.Pow(PlainError!.Value / error, 2)
            : null);

    /// <summary>How many paths that count once would have as large an error of the weights' sum;
    /// null where each does.</summary>
    public double? EffectivePaths => weighted is null ? null : outcomes.Effective;

    /// <summary>
    /// The mean's standard error from the 64 logical batches, to cross-check
    /// <see cref="Mean"/>'s: it has a sampling error of about 9% of itself.
    /// </summary>
    public double? BatchStandardError { get; }

    /// <summary>
    /// The skewness; none where all outcomes are equal or lie so far from zero, beside their
    /// spread, that the sketch does not resolve their shape.
    /// </summary>
    public Estimate Skewness => Judged(shape.Skewness);

    /// <summary>The excess kurtosis (0 for a normal law); none where skewness is none.</summary>
    public Estimate Kurtosis => Judged(shape.Kurtosis);

    /// <summary>The probability of a loss, with its Wilson interval; none where the metric
    /// cannot lose.</summary>
    public Estimate ProbabilityOfLoss { get; }

    /// <summary>How far the mean goes from draw to draw of the uncertain numbers, as a standard
    /// deviation; none where no number is uncertain.</summary>
    public Estimate ParameterDeviation => parameters.Deviation;

    /// <summary>The part of the variance of outcomes that the uncertain numbers make, 0 to 1; the
    /// rest is that of paths. None where no number is uncertain.</summary>
    public Estimate ParameterShare => parameters.Share;

    /// <summary>The smallest outcome.</summary>
    public double? Minimum => tally.Minimum;

    /// <summary>The largest outcome.</summary>
    public double? Maximum => tally.Maximum;

    /// <summary>A quantile of the outcomes.</summary>
    /// <param name="level">From 0 to 1: 0.05 for the fifth percentile.</param>
    public Estimate Quantile(double level) => outcomes.Quantile(level);

    /// <summary>The loss that a share of <paramref name="level"/> of paths stays within.</summary>
    /// <param name="level">From 0 to 1: 0.99 for the worst in a hundred.</param>
    /// <returns>None where the metric cannot lose.</returns>
    public Estimate ValueAtRisk(double level) => Losses?.Quantile(level) ?? Estimate.None;

    /// <summary>The mean loss of the worst share of 1 - <paramref name="level"/>.</summary>
    /// <param name="level">At least 0, below 1.</param>
    /// <returns>None where the metric cannot lose.</returns>
    public Estimate ExpectedShortfall(double level) =>
        Losses is null ? Estimate.None
        : IsExact ? Estimate.Exact(Losses.Maximum)
        : TailRisk.ExpectedShortfall(Losses, level, GreatestLoss);

    /// <summary>Losses beyond the quantile of a level: what an expected shortfall rests on.
    /// </summary>
    internal double TailHits(double level) =>
        Losses is null ? 0 : TailRisk.TailHits(Losses, level);

    // Paths of a batch depend on each other, those of different batches do not.
    private bool IsBatched => Metric.Dependence != PathDependence.None;

    private bool HasSpread => IsExact || Hits > 0;

    private double? GreatestLoss => Metric.Sense == MetricSense.Gain
        ? Metric.Origin - Metric.Least
        : Metric.Greatest - Metric.Origin;

    private Estimate Judged(Estimate estimate) =>
        estimate.Value is null
            ? estimate
            : estimate with { Untrusted = estimate.Untrusted || rare!.AreFew };

    private Estimate MeanOf(double mean, double? deviation)
    {
        if (IsExact)
        {
            return Estimate.Exact(mean);
        }

        if (weighted is not null)
        {
            Estimate told = weighted.Told(mean, outcomes.Unit, Metric.IsEvent);
            return rare!.AreFew ? rare.Bound(told) : told;
        }

        if (IsBatched)
        {
            Estimate told = Estimate.OfBatches(mean, ErrorFromBatches() * outcomes.Unit);
            told = Metric.IsEvent && told.Low is { } low && told.High is { } high
                ? told with { Low = Math.Max(low, 0), High = Math.Min(high, 1) }
                : told;
            return rare!.AreFew ? rare.Bound(told) : told;
        }

        if (controlled is not null)
        {
            return controlled.Told(mean, outcomes.Unit, Metric.IsEvent);
        }

        double? error = (parameters.MeanError * outcomes.Unit) ?? (deviation / Math.Sqrt(Count));
        Estimate estimate = error is { } known
            ? Estimate.Skewed(mean, known, shape.Skewness.Value ?? 0, Count)
            : Estimate.Normal(mean, null);
        return Metric.IsEvent
            ? LossProbability.Wilson((long)Math.Round(mean * Count), Count) with
            {
                StandardError = Hits > 0 ? error : null,
                Untrusted = rare!.AreFew,
            }
            : rare!.AreFew ? rare.Bound(estimate) : estimate;
    }

    private Estimate DeviationOf(double? deviation) =>
        deviation is not { } value ? Estimate.None
        : IsExact ? Estimate.Exact(value)
        : Judged(Estimate.Normal(
            value, Hits > 0 ? shape.StandardDeviation.StandardError : null) with
        {
            Untrusted = shape.StandardDeviation.Untrusted,
        });

    // n sum(q^2) - sum(q)^2 is exact in integers, where doubles would cancel.
    private double PopulationVariance()
    {
        BigInteger sum = (BigInteger)tally.Sum;
        BigInteger spread = (Count * tally.Moments.Squares) - (sum * sum);
        return (double)spread / Count / Count;
    }

    private double? ErrorFromBatches()
    {
        double mean = (double)tally.Sum / Count;
        double square = 0.0;
        int used = 0;
        foreach (Batch batch in tally.Batches)
        {
            if (batch.Count > 0)
            {
                double share = (double)batch.Count / Count;
                double distance = ((double)batch.Sum / batch.Count) - mean;
                square += share * share * distance * distance;
                used++;
            }
        }

        return used > 1 ? Math.Sqrt(square * used / (used - 1.0)) : null;
    }
}
