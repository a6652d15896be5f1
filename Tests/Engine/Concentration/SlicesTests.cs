using GpuRisk.Engine.Concentration;
using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Concentration;

/// <summary>Measures of slices are those of single wallets, one by one.</summary>
[TestFixture]
internal sealed class SlicesTests
{
    private static readonly double[] List =
        [.. Enumerable.Range(1, 3001).Select(i => Math.Pow(i * 7919L % 3001 + 1, 2.5))];

    private static readonly SizeDistribution[] Laws =
    [
        new EqualSizes(250.0), new LogNormalSizes(3000.0, 0.5), new LogNormalSizes(20.0, 1.5),
        new LogNormalSizes(20.0, 3.0), new ParetoSizes(1.0, 1.161), new ParetoSizes(7.0, 3.0),
        new ListedSizes(List), new ListedSizes([4.0, 5.0, 5.0]),
    ];

    // The sizes themselves, in any number of strata.
    [Test]
    public void Class_OfAnyLaw_MeasuresLikeItsWallets(
        [ValueSource(nameof(Laws))] SizeDistribution sizes,
        [Values(3, 100, 3001, 100_000)] int wallets, [Values(1, 8, 16)] int strata)
    {
        Mixture mixture = new([(sizes, wallets, strata)], [.. Enumerable.Repeat(1.0, strata)]);
        mixture.AssertLikeWallets(sizes is ListedSizes && wallets <= 3001 ? 1e-9 : 2e-4);
    }

    // Classes among each other, whose strata gain and lose at different rates.
    [Test]
    public void Classes_AmongEachOther_MeasureLikeTheirWallets([Range(1, 60)] int seed)
    {
        var random = new Random(seed);
        (SizeDistribution, int, int)[] classes = [.. Enumerable.Range(0, 4).Select(_ => (
            Laws[random.Next(Laws.Length)], (int)Math.Pow(10, 1 + (3 * random.NextDouble())), 8))];
        double[] rates = [.. Enumerable.Range(0, 32).Select(_ =>
            Math.Exp(random.NextDouble() - 0.5) * (random.Next(8) == 0 ? -1 : 1))];
        new Mixture(classes, rates).AssertLikeWallets(1e-3);
    }

    [Test]
    public void Nakamoto_OfListedVotes_IsTheNumberOfWallets()
    {
        Mixture mixture = new([(new ListedSizes(List), 3001, 8)], [.. Enumerable.Repeat(1.0, 8)]);
        double half = List.Sum() / 2;
        int needed = 0;
        foreach (double votes in List.OrderDescending())
        {
            if (half < 0) break;
            half -= votes;
            needed++;
        }

        Assert.That(mixture.Nakamoto(), Is.EqualTo(needed));
    }

    [Test]
    public void Slices_OfABillionWallets_AreFew()
    {
        WalletGroup[] strata = Strata.Of(new LogNormalSizes(10, 2), 1_000_000_000, 16);
        Slice[][] slices = Slices.Of(new LogNormalSizes(10, 2), strata);
        Assert.That(slices.Sum(s => s.Length), Is.LessThan(300));
        Assert.That(
            slices.Select(s => s.Sum(x => x.Wallets)), Is.EqualTo(strata.Select(s => s.Wallets)));
        Assert.That(
            slices.Select(s => s.Sum(x => x.Wallets * x.Relative)),
            Is.EqualTo(strata.Select(s => (double)s.Wallets)).Within(1e-12).Percent);
    }
}
