using GpuRisk.Engine.Tallies;

namespace GpuRisk.Engine.Results;

/// <summary>
/// A mean that is corrected by controls, whose own means are known (Lavenberg, Welch 1981), in
/// fixed-point units. The coefficients of a batch are fitted to the other batches (Avramidis,
/// Wilson 1993), so that they do not depend on what they are applied to and nothing is biased.
/// </summary>
/// <param name="Value">The mean.</param>
/// <param name="StandardError">Its standard error: the larger one of that of the residuals and that
/// of the batches.</param>
/// <param name="VarianceRatio">The squared error of the plain mean over that of this one; how many
/// times as many plain paths would have its error.</param>
/// <param name="BatchError">The standard error from the batches, as a cross-check.</param>
internal sealed record ControlledMean(
    double Value, double StandardError, double VarianceRatio, double BatchError)
{
    // Fewer paths a coefficient tell too little of it, and of the error.
    private const int FewestPaths = 256;

    // What single precision rounds away of outcomes no control can tell, in standard deviations.
    private const double Rounding = 1.0 / (1 << 20);

    private const int BatchCount = MetricTally.BatchCount;

    /// <summary>The mean of a tally; null where it has no controls, where not every path has a
    /// value, or where there are too few.</summary>
    /// <param name="tally">The tally.</param>
    /// <param name="variance">The variance of its outcomes.</param>
    internal static ControlledMean? Of(MetricTally tally, double variance)
    {
        int count = tally.Controls.Count;
        double paths = tally.Count;
        if (count == 0 || tally.Metric.Internal || tally.Absent > 0 || !(variance > 0)
            || paths < FewestPaths * (count + 1.0))
        {
            return null;
        }

        Sums[] batches = [.. Enumerable.Range(0, BatchCount).Select(i => Sums.Of(tally, i))];
        Sums all = batches.Aggregate(new Sums(count), (sum, batch) => sum.Plus(batch, 1));
        double[] corrected = [.. batches.Select(batch =>
            batch.Outcome - Product(all.Plus(batch, -1).Slopes(), batch.Controls))];
        double mean = corrected.Sum() / paths;

        double[] fitted = all.Slopes();
        double rest = Math.Max(
            (paths * variance) - Product(fitted, all.Moments()), paths * variance * Rounding);
        double[] missed = [.. all.Controls.Select(sum => sum / paths)];
        double square = Math.Max(
            rest / (paths - count - 1) * ((1 / paths) + all.Distance(missed)),
            variance * Rounding * Rounding);

        // Residuals are smaller than what a batch that was not fitted to shows.
        double spread = corrected.Zip(batches, (sum, batch) => sum - (mean * batch.Paths))
            .Sum(departure => departure * departure);
        double ofBatches = Math.Sqrt(spread * BatchCount / (BatchCount - 1)) / paths;
        double error = Math.Max(Math.Sqrt(square), ofBatches);
        return new(mean, error, variance / (paths - 1) / (error * error), ofBatches);
    }

    /// <summary>The mean with its interval, in the metric's unit.</summary>
    /// <param name="mean">The mean.</param>
    /// <param name="unit">A fixed-point unit.</param>
    /// <param name="isEvent">Whether it is a probability.</param>
    internal Estimate Told(double mean, double unit, bool isEvent)
    {
        Estimate told = Estimate.OfBatches(mean, StandardError * unit);
        return isEvent
            ? told with { Low = Math.Max(told.Low!.Value, 0), High = Math.Min(told.High!.Value, 1) }
            : told;
    }

    private static double Product(double[] left, double[] right) =>
        left.Zip(right, (a, b) => a * b).Sum();

    /// <summary>Sums over some paths: of outcomes, of controls and of their products.</summary>
    private sealed class Sums(int count)
    {
        private readonly double[] _products = new double[count];
        private readonly double[,] _squares = new double[count, count];

        public double Paths { get; private set; }

        public double Outcome { get; private set; }

        public double[] Controls { get; } = new double[count];

        public static Sums Of(MetricTally tally, int batch)
        {
            IReadOnlyList<MetricTally> controls = tally.Controls;
            var sums = new Sums(controls.Count)
            {
                Paths = tally.Batches[batch].Count,
                Outcome = (double)tally.Batches[batch].Sum,
            };
            for (int i = 0; i < controls.Count; i++)
            {
                double scale = controls[i].Metric.Scale;
                sums.Controls[i] = (double)controls[i].Batches[batch].Sum / scale;
                sums._products[i] = (double)tally.Controlled![i, batch] / scale;
                for (int j = 0; j < controls.Count; j++)
                {
                    sums._squares[i, j] = (double)controls[i].Controlled![j, batch]
                        / scale / controls[j].Metric.Scale;
                }
            }

            return sums;
        }

        public Sums Plus(Sums other, double sign)
        {
            var sums = new Sums(count)
            {
                Paths = Paths + (sign * other.Paths),
                Outcome = Outcome + (sign * other.Outcome),
            };
            for (int i = 0; i < count; i++)
            {
                sums.Controls[i] = Controls[i] + (sign * other.Controls[i]);
                sums._products[i] = _products[i] + (sign * other._products[i]);
                for (int j = 0; j < count; j++)
                {
                    sums._squares[i, j] = _squares[i, j] + (sign * other._squares[i, j]);
                }
            }

            return sums;
        }

        /// <summary>The centred products of outcomes with controls.</summary>
        public double[] Moments() =>
            [.. _products.Select((sum, i) => sum - (Outcome * Controls[i] / Paths))];

        /// <summary>The coefficients of least squares.</summary>
        public double[] Slopes() => LeastSquares.Solve(Centred(), Moments());

        /// <summary>A square form in the inverse of the controls' centred squares.</summary>
        public double Distance(double[] vector) =>
            Product(vector, LeastSquares.Solve(Centred(), vector));

        private double[,] Centred()
        {
            var centred = new double[count, count];
            for (int i = 0; i < count; i++)
            {
                for (int j = 0; j < count; j++)
                {
                    centred[i, j] = _squares[i, j] - (Controls[i] * Controls[j] / Paths);
                }
            }

            return centred;
        }
    }
}
