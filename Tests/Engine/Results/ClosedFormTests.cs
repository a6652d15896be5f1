using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;
using GpuRisk.Tests.Engine.Tallies;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Results;

/// <summary>
/// Estimates of samples of known laws against their closed forms, within four of the estimates'
/// own standard errors; those errors against theirs.
/// </summary>
[TestFixture]
public sealed class ClosedFormTests
{
    private const int Count = 1_000_000;
    private const double Tolerance = 4.0;

    private static readonly MetricEstimates Normal =
        new(TallyTesting.Tally(TallyTesting.Profit, Samples.Normal(Count, seed: 11)));

    // docs/oracles.md, "Tails".
    // Normal VaR and ES, and their standard errors at n = 10^6.
    [TestCase(0.95, 1.644854, 2.062713, 0.00211319, 0.00246557)]
    [TestCase(0.99, 2.326348, 2.665214, 0.00373324, 0.00458836)]
    public void Tail_OfNormal_IsTheClosedForm(
        double level,
        double valueAtRisk,
        double shortfall,
        double valueAtRiskError,
        double shortfallError)
    {
        Estimate actualValueAtRisk = Normal.ValueAtRisk(level);
        Estimate actualShortfall = Normal.ExpectedShortfall(level);
        AssertClose(actualValueAtRisk, valueAtRisk);
        AssertClose(actualShortfall, shortfall);

        // An order-statistic interval spans some 4 sqrt(n a (1 - a)) outcomes, 400 at .99: its
        // width scatters by 5% of itself.
        Assert.That(
            actualValueAtRisk.StandardError,
            Is.EqualTo(valueAtRiskError).Within(20).Percent);
        Assert.That(actualShortfall.StandardError, Is.EqualTo(shortfallError).Within(4).Percent);
    }

    [TestCase(0.975, 1.959964, 2.337803)]
    [TestCase(0.999, 3.090232, 3.367090)]
    public void Tail_OfNormalAtOtherLevels_IsTheClosedForm(
        double level,
        double valueAtRisk,
        double shortfall)
    {
        AssertClose(Normal.ValueAtRisk(level), valueAtRisk);
        AssertClose(Normal.ExpectedShortfall(level), shortfall);
    }

    [Test]
    public void Moments_OfNormal_AreTheClosedForms()
    {
        AssertClose(Normal.Mean, 0.0);
        AssertClose(Normal.StandardDeviation, 1.0);
        AssertClose(Normal.Skewness, 0.0);
        AssertClose(Normal.Kurtosis, 0.0);
        AssertClose(Normal.ProbabilityOfLoss, 0.5);
        AssertClose(Normal.Quantile(0.05), -1.644854);
        AssertClose(Normal.Quantile(0.5), 0.0);

        // Errors for a normal law: 1/sqrt(n), 1/sqrt(2n), sqrt(6/n), sqrt(24/n).
        Assert.That(Normal.Mean.StandardError, Is.EqualTo(0.001).Within(1).Percent);
        double? deviationError = Normal.StandardDeviation.StandardError;
        Assert.That(deviationError, Is.EqualTo(0.000707107).Within(2).Percent);
        Assert.That(Normal.Skewness.StandardError, Is.EqualTo(0.00244949).Within(3).Percent);
        Assert.That(Normal.Kurtosis.StandardError, Is.EqualTo(0.00489898).Within(6).Percent);

        // 64 batches: sampling error 1/sqrt(2 * 63) = 9% of itself.
        Assert.That(Normal.BatchStandardError, Is.EqualTo(0.001).Within(36).Percent);
    }

    // docs/oracles.md, "Tails".
    // Student t, raw.
    [TestCase(3, 0.99, 4.540703, 7.003082)]
    [TestCase(4, 0.95, 2.131847, 3.202870)]
    [TestCase(4, 0.99, 3.746947, 5.220584)]
    [TestCase(5, 0.99, 3.364930, 4.452429)]
    public void Tail_OfStudent_IsTheClosedForm(
        int degrees,
        double level,
        double valueAtRisk,
        double shortfall)
    {
        double[] sample = Samples.Student(Count, seed: 12 + degrees, degrees);
        MetricEstimates student = new(TallyTesting.Tally(TallyTesting.Profit, sample));
        AssertClose(student.ValueAtRisk(level), valueAtRisk);
        AssertClose(student.ExpectedShortfall(level), shortfall);
    }

    // docs/oracles.md, "Tails".
    // Loss 1 - S_T, volatility .8, 10 days of a 365-day year, no drift.
    [TestCase(0.95, 0.20273935, 0.24476266)]
    [TestCase(0.99, 0.27153449, 0.30292043)]
    public void Tail_OfLognormalPrice_IsTheClosedForm(
        double level,
        double valueAtRisk,
        double shortfall)
    {
        double deviation = 0.8 * Math.Sqrt(10.0 / 365.0);
        double[] gains = Array.ConvertAll(
            Samples.Normal(Count, seed: 20),
            z => Math.Exp((deviation * z) - (0.5 * deviation * deviation)) - 1.0);
        MetricEstimates estimates = new(TallyTesting.Tally(TallyTesting.Profit, gains));
        AssertClose(estimates.ValueAtRisk(level), valueAtRisk);
        AssertClose(estimates.ExpectedShortfall(level), shortfall);
        AssertClose(estimates.Mean, 0.0);
    }

    [Test]
    public void Shape_OfLognormal_IsTheClosedForm()
    {
        // With w = exp(s^2), s = .5: (w + 2) sqrt(w - 1) and w^4 + 2 w^3 + 3 w^2 - 6.
        double w = Math.Exp(0.25);
        double[] sample = Array.ConvertAll(Samples.Normal(Count, 21), z => Math.Exp(0.5 * z));
        MetricEstimates estimates = new(TallyTesting.Tally(TallyTesting.Profit, sample));
        AssertClose(estimates.Skewness, (w + 2.0) * Math.Sqrt(w - 1.0));
        double kurtosis = Math.Pow(w, 4) + (2.0 * Math.Pow(w, 3)) + (3.0 * w * w) - 6.0;
        AssertClose(estimates.Kurtosis, kurtosis);
    }

    [Test]
    public void Losses_OfACost_AreItsOutcomes()
    {
        Metric cost = TallyTesting.Profit with { Sense = MetricSense.Cost };
        double[] sample = Samples.Normal(100_000, seed: 22, mean: 0.5);
        MetricEstimates estimates = new(TallyTesting.Tally(cost, sample));
        AssertClose(estimates.ValueAtRisk(0.95), 2.144854);
        AssertClose(estimates.ExpectedShortfall(0.95), 2.562713);
        AssertClose(estimates.ProbabilityOfLoss, 0.691462); // N(0.5)
    }

    private static void AssertClose(Estimate estimate, double expected)
    {
        double error = estimate.StandardError!.Value;
        Assert.That(estimate.Value, Is.EqualTo(expected).Within(Tolerance * error));
        Assert.That(estimate.Low, Is.LessThan(estimate.Value));
        Assert.That(estimate.High, Is.GreaterThan(estimate.Value));
    }
}
