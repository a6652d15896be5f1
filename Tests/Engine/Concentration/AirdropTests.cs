using System.Globalization;
using GpuRisk.Engine.Concentration;
using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Concentration;

/// <summary>
/// Liquidity providers of Uniswap v1 and v2 until September 2020, by what the UNI airdrop gave
/// them for it (Uniswap/mrkl-drop-data-chunks at c215bf1, MIT). The data are not in the
/// repository: GPURISK_DATA names their folder, otherwise shared/data beside it.
/// </summary>
[TestFixture]
internal sealed class AirdropTests
{
    private const string FileName = "uni_airdrop_lp_wallets_2020-09.csv";

    [Test]
    public void Gini_OfLiquidityProviders_IsThatOfRanksAndOfStrata()
    {
        ListedSizes sizes = new(Providers());
        double[] ascending = WalletSample.Of(sizes, sizes.SizesUsd.Count);
        RankedSlices ranked = Groups.Of(ascending).Ranked;

        // 2 sum of i x_i / (N sum of x_i) - (N + 1) / N, in decimal.
        decimal n = sizes.SizesUsd.Count;
        decimal total = sizes.SizesUsd.Sum(x => (decimal)x);
        decimal weighted = sizes.SizesUsd.Select((x, i) => (i + 1) * (decimal)x).Sum();
        double expected = (double)((2 * weighted / (n * total)) - ((n + 1) / n));
        Assert.That(ranked.Gini(), Is.EqualTo(expected).Within(1e-10));
        Assert.That(expected, Is.EqualTo(0.98532988).Within(1e-8));

        double strata = Groups.Of(Strata.Of(sizes, ascending.Length, 16)).Ranked.Gini();
        Assert.That(strata, Is.InRange(expected - 0.01, expected));
    }

    [Test]
    public void TopOnePercent_OfLiquidityProviders_IsTheLargestWallets()
    {
        ListedSizes sizes = new(Providers());
        RankedSlices ranked = Groups.Of(
            WalletSample.Of(sizes, sizes.SizesUsd.Count)).Ranked;
        decimal[] descending = [.. sizes.SizesUsd.Reverse().Select(x => (decimal)x)];
        decimal wallets = descending.Length / 100m;
        int whole = (int)wallets;
        decimal top = descending[..whole].Sum() + ((wallets - whole) * descending[whole]);
        double expected = (double)(top / descending.Sum());
        Assert.That(ranked.TopShare(0.01), Is.EqualTo(expected).Within(1e-10));
        Assert.That(expected, Is.EqualTo(0.84211058).Within(1e-8));
    }

    private static List<double> Providers()
    {
        string file = Library.Data(FileName);

        // rank,uni_total,lp_uni,is_socks; some provided too little to be given anything.
        return [.. File.ReadLines(file).Skip(1)
            .Select(line => double.Parse(line.Split(',')[2], CultureInfo.InvariantCulture))
            .Where(uni => uni > 0.0)];
    }
}
