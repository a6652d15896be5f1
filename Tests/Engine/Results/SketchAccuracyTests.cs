using FsCheck;
using FsCheck.Fluent;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;
using GpuRisk.Tests.Engine.Tallies;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Results;

/// <summary>Quantiles and tails read from the sketch against those of the sorted sample.</summary>
[TestFixture]
public sealed class SketchAccuracyTests
{
    private const double RelativeAccuracy = 1e-3;

    [TestCase(0.0, 1.0)]
    [TestCase(-3.0, 0.1)]
    [TestCase(1000.0, 300.0)]
    [TestCase(0.0, 1e-6)]
    public void Quantile_OfASample_IsWithinATenthOfAPercent(double mean, double deviation)
    {
        double[] sample = Samples.Normal(50_001, seed: 31, mean, deviation);
        MetricEstimates estimates = new(TallyTesting.Tally(TallyTesting.Profit, sample));
        Array.Sort(sample);
        for (int i = 0; i < sample.Length; i += 7)
        {
            double level = (i + 0.5) / sample.Length;
            double step = 1.0 / TallyTesting.Profit.Scale;
            double tolerance = (RelativeAccuracy * Math.Abs(sample[i])) + step;
            Assert.That(
                estimates.Quantile(level).Value,
                Is.EqualTo(sample[i]).Within(tolerance));
        }
    }

    [Test]
    public void Quantile_OfAnyWholeNumbers_IsWithinATenthOfAPercent() => Prop.ForAll(
        Gen.NonEmptyListOf(Gen.Choose(1000, 4000)).ToArbitrary(),
        numbers =>
        {
            double[] sample = [.. numbers.Select(n => (double)n)];
            MetricEstimates estimates = new(TallyTesting.Tally(TallyTesting.Profit, sample));
            Array.Sort(sample);
            return Enumerable.Range(0, sample.Length).All(i =>
            {
                double value = estimates.Quantile((i + 0.5) / sample.Length).Value!.Value;
                return Math.Abs(value - sample[i]) <= RelativeAccuracy * sample[i];
            });
        }).QuickCheckThrowOnFailure();

    [TestCase(0.5)]
    [TestCase(0.95)]
    [TestCase(0.99)]
    [TestCase(0.9937)]
    public void Shortfall_OfASample_IsThatOfItsSortedTail(double level)
    {
        double[] losses = Samples.Normal(12_345, seed: 32, mean: 2.0);
        Metric cost = TallyTesting.Profit with { Sense = MetricSense.Cost };
        Estimate actual = new MetricEstimates(TallyTesting.Tally(cost, losses))
            .ExpectedShortfall(level);
        Array.Sort(losses);
        Array.Reverse(losses);
        double tail = losses.Length * (1.0 - level);
        int whole = (int)tail;
        double expected = (losses[..whole].Sum() + ((tail - whole) * losses[whole])) / tail;

        // Only the boundary bin, a small part of the tail, is not exact.
        Assert.That(actual.Value, Is.EqualTo(expected).Within(2e-5 * expected));
    }

    [Test]
    public void Quantile_OfTies_IsTheTie()
    {
        // 15 of 20 thousand paths pay the same fee of 15.1, the others 7.3 or 20.9.
        double[] fees =
        [
            .. Enumerable.Repeat(15.1, 15_000),
            .. Enumerable.Repeat(7.3, 2_000),
            .. Enumerable.Repeat(20.9, 3_000),
        ];
        MetricEstimates estimates = new(TallyTesting.Tally(TallyTesting.Profit, fees));
        Assert.That(estimates.Quantile(0.5).Value, Is.EqualTo(15.1).Within(1e-9));
        Assert.That(estimates.Quantile(0.10).Value, Is.EqualTo(7.3).Within(1e-9));
        Assert.That(estimates.Quantile(0.86).Value, Is.EqualTo(20.9).Within(1e-9));
    }

    [Test]
    public void Interval_OfAQuantile_CoversItAtLeastNineteenTimesInTwenty()
    {
        // 2,000 samples of 50: the coverage of the exact binomial interval is at least 95%, and
        // its estimate has a standard error of 0.5%.
        Random random = new(33);
        int covered = 0;
        for (int trial = 0; trial < 2000; trial++)
        {
            double[] sample = [.. Enumerable.Range(0, 50).Select(_ => random.NextDouble())];
            Estimate median = new MetricEstimates(
                TallyTesting.Tally(TallyTesting.Profit, sample)).Quantile(0.3);
            covered += median.Low <= 0.3 && median.High >= 0.3 ? 1 : 0;
        }

        Assert.That(covered / 2000.0, Is.InRange(0.935, 0.985));
    }
}
