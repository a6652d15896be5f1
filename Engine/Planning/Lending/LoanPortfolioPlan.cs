using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Lending;

/// <summary>Loans of one class on the same assets of one market.</summary>
/// <param name="Loan">The entry of the scenario.</param>
/// <param name="Class">The borrowers' class.</param>
/// <param name="CollateralAssets">What secures each loan; none of debts that nothing secures.
/// </param>
/// <param name="DebtAssets">What each owes.</param>
/// <param name="Main">The asset that secures most of each; null where nothing does.</param>
/// <param name="Buckets">The loans.</param>
internal sealed record LoanPortfolioPlan(
    Loan Loan, string Class, IReadOnlyList<Asset> CollateralAssets,
    IReadOnlyList<Asset> DebtAssets, Asset? Main, IReadOnlyList<Bucket> Buckets)
{
    /// <summary>The number of wallets.</summary>
    public long Wallets => Buckets.Sum(b => b.Wallets);

    /// <summary>Whether anything secures the loans.</summary>
    public bool IsSecured => CollateralAssets.Count > 0;

    /// <summary>Whether one asset secures each loan, and one is owed.</summary>
    public bool IsOnPair => CollateralAssets.Count == 1 && DebtAssets.Count == 1;

    /// <summary>Debt of all wallets at the start, USD.</summary>
    public double DebtUsd =>
        Buckets.Sum(bucket => bucket.Wallets * ValueUsd(DebtAssets, bucket.Debt));

    /// <summary>The portfolios of loans and books.</summary>
    public static IReadOnlyList<LoanPortfolioPlan> Of(IEnumerable<Loan> loans) =>
        [.. loans.SelectMany(Of)];

    // Debts that nothing secures are never liquidated, so that their sum is all that counts.
    private static IEnumerable<LoanPortfolioPlan> Of(Loan loan)
    {
        IReadOnlyList<Borrower> borrowers = loan.BelowHealth == BelowHealth.Exclude
            ? [.. loan.Borrowers.Where(b => b.HealthFactor(loan.Market) > 1)]
            : loan.Borrowers;
        int secured = borrowers.Count(b => b.IsSecured);
        return borrowers
            .GroupBy(b => (
                b.Class, Collateral: Mask(b.Collateral), Debt: Mask(b.Debt), Main: MainOf(b)))
            .OrderBy(g => g.Key.Class, StringComparer.Ordinal)
            .ThenBy(g => g.Key.Collateral)
            .ThenBy(g => g.Key.Debt)
            .ThenBy(g => g.Key.Main?.Index)
            .Select(g => new LoanPortfolioPlan(
                loan, g.Key.Class,
                [.. g.First().Collateral.Select(c => c.Asset)],
                [.. g.First().Debt.Select(d => d.Asset)],
                g.Key.Main,
                [.. Bucket.Gather(
                    loan.Market, [.. g],
                    g.Key.Main is null ? 1 : Share(loan, g.Count(), secured))]));
    }

    // A portfolio's share of the book's buckets.
    private static int Share(Loan loan, int wallets, int all) => loan.Buckets is { } buckets
        ? (int)((long)Math.Min(buckets, all) * wallets / all)
        : wallets;

    private static int Mask(IReadOnlyList<TokenAmount> amounts) =>
        amounts.Aggregate(0, (mask, amount) => mask | (1 << amount.Asset.Index));

    /// <summary>The asset that secures most of a loan at the start; null where nothing does.
    /// </summary>
    public static Asset? MainOf(Borrower borrower) => borrower.IsSecured
        ? borrower.Collateral.MaxBy(c => c.ValueUsd).Asset
        : null;

    /// <summary>Amounts at the start's prices, USD.</summary>
    public static double ValueUsd(IReadOnlyList<Asset> assets, double[] tokens)
    {
        double sum = 0;
        for (int i = 0; i < tokens.Length; i++)
        {
            sum += tokens[i] * assets[i].PriceUsd;
        }

        return sum;
    }
}
