using FsCheck;
using FsCheck.Fluent;
using GpuRisk.Engine.Concentration;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Concentration;

/// <summary>Theil's index and the shares of classes against their definitions.</summary>
[TestFixture]
internal sealed class ClassGainsTests
{
    private const double Rounding = 1e-12;

    [Test]
    public void Theil_OfAnyGroups_IsThatOfItsWallets() => Prop.ForAll(Groups.Any, groups =>
    {
        TheilIndex index = groups.ByClass.Theil();
        return Math.Abs(index.Total - Theil(groups.ExpandGains())) < Rounding;
    }).QuickCheckThrowOnFailure();

    // Between: every wallet has the mean gain of its class. Within: each class by itself, weighed
    // by its gains.
    [Test]
    public void Theil_OfAnyGroups_IsSplitExactly() => Prop.ForAll(Groups.Any, groups =>
    {
        var classes = Enumerable.Range(0, groups.Values.Length)
            .GroupBy(i => groups.Classes[i], i => Enumerable.Repeat(
                Math.Max(groups.Values[i], 0.0), (int)groups.Wallets[i]))
            .Select(parts => parts.SelectMany(part => part).ToArray())
            .ToList();
        double all = classes.Sum(gains => gains.Sum());
        double between = Theil([.. classes.SelectMany(
            gains => Enumerable.Repeat(gains.Average(), gains.Length))]);
        double within = classes.Sum(
            gains => all == 0.0 ? 0.0 : gains.Sum() / all * Theil(gains));
        TheilIndex index = groups.ByClass.Theil();
        return Math.Abs(index.Between - between) < Rounding
            && Math.Abs(index.Within - within) < Rounding
            && index is { Between: >= 0.0, Within: >= 0.0 };
    }).QuickCheckThrowOnFailure();

    private static double Theil(double[] gains)
    {
        double mean = gains.Average();
        return gains.Average(x => x > 0.0 ? x / mean * Math.Log(x / mean) : 0.0);
    }

    [Test]
    public void HerfindahlHirschman_OfAnyGroups_IsTheSumOfSquares() => Prop.ForAll(
        Groups.Any, groups =>
        {
            double[] gains = [.. Enumerable.Range(0, groups.Values.Length)
                .GroupBy(i => groups.Classes[i])
                .Select(c => c.Sum(i => groups.Wallets[i] * Math.Max(groups.Values[i], 0.0)))];
            double all = gains.Sum();
            double index = groups.ByClass.HerfindahlHirschman();
            return all == 0.0
                ? index == 0.0
                : Math.Abs(index - gains.Sum(x => x / all * (x / all))) < Rounding
                    && index >= (1.0 / gains.Length) - Rounding && index <= 1.0;
        }).QuickCheckThrowOnFailure();

    [Test]
    public void Theil_WhereOneGainsAll_IsTheLogarithmOfTheirNumber()
    {
        var groups = new Groups([1.0, 999_999.0, 5.0], [3.0, 0.0, -8.0], [1, 0, 0]);
        Assert.That(
            groups.ByClass.Theil().Total, Is.EqualTo(Math.Log(1_000_005.0)).Within(Rounding));
        Assert.That(groups.ByClass.Theil().Within, Is.Zero);
        Assert.That(groups.ByClass.HerfindahlHirschman(), Is.EqualTo(1.0));
    }

    // A gain so small that its share of the mean is no normal number; classes 1 and 2 are empty.
    [Test]
    public void Measures_OfDegenerateGains_AreNumbers()
    {
        var tiny = new Groups([1.0, 1.0], [1e-320, 1e9], [0, 3]);
        Assert.That(tiny.ByClass.Theil().Total, Is.EqualTo(Math.Log(2.0)).Within(Rounding));
        Assert.That(tiny.ByClass.HerfindahlHirschman(), Is.EqualTo(1.0));
        var losers = new Groups([2.0, 1.0], [-1.0, 0.0], [0, 1]);
        Assert.That(losers.ByClass.Theil(), Is.EqualTo(default(TheilIndex)));
        Assert.That(losers.ByClass.HerfindahlHirschman(), Is.Zero);
        Assert.That(losers.Ranked.TopShare(0.01), Is.Zero);
        Assert.That(losers.Ranked.Nakamoto(), Is.Zero);
        Assert.That(
            () => Groups.Of(double.NaN).ByClass.Theil(), Throws.ArgumentException);
    }
}
