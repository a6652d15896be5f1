using GpuRisk.Scenarios.Calibration.Fitting;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using NUnit.Framework;

namespace GpuRisk.Tests.Scenarios.Calibration.Fitting;

/// <summary>Heston's and Bates's parameters, from returns whose variance the tests move in steps of
/// an hour and a half by Euler's scheme.</summary>
internal sealed class HestonFitTests
{
    private const double Day = 1.0 / 365;
    private const double Volatility = 0.7;
    private const double Reversion = 12;
    private const double Noise = 2;
    private const double Correlation = -0.5;

    [TestCase(1)]
    public void Heston_FindsItsParameters(int seed)
    {
        ProcessFit fit = ProcessFitting.Fit("heston", Draw(2000, seed, 0), Day);
        Compare(
            fit, ("longRunVolatility", Volatility), ("meanReversion", Reversion),
            ("volatilityOfVariance", Noise), ("priceVarianceCorrelation", Correlation));
    }

    [TestCase(3)]
    [Category("Slow")]
    public void Bates_FindsItsParameters(int seed)
    {
        ProcessFit fit = ProcessFitting.Fit("bates", Draw(2500, seed, 25), Day);
        Compare(
            fit, ("longRunVolatility", Volatility), ("meanReversion", Reversion),
            ("volatilityOfVariance", Noise), ("priceVarianceCorrelation", Correlation),
            ("jumpsPerYear", 25), ("jumpMean", -0.05), ("jumpStdDev", 0.1));
    }

    private static void Compare(ProcessFit fit, params (string Name, double Value)[] truth)
    {
        Assert.Multiple(() =>
        {
            Assert.That(ProcessFittingTests.Distance(fit), Is.LessThan(1.95));
            foreach ((string name, double value) in truth)
            {
                FittedParameter found = fit.Parameters.Single(one => one.Name == name);
                Assert.That(
                    found.Value, Is.EqualTo(value).Within(3 * found.StandardError!.Value), name);
                Assert.That(
                    found.StandardError, Is.LessThan(0.7 * Math.Abs(value)), name);
            }
        });
    }

    private static double[] Draw(int count, int seed, double jumps)
    {
        const int steps = 16;
        const double step = Day / steps;
        var random = new MersenneTwister(seed);
        double mean = Volatility * Volatility;
        double variance = mean;
        double Next()
        {
            double sum = 0;
            for (int i = 0; i < steps; i++)
            {
                double root = Math.Sqrt(Math.Max(variance, 0) * step);
                double first = Normal.Sample(random, 0, 1);
                double second = (Correlation * first)
                    + (Math.Sqrt(1 - (Correlation * Correlation)) * Normal.Sample(random, 0, 1));
                sum += root * first;
                variance += (Reversion * (mean - Math.Max(variance, 0)) * step)
                    + (Noise * root * second);
            }

            int number = jumps > 0 ? Poisson.Sample(random, jumps * Day) : 0;
            for (int i = 0; i < number; i++) sum += Normal.Sample(random, -0.05, 0.1);
            return sum + (jumps * Day * 0.05);
        }

        for (int i = 0; i < 200; i++) Next();
        return [.. Enumerable.Range(0, count).Select(_ => Next())];
    }
}
