using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>The covariance of the estimates of a volume's law, from fits of turnovers that are
/// drawn with it (parametric bootstrap; Efron, Tibshirani 1993).</summary>
internal static class VolumeErrors
{
    private const int Draws = 300;
    private const int Seed = 1;

    /// <summary>The estimates, in the order of their covariance.</summary>
    public static double[] Estimates(VolumeFit fit) =>
    [
        fit.MeanPerDay, fit.NoiseStdDev, fit.Process.MeanReversionPerDay,
        fit.Process.VolatilityPerDay,
    ];

    /// <summary>Their covariance, where a fit was to some number of periods.</summary>
    public static double[,] Covariance(VolumeFit fit, int periods)
    {
        var random = new MersenneTwister(Seed);
        double[][] drawn = [.. Enumerable.Range(0, Draws)
            .Select(_ => VolumeFit.Of(Drawn(fit, periods, random), fit.PeriodDays))
            .OfType<VolumeFit>()
            .Select(Estimates)];
        int count = drawn[0].Length;
        double[] means = [.. Enumerable.Range(0, count).Select(
            i => drawn.Average(estimates => estimates[i]))];
        var covariance = new double[count, count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
            {
                covariance[i, j] = drawn.Average(
                    one => (one[i] - means[i]) * (one[j] - means[j]));
            }
        }

        return covariance;
    }

    private static double[] Drawn(VolumeFit fit, int periods, MersenneTwister random)
    {
        double kept = fit.Persistence;
        double state = Normal.Sample(random, 0, fit.PersistentStdDev);
        double step = fit.PersistentStdDev * Math.Sqrt(1 - (kept * kept));
        var turnovers = new double[periods];
        for (int i = 0; i < periods; i++)
        {
            state = (kept * state) + Normal.Sample(random, 0, step);
            turnovers[i] = fit.MedianPerPeriod
                * Math.Exp(state + Normal.Sample(random, 0, fit.NoiseStdDev));
        }

        return turnovers;
    }
}
