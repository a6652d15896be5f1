using GpuRisk.Scenarios;
using GpuRisk.Scenarios.Calibration;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace GpuRisk.Tests.Scenarios.Calibration;

/// <summary>
/// Prices drawn exactly from a process, by MathNet's own generators: another implementation than
/// the one that runs scenarios.
/// </summary>
internal static class JumpSamples
{
    public const double SecondsPerYear = 365.0 * 86400.0;

    /// <summary>Draws prices one interval apart.</summary>
    public static PriceSeries Series(
        MertonProcess process, int returns, double intervalSeconds, int seed)
    {
        DateTime time = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        double logPrice = Math.Log(2000);
        List<PricePoint> points = [new(time, Math.Exp(logPrice))];
        foreach (double change in Returns(process, returns, intervalSeconds, seed))
        {
            time = time.AddSeconds(intervalSeconds);
            logPrice += change;
            points.Add(new(time, Math.Exp(logPrice)));
        }

        return new PriceSeries(points, 0);
    }

    public static IEnumerable<double> Returns(
        MertonProcess process, int count, double intervalSeconds, int seed)
    {
        var random = new MersenneTwister(seed);
        double years = intervalSeconds / SecondsPerYear;
        double growth = Math.Exp(
            process.JumpMean + (0.5 * process.JumpStdDev * process.JumpStdDev)) - 1;
        double mean = (process.DriftPerYear
            - (0.5 * process.VolatilityPerYear * process.VolatilityPerYear)
            - (process.Compensated ? process.JumpsPerYear * growth : 0)) * years;
        double deviation = process.VolatilityPerYear * Math.Sqrt(years);
        for (int i = 0; i < count; i++)
        {
            double change = Normal.Sample(random, mean, deviation);
            int jumps = process.JumpsPerYear > 0
                ? Poisson.Sample(random, process.JumpsPerYear * years)
                : 0;
            for (int j = 0; j < jumps; j++)
            {
                change += Normal.Sample(random, process.JumpMean, process.JumpStdDev);
            }

            yield return change;
        }
    }
}
