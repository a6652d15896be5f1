using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Concentration;

/// <summary>
/// Cuts a class of wallets into strata of like ones: narrow among the largest, who own most and
/// whose number is small, and wide among the smallest.
/// </summary>
internal static class Strata
{
    // The richest stratum holds the largest thousandth: the strata fall evenly on a logarithmic
    // scale of the share of wallets that are larger.
    private const double Decades = 3.0;

    /// <summary>
    /// The strata, the smallest wallets first. Wallets above stratum k of S are the share
    /// 10^(-3 k / S), rounded to whole wallets; a stratum's mean is the mean of its distribution
    /// between the quantiles at its edges. Wallets times means add up to wallets times the
    /// distribution's mean.
    /// </summary>
    /// <param name="sizes">The distribution of sizes.</param>
    /// <param name="wallets">Number of wallets; 1 or more.</param>
    /// <param name="strata">Number of strata; 1 or more. No more come than there are wallets.
    /// </param>
    internal static WalletGroup[] Of(SizeDistribution sizes, long wallets, int strata)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(wallets, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(strata, 1);
        long[] above = Above(wallets, (int)Math.Min(strata, wallets));
        var groups = new WalletGroup[above.Length - 1];
        double total = 0.0;
        for (int k = 0; k < groups.Length; k++)
        {
            double mean = SliceMeans.Of(
                sizes, wallets - above[k], wallets - above[k + 1], wallets);
            groups[k] = new WalletGroup(above[k] - above[k + 1], mean);
            total += groups[k].Wallets * mean;
        }

        // Slices of one distribution add up to the whole but for rounding, which ends here.
        double correction = wallets * sizes.MeanUsd / total;
        return Array.ConvertAll(
            groups, group => group with { MeanUsd = group.MeanUsd * correction });
    }

    // Wallets above each edge, from all of them down to none.
    private static long[] Above(long wallets, int strata)
    {
        long[] above = new long[strata + 1];
        above[0] = wallets;
        for (int k = strata - 1; k >= 1; k--)
        {
            double share = Math.Pow(10.0, -Decades * k / strata);
            long rounded = (long)Math.Round(wallets * share);

            // Nobody's stratum is empty: neither this one's, nor those below.
            above[k] = Math.Min(Math.Max(rounded, above[k + 1] + 1), wallets - k);
        }

        return above;
    }
}
