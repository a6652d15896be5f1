using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;
using GpuRisk.Tests.Engine.Tallies;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Results;

/// <summary>Bars between two quantiles, and what lies beside them.</summary>
[TestFixture]
public sealed class HistogramTests
{
    [Test]
    public void Bars_OfANormalSample_CountWhatLiesBetweenTheirEdges()
    {
        double[] sample = Samples.Normal(100_000, seed: 51);
        Histogram histogram = new(TallyTesting.Tally(TallyTesting.Profit, sample), bins: 40);
        Assert.That(histogram.Bars, Has.Count.EqualTo(40));
        Assert.That(
            histogram.Below + histogram.Above + histogram.Bars.Sum(bar => bar.Count),
            Is.EqualTo(100_000));
        Assert.That(histogram.Above, Is.EqualTo(100).Within(2));
        foreach (HistogramBar bar in histogram.Bars)
        {
            // A bar of some thousand outcomes shares at most two sketch bins with its neighbours.
            int counted = sample.Count(x => x > bar.Low && x <= bar.High);
            Assert.That(bar.Count, Is.EqualTo(counted).Within((0.01 * counted) + 5));
        }
    }

    [Test]
    public void Bars_OfMostlyEqualOutcomes_ShowTheOthers()
    {
        double[] sample = [.. new double[9999], 8.0];
        Histogram histogram = new(TallyTesting.Tally(TallyTesting.Profit, sample), bins: 4);
        Assert.That(
            histogram.Bars.Select(bar => bar.Count),
            Is.EqualTo(new long[] { 9999, 0, 0, 1 }));
    }

    [Test]
    public void Bars_OfEqualOutcomes_AreOne()
    {
        MetricTally tally = TallyTesting.Tally(TallyTesting.Profit, [2.5, 2.5, 2.5]);
        Assert.That(
            new Histogram(tally, bins: 10).Bars,
            Is.EqualTo(new[] { new HistogramBar(2.5, 2.5, 3) }));
    }

    [Test]
    public void Bars_OfBins_AreThoseOfTheTally()
    {
        // An origin that is no round number of units, and a tie: what bins could lose.
        Metric price = TallyTesting.Profit with { Origin = 1856.37 };
        double[] sample =
        [
            .. Samples.Normal(20_000, seed: 52, 1900, 200),
            .. Enumerable.Repeat(1950.1, 2000),
        ];
        MetricTally tally = TallyTesting.Tally(price, sample);
        Histogram expected = new(tally, bins: 33);
        Histogram histogram = new(price, OutcomeBin.Of(tally), bins: 33);
        Assert.That(histogram.Below, Is.EqualTo(expected.Below));
        Assert.That(histogram.Above, Is.EqualTo(expected.Above));
        Assert.That(
            histogram.Bars.Select(bar => bar.Count),
            Is.EqualTo(expected.Bars.Select(bar => bar.Count)));
    }

    [Test]
    public void Bars_OfNothing_AreNone() => Assert.That(
        new Histogram(new MetricTally(TallyTesting.Profit), bins: 10).Bars,
        Is.Empty);
}
