using GpuRisk.Scenarios;
using MathNet.Numerics.Distributions;

namespace GpuRisk.Engine.Concentration;

/// <summary>Means of a distribution of sizes between two of its quantiles, in closed form.
/// </summary>
internal static class SliceMeans
{
    /// <summary>
    /// The mean size, in USD, between the quantiles from / wallets and to / wallets. A slice is
    /// told by whole numbers, because a share of a billionth below 1 would not survive rounding.
    /// </summary>
    /// <param name="sizes">The distribution.</param>
    /// <param name="from">Wallets below the slice; 0 or more.</param>
    /// <param name="to">Wallets below its upper edge; above from.</param>
    /// <param name="wallets">All wallets; to or more.</param>
    internal static double Of(SizeDistribution sizes, long from, long to, long wallets)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(from, to);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(to, wallets);
        double share = (double)(to - from) / wallets;
        return sizes switch
        {
            EqualSizes equal => equal.SizeUsd,
            LogNormalSizes normal => normal.MeanUsd * LogNormalPart(
                normal.LogStdDev, from, to, wallets) / share,
            ParetoSizes pareto => pareto.MeanUsd * ParetoPart(
                1.0 - (1.0 / pareto.Exponent), from, to, wallets) / share,
            ListedSizes listed => ListedMean(listed.SizesUsd, from, to, wallets),
            _ => throw new ArgumentException($"No slices of {sizes}.", nameof(sizes)),
        };
    }

    // The slice's part of all wealth: wallets below the quantile of z own N(z - s) of it.
    private static double LogNormalPart(double logStdDev, long from, long to, long wallets)
    {
        double low = NormalQuantile(from, wallets) - logStdDev;
        double high = NormalQuantile(to, wallets) - logStdDev;

        // A difference of two numbers near 1 would lose what the smaller tail still tells.
        return low > 0.0
            ? Normal.CDF(0.0, 1.0, -low) - Normal.CDF(0.0, 1.0, -high)
            : Normal.CDF(0.0, 1.0, high) - Normal.CDF(0.0, 1.0, low);
    }

    private static double NormalQuantile(long rank, long wallets) => rank <= wallets - rank
        ? Normal.InvCDF(0.0, 1.0, (double)rank / wallets)
        : -Normal.InvCDF(0.0, 1.0, (double)(wallets - rank) / wallets);

    // The largest q of all wallets own q^power of all wealth.
    private static double ParetoPart(double power, long from, long to, long wallets)
    {
        double bottom = (double)(wallets - from) / wallets;
        double top = (double)(wallets - to) / wallets;
        if (to == wallets)
        {
            return Math.Pow(bottom, power);
        }

        // bottom^power - top^power, without the digits that a thin slice would lose: as
        // x - y = 2 sqrt(x y) sinh(ln(x / y) / 2) and ln(b / t) / 2 = atanh((b - t) / (b + t)).
        double halfRatio = Math.Atanh((double)(to - from) / (wallets - from + wallets - to));
        return 2.0 * Math.Pow(bottom * top, 0.5 * power) * Math.Sinh(power * halfRatio);
    }

    // Sizes are stretched or squeezed to the number of wallets, a broken part of one included.
    private static double ListedMean(
        IReadOnlyList<double> sizes, long from, long to, long wallets)
    {
        double low = (double)sizes.Count * from / wallets;
        double high = (double)sizes.Count * to / wallets;
        double sum = 0.0;
        for (int i = (int)low; i < high && i < sizes.Count; i++)
        {
            sum += sizes[i] * (Math.Min(i + 1.0, high) - Math.Max(i, low));
        }

        return sum / (high - low);
    }
}
