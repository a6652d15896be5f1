namespace GpuRisk.Engine.Concentration;

/// <content>The Lorenz curve, and what is read from it.</content>
internal readonly ref partial struct RankedSlices
{
    // Where the bottom has less of the whole than this, its ratio tells no more than that.
    private const double LeastBottom = 1e-9;

    // How often the gain of the last of the poorest is looked for.
    private const int Trials = 4;

    /// <summary>The part of all gains that goes to the wallets that gain most, 0 to 1; 0 where
    /// nobody gains.</summary>
    /// <param name="walletShare">The part of all wallets, 0 to 1; a part of a slice counts.
    /// </param>
    internal double TopShare(double walletShare) =>
        Above(BottomShare(1.0 - walletShare));

    /// <summary>The part of all gains that goes to the wallets above a point of the Lorenz curve.
    /// </summary>
    internal double Above(double gainShare) => allGains > 0.0 ? 1.0 - gainShare : 0.0;

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
    /// <param name="walletShares">Parts of all wallets, ascending, 0 to 1; a part of a slice
    /// counts.</param>
    /// <param name="gainShares">Takes their parts of all gains, 0 to 1.</param>
    internal void Lorenz(ReadOnlySpan<double> walletShares, Span<double> gainShares)
    {
        room.Bound(slices);
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

            double part = next < order.Length ? Part(next, reach - below) : 0.0;
            gainShares[point] = allGains > 0.0
                ? Math.Clamp((gained + part) / allGains, 0.0, 1.0)
                : 0.0;
        }
    }

    // What the poorest have besides all before a slice: so many of it as its share, were it alone.
    // They have what they would have with the gain of the last of them each, less what they lack of
    // it. Of slices that reach across that gain not all wallets are among them; where those are too
    // many or too few the gain is another's, and as any wrong one gives too little, the most is
    // right.
    private double Part(int next, double wallets)
    {
        Slice slice = slices[order[next]];
        double last = GainOf(next) * slice.At(wallets / slice.Wallets);
        double most = double.NegativeInfinity;
        for (int trial = 0; trial < Trials; trial++)
        {
            double missing = wallets;
            double density = 0.0;
            double part = last * wallets;
            for (int i = next - 1; i >= 0 && room.Highest[i] > last; i--)
            {
                double lack = LackOf(i, last, out double under, ref density);
                part -= WalletsOf(i) * (lack - (last - GainOf(i)));
                missing += WalletsOf(i) * (1.0 - under);
            }

            for (int i = next; i < order.Length && room.Lowest[i] < last; i++)
            {
                part -= WalletsOf(i) * LackOf(i, last, out double under, ref density);
                missing -= WalletsOf(i) * under;
            }

            if (part <= most)
            {
                break;
            }

            most = part;
            if (Math.Abs(missing) <= 1.0 || density == 0.0)
            {
                break;
            }

            last = Math.Max(last + (missing / density), 0.0);
        }

        return most;
    }

    // What a slice's wallets lack of a gain, on average over all of them; the part of them that
    // lack any; and how many there are per USD about it.
    private double LackOf(int rank, double gain, out double under, ref double density)
    {
        double own = GainOf(rank);
        if (own == 0.0)
        {
            under = 1.0;
            return gain;
        }

        Slice slice = slices[order[rank]];
        double lack = own * slice.Lack(gain / own, out under);
        density += under is > 0.0 and < 1.0
            ? slice.Wallets / (own * (slice.Most - slice.Least))
            : 0.0;
        return lack;
    }
}
