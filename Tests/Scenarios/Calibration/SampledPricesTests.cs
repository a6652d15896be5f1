using GpuRisk.Scenarios.Calibration;
using NUnit.Framework;

namespace GpuRisk.Tests.Scenarios.Calibration;

/// <summary>Prices at equal times out of closer ones.</summary>
internal sealed class SampledPricesTests
{
    private static readonly DateTime Midnight = new(2021, 3, 1, 0, 0, 0, DateTimeKind.Utc);

    [Test]
    public void Price_IsTheLastBeforeTheTime()
    {
        PriceSeries series = Hourly(60, _ => true);
        SampledPrices sampled = SampledPrices.Of(series, Midnight, TimeSpan.FromDays(1));
        Assert.Multiple(() =>
        {
            Assert.That(sampled.FirstUtc, Is.EqualTo(Midnight));
            Assert.That(sampled.Count, Is.EqualTo(3));
            Assert.That(sampled[1], Is.EqualTo(125));
            Assert.That(sampled.IndexOf(Midnight.AddDays(2)), Is.EqualTo(2));
            Assert.That(sampled.IndexOf(Midnight.AddHours(1)), Is.Null);
            Assert.That(sampled.Returns(0, 2), Is.EqualTo(new[]
            {
                Math.Log(125.0 / 101), Math.Log(149.0 / 125),
            }).Within(1e-12));
        });
    }

    [Test]
    public void Price_OfAGap_IsMissingAfterAnInterval()
    {
        PriceSeries series = Hourly(120, hour => hour is < 30 or > 80);
        SampledPrices sampled = SampledPrices.Of(
            series, Midnight.AddDays(900), TimeSpan.FromDays(1));
        Assert.Multiple(() =>
        {
            Assert.That(sampled[1], Is.EqualTo(125));
            Assert.That(sampled[2], Is.EqualTo(130));
            Assert.That(sampled[3], Is.NaN);
            Assert.That(sampled[4], Is.EqualTo(197));
            Assert.That(sampled.Returns(0, 4), Has.Length.EqualTo(2));
            Assert.That(sampled.Lowest(2, 4), Is.EqualTo(130));
        });
    }

    private static PriceSeries Hourly(int hours, Predicate<int> isKnown) => new(
        [.. Enumerable.Range(-1, hours + 1).Where(hour => isKnown(hour)).Select(
            hour => new PricePoint(Midnight.AddHours(hour), 101 + hour))],
        0);
}
