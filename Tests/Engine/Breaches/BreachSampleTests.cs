using GpuRisk.Engine.Breaches;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Breaches;

/// <summary>What weighted samples tell of drivers, against closed forms of the normal law.</summary>
internal sealed class BreachSampleTests
{
    private const int Paths = 40_000;
    private const double Tilt = 3;

    // Two normals, the first drawn by a mixture of the true law and one 3 deviations lower, and
    // their sum over the root of two.
    private static readonly (double[][] Normals, double[] Weights) Drawn = Draw();

    private static double[][] Normals => Drawn.Normals;

    private static double[] Weights => Drawn.Weights;

    /// <summary>Of a driver that decides the breach all there is to know is known: the mean of a
    /// normal beyond a quantile is known, and its median.</summary>
    [Test]
    public void DecidingDriver_TellsAll()
    {
        double edge = Normal.InvCDF(0, 1, 1e-4);
        DriverFinding told = Of(Normals[0], [.. Normals[0].Select(x => x < edge ? 1.0 : 0)]);
        Assert.Multiple(() =>
        {
            Assert.That(told.Information.Value, Is.EqualTo(1).Within(1e-9));
            Assert.That(told.IsTold);
            IsNear(told.WhenBreached.Mean, -Normal.PDF(0, 1, edge) / 1e-4);
            IsNear(told.WhenBreached.P50, Normal.InvCDF(0, 1, 5e-5));
            IsNear(told.WhenBreached.P05, Normal.InvCDF(0, 1, 5e-6));
            IsNear(told.Always.P50, 0);
            IsNear(told.Always.P95, Normal.InvCDF(0, 1, 0.95));
            IsNear(told.Shift, -Normal.PDF(0, 1, edge) / 1e-4);
        });
    }

    /// <summary>A driver apart from the breach tells nothing, and one of two tells as much as a
    /// normal with the mean and variance of its law given the sum.</summary>
    [Test]
    public void OtherDrivers_TellLess()
    {
        double edge = Normal.InvCDF(0, 1, 1e-4);
        double[] breaches = [.. Normals[0].Select(x => x < edge ? 1.0 : 0)];
        DriverFinding none = Of(Normals[1], breaches);
        DriverFinding half = Of(Normals[2], breaches);

        // The sum is the half of the deciding driver plus noise of variance 1/2.
        double mean = -Normal.PDF(0, 1, edge) / 1e-4;
        double spread = 1 + (edge * mean) - (mean * mean);
        double variance = (0.5 * spread) + 0.5;
        double entropy = 0.5 * (variance + (0.5 * mean * mean) - 1 - Math.Log(variance));
        double truth = entropy / -Math.Log(1e-4);
        Assert.Multiple(() =>
        {
            Assert.That(none.IsTold, Is.False);
            Assert.That(none.Information.Value, Is.LessThan(0.01));
            Assert.That(none.Shift.Value, Is.EqualTo(0).Within(4 * none.Shift.StandardError!.Value));
            Assert.That(half.IsTold);

            // Ten bins tell a little less than the whole distribution.
            Assert.That(
                half.Information.Value,
                Is.InRange(0.85 * truth, truth + (4 * half.Information.StandardError!.Value)));
            IsNear(half.Shift, mean / Math.Sqrt(2));
        });
    }

    /// <summary>Errors of weighted quantiles and means are those that repeated samples have.
    /// </summary>
    [Test]
    public void Errors_AreThoseOfRepeatedSamples()
    {
        const int samples = 100;
        const int size = Paths / samples;
        double edge = Normal.InvCDF(0, 1, 0.01);
        DriverFinding[] told = [.. Enumerable.Range(0, samples).Select(i =>
        {
            double[] part = Normals[0][(i * size)..((i + 1) * size)];
            var sample = new BreachSample(
                Weights[(i * size)..((i + 1) * size)], [.. part.Select(x => x < edge ? 1.0 : 0)]);
            return sample.Of(new BreachDriver("x", "", null, false), part)!;
        })];
        Assert.Multiple(() =>
        {
            HasItsErrors(one => one.WhenBreached.P50);
            HasItsErrors(one => one.WhenBreached.Mean);
            HasItsErrors(one => one.Shift);
        });

        void HasItsErrors(Func<DriverFinding, BreachFigure> figure)
        {
            double[] values = [.. told.Select(one => figure(one).Value)];
            double mean = values.Average();
            double spread = Math.Sqrt(values.Sum(x => (x - mean) * (x - mean)) / (samples - 1));
            Assert.That(
                told.Average(one => figure(one).StandardError!.Value),
                Is.EqualTo(spread).Within(25).Percent);
        }
    }

    [Test]
    public void Medoids_AreTheMiddlesOfGroups()
    {
        double[][] points =
            [[0, 0], [0, 1], [0, -1], [1, 0], [-1, 0], [10, 10], [10, 11], [10, 9], [50, 0]];
        double[] weights = [1, 1, 1, 1, 1, 2, 1, 1, 0.5];
        Assert.That(
            Medoids.Of(points, weights, 3),
            Is.EqualTo(new[] { (0, 5.0), (5, 4.0), (8, 0.5) }));
        Assert.That(Medoids.Of([[1], [1]], [1, 1], 4), Is.EqualTo(new[] { (0, 2.0) }));
    }

    private static DriverFinding Of(double[] outcomes, double[] breaches) =>
        new BreachSample(Weights, breaches).Of(new BreachDriver("x", "", null, false), outcomes)!;

    private static void IsNear(BreachFigure told, double truth) => Assert.That(
        told.Value, Is.EqualTo(truth).Within(4 * told.StandardError!.Value));

    private static (double[][] Normals, double[] Weights) Draw()
    {
        var random = new MersenneTwister(16);
        double[] first = [.. Enumerable.Range(0, Paths).Select(i =>
            Normal.Sample(random, i % 2 == 0 ? 0 : -Tilt, 1))];
        double[] second = [.. first.Select(_ => Normal.Sample(random, 0, 1))];
        double[] weights = [.. first.Select(x =>
            1 / (0.5 + (0.5 * Math.Exp((-Tilt * x) - (0.5 * Tilt * Tilt)))))];
        double[] sum = [.. first.Zip(second, (x, y) => (x + y) / Math.Sqrt(2))];
        return ([first, second, sum], weights);
    }
}
