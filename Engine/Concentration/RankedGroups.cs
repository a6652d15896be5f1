namespace GpuRisk.Engine.Concentration;

/// <summary>
/// Groups of like wallets in the order of what each wallet has, and how unequal that is. A gain
/// is a value where it is above 0, and 0 elsewhere.
/// </summary>
/// <remarks>
/// Nothing is allocated. All arithmetic is that of IEEE 754 in a fixed order, so that the results
/// are the same bits on every machine.
/// </remarks>
internal readonly ref struct RankedGroups
{
    // Less than this part of the whole is what rounding leaves, and no wallet's vote or gain.
    private const double Negligible = 1e-12;

    // Where the bottom has less of the whole than this, its ratio tells no more than that.
    private const double LeastBottom = 1e-9;

    private readonly ReadOnlySpan<double> wallets;
    private readonly ReadOnlySpan<double> values;
    private readonly ReadOnlySpan<int> order;
    private readonly double allWallets;
    private readonly double allGains;
    private readonly double allMagnitude;

    /// <summary>Sorts the groups by value, equal ones by index.</summary>
    /// <param name="wallets">How many wallets each group has; whole numbers, 1 or more.</param>
    /// <param name="values">What each wallet of the group has, of any sign; finite.</param>
    /// <param name="order">Takes the indices of the groups in order; as long as values.</param>
    /// <param name="sorted">Takes the values in order; as long as values.</param>
    internal RankedGroups(
        ReadOnlySpan<double> wallets,
        ReadOnlySpan<double> values,
        Span<int> order,
        Span<double> sorted)
    {
        order = order[..values.Length];
        sorted = sorted[..values.Length];
        Sort(values, order, sorted);
        this.wallets = wallets[..values.Length];
        this.values = sorted;
        this.order = order;
        for (int i = 0; i < order.Length; i++)
        {
            double count = WalletsOf(i);
            allWallets += count;
            allGains += count * GainOf(i);
            allMagnitude += count * Math.Abs(sorted[i]);
        }

        if (!double.IsFinite(allMagnitude))
        {
            throw new ArgumentException("A value or their sum is not finite.", nameof(values));
        }
    }

    private static void Sort(
        ReadOnlySpan<double> values, Span<int> order, Span<double> sorted)
    {
        values.CopyTo(sorted);
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        // Sorting keys by themselves takes no comparer, hence no allocation, but leaves equal
        // ones in any order.
        sorted.Sort(order);
        for (int start = 0; start < sorted.Length;)
        {
            int end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            if (end - start > 1)
            {
                order[start..end].Sort();
            }

            start = end;
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

        // A gap between neighbours is part of the difference of every pair on its two sides; no
        // term is negative, so that nothing cancels.
        double differences = 0.0;
        double below = 0.0;
        for (int i = 0; i < order.Length - 1; i++)
        {
            below += WalletsOf(i);
            differences += (values[i + 1] - values[i]) * below * (allWallets - below);
        }

        return differences / (allWallets * allMagnitude);
    }

    /// <summary>The part of all gains that goes to the wallets that gain most, 0 to 1; 0 where
    /// nobody gains.</summary>
    /// <param name="walletShare">The part of all wallets, 0 to 1; a part of a group counts.
    /// </param>
    internal double TopShare(double walletShare) =>
        allGains > 0.0 ? 1.0 - BottomShare(1.0 - walletShare) : 0.0;

    /// <summary>The Palma ratio of gains: those of the top tenth of wallets over those of the
    /// bottom four tenths; 0 or more, NaN where the latter have none (below 1e-9 of all).
    /// </summary>
    internal double Palma()
    {
        double bottom = BottomShare(0.4);
        return bottom > LeastBottom ? TopShare(0.1) / bottom : double.NaN;
    }

    private double BottomShare(double walletShare)
    {
        double share = 0.0;
        Lorenz(new ReadOnlySpan<double>(in walletShare), new Span<double>(ref share));
        return share;
    }

    /// <summary>Points of the Lorenz curve of gains: what part of them goes to the wallets that
    /// gain least. 0 at every point where nobody gains.</summary>
    /// <param name="walletShares">Parts of all wallets, ascending, 0 to 1; a part of a group
    /// counts.</param>
    /// <param name="gainShares">Takes their parts of all gains, 0 to 1.</param>
    internal void Lorenz(ReadOnlySpan<double> walletShares, Span<double> gainShares)
    {
        int next = 0;
        double below = 0.0;
        double gained = 0.0;
        double last = 0.0;
        for (int point = 0; point < walletShares.Length; point++)
        {
            double share = walletShares[point];
            if (!(share >= last && share <= 1.0))
            {
                throw new ArgumentException("Shares ascend from 0 to 1.", nameof(walletShares));
            }

            last = share;
            double reach = share * allWallets;
            while (next < order.Length && below + WalletsOf(next) <= reach)
            {
                below += WalletsOf(next);
                gained += WalletsOf(next) * GainOf(next);
                next++;
            }

            double part = next < order.Length ? (reach - below) * GainOf(next) : 0.0;
            gainShares[point] = allGains > 0.0 ? (gained + part) / allGains : 0.0;
        }
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
            double each = GainOf(i);
            double more = count * each;
            if (votes + more > half)
            {
                double needed = Math.Floor((half - votes) / each) + 1.0;
                return (long)(holders + Math.Min(needed, count));
            }

            votes += more;
            holders += count;
        }

        return 0;
    }

    private double WalletsOf(int rank) => wallets[order[rank]];

    private double GainOf(int rank) => Math.Max(values[rank], 0.0);
}
