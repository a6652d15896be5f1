namespace GpuRisk.Engine.Concentration;

/// <summary>
/// Wallets of a stratum whose sizes lie next to each other, and how those sizes differ. What
/// befalls a stratum's wallets is proportional to their sizes.
/// </summary>
/// <param name="Wallets">How many they are; 1 or more.</param>
/// <param name="Relative">Their mean size over that of their stratum; above 0.</param>
/// <param name="Dispersion">The mean difference of two of them, a wallet with itself included, over
/// their mean; 0 or more.</param>
/// <param name="Theil">Theil's T among them; 0 or more.</param>
/// <param name="Least">The smallest size over their mean.</param>
/// <param name="Most">The largest. Sizes rise evenly between the two where they are not listed.
/// </param>
internal readonly record struct Slice(
    double Wallets, double Relative, double Dispersion, double Theil, double Least, double Most)
{
    /// <summary>Sums of all sizes of the class up to each wallet, the smallest first; null where
    /// only the law is known.</summary>
    internal double[]? Sums { get; init; }

    /// <summary>The wallets of the class that are smaller, where sums are known.</summary>
    internal int Below { get; init; }

    private double ListedMean => (Sums![Below + (int)Wallets] - Sums[Below]) / Wallets;

    /// <summary>Wallets that are all alike.</summary>
    internal static Slice Alike(double wallets, double relative = 1.0) =>
        new(wallets, relative, 0.0, 0.0, 1.0, 1.0);

    /// <summary>The part of what the slice has that its poorest wallets have.</summary>
    /// <param name="share">Their part of the slice, 0 to 1; a part of a wallet counts.</param>
    internal double Poorest(double share)
    {
        if (Sums is null)
        {
            return share - (0.5 * (Most - Least) * share * (1.0 - share));
        }

        int last = Below + Rank(share);
        double part = (share * Wallets) - (last - Below);
        double sum = Sums[last] - Sums[Below] + (part * (Sums[last + 1] - Sums[last]));
        return sum / (ListedMean * Wallets);
    }

    /// <summary>The size, over the mean, of the wallet above a part of them.</summary>
    internal double At(double share) => Sums is null
        ? Least + (share * (Most - Least))
        : ListedSize(Rank(share)) / ListedMean;

    /// <summary>What wallets lack of a size, on average over all: of those above it nothing. Both
    /// over the mean.</summary>
    /// <param name="size">The size.</param>
    /// <param name="under">The part of the wallets that are smaller.</param>
    internal double Lack(double size, out double under)
    {
        if (size <= Least || size >= Most)
        {
            under = size <= Least ? 0.0 : 1.0;
            return under * (size - 1.0);
        }

        if (Sums is null)
        {
            double over = size - Least;
            under = over / (Most - Least);
            return 0.5 * over * under;
        }

        double mean = ListedMean;
        int low = 0;
        int high = (int)Wallets;
        while (low < high)
        {
            int middle = (low + high) / 2;
            bool below = ListedSize(middle) < size * mean;
            low = below ? middle + 1 : low;
            high = below ? high : middle;
        }

        double sum = Sums[Below + low] - Sums[Below];
        under = low / Wallets;
        return (under * size) - (sum / (mean * Wallets));
    }

    private int Rank(double share) =>
        (int)Math.Min(Math.Min(share, 1.0) * Wallets, Wallets - 1.0);

    private double ListedSize(int rank) => Sums![Below + rank + 1] - Sums[Below + rank];
}
