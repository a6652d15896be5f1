using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Makes what a class lends and what it borrows.</summary>
internal static class CreditBuilder
{
    public static IReadOnlyList<Deposit> Deposits(
        Value section, Registry<LendingMarket> markets, BuildContext context)
    {
        var deposits = new List<Deposit>();
        foreach (Value entry in section.Items)
        {
            if (markets.ReferencedByKey(entry) is not { } market) continue;
            Asset[] lent = [.. market.Debt.Select(terms => terms.Asset)];
            foreach (Value share in entry.Items)
            {
                Asset? asset = lent.FirstOrDefault(candidate => candidate.Name == share.Name);
                if (asset is not null) deposits.Add(new Deposit(market, asset, share.Number));
                else context.RefuseKey(share, $"debt of market {market.Name}", Names(lent));
            }
        }

        return
        [
            .. deposits.OrderBy(deposit => deposit.Market.Index)
                .ThenBy(deposit => deposit.Asset.Index),
        ];
    }

    public static IReadOnlyList<Borrowing> Borrowings(
        Value section, Registry<LendingMarket> markets, BuildContext context)
    {
        var borrowings = new List<Borrowing>();
        foreach (Value entry in section.Items)
        {
            if (markets.ReferencedByKey(entry) is not { } market) continue;
            Asset? collateral = AssetOf(
                entry["collateral"], market.Collateral.Select(terms => terms.Asset),
                $"collateral of market {market.Name}", context);
            Asset? debt = AssetOf(
                entry["debt"], market.Debt.Select(terms => terms.Asset),
                $"debt of market {market.Name}", context);
            if (collateral is null || debt is null) continue;
            CheckLoanToValue(
                entry["healthFactor"],
                market.Collateral.First(terms => terms.Asset == collateral), context);
            borrowings.Add(new Borrowing(
                market, collateral, debt, entry["equity"].Number, entry["healthFactor"].Number));
        }

        return [.. borrowings.OrderBy(borrowing => borrowing.Market.Index)];
    }

    private static IEnumerable<string> Names(IEnumerable<Asset> assets) =>
        assets.Select(asset => asset.Name);

    private static Asset? AssetOf(
        Value reference, IEnumerable<Asset> allowed, string what, BuildContext context)
    {
        Asset[] assets = [.. allowed];
        Asset? asset = assets.FirstOrDefault(candidate => candidate.Name == reference.Text);
        if (asset is null && reference.Text is { } name)
        {
            string suggestion = Suggestion.For(name, Names(assets));
            context.Refuse(reference, $"found '{name}', which is no {what}; {suggestion}");
        }

        return asset;
    }

    // With thresholds below 1 and health factors above 1 the debt is below the collateral.
    private static void CheckLoanToValue(
        Value healthFactor, CollateralTerms terms, BuildContext context)
    {
        double least = terms.LiquidationThreshold / (terms.LoanToValue ?? double.NaN);
        if (!(healthFactor.Number < least * (1 - 1e-12))) return;
        context.Refuse(
            healthFactor,
            BuildContext.Invariant($"found {healthFactor.Number}; loanToValue of ")
            + BuildContext.Invariant($"{terms.Asset.Name} allows at least {least:G10}"));
    }
}
