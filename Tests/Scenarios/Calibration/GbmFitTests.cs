using GpuRisk.Scenarios;
using GpuRisk.Scenarios.Calibration;
using MathNet.Numerics.Distributions;
using NUnit.Framework;

namespace GpuRisk.Tests.Scenarios.Calibration;

/// <summary>Geometric Brownian motion is found again in data drawn from it.</summary>
internal sealed class GbmFitTests
{
    private const double DaySeconds = 86400;

    [Test]
    public void Estimate_KnownProcess_CoversItAsOftenAsItsErrorsSay()
    {
        const int series = 400;
        int covered = 0;
        int farOff = 0;
        for (int seed = 1; seed <= series; seed++)
        {
            var truth = new MertonProcess(0.3, 0.8, 0, 0, 0, false);
            GbmFit fit = Fit(JumpSamples.Series(truth, 730, DaySeconds, seed));
            foreach (double z in new[]
            {
                Score(fit.Drift, truth.DriftPerYear),
                Score(fit.Volatility, truth.VolatilityPerYear),
            })
            {
                covered += z < 2 ? 1 : 0;
                farOff += z > 4 ? 1 : 0;
            }
        }

        // A share of 95.4 % in 800 has a standard deviation of 0.74 %.
        Assert.Multiple(() =>
        {
            Assert.That(covered / (2.0 * series), Is.EqualTo(0.9545).Within(3 * 0.0074));
            Assert.That(farOff, Is.Zero);
        });
    }

    [Test]
    public void Estimate_FatTails_TellsTheirErrorOfVolatility()
    {
        // Over many series the spread of the estimates is the error that a single one should tell.
        var truth = new MertonProcess(0.1, 0.5, 30, -0.02, 0.1, true);
        List<GbmFit> fits = Enumerable.Range(1, 200)
            .Select(seed => Fit(JumpSamples.Series(truth, 1000, DaySeconds, seed)))
            .ToList();
        double mean = fits.Average(fit => fit.Volatility.Value);
        double spread = Math.Sqrt(
            fits.Average(fit => Math.Pow(fit.Volatility.Value - mean, 2)));
        Assert.Multiple(() =>
        {
            Assert.That(
                fits.Average(fit => fit.VolatilityErrorOfKurtosis),
                Is.EqualTo(spread).Within(0.2 * spread));
            Assert.That(
                fits.Average(fit => fit.Volatility.StandardError!.Value),
                Is.LessThan(0.7 * spread));
        });
    }

    [Test]
    public void Estimate_LogLikelihood_IsTheSumOfNormalDensities()
    {
        PriceSeries series = JumpSamples.Series(
            new MertonProcess(0.3, 0.8, 0, 0, 0, false), 500, DaySeconds, 5);
        GbmFit fit = Fit(series);
        double direct = series.Returns.Sum(value => Normal.PDFLn(
            fit.Implied.Mean, fit.Implied.StandardDeviation, value));
        Assert.That(fit.LogLikelihood, Is.EqualTo(direct).Within(1e-8));
        Assert.That(fit.Aic, Is.EqualTo(4 - (2 * direct)).Within(1e-7));
    }

    private static GbmFit Fit(PriceSeries series) =>
        PriceCalibration.Estimate(series, CalibrationModels.Gbm).Gbm!;

    private static double Score(ParameterEstimate estimate, double truth) =>
        Math.Abs(estimate.Value - truth) / estimate.StandardError!.Value;
}
