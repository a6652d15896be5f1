using System.Numerics;
using GpuRisk.Scenarios.Calibration;
using MathNet.Numerics.Distributions;
using NUnit.Framework;

namespace GpuRisk.Tests.Scenarios.Calibration;

/// <summary>The likelihood against direct sums of densities, and against the inverse of the
/// characteristic function, which knows no mixture.</summary>
internal sealed class MertonLikelihoodTests
{
    private static readonly MertonStep[] Steps =
    [
        new(0.001, 0.01, 0.02, -0.03, 0.05),
        new(-0.002, 0.03, 0.4, 0.0, 0.04),
        new(0.0, 0.005, 2.5, 0.01, 0.02),
        new(0.01, 1, 4.9, -0.5, 0.3),
        new(0, 0.02, 1e-6, 0.5, 0.01),
    ];

    private static readonly double[] Returns =
        [0, 0.001, -0.013, 0.02, -0.05, 0.11, -0.3, 0.5, -0.9];

    [TestCaseSource(nameof(Steps))]
    public void Value_IsTheSumOverJumpsOfNormalDensities(object boxed)
    {
        var step = (MertonStep)boxed;
        double direct = Returns.Sum(value => DirectLogDensity(step, value));
        Assert.That(
            new MertonLikelihood(Returns).Value(step),
            Is.EqualTo(direct).Within(1e-9 * Math.Abs(direct)));
    }

    [TestCaseSource(nameof(Steps))]
    public void Value_IsTheInverseOfTheCharacteristicFunction(object boxed)
    {
        var step = (MertonStep)boxed;
        ReturnMoments moments = step.Moments();
        foreach (double distance in new[] { -1.5, -0.2, 0.0, 0.7, 2.0 })
        {
            double value = moments.Mean + (distance * moments.StandardDeviation);
            double inverse = Inverse(step, value);
            double density = Math.Exp(new MertonLikelihood([value]).Value(step));
            Assert.That(density, Is.EqualTo(inverse).Within(1e-7 * (inverse + 1)));
        }
    }

    [Test]
    public void Value_FarFromAllDensities_IsFinite()
    {
        var step = new MertonStep(0, 1e-4, 1e-3, 0, 2e-4);
        Assert.That(
            new MertonLikelihood([1]).Value(step),
            Is.EqualTo(DirectLogDensity(step, 1)).Within(1e-6));
    }

    [TestCaseSource(nameof(Steps))]
    public void Evaluate_Gradient_IsThatOfTheValue(object boxed)
    {
        var step = (MertonStep)boxed;
        var likelihood = new MertonLikelihood(Returns);
        var gradient = new double[MertonLikelihood.Parameters];
        likelihood.Evaluate(step, gradient);
        double[] numerical =
        [
            Slope(x => step with { Mean = step.Mean + (x * step.Deviation) }) / step.Deviation,
            Slope(x => step with { Deviation = step.Deviation * Math.Exp(x) }),
            Slope(x => step with { Jumps = step.Jumps * Math.Exp(x) }),
            Slope(x => step with { JumpMean = step.JumpMean + (x * step.JumpDeviation) })
                / step.JumpDeviation,
            Slope(x => step with { JumpDeviation = step.JumpDeviation * Math.Exp(x) }),
        ];
        for (int i = 0; i < gradient.Length; i++)
        {
            Assert.That(
                gradient[i],
                Is.EqualTo(numerical[i]).Within(1e-5 * (Math.Abs(numerical[i]) + 1)));
        }

        double Slope(Func<double, MertonStep> moved) =>
            (likelihood.Value(moved(1e-5)) - likelihood.Value(moved(-1e-5))) / 2e-5;
    }

    [TestCaseSource(nameof(Steps))]
    public void Moments_AreThoseOfTheMixture(object boxed)
    {
        var step = (MertonStep)boxed;
        double[] powers = new double[5];
        for (int n = 0; n < 80; n++)
        {
            double mean = step.Mean + (n * step.JumpMean);
            double variance = (step.Deviation * step.Deviation)
                + (n * step.JumpDeviation * step.JumpDeviation);
            double weight = Poisson.PMF(step.Jumps, n);
            powers[1] += weight * mean;
            powers[2] += weight * ((mean * mean) + variance);
            powers[3] += weight * mean * ((mean * mean) + (3 * variance));
            powers[4] += weight * (Math.Pow(mean, 4) + (6 * mean * mean * variance)
                + (3 * variance * variance));
        }

        double m = powers[1];
        double second = powers[2] - (m * m);
        double third = powers[3] - (3 * m * powers[2]) + (2 * m * m * m);
        double fourth = powers[4] - (4 * m * powers[3]) + (6 * m * m * powers[2])
            - (3 * m * m * m * m);
        ReturnMoments moments = step.Moments();
        Assert.Multiple(() =>
        {
            Assert.That(moments.Mean, Is.EqualTo(m).Within(1e-12));
            Assert.That(moments.StandardDeviation, Is.EqualTo(Math.Sqrt(second)).Within(1e-12));
            Assert.That(
                moments.Skewness, Is.EqualTo(third / Math.Pow(second, 1.5)).Within(1e-8));
            Assert.That(moments.Kurtosis, Is.EqualTo(fourth / (second * second)).Within(1e-8));
        });
    }

    private static double DirectLogDensity(MertonStep step, double value)
    {
        double[] logs = Enumerable.Range(0, 64).Select(n => Poisson.PMFLn(step.Jumps, n)
            + Normal.PDFLn(
                step.Mean + (n * step.JumpMean),
                Math.Sqrt((step.Deviation * step.Deviation)
                    + (n * step.JumpDeviation * step.JumpDeviation)),
                value)).ToArray();
        double largest = logs.Max();
        return largest + Math.Log(logs.Sum(log => Math.Exp(log - largest)));
    }

    /// <summary>The density by the trapezoidal rule, exact to rounding once the grid is fine.
    /// </summary>
    private static double Inverse(MertonStep step, double value)
    {
        const int points = 40000;
        double limit = 9 / step.Deviation;
        double width = limit / points;
        double sum = 0.5;
        for (int i = 1; i <= points; i++)
        {
            double u = i * width;
            Complex jump = Complex.Exp(new Complex(
                -0.5 * step.JumpDeviation * step.JumpDeviation * u * u, u * step.JumpMean));
            sum += Complex.Exp(
                new Complex(
                    -0.5 * step.Deviation * step.Deviation * u * u, u * (step.Mean - value))
                + (step.Jumps * (jump - 1))).Real;
        }

        return sum * width / Math.PI;
    }
}
