using GpuRisk.Scenarios.Calibration;
using NUnit.Framework;

namespace GpuRisk.Tests.Scenarios.Calibration;

/// <summary>Missing prices are counted, never filled in.</summary>
internal sealed class PriceSeriesTests
{
    private static readonly DateTime Monday = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Test]
    public void Gaps_AreCountedAndTheirReturnsLeftOut()
    {
        PriceSeries series = Hours(0, 1, 2, 5, 6, 7, 8, 10);
        Assert.Multiple(() =>
        {
            Assert.That(series.IntervalSeconds, Is.EqualTo(3600));
            Assert.That(
                series.Gaps,
                Is.EqualTo(new PriceGap[]
                {
                    new(Monday.AddHours(2), Monday.AddHours(5), 2),
                    new(Monday.AddHours(8), Monday.AddHours(10), 1),
                }));
            Assert.That(series.Returns, Has.Count.EqualTo(5));
            Assert.That(series.Returns, Has.All.EqualTo(0.01).Within(1e-12));
            Assert.That(
                series.ReturnTimesUtc.Select(time => (time - Monday).TotalHours),
                Is.EqualTo([1, 2, 6, 7, 8]));
        });
    }

    [Test]
    public void Times_OffTheGrid_AreNoReturns()
    {
        PriceSeries series = Hours(0, 1, 2, 3, 3.5, 5, 6);
        Assert.Multiple(() =>
        {
            Assert.That(series.Returns, Has.Count.EqualTo(4));
            Assert.That(series.ShortIntervals, Is.EqualTo(1));
            Assert.That(series.Gaps.Single().Missing, Is.EqualTo(1));
        });
    }

    [Test]
    public void Weekdays_AreToldFromMissingDays()
    {
        PriceSeries weekdays = Days(Enumerable.Range(0, 28).Where(day => day % 7 < 5));
        PriceSeries always = Days(Enumerable.Range(0, 28).Where(day => day is not (9 or 17)));
        Assert.Multiple(() =>
        {
            Assert.That(weekdays.IsClosedAtWeekends);
            Assert.That(weekdays.Gaps, Has.Count.EqualTo(3));
            Assert.That(always.IsClosedAtWeekends, Is.False);
        });
    }

    [Test]
    public void Estimate_OfWeekdays_SaysSo()
    {
        PriceSeries series = Days(Enumerable.Range(0, 100).Where(day => day % 7 < 5));
        CalibrationReport report = PriceCalibration.Estimate(series, CalibrationModels.Gbm);
        Assert.That(report.Warnings, Has.Some.StartsWith("The market is closed at weekends"));
    }

    [Test]
    public void Problem_TooFewReturns_IsTold()
    {
        PriceSeries series = Days(Enumerable.Range(0, 60));
        Assert.Multiple(() =>
        {
            Assert.That(PriceCalibration.Problem(series, CalibrationModels.Gbm), Is.Null);
            Assert.That(
                PriceCalibration.Problem(series, CalibrationModels.Both),
                Is.EqualTo("found 59 returns; allowed are at least 100, or --model gbm"));
            Assert.That(
                PriceCalibration.Problem(Hours(0, 1, 2), CalibrationModels.Gbm),
                Is.EqualTo("found 2 returns; allowed are at least 10"));
        });
    }

    [Test]
    public void Problem_PricesThatGrowEvenly_IsTold() => Assert.That(
        PriceCalibration.Problem(
            Hours([.. Enumerable.Range(0, 200).Select(i => (double)i)]), CalibrationModels.Both),
        Does.StartWith("found that all returns are the same"));

    [Test]
    public void Problem_AReturnThatNoPriceHas_IsTold()
    {
        PricePoint[] points =
            [.. Hours([.. Enumerable.Range(0, 200).Select(i => (double)i)]).Points];
        points[77] = points[77] with { Price = 1e-12 };
        Assert.That(
            PriceCalibration.Problem(new PriceSeries(points, 0), CalibrationModels.Gbm),
            Is.EqualTo(
                "found a log return of 33.02 at 2024-01-04 06:00; allowed are at most 20 in size"));
    }

    private static PriceSeries Hours(params double[] hours) => new(
        [.. hours.Select(hour => new PricePoint(
            Monday.AddHours(hour), 100 * Math.Exp(0.01 * hour)))],
        0);

    private static PriceSeries Days(IEnumerable<int> days) => new(
        [.. days.Select(day => new PricePoint(Monday.AddDays(day), 100 + Math.Sin(day)))], 0);
}
