using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning;

/// <summary>Like wallets as one loan: their number, and the average wallet.</summary>
internal sealed record Bucket(
    Loan Loan, string Class, long Wallets, double[] Collateral, double[] Debt,
    IReadOnlyList<Asset> CollateralAssets, IReadOnlyList<Asset> DebtAssets)
{
    /// <summary>The buckets of loans: books gathered, single loans as they are.</summary>
    public static IReadOnlyList<Bucket> Of(IReadOnlyList<Loan> loans) =>
    [
        .. loans.SelectMany(loan => loan.IsBook
            ? Gather(loan)
            : loan.Borrowers.Select(b => Of(loan, b))),
    ];

    /// <summary>A borrower as he is.</summary>
    public static Bucket Of(Loan loan, Borrower borrower) => new(
        loan, borrower.Class, 1,
        [.. borrower.Collateral.Select(c => c.Tokens)],
        [.. borrower.Debt.Select(d => d.Tokens)],
        [.. borrower.Collateral.Select(c => c.Asset)],
        [.. borrower.Debt.Select(d => d.Asset)]);

    /// <summary>
    /// Gathers a book: wallets of one class, with the same assets and on the same side of the
    /// size below which a position may be closed whole, are sorted by health factor and cut into
    /// runs of like number. Each becomes the average of its wallets, so that no total changes.
    /// </summary>
    public static IReadOnlyList<Bucket> Gather(Loan loan)
    {
        var groups = loan.Borrowers
            .GroupBy(b => (
                b.Class,
                Collateral: b.Collateral[0].Asset.Index,
                Debt: b.Debt[0].Asset.Index,
                Small: b.Debt[0].ValueUsd < loan.Market.FullCloseBelowUsd))
            .OrderBy(g => g.Key.Class, StringComparer.Ordinal)
            .ThenBy(g => g.Key.Collateral)
            .ThenBy(g => g.Key.Debt)
            .ThenBy(g => g.Key.Small);
        var buckets = new List<Bucket>();
        foreach (IGrouping<(string Class, int, int, bool), Borrower> group in groups)
        {
            List<Borrower> wallets = [.. group
                .OrderBy(b => b.HealthFactor(loan.Market))
                .ThenBy(b => b.Wallet, StringComparer.Ordinal)];
            int share = (int)((long)loan.Buckets * wallets.Count / loan.Borrowers.Count);
            int parts = Math.Clamp(share, 1, wallets.Count);
            for (int i = 0; i < parts; i++)
            {
                int from = (int)((long)wallets.Count * i / parts);
                int to = (int)((long)wallets.Count * (i + 1) / parts);
                buckets.Add(Average(loan, group.Key.Class, wallets[from..to]));
            }
        }

        return buckets;
    }

    private static Bucket Average(Loan loan, string @class, List<Borrower> wallets) => new(
        loan, @class, wallets.Count,
        [wallets.Average(b => b.Collateral[0].Tokens)],
        [wallets.Average(b => b.Debt[0].Tokens)],
        [wallets[0].Collateral[0].Asset],
        [wallets[0].Debt[0].Asset]);
}
