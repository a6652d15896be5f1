using MathNet.Numerics;

namespace GpuRisk.Benchmarks.Cases;

/// <summary>What the GBM paths of every case must come to.</summary>
/// <remarks>
/// The price is a martingale, so that its mean is the start. The minimum at the steps follows from
/// Spitzer's identity for random walks: with m(n) the mean of exp(s min(0, X1, ..., Xn)) and
/// a(k) that of exp(s min(0, Xk)), n m(n) = a(1) m(n-1) + ... + a(n) m(0).
/// </remarks>
internal sealed class GbmTruth
{
    private readonly double _drift;
    private readonly double _deviation;

    public GbmTruth(double drift, double deviation, int steps)
    {
        _drift = drift;
        _deviation = deviation;
        Deviation = Math.Sqrt(Math.Exp(deviation * deviation * steps) - 1);
        MeanMinimum = MinimumMoment(1, steps);
        MinimumDeviation = Math.Sqrt(
            MinimumMoment(2, steps) - (MeanMinimum * MeanMinimum));
    }

    /// <summary>Standard deviation of the final price.</summary>
    public double Deviation { get; }

    /// <summary>Mean of the minimum.</summary>
    public double MeanMinimum { get; }

    /// <summary>Standard deviation of the minimum.</summary>
    public double MinimumDeviation { get; }

    /// <summary>Refuses what is not true to within six standard errors.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public void Check(string name, Outcome outcome, long paths)
    {
        // The relative error of a nearly normal sample's deviation.
        double relative = 1 / Math.Sqrt(2.0 * paths);
        double root = Math.Sqrt(paths);
        Compare(name, "mean price", outcome.Mean, 1, Deviation / root);
        Compare(name, "standard error", outcome.StandardError, Deviation / root,
            1.1 * relative * Deviation / root);
        Compare(name, "mean minimum", outcome.MeanMinimum, MeanMinimum, MinimumDeviation / root);
    }

    private static void Compare(
        string name, string quantity, double value, double truth, double error)
    {
        if (!(Math.Abs(value - truth) <= 6 * error))
        {
            throw new InvalidDataException(
                $"{name}: {quantity} {value}, expected {truth} with a standard error of {error}.");
        }
    }

    private double MinimumMoment(double power, int steps)
    {
        var single = new double[steps + 1];
        var moments = new double[steps + 1];
        moments[0] = 1;
        for (int n = 1; n <= steps; n++)
        {
            single[n] = MomentBelowStart(power, n);
            for (int k = 1; k <= n; k++)
            {
                moments[n] += single[k] * moments[n - k] / n;
            }
        }

        return moments[steps];
    }

    // The mean of exp(power min(0, X)), X normal: above 0 it is 1, below it a shifted normal law.
    private double MomentBelowStart(double power, int steps)
    {
        double mean = _drift * steps;
        double variance = _deviation * _deviation * steps;
        double root = Math.Sqrt(variance);
        return Normal(mean / root)
            + (Math.Exp((power * mean) + (power * power * variance / 2))
                * Normal(-(mean + (power * variance)) / root));
    }

    private static double Normal(double x) =>
        0.5 * SpecialFunctions.Erfc(-x / Math.Sqrt(2));
}
