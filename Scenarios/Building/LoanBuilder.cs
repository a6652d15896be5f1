using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Makes the loans, each stated in the scenario or read from a book.</summary>
internal static class LoanBuilder
{
    public static IReadOnlyList<Loan> Build(Registry<LendingMarket> markets, BuildContext context)
    {
        var loans = new List<Loan>();
        foreach (Value entry in context.Root["loans"].Items)
        {
            LendingMarket? market = markets.Referenced(entry["market"]);
            bool isBook = entry["file"].IsGiven;
            CheckForm(entry, isBook, context);
            CheckClass(entry["class"], context);
            if (market is null) continue;
            (IReadOnlyList<Borrower> borrowers, int withoutDebt) = isBook
                ? BookReader.Read(entry, market, context)
                : ([Borrower(entry, market, context)], 0);
            loans.Add(new Loan
            {
                Index = loans.Count,
                Name = entry.Name,
                Market = market,
                Class = entry["class"].Text ?? "",
                Borrowers = borrowers,
                WalletsWithoutDebt = withoutDebt,
                IsBook = isBook,
                Buckets = entry["buckets"].IsGiven ? (int)entry["buckets"].Integer : null,
                BelowHealth = entry["belowHealth"].Choice<BelowHealth>(),
            });
        }

        return loans;
    }

    private static void CheckClass(Value @class, BuildContext context)
    {
        if (@class.Text is not { } name || context.ClassNames is not { } known) return;
        if (known.Contains(name)) return;
        context.Refuse(
            @class, $"found '{name}', which is no class; {Suggestion.For(name, known)}");
    }

    private static void CheckForm(Value entry, bool isBook, BuildContext context)
    {
        if (isBook)
        {
            const string message = "is not used; allowed is either file or collateral with debt";
            context.RefuseIfGiven(entry["collateral"], message);
            context.RefuseIfGiven(entry["debt"], message);
            return;
        }

        const string missing = "is missing; allowed is collateral with debt, or file";
        context.RequireGiven(entry["collateral"], missing);
        context.RequireGiven(entry["debt"], missing);
        context.RefuseIfGiven(entry["buckets"], "is not used; allowed only with file");
    }

    private static Borrower Borrower(Value entry, LendingMarket market, BuildContext context)
    {
        Value debt = entry["debt"];
        var borrower = new Borrower(
            entry.Name,
            entry["class"].Text ?? "",
            Amounts(entry["collateral"], market.Collateral.Select(x => x.Asset), context),
            Amounts(debt, market.Debt.Select(x => x.Asset), context));
        int stated = entry["collateral"].Items.Count;
        if (stated > 0 && borrower.Collateral.Count == stated
            && entry["belowHealth"].Choice<BelowHealth>() == BelowHealth.Refuse)
        {
            CheckHealth(borrower, market, debt, context);
        }

        return borrower;
    }

    /// <summary>Where all collateral limits what may be borrowed, no more may be owed either.
    /// </summary>
    private static void CheckHealth(
        Borrower borrower,
        LendingMarket market,
        Value debt,
        BuildContext context)
    {
        double health = borrower.HealthFactor(market);
        double owed = borrower.Debt.Sum(amount => amount.ValueUsd);
        if (health <= 1)
        {
            context.Refuse(
                debt,
                BuildContext.Invariant($"found health factor {health:G6}; allowed is above 1"));
        }
        else if (borrower.LimitUsd(market) is { } limit && borrower.IsAboveLimit(market))
        {
            context.Refuse(
                debt,
                BuildContext.Invariant($"found a debt of {owed:G10} USD; loanToValue allows at ")
                + BuildContext.Invariant($"most {limit:G10} USD"));
        }
    }

    private static TokenAmount[] Amounts(
        Value section,
        IEnumerable<Asset> allowed,
        BuildContext context)
    {
        Asset[] assets = allowed.ToArray();
        var amounts = new List<TokenAmount>();
        foreach (Value entry in section.Items)
        {
            Asset? asset = assets.FirstOrDefault(candidate => candidate.Name == entry.Name);
            if (asset is not null) amounts.Add(new TokenAmount(asset, entry.Number));
            else
            {
                context.Log.Add(
                    entry.KeyAt, entry.Path,
                    $"found '{entry.Name}', which the market does not take here; "
                    + Suggestion.For(entry.Name, assets.Select(candidate => candidate.Name)));
            }
        }

        return [.. amounts.OrderBy(amount => amount.Asset.Index)];
    }
}
