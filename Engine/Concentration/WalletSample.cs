using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Concentration;

/// <summary>Wallets one by one, as a distribution of sizes would have them.</summary>
internal static class WalletSample
{
    /// <summary>
    /// Sizes in USD, the smallest first: wallet i of n has the mean of the distribution between
    /// its quantiles i / n and (i + 1) / n, so that all have n times the distribution's mean.
    /// </summary>
    /// <param name="sizes">The distribution of sizes.</param>
    /// <param name="wallets">Number of wallets; 1 or more.</param>
    internal static double[] Of(SizeDistribution sizes, int wallets)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(wallets, 1);
        double[] sample = new double[wallets];
        double total = 0.0;
        for (int i = 0; i < wallets; i++)
        {
            sample[i] = SliceMeans.Of(sizes, i, i + 1L, wallets);
            total += sample[i];
        }

        double correction = wallets * sizes.MeanUsd / total;
        return Array.ConvertAll(sample, size => size * correction);
    }
}
