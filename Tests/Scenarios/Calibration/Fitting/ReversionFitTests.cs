using GpuRisk.Scenarios.Calibration.Fitting;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using NUnit.Framework;

namespace GpuRisk.Tests.Scenarios.Calibration.Fitting;

/// <summary>Prices that revert, from exact steps of the process.</summary>
internal sealed class ReversionFitTests
{
    private const double Day = 1.0 / 365;
    private const double Reversion = 60;
    private const double Volatility = 0.05;

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Reversion_IsFound(int seed)
    {
        (double[] returns, double last) = Draw(5000, seed, jumps: 0);
        ProcessFit fit = ProcessFitting.Fit("ornstein-uhlenbeck", returns, Day);
        FittedParameter reversion = fit.Parameters[1];
        FittedParameter volatility = fit.Parameters[2];
        double deviation = Volatility / Math.Sqrt(2 * Reversion);
        Assert.Multiple(() =>
        {
            Assert.That(
                reversion.Value,
                Is.EqualTo(Reversion).Within(3 * reversion.StandardError!.Value));
            Assert.That(reversion.StandardError, Is.LessThan(0.1 * Reversion));
            Assert.That(
                volatility.Value,
                Is.EqualTo(Volatility).Within(3 * volatility.StandardError!.Value));

            // The mean, over the last price, is known as well as that of so many half lives.
            Assert.That(
                Math.Log(fit["mean"]),
                Is.EqualTo(-last).Within(4 * deviation * Math.Sqrt(2 / (Reversion * 5000 * Day))));
        });
    }

    [Test]
    public void Jumps_AreFound()
    {
        (double[] returns, _) = Draw(5000, 4, jumps: 12);
        ProcessFit fit = ProcessFitting.Fit("ornstein-uhlenbeck", returns, Day);
        FittedParameter number = fit.Parameters.Single(one => one.Name == "jumpsPerYear");
        Assert.Multiple(() =>
        {
            Assert.That(
                number.Value, Is.EqualTo(12).Within(3 * number.StandardError!.Value));
            Assert.That(fit["jumpStdDev"], Is.EqualTo(0.03).Within(15).Percent);
            Assert.That(fit["meanReversion"], Is.EqualTo(Reversion).Within(20).Percent);
            Assert.That(fit.ProcessLines, Has.Some.StartsWith("mean: "));
        });
    }

    /// <summary>Volumes revert as wildly as this: the last one tells little of the mean.</summary>
    [Test]
    public void MeanFarFromTheLastPrice_IsFound()
    {
        const double wild = 16;
        int found = 0;
        for (int seed = 1; seed <= 40; seed++)
        {
            (double[] returns, double last) = Draw(365, seed, jumps: 0, wild);
            ProcessFit fit = ProcessFitting.Fit("ornstein-uhlenbeck", returns, Day);
            FittedParameter mean = fit.Parameters[0];
            double relative = mean.StandardError!.Value / mean.Value;
            if (Math.Abs(last) > 1) found++;
            Assert.That(
                Math.Log(mean.Value), Is.EqualTo(-last).Within(4 * relative), $"seed {seed}");
        }

        Assert.That(found, Is.GreaterThan(5));
    }

    [Test]
    public void PriceThatDoesNotRevert_IsToldWithoutErrors()
    {
        double[] returns = [.. Enumerable.Range(0, 300).Select(i => 0.01 + (i % 2 * 0.002))];
        ProcessFit fit = ProcessFitting.Fit("ornstein-uhlenbeck", returns, Day);
        Assert.Multiple(() =>
        {
            Assert.That(fit.Warnings, Has.Some.Contains("does not revert"));
            Assert.That(fit.Parameters[0].StandardError, Is.Null);
            Assert.That(fit.Parameters[1].StandardError, Is.Null);
        });
    }

    // Log returns and the last log price less the mean. Jumps come at the ends of days.
    private static (double[] Returns, double Last) Draw(
        int count, int seed, double jumps, double volatility = Volatility)
    {
        var random = new MersenneTwister(seed);
        double kept = Math.Exp(-Reversion * Day);
        double deviation = volatility * Math.Sqrt((1 - (kept * kept)) / (2 * Reversion));
        double log = 0;
        var returns = new double[count];
        for (int i = 0; i < count; i++)
        {
            double next = (kept * log) + Normal.Sample(random, 0, deviation);
            if (random.NextDouble() < jumps * Day) next += Normal.Sample(random, 0, 0.03);
            returns[i] = next - log;
            log = next;
        }

        return (returns, log);
    }
}
