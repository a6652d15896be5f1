namespace GpuRisk.Engine.Concentration;

/// <summary>
/// Slices of wallets in the order of what a wallet has, and how unequal that is. A gain is a value
/// where it is above 0, and 0 elsewhere.
/// </summary>
/// <remarks>
/// Nothing is allocated. All arithmetic is that of IEEE 754 in a fixed order, so that the results
/// are the same bits on every machine. What lies inside a slice is seen. Where the values of two
/// slices overlap, the Gini coefficient takes the difference of their means; the Lorenz curve
/// counts the wallets of each.
/// </remarks>
internal readonly ref partial struct RankedSlices
{
    // Less than this part of the whole is what rounding leaves, and no wallet's vote or gain.
    private const double Negligible = 1e-12;

    private readonly ReadOnlySpan<Slice> slices;
    private readonly ReadOnlySpan<double> values;
    private readonly ReadOnlySpan<int> order;
    private readonly ReadOnlySpan<double> wallets;
    private readonly Ranking room;
    private readonly double allWallets;
    private readonly double allGains;
    private readonly double allMagnitude;

    /// <summary>Sorts the slices by value, equal ones by index.</summary>
    /// <param name="slices">The slices; of whole numbers of wallets.</param>
    /// <param name="values">What a wallet of the slice has on average, of any sign; finite. Those
    /// of one slice have it in proportion to their sizes.</param>
    /// <param name="room">Takes the order; of as many slices.</param>
    internal RankedSlices(
        ReadOnlySpan<Slice> slices, ReadOnlySpan<double> values, Ranking room)
    {
        room.Sort(values);
        this.slices = slices;
        this.values = room.Values;
        order = room.Order;
        wallets = room.Wallets;
        this.room = room;
        for (int i = 0; i < order.Length; i++)
        {
            double count = slices[order[i]].Wallets;
            room.Wallets[i] = count;
            allWallets += count;
            allGains += count * GainOf(i);
            allMagnitude += count * Math.Abs(this.values[i]);
        }

        if (!double.IsFinite(allMagnitude))
        {
            throw new ArgumentException("A value or their sum is not finite.", nameof(values));
        }
    }

    /// <summary>
    /// The Gini coefficient of the values, 0 to 1, where negative ones may be among them: half
    /// the mean difference over all ordered pairs of wallets, a wallet with itself included, over
    /// the mean of absolute values (Raffinetti, Siletti, Vernizzi 2015). 0 where all are 0.
    /// </summary>
    /// <remarks>
    /// Without negative values it is the usual coefficient. As |x - y| is at most |x| + |y|, and
    /// as much only for opposite signs, it is at most 1 - 1 / N, where one wallet has all that is
    /// gained and one bears all that is lost. The coefficient of a sample of N that estimates a
    /// larger population's is N / (N - 1) times this; wallets are the population, so that twice
    /// as many of each kind are as unequal. What a richer wallet gives to a poorer one lowers it
    /// where neither changes sign; from a gainer to a loser it lowers the mean of absolute values
    /// too, and may raise the coefficient.
    /// </remarks>
    internal double Gini()
    {
        if (allMagnitude == 0.0)
        {
            return 0.0;
        }

        // A gap between neighbours is part of the difference of every pair on its two sides, and
        // pairs inside a slice have theirs; no term is negative, so that nothing cancels.
        double differences = 0.0;
        double below = 0.0;
        for (int i = 0; i < order.Length; i++)
        {
            double count = WalletsOf(i);
            double inside = slices[order[i]].Dispersion * Math.Abs(values[i]);
            double gap = i + 1 < order.Length ? values[i + 1] - values[i] : 0.0;
            below += count;
            differences += 0.5 * count * count * inside;
            differences += gap * below * (allWallets - below);
        }

        return differences / (allWallets * allMagnitude);
    }

    /// <summary>The Nakamoto coefficient where values are votes: the least number of wallets
    /// that together have more than half of all, by 1e-12 of all at least. 0 where nobody has
    /// any.</summary>
    internal long Nakamoto()
    {
        double half = allGains * (0.5 + Negligible);
        double votes = 0.0;
        double holders = 0.0;
        for (int i = order.Length - 1; i >= 0; i--)
        {
            double count = WalletsOf(i);
            double more = count * GainOf(i);
            if (votes + more > half)
            {
                return (long)holders + Needed(i, half - votes);
            }

            votes += more;
            holders += count;
        }

        return 0;
    }

    // The least number of the largest wallets of a slice that together have more than an amount,
    // which the slice as a whole has.
    private long Needed(int rank, double amount)
    {
        double count = WalletsOf(rank);
        double all = count * GainOf(rank);
        long low = 0;
        long high = (long)count;
        while (high - low > 1)
        {
            long middle = low + ((high - low) / 2);
            bool enough = all - Poorest(rank, count - middle) > amount;
            high = enough ? middle : high;
            low = enough ? low : middle;
        }

        return high;
    }

    // The gains of the poorest wallets of a slice.
    private double Poorest(int rank, double wallets)
    {
        Slice slice = slices[order[rank]];
        return slice.Wallets * GainOf(rank) * slice.Poorest(wallets / slice.Wallets);
    }

    private double WalletsOf(int rank) => wallets[rank];

    private double GainOf(int rank) => Math.Max(values[rank], 0.0);
}
