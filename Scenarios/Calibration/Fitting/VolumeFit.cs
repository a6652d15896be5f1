using MathNet.Numerics.Statistics;

namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>
/// A pool's volume as a part of its value: the log is a mean, a part that reverts to it (a first
/// order autoregression), and noise of each period. The first two autocovariances and those after
/// them tell the parts apart; Kalman's filter tells the persistent part at the end.
/// </summary>
/// <param name="MeanPerDay">The mean volume of a day, as a part of the pool's value.</param>
/// <param name="NoiseStdDev">The standard deviation of the log's noise in a period.</param>
/// <param name="PersistentStdDev">The standard deviation of the log's persistent part.</param>
/// <param name="Persistence">What is left of that part after a period, 0 to 1.</param>
/// <param name="Start">The factor of the persistent part at the end, over its mean.</param>
/// <param name="PeriodDays">The length of a period, in days.</param>
public sealed record VolumeFit(
    double MeanPerDay,
    double NoiseStdDev,
    double PersistentStdDev,
    double Persistence,
    double Start,
    double PeriodDays)
{
    private const int Lags = 15;
    private const int LeastPeriods = 60;
    private const int Candidates = 99;

    // A volume's factor at the start that a scenario allows.
    private const double LargestStart = 10_000;

    /// <summary>The volume of a period that half of them stay below.</summary>
    internal double MedianPerPeriod => MeanPerDay * PeriodDays * Math.Exp(
        -0.5 * ((PersistentStdDev * PersistentStdDev) + (NoiseStdDev * NoiseStdDev)));

    /// <summary>The process that a scenario's pool states.</summary>
    public VolumeProcess Process
    {
        get
        {
            double reversion = -Math.Log(Persistence) / PeriodDays;
            return new VolumeProcess(
                reversion, PersistentStdDev * Math.Sqrt(2 * reversion), Start, 0);
        }
    }

    /// <summary>Fits turnovers.</summary>
    /// <param name="turnovers">Volume over the pool's value, a number a period; those that are not
    /// above 0 are left out.</param>
    /// <param name="periodDays">The length of a period, in days.</param>
    /// <returns>The fit; null where fewer than 60 are known.</returns>
    public static VolumeFit? Of(IReadOnlyList<double> turnovers, double periodDays)
    {
        double[] logs = [.. turnovers.Where(value => value > 0)
            .Select(value => Math.Log(value))];
        if (logs.Length < LeastPeriods) return null;
        double mean = logs.Mean();
        double[] rest = [.. logs.Select(value => value - mean)];
        double[] covariances = [.. Enumerable.Range(0, Lags + 1).Select(lag => Enumerable
            .Range(lag, rest.Length - lag)
            .Sum(i => rest[i] * rest[i - lag]) / rest.Length)];
        (double persistence, double persistent) = Persistent(covariances);
        double noise = Math.Max(covariances[0] - persistent, 0.01 * covariances[0]);
        double state = Filtered(rest, persistence, persistent, noise);
        return new VolumeFit(
            Math.Exp(mean + (0.5 * (persistent + noise))) / periodDays,
            Math.Sqrt(noise), Math.Sqrt(persistent), persistence,
            Math.Clamp(
                Math.Exp(state - (0.5 * persistent)), 1 / LargestStart, LargestStart),
            periodDays);
    }

    // The variance and memory whose autocovariances come nearest to those at lags above 0.
    private static (double Persistence, double Variance) Persistent(double[] covariances)
    {
        (double Persistence, double Variance) best = (0.5, 0);
        double least = double.PositiveInfinity;
        for (int i = 1; i <= Candidates; i++)
        {
            double persistence = (double)i / (Candidates + 1);
            double cross = 0, square = 0;
            for (int lag = 1; lag <= Lags; lag++)
            {
                double decay = Math.Pow(persistence, lag);
                cross += covariances[lag] * decay;
                square += decay * decay;
            }

            double variance = Math.Clamp(cross / square, 0, 0.99 * covariances[0]);
            double error = 0;
            for (int lag = 1; lag <= Lags; lag++)
            {
                double miss = covariances[lag] - (variance * Math.Pow(persistence, lag));
                error += miss * miss;
            }

            if (error >= least) continue;
            least = error;
            best = (persistence, variance);
        }

        return best;
    }

    private static double Filtered(
        double[] rest, double persistence, double persistent, double noise)
    {
        double state = 0;
        double variance = persistent;
        foreach (double value in rest)
        {
            double gain = variance / (variance + noise);
            state += gain * (value - state);
            variance *= 1 - gain;
            state *= persistence;
            variance = (persistence * persistence * variance)
                + ((1 - (persistence * persistence)) * persistent);
        }

        return state;
    }
}
