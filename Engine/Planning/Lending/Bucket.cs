using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Lending;

/// <summary>A wallet, or like wallets as their average.</summary>
/// <param name="Wallets">How many.</param>
/// <param name="Collateral">Tokens of one, by the portfolio's collateral assets.</param>
/// <param name="Debt">Tokens of one, by the portfolio's debt assets.</param>
internal sealed record Bucket(long Wallets, double[] Collateral, double[] Debt)
{
    /// <summary>A borrower as he is.</summary>
    public static Bucket Of(Borrower borrower) => new(
        1,
        [.. borrower.Collateral.Select(c => c.Tokens)],
        [.. borrower.Debt.Select(d => d.Tokens)]);

    /// <summary>
    /// Cuts borrowers into buckets: those for whom the same rules hold are sorted by health factor
    /// and cut into runs of like number. Each becomes the average of its wallets, so that no total
    /// changes.
    /// </summary>
    /// <param name="market">Their market.</param>
    /// <param name="borrowers">Borrowers on the same assets.</param>
    /// <param name="count">How many buckets are wanted; each set of rules has at least one.
    /// </param>
    public static IEnumerable<Bucket> Gather(
        LendingMarket market, IReadOnlyList<Borrower> borrowers, int count)
    {
        if (count >= borrowers.Count)
        {
            return borrowers.Select(Of);
        }

        return borrowers
            .GroupBy(b => LoanRegime.Of(market, b))
            .OrderBy(group => group.Key)
            .SelectMany(group => Cut(
                [.. group
                    .OrderBy(b => b.HealthFactor(market))
                    .ThenBy(b => b.Wallet, StringComparer.Ordinal)],
                (int)((long)count * group.Count() / borrowers.Count)));
    }

    private static IEnumerable<Bucket> Cut(Borrower[] wallets, int share)
    {
        int parts = Math.Clamp(share, 1, wallets.Length);
        for (int i = 0; i < parts; i++)
        {
            int from = (int)((long)wallets.Length * i / parts);
            int to = (int)((long)wallets.Length * (i + 1) / parts);
            yield return Average(wallets.AsSpan(from, to - from));
        }
    }

    private static Bucket Average(ReadOnlySpan<Borrower> wallets)
    {
        var collateral = new double[wallets[0].Collateral.Count];
        var debt = new double[wallets[0].Debt.Count];
        foreach (Borrower wallet in wallets)
        {
            Add(wallet.Collateral, collateral);
            Add(wallet.Debt, debt);
        }

        int count = wallets.Length;
        return new(count, [.. collateral.Select(x => x / count)], [.. debt.Select(x => x / count)]);
    }

    private static void Add(IReadOnlyList<TokenAmount> amounts, double[] sums)
    {
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] += amounts[i].Tokens;
        }
    }
}
