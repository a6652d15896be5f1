using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;
using GpuRisk.Tests.Engine.Tallies;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Results;

/// <summary>Samples too small or too plain for the usual formulas.</summary>
[TestFixture]
public sealed class EdgeCaseTests
{
    private static readonly double[] Levels =
    [
        0.0, 1e-13, 1e-10, 1e-9, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.3, 0.5, 0.9999, 1.0,
    ];

    [Test]
    public void Estimates_OfOnePath_AreItsOutcomeWithoutErrors()
    {
        MetricEstimates one = Of(-3.7);
        Assert.Multiple(() =>
        {
            Assert.That(one.Mean.Value, Is.EqualTo(-3.7).Within(1e-9));
            Assert.That(one.Mean.StandardError, Is.Null);
            Assert.That(one.StandardDeviation, Is.EqualTo(Estimate.None));
            Assert.That(one.BatchStandardError, Is.Null);
            Assert.That(one.ValueAtRisk(0.99).Value, Is.EqualTo(3.7).Within(1e-9));
            Assert.That(one.ValueAtRisk(0.99).High, Is.Null);
            Assert.That(one.ExpectedShortfall(0.99).Value, Is.EqualTo(3.7).Within(1e-9));
            Assert.That(one.ExpectedShortfall(0.99).StandardError, Is.Null);
            Assert.That(one.ProbabilityOfLoss.Value, Is.EqualTo(1.0));

            // Wilson for 1 of 1: 1 / (1 + z^2).
            Assert.That(one.ProbabilityOfLoss.Low, Is.EqualTo(0.206549).Within(1e-6));
        });
    }

    // That all paths came out alike does not say that the next one will.
    [Test]
    public void Estimates_OfEqualOutcomes_HaveNoErrorThatIsKnown()
    {
        MetricEstimates equal = Of([.. Enumerable.Repeat(7.1, 1000)]);
        double kept = equal.Minimum!.Value;
        Assert.Multiple(() =>
        {
            Assert.That(kept, Is.EqualTo(7.1).Within(1e-9));
            Assert.That(equal.Mean, Is.EqualTo(new Estimate(kept, null, null, null, true)));
            Assert.That(equal.StandardDeviation.Value, Is.Zero);
            Assert.That(equal.StandardDeviation.StandardError, Is.Null);
            Assert.That(equal.Skewness, Is.EqualTo(Estimate.None));
            Assert.That(equal.Quantile(0.5), Is.EqualTo(new Estimate(kept, 0.0, kept, kept)));
            Assert.That(equal.ValueAtRisk(0.95).Value, Is.EqualTo(-kept));
            Assert.That(equal.ExpectedShortfall(0.95).Value, Is.EqualTo(-kept).Within(1e-12));
            Assert.That(equal.ProbabilityOfLoss.Value, Is.Zero);
            Assert.That(equal.BatchStandardError, Is.Null);
        });
    }

    [Test]
    public void Estimates_OfZeros_AreZeroWithoutASign()
    {
        MetricEstimates zero = Of(new double[500]);
        Assert.That(1.0 / zero.ValueAtRisk(0.95).Value, Is.EqualTo(double.PositiveInfinity));
        Assert.That(1.0 / zero.ExpectedShortfall(0.95).Value, Is.EqualTo(double.PositiveInfinity));
        Assert.That(zero.ProbabilityOfLoss.Value, Is.Zero);

        // Wilson for 0 of 500: z^2 / (n + z^2).
        Assert.That(zero.ProbabilityOfLoss.High, Is.EqualTo(0.00762435).Within(1e-6));
    }

    [Test]
    public void Estimates_OfMostlyZeros_HandleTheZeroBin()
    {
        // Bad debt on 30 of 1,000 paths: 1, 2, ... 30. The worst 5% are these and 20 zeros.
        Metric debt = new("book", "badDebt", "USD", 10.0, MetricSense.Cost);
        double[] outcomes = new double[1000];
        for (int i = 0; i < 30; i++)
        {
            outcomes[i * 30] = i + 1;
        }

        MetricEstimates estimates = new(TallyTesting.Tally(debt, outcomes));
        Assert.Multiple(() =>
        {
            Assert.That(estimates.ValueAtRisk(0.95).Value, Is.Zero);
            Assert.That(estimates.ValueAtRisk(0.99).Value, Is.EqualTo(20.0));
            Estimate shortfall95 = estimates.ExpectedShortfall(0.95);
            Estimate shortfall99 = estimates.ExpectedShortfall(0.99);
            Assert.That(shortfall95.Value, Is.EqualTo(465.0 / 50).Within(1e-9));
            Assert.That(shortfall99.Value, Is.EqualTo(25.5).Within(1e-9));
            Assert.That(estimates.ProbabilityOfLoss.Value, Is.EqualTo(0.03));
        });
    }

    [Test]
    public void Estimates_OfAbsentOutcomes_AreNull()
    {
        MetricTally tally = TallyTesting.Tally(TallyTesting.FirstTime, [double.NaN, double.NaN]);
        MetricResult result = MetricResult.Of(new MetricEstimates(tally));
        Assert.Multiple(() =>
        {
            Assert.That(result.Present, Is.Zero);
            Assert.That(result.Mean, Is.Null);
            Assert.That(result.P50, Is.Null);
            Assert.That(result.Es99, Is.Null);
            Assert.That(result.ProbabilityOfLoss, Is.Null);
            Assert.That(result.Minimum, Is.Null);
            Assert.That(result.Errors.Var95, Is.EqualTo(new Uncertainty(null, null, null)));
        });
    }

    [TestCase(1e-30)]
    [TestCase(1e-12)]
    [TestCase(1e30)]
    public void Estimates_OfAnyMagnitude_AreScaled(double magnitude)
    {
        Metric metric = new("a", "b", "USD", magnitude, MetricSense.Gain);
        double[] sample = Samples.Normal(10_000, seed: 41);
        MetricEstimates unit = Of(sample);
        MetricEstimates scaled = new(
            TallyTesting.Tally(metric, Array.ConvertAll(sample, x => x * magnitude)));
        double ratio = scaled.ExpectedShortfall(0.95).Value!.Value / magnitude;
        double? expected = unit.ExpectedShortfall(0.95).Value;
        Assert.That(ratio, Is.EqualTo(expected).Within(0.01).Percent);
        Assert.That(
            scaled.StandardDeviation.Value / magnitude,
            Is.EqualTo(unit.StandardDeviation.Value).Within(1e-6));
    }

    [Test]
    public void Deviation_OfASmallSpreadFarFromZero_DoesNotCancel()
    {
        // A spread of 1e-4 around 30,000: in doubles the variance would have cancelled to noise.
        MetricEstimates far = Of(Samples.Normal(100_000, seed: 42, mean: 30_000, deviation: 1e-4));
        Assert.That(far.StandardDeviation.Value, Is.EqualTo(1e-4).Within(1).Percent);
        Assert.That(far.Skewness.Value, Is.Null, "the sketch cannot resolve it");
    }

    [Test]
    public void Intervals_OfAnyCountAndLevel_EncloseTheQuantile([Range(0, 40)] int doublings)
    {
        MetricTally tally = TallyTesting.Tally(
            TallyTesting.Profit,
            Samples.Normal(100, seed: 43));
        for (int doubling = 0; doubling < doublings; doubling++)
        {
            tally.Merge(tally);
        }

        MetricEstimates estimates = new(tally);
        foreach (double level in Levels)
        {
            Estimate quantile = estimates.Quantile(level);
            Estimate mirrored = estimates.ValueAtRisk(1.0 - level);
            AssertOrdered(quantile);
            AssertOrdered(mirrored);
        }
    }

    // Order statistics by hand: of 10 paths, P(Binomial(10, .5) < 2) = 11/1024 = 1.1% and
    // P(< 3) = 56/1024 = 5.5%, so the median's interval runs from the 2nd to the 9th. Of 100 at
    // level .01, P(Binomial(100, .01) < 1) = 36.6% leaves it open below; P(> 3) = 1.8% and
    // P(> 2) = 7.9% end it at the 4th.
    [TestCase(10, 0.5, 2.0, 9.0)]
    [TestCase(100, 0.01, null, 4.0)]
    [TestCase(100, 0.99, 97.0, null)]
    public void Interval_OfAQuantile_IsBinomial(int count, double level, double? low, double? high)
    {
        MetricEstimates estimates = Of([.. Enumerable.Range(1, count).Select(i => (double)i)]);
        Estimate quantile = estimates.Quantile(level);
        Assert.That(quantile.Low, Is.EqualTo(low));
        Assert.That(quantile.High, Is.EqualTo(high));
    }

    [Test]
    public void Interval_OfManyPaths_IsNearTheNormalOne()
    {
        // Rank of the .005 quantile of 200,000: 1,000 with deviation sqrt(995) = 31.5.
        Metric rank = new("a", "rank", "1", 1000.0, MetricSense.Gain);
        double[] ranks = [.. Enumerable.Range(1, 200_000).Select(i => (double)i)];
        Estimate quantile = new MetricEstimates(TallyTesting.Tally(rank, ranks)).Quantile(0.005);
        Assert.That(quantile.Value, Is.EqualTo(1000.0).Within(1));
        Assert.That(quantile.Low, Is.EqualTo(1000.0 - (1.96 * 31.5)).Within(3));
        Assert.That(quantile.High, Is.EqualTo(1001.0 + (1.96 * 31.5)).Within(3));
    }

    [TestCase(-0.1)]
    [TestCase(1.1)]
    [TestCase(double.NaN)]
    public void Level_OutsideZeroToOne_IsRefused(double level)
    {
        MetricEstimates estimates = Of(1.0, 2.0);
        Assert.That(
            () => estimates.Quantile(level),
            Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(
            () => estimates.ExpectedShortfall(level),
            Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static void AssertOrdered(Estimate estimate)
    {
        double value = estimate.Value!.Value;
        Assert.That(estimate.Low ?? double.MinValue, Is.LessThanOrEqualTo(value));
        Assert.That(estimate.High ?? double.MaxValue, Is.GreaterThanOrEqualTo(value));
    }

    private static MetricEstimates Of(params double[] outcomes) =>
        new(TallyTesting.Tally(TallyTesting.Profit, outcomes));
}
