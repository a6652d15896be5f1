using GpuRisk.Engine.Tallies;

namespace GpuRisk.Engine.Results;

/// <summary>
/// The correlation of two assets' log returns over a run's paths beside the stated one: that of the
/// sample, from realised means and deviations.
/// </summary>
/// <remarks>
/// The standard error is that of the influence xy - r (x^2 + y^2) / 2 of standardised log returns
/// x and y, from the run's batches for any law, and not less than in theory. The score is taken of
/// Fisher's z (1921), whose error does not depend on the correlation; with n - 3 for n.
/// </remarks>
internal static class CorrelationCheck
{
    private const int FewestPaths = 4;

    // Two returns that are one: Fisher's z is infinite.
    private const double Perfect = 1 - 1e-6;

    // Single precision has six digits.
    private const double SmallestError = 1e-6 / Check.LargestScore;

    /// <summary>Checks a correlation.</summary>
    public static Check Of(PriceCheck check, PairMetrics pair, RunTally tally)
    {
        var sums = new Sums(check, pair, tally);
        string name = $"{check.Subject} {Check.Describe(check.Kind)}";
        if (sums.Correlation is not { } realised)
        {
            return new Check(name, check.Expected, null, null, null);
        }

        if (sums.Count < FewestPaths)
        {
            return new Check(name, check.Expected, realised, null, null);
        }

        double free = sums.Count - (FewestPaths - 1);
        double sampled = sums.Deviation / Math.Sqrt(free);
        double theory = check.Deviation / Math.Sqrt(free);
        double rounding = pair.Rounding + SmallestError;
        if (Math.Max(Math.Abs(check.Expected), Math.Abs(realised)) > Perfect)
        {
            double error = Math.Max(Math.Max(sampled, theory), rounding);
            return new Check(
                name, check.Expected, realised, error, (realised - check.Expected) / error);
        }

        double Slope(double correlation) => 1 - (correlation * correlation);
        double ofZ = Math.Max(
            Math.Max(sampled / Slope(realised), theory / Slope(check.Expected)), rounding);
        return new Check(
            name, check.Expected, realised, ofZ * Slope(realised),
            (Math.Atanh(realised) - Math.Atanh(check.Expected)) / ofZ);
    }

    // Of batches, so that the influences of all paths have a spread though none is kept.
    private sealed class Sums
    {
        public Sums(PriceCheck check, PairMetrics pair, RunTally tally)
        {
            MetricTally[] metrics = [.. ((int[])
            [
                pair.First, pair.Second, pair.FirstSquare, pair.SecondSquare, check.Metric,
            ]).Select(metric => tally.Metrics[metric])];
            Count = metrics[0].Count;
            if (Count == 0)
            {
                return;
            }

            double[] means =
                [.. metrics.Select(metric => (double)metric.Sum / metric.Metric.Scale / Count)];
            double first = means[2] - (means[0] * means[0]);
            double second = means[3] - (means[1] * means[1]);
            if (!(first > 0 && second > 0))
            {
                return;
            }

            double root = Math.Sqrt(first * second);
            double correlation =
                Math.Clamp((means[4] - (means[0] * means[1])) / root, -1, 1);
            double squares = 0;
            IReadOnlyList<Batch>[] batches = [.. metrics.Select(metric => metric.Batches)];
            for (int i = 0; i < MetricTally.BatchCount; i++)
            {
                double[] sums = [.. metrics.Select(
                    (metric, k) => (double)batches[k][i].Sum / metric.Metric.Scale)];
                double count = batches[0][i].Count;
                double Product(int product, int one, int other) => sums[product]
                    - (means[one] * sums[other]) - (means[other] * sums[one])
                    + (count * means[one] * means[other]);
                double influence = (Product(4, 0, 1) / root) - (0.5 * correlation * (
                    (Product(2, 0, 0) / first) + (Product(3, 1, 1) / second)));
                squares += influence * influence;
            }

            double used = Math.Min(Count, MetricTally.BatchCount);
            Correlation = correlation;
            Deviation = used > 1 ? Math.Sqrt(squares * used / (used - 1) / Count) : 0;
        }

        public long Count { get; }

        public double? Correlation { get; }

        // Of the influence of one path.
        public double Deviation { get; }
    }
}
