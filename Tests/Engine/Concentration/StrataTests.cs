using FsCheck;
using FsCheck.Fluent;
using GpuRisk.Engine.Concentration;
using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Concentration;

/// <summary>Strata keep a class's number and wealth, and lose little of its inequality.</summary>
[TestFixture]
internal sealed class StrataTests
{
    private static readonly double[] List = [.. Enumerable.Range(1, 997).Select(
        i => 5.0 + (i * 7919L * 104729L % 100_003L))];

    private static readonly SizeDistribution[] Laws =
    [
        new EqualSizes(250.0), new LogNormalSizes(3000.0, 0.5), new LogNormalSizes(20.0, 5.0),
        new ParetoSizes(10.0, 1.0001), new ParetoSizes(1.0, 1.161), new ParetoSizes(7.0, 100.0),
        new ListedSizes(List), new ListedSizes([4.0]),
    ];

    private static readonly SizeDistribution[] Unequal =
    [
        new LogNormalSizes(1.0, 1.0), new LogNormalSizes(50.0, 3.0), new ParetoSizes(2.0, 1.161),
        new ParetoSizes(2.0, 3.0),
    ];

    [TestCaseSource(nameof(Laws))]
    public void Strata_OfAnyClass_KeepItsTotalsAndOrder(SizeDistribution sizes) => Prop.ForAll(
        Gen.Choose(0, 9_000).ToArbitrary(), Gen.Choose(1, 16).ToArbitrary(), (power, strata) =>
        {
            long wallets = (long)Math.Pow(10.0, power / 1000.0);
            WalletGroup[] groups = Strata.Of(sizes, wallets, strata);
            double total = groups.Sum(group => group.Wallets * group.MeanUsd);
            return groups.Length == Math.Min(strata, wallets)
                && groups.Sum(group => group.Wallets) == wallets
                && groups.All(group => group.Wallets >= 1 && group.MeanUsd > 0.0)
                && groups.Zip(groups.Skip(1)).All(
                    pair => pair.First.MeanUsd <= pair.Second.MeanUsd * (1.0 + 1e-9))
                && Math.Abs((total / (wallets * sizes.MeanUsd)) - 1.0) < 1e-14;
        }).QuickCheckThrowOnFailure();

    [Test]
    public void Strata_OfAMillion_HaveLogarithmicEdges()
    {
        WalletGroup[] groups = Strata.Of(new EqualSizes(3.0), 1_000_000, 6);
        long[] expected = [683_772, 216_228, 68_377, 21_623, 6_838, 3_162];
        expected[^1] = 1_000_000 - expected[..^1].Sum();
        Assert.That(groups.Select(group => group.Wallets), Is.EqualTo(expected));
        Assert.That(groups.Select(group => group.MeanUsd), Is.All.EqualTo(3.0));
    }

    [Test]
    public void Strata_AsManyAsThousandsOfWallets_AreOneEach() => Assert.That(
        Strata.Of(new EqualSizes(3.0), 5000, 6000).Select(group => group.Wallets),
        Has.Exactly(5000).Items.And.All.EqualTo(1));

    [TestCaseSource(nameof(Laws))]
    public void Strata_AsManyAsWallets_AreTheSample(SizeDistribution sizes)
    {
        double[] sample = WalletSample.Of(sizes, 13);
        WalletGroup[] groups = Strata.Of(sizes, 13, 16);
        Assert.That(groups.Select(group => group.Wallets), Is.All.EqualTo(1));
        Assert.That(
            groups.Select(group => group.MeanUsd), Is.EqualTo(sample).Within(1e-12).Percent);
    }

    [TestCaseSource(nameof(Laws))]
    public void Strata_AreMeansOfTheSample(SizeDistribution sizes)
    {
        double[] sample = WalletSample.Of(sizes, 4000);
        int next = 0;
        foreach (WalletGroup group in Strata.Of(sizes, 4000, 12))
        {
            double mean = sample[next..(next + (int)group.Wallets)].Average();
            Assert.That(group.MeanUsd, Is.EqualTo(mean).Within(1e-7).Percent);
            next += (int)group.Wallets;
        }
    }

    [TestCaseSource(nameof(Unequal))]
    public void Strata_MoreOfThem_ApproachTheGiniFromBelow(SizeDistribution sizes)
    {
        double whole = Groups.Of(WalletSample.Of(sizes, 50_000)).Ranked.Gini();
        double last = 0.0;
        foreach (int strata in new[] { 1, 8, 16, 64, 256 })
        {
            double gini = Groups.Of(Strata.Of(sizes, 50_000, strata)).Ranked.Gini();
            Assert.That(gini, strata == 1 ? Is.Zero : Is.InRange(last, whole));
            last = gini;
        }

        Assert.That(last, Is.EqualTo(whole).Within(1e-3));
    }

    // Three slices with any edges make up the whole, before any correction.
    [TestCaseSource(nameof(Laws))]
    public void Slices_WithAnyEdges_AddUpToTheMean(SizeDistribution sizes) => Prop.ForAll(
        Gen.Choose(1, 499_999_999).ToArbitrary(), Gen.Choose(1, 499_999_999).ToArbitrary(),
        (first, second) =>
        {
            const long All = 1_000_000_000;
            double low = first * SliceMeans.Of(sizes, 0, first, All);
            double middle = second * SliceMeans.Of(sizes, first, first + second, All);
            double high = (All - first - second)
                * SliceMeans.Of(sizes, first + second, All, All);
            return Math.Abs(((low + middle + high) / (All * sizes.MeanUsd)) - 1.0) < 1e-12;
        }).QuickCheckThrowOnFailure();

    // The mean above the median of a log-normal law, and of the poorest half of a Pareto law:
    // 2 N(s) m, and 2 (1 - 2^(1/a - 1)) m.
    [Test]
    public void Slices_OfHalves_HaveTheirMeans()
    {
        Assert.That(
            SliceMeans.Of(new LogNormalSizes(100.0, 1.0), 1, 2, 2),
            Is.EqualTo(168.26894921370859).Within(1e-12).Percent);
        Assert.That(
            SliceMeans.Of(new ParetoSizes(1.0, 2.0), 0, 5, 10),
            Is.EqualTo(4.0 * (1.0 - Math.Sqrt(0.5))).Within(1e-12).Percent);
        Assert.That(
            SliceMeans.Of(new ListedSizes([9.0, 1.0, 2.0]), 0, 1, 2),
            Is.EqualTo((1.0 + (0.5 * 2.0)) / 1.5).Within(1e-12).Percent);
    }

    // Slices of a billion wallets, whose means were computed with 40 digits.
    [Test]
    public void Slices_OfAFewWallets_KeepTheirDigits()
    {
        const long All = 1_000_000_000;
        var narrow = new LogNormalSizes(1.0, 0.5);
        var wide = new LogNormalSizes(1.0, 5.0);
        var pareto = new ParetoSizes(1.0, 1.161);
        AssertMean(narrow, All - 10, All - 1, 15.572743562472805);
        AssertMean(wide, 0, 1, 1.9576898970270195e-19);
        AssertMean(wide, 1, 10, 1.4342185509722653e-18);
        AssertMean(pareto, 1, 2, 1.0000000012919897);
        AssertMean(pareto, All - 2, All - 1, 41096333.137230768);

        static void AssertMean(SizeDistribution sizes, long from, long to, double mean) =>
            Assert.That(
                SliceMeans.Of(sizes, from, to, All), Is.EqualTo(mean).Within(1e-10).Percent);
    }

    [Test]
    public void WalletSample_OfItsList_IsTheList() => Assert.That(
        WalletSample.Of(new ListedSizes(List), List.Length),
        Is.EqualTo(List.Order()).Within(1e-12).Percent);

    [Test]
    public void Strata_OfNothing_AreRefused()
    {
        var sizes = new EqualSizes(1.0);
        Assert.That(() => Strata.Of(sizes, 0, 4), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => Strata.Of(sizes, 4, 0), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => SliceMeans.Of(sizes, 2, 2, 4), Throws.InstanceOf<ArgumentException>());
    }
}
