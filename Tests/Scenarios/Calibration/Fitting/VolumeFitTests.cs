using GpuRisk.Scenarios.Calibration.Fitting;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using NUnit.Framework;

namespace GpuRisk.Tests.Scenarios.Calibration.Fitting;

/// <summary>The law of a pool's volume, from turnovers drawn with known parts.</summary>
internal sealed class VolumeFitTests
{
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Parts_AreTold(int seed)
    {
        const double persistence = 0.9, persistent = 0.6, noise = 0.4;
        double[] turnovers =
            Turnovers(40_000, persistence, persistent, noise, seed, out double last);
        VolumeFit fit = VolumeFit.Of(turnovers, 1)!;
        double mean = 0.2 * Math.Exp(0.5 * ((persistent * persistent) + (noise * noise)));
        Assert.Multiple(() =>
        {
            Assert.That(fit.Persistence, Is.EqualTo(persistence).Within(0.02));
            Assert.That(fit.PersistentStdDev, Is.EqualTo(persistent).Within(0.03));
            Assert.That(fit.NoiseStdDev, Is.EqualTo(noise).Within(0.03));
            Assert.That(fit.MeanPerDay, Is.EqualTo(mean).Within(6).Percent);

            // Kalman's filter knows the persistent part to within some three tenths.
            Assert.That(
                Math.Log(fit.Start) + (0.5 * persistent * persistent),
                Is.EqualTo(last).Within(0.9));
            Assert.That(
                fit.Process.MeanReversionPerDay, Is.EqualTo(-Math.Log(fit.Persistence)));
        });
    }

    [Test]
    public void Period_IsNotTakenForADay()
    {
        double[] turnovers = Turnovers(4000, 0.9, 0.6, 0.4, 1, out _);
        VolumeFit daily = VolumeFit.Of(turnovers, 1)!;
        VolumeFit hourly = VolumeFit.Of(turnovers, 1.0 / 24)!;
        Assert.Multiple(() =>
        {
            Assert.That(
                hourly.MeanPerDay, Is.EqualTo(24 * daily.MeanPerDay).Within(1e-9).Percent);
            Assert.That(
                hourly.Process.MeanReversionPerDay,
                Is.EqualTo(24 * daily.Process.MeanReversionPerDay).Within(1e-9).Percent);
        });
    }

    [Test]
    public void TooFew_GiveNothing() => Assert.That(
        VolumeFit.Of([.. Enumerable.Range(1, 59).Select(i => (double)i), 0, double.NaN], 1),
        Is.Null);

    private static double[] Turnovers(
        int count, double persistence, double persistent, double noise, int seed, out double last)
    {
        var random = new MersenneTwister(seed);
        double state = Normal.Sample(random, 0, persistent);
        var turnovers = new double[count];
        for (int i = 0; i < count; i++)
        {
            state = (persistence * state) + Normal.Sample(
                random, 0, persistent * Math.Sqrt(1 - (persistence * persistence)));
            turnovers[i] = 0.2 * Math.Exp(state + Normal.Sample(random, 0, noise));
        }

        last = state;
        return turnovers;
    }
}
