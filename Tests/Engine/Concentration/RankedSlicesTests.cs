using FsCheck;
using FsCheck.Fluent;
using GpuRisk.Engine.Concentration;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Concentration;

/// <summary>Measures over groups against their definitions, wallet by wallet and pair by pair.
/// </summary>
[TestFixture]
internal sealed class RankedSlicesTests
{
    private const double Rounding = 1e-12;

    [Test]
    public void Gini_OfAnyGroups_IsThatOfAllPairs() => Prop.ForAll(Groups.Any, groups =>
    {
        double[] wallets = groups.Expand();
        double magnitude = wallets.Sum(Math.Abs);
        double pairs = wallets.Sum(x => wallets.Sum(y => Math.Abs(x - y)));
        double expected = magnitude == 0.0 ? 0.0 : pairs / (2.0 * wallets.Length * magnitude);
        double gini = groups.Ranked.Gini();
        return Math.Abs(gini - expected) < Rounding
            && gini >= 0.0 && gini <= 1.0 - (1.0 / wallets.Length) + Rounding;
    }).QuickCheckThrowOnFailure();

    [Test]
    public void Gini_OfGains_IsTheUsualOne() => Prop.ForAll(Groups.Gaining, groups =>
    {
        // Twice the sum of rank times value over N times the total, less (N + 1) / N.
        double[] wallets = groups.Expand();
        double n = wallets.Length;
        double weighted = wallets.Select((x, i) => (i + 1.0) * x).Sum();
        double expected = (2.0 * weighted / (n * wallets.Sum())) - ((n + 1.0) / n);
        return wallets.Sum() == 0.0
            || Math.Abs(groups.Ranked.Gini() - expected) < Rounding;
    }).QuickCheckThrowOnFailure();

    // By hand: 4 pairs 6 apart and 2 pairs 0 apart, absolute values summing to 12; the most
    // unequal that four can be; the example of the authors' R package GiniWegNeg without weights,
    // where the 21 pairs are 436 apart in all and absolute values sum to 89; and all alike.
    [TestCase(2.0 * 4 * 6 / (2 * 4 * 12), 3.0, -3.0, 3.0, -3.0)]
    [TestCase(0.75, 0.0, -5.0, 0.0, 7.0)]
    [TestCase(436.0 / 623.0, -7.0, -15.0, 11.0, -10.0, 2.0, 4.0, 40.0)]
    [TestCase(0.0, 0.0, 0.0)]
    [TestCase(0.0, -4.0)]
    public void Gini_WithNegativeValues_IsNormalised(double expected, params double[] values) =>
        Assert.That(Groups.Of(values).Ranked.Gini(), Is.EqualTo(expected).Within(Rounding));

    [Test]
    public void TopShareAndPalma_OfAnyGroups_AreThoseOfItsWallets() => Prop.ForAll(
        Groups.Any, Gen.Choose(0, 100).ToArbitrary(), (groups, percent) =>
        {
            double[] gains = groups.ExpandGains();
            double all = gains.Sum();
            double expected = all == 0.0 ? 0.0 : Top(gains, percent / 100.0) / all;
            double bottom = all - Top(gains, 0.6);
            double palma = groups.Ranked.Palma();
            bool ratio = bottom <= Rounding * all
                ? double.IsNaN(palma)
                : Math.Abs((palma * bottom / Top(gains, 0.1)) - 1.0) < Rounding;
            return ratio && Math.Abs(
                groups.Ranked.TopShare(percent / 100.0) - expected) < Rounding;
        }).QuickCheckThrowOnFailure();

    private static double Top(double[] ascending, double share)
    {
        double left = share * ascending.Length;
        double sum = 0.0;
        for (int i = ascending.Length - 1; i >= 0 && left > 0.0; i--)
        {
            sum += ascending[i] * Math.Min(left, 1.0);
            left -= 1.0;
        }

        return sum;
    }

    // The bottom four tenths of 5 n wallets are 2 n, also where 0.4 times 5 n is rounded up.
    [Test]
    public void Palma_WhereJustTheBottomHasNothing_IsNotANumber()
    {
        for (int n = 1; n < 1000; n++)
        {
            var groups = new Groups([2.0 * n, 3.0 * n], [0.0, 1.0], [0, 0]);
            Assert.That(groups.Ranked.Palma(), Is.NaN, $"{n}");
        }
    }

    [Test]
    public void Palma_WhereTheBottomHasNothing_IsNotANumber()
    {
        Assert.That(Groups.Of(0.0, 0.0, -3.0, 1.0).Ranked.Palma(), Is.NaN);
        Assert.That(Groups.Of(0.0).Ranked.Palma(), Is.NaN);
        Assert.That(Groups.Of(7.0).Ranked.Palma(), Is.EqualTo(0.25).Within(Rounding));
    }

    [Test]
    public void Nakamoto_OfAnyGroups_IsTheLeastMajority() => Prop.ForAll(Groups.Any, groups =>
    {
        double[] votes = groups.ExpandGains();
        double all = votes.Sum();
        long expected = 0;
        for (double sum = 0.0; all > 0.0 && sum <= all / 2.0; expected++)
        {
            sum += votes[votes.Length - 1 - expected];
        }

        return groups.Ranked.Nakamoto() == expected;
    }).QuickCheckThrowOnFailure();

    // Half is no majority, however its sums are rounded: ten tenths, in any groups.
    [TestCase(6, 10, 1)]
    [TestCase(6, 1, 10)]
    [TestCase(51, 10, 10)]
    [TestCase(1_500_000_001, 3, 1_000_000_000)]
    public void Nakamoto_OfEqualVotes_IsOneAboveHalf(long expected, int groups, int wallets)
    {
        var voters = new Groups(
            [.. Enumerable.Repeat((double)wallets, groups)],
            [.. Enumerable.Repeat(0.1, groups)],
            new int[groups]);
        Assert.That(voters.Ranked.Nakamoto(), Is.EqualTo(expected));
    }

    [Test]
    public void Lorenz_OfAnyGroups_AscendsConvexlyToOne() => Prop.ForAll(Groups.Any, groups =>
    {
        double[] at = [.. Enumerable.Range(0, 21).Select(i => i / 20.0)];
        double[] shares = new double[at.Length];
        groups.Ranked.Lorenz(at, shares);
        double end = groups.Values.Max() > 0.0 ? 1.0 : 0.0;
        bool convex = Enumerable.Range(1, 19).All(
            i => shares[i - 1] + shares[i + 1] - (2.0 * shares[i]) > -Rounding);
        bool ascends = Enumerable.Range(1, 20).All(i => shares[i] >= shares[i - 1]);
        bool below = Enumerable.Range(0, 21).All(i => shares[i] <= at[i] + Rounding);
        return shares[0] == 0.0 && shares[20] == end && convex && ascends && below;
    }).QuickCheckThrowOnFailure();

    // The Gini coefficient is 1 less twice the area below the curve, which is straight between
    // two wallets.
    [Test]
    public void Lorenz_OfGains_EnclosesTheGini() => Prop.ForAll(Groups.Gaining, groups =>
    {
        int n = groups.Expand().Length;
        double[] at = [.. Enumerable.Range(0, n + 1).Select(i => (double)i / n)];
        double[] shares = new double[at.Length];
        groups.Ranked.Lorenz(at, shares);
        double area = Enumerable.Range(0, n).Sum(i => (shares[i] + shares[i + 1]) / (2.0 * n));
        return groups.Values.Max() == 0.0
            || Math.Abs(groups.Ranked.Gini() - (1.0 - (2.0 * area))) < Rounding;
    }).QuickCheckThrowOnFailure();

    [Test]
    public void Lorenz_AtWrongShares_Refuses()
    {
        double[] room = new double[2];
        double[][] wrongs = [[0.5, 0.4], [0.5, 1.1], [-0.1, 1.0], [double.NaN, 1.0]];
        foreach (double[] wrong in wrongs)
        {
            Assert.That(
                () => Groups.Of(1.0, 2.0).Ranked.Lorenz(wrong, room),
                Throws.ArgumentException);
        }
    }

    [TestCase(double.NaN)]
    [TestCase(double.NegativeInfinity)]
    public void Groups_WithoutAFiniteValue_AreRefused(double value) => Assert.That(
        () => Groups.Of(1.0, value).Ranked.Gini(), Throws.ArgumentException);

    [Test]
    public void Order_OfAnyGroups_IsByValueThenByIndex() => Prop.ForAll(Groups.Any, groups =>
    {
        var ranking = new Ranking(groups.Values.Length);
        _ = new RankedSlices(
            [.. groups.Wallets.Select(wallets => Slice.Alike(wallets))], groups.Values, ranking);
        return Enumerable.Range(0, groups.Values.Length).OrderBy(i => groups.Values[i])
            .SequenceEqual(ranking.Order);
    }).QuickCheckThrowOnFailure();
}
