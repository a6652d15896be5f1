using Format = GpuRisk.Kernels.Numerics.Float64<
    GpuRisk.Kernels.Lanes.Real64, GpuRisk.Kernels.Lanes.Word64>;

namespace GpuRisk.Engine.Concentration;

/// <summary>
/// Gains of groups of wallets added up by class, and how they fall on classes. A gain is a value
/// where it is above 0, and 0 elsewhere: a class's losers do not take from its gainers.
/// </summary>
/// <remarks>
/// Nothing is allocated. All arithmetic is that of IEEE 754 in a fixed order, logarithms included,
/// so that the results are the same bits on every machine.
/// </remarks>
internal readonly ref struct ClassGains
{
    private readonly ReadOnlySpan<double> wallets;
    private readonly ReadOnlySpan<double> values;
    private readonly ReadOnlySpan<double> inside;
    private readonly ReadOnlySpan<int> classes;
    private readonly ReadOnlySpan<double> classWallets;
    private readonly ReadOnlySpan<double> classGains;
    private readonly double allWallets;
    private readonly double allGains;

    /// <summary>Adds up the groups of each class.</summary>
    /// <param name="wallets">How many wallets each group has; whole numbers, 1 or more.</param>
    /// <param name="values">What a wallet of the group has on average, of any sign; finite. Those
    /// of one group have one sign.</param>
    /// <param name="inside">Theil's T among the wallets of each group.</param>
    /// <param name="classes">The class of each group, from 0.</param>
    /// <param name="classWallets">Takes the wallets of each class; as long as there are classes,
    /// and cleared here.</param>
    /// <param name="classGains">Takes the gains of each class; likewise.</param>
    internal ClassGains(
        ReadOnlySpan<double> wallets,
        ReadOnlySpan<double> values,
        ReadOnlySpan<double> inside,
        ReadOnlySpan<int> classes,
        Span<double> classWallets,
        Span<double> classGains)
    {
        this.wallets = wallets[..values.Length];
        this.values = values;
        this.inside = inside[..values.Length];
        this.classes = classes[..values.Length];
        this.classWallets = classWallets;
        this.classGains = classGains;
        classWallets.Clear();
        classGains.Clear();
        for (int i = 0; i < values.Length; i++)
        {
            classWallets[classes[i]] += wallets[i];
            classGains[classes[i]] += wallets[i] * Math.Max(values[i], 0.0);
        }

        for (int c = 0; c < classGains.Length; c++)
        {
            allWallets += classWallets[c];
            allGains += classGains[c];
        }

        if (!double.IsFinite(allGains))
        {
            throw new ArgumentException("A gain or their sum is not finite.", nameof(values));
        }
    }

    /// <summary>The Herfindahl-Hirschman index of gains: the sum of the squares of the classes'
    /// shares, from 1 over the number of classes to 1; 0 where nobody gains.</summary>
    internal double HerfindahlHirschman()
    {
        if (allGains == 0.0)
        {
            return 0.0;
        }

        double sum = 0.0;
        foreach (double gains in classGains)
        {
            double share = gains / allGains;
            sum += share * share;
        }

        return sum;
    }

    /// <summary>
    /// Theil's T of gains, split into what lies within classes and what lies between them: the
    /// mean over wallets of r ln r, where r is a gain over the mean gain (Theil 1967). 0 where
    /// nobody gains.
    /// </summary>
    internal TheilIndex Theil()
    {
        if (allGains == 0.0)
        {
            return default;
        }

        double within = 0.0;
        for (int i = 0; i < values.Length; i++)
        {
            int c = classes[i];
            double gain = Math.Max(values[i], 0.0);
            within += wallets[i] * gain / allGains * inside[i];
            within += Term(wallets[i] * gain, gain, classWallets[c], classGains[c]);
        }

        double between = 0.0;
        for (int c = 0; c < classGains.Length; c++)
        {
            double mean = classGains[c] / classWallets[c];
            between += Term(classGains[c], mean, allWallets, allGains);
        }

        // Neither can be negative, but rounding leaves equal gains a hair on either side of 0.
        return new TheilIndex(Math.Max(within, 0.0), Math.Max(between, 0.0));
    }

    // Gains of like wallets as a share of all gains, times the logarithm of one's over the mean
    // of those that they are compared with.
    private double Term(double gains, double gain, double peers, double peerGains)
    {
        double ratio = gain / (peerGains / peers);

        // x ln x goes to 0 with x; a class without gains has no ratio at all.
        return ratio >= Format.SmallestNormal
            ? gains / allGains * Logarithm.Of(ratio)
            : 0.0;
    }
}
