using GpuRisk.Engine.Ledgers;
using GpuRisk.Engine.Planning.Lending;
using GpuRisk.Kernels.Lending;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Market;

/// <summary>Plans lending markets, the classes' loans and deposits, and what they post.</summary>
internal static class LoanLedger
{
    public static void Add(MarketDraft draft)
    {
        Scenario scenario = draft.Scenario;
        List<LoanPortfolioPlan> loans = [.. LoanPortfolioPlan.Of(scenario.Loans)];
        List<Borrower> borrowers = [.. Borrowers(draft, loans)];
        borrowers.ForEach(b => loans.AddRange(b.New));
        List<LoanGroupPlan> named = [.. LoanGroupPlan.Of(scenario, loans)];
        List<LoanGroupPlan> own = [.. borrowers.Select(b => new LoanGroupPlan(
            $"{b.Name}/ledger", b.Members, 0, false) { IsInternal = true })];
        IReadOnlyList<int> metrics = LendingPlanner.Add(
            scenario, draft.Tables, draft.LendingRow, loans, named.Concat(own));
        for (int i = 0; i < borrowers.Count; i++)
        {
            Post(draft, borrowers[i], loans, metrics[named.Count + i]);
        }

        foreach (LendingMarket market in scenario.LendingMarkets)
        {
            int group = named.FindIndex(g => g.IsMarket && g.Subject == market.Name);
            DepositLedger.Add(draft, market, loans, group < 0 ? null : metrics[group]);
        }
    }

    // The strata that borrow by their class's terms, and the classes of loans and books.
    private static IEnumerable<Borrower> Borrowers(
        MarketDraft draft, List<LoanPortfolioPlan> stated)
    {
        int next = stated.Count;
        foreach ((WalletClass @class, int stratum) in draft.Strata)
        {
            foreach (Borrowing terms in @class.Borrowings)
            {
                LoanPortfolioPlan loan = PortfolioOf(draft, @class, stratum, terms);
                yield return new Borrower(
                    $"{@class.Name}/{stratum}@{terms.Market.Name}",
                    draft.Ledger.Stratum(@class, stratum), terms.Market, [next++], [loan]);
            }
        }

        var groups = Enumerable.Range(0, stated.Count)
            .GroupBy(i => (stated[i].Loan.Index, stated[i].Class));
        foreach (IGrouping<(int, string Class), int> group in groups)
        {
            Loan loan = stated[group.First()].Loan;
            WalletClass @class = draft.Scenario.Classes.Single(c => c.Name == group.Key.Class);
            yield return new Borrower(
                $"{loan.Name}/{@class.Name}", draft.Ledger.Whole(@class), loan.Market,
                [.. group], []);
        }
    }

    private static LoanPortfolioPlan PortfolioOf(
        MarketDraft draft, WalletClass @class, int stratum, Borrowing terms)
    {
        Concentration.WalletGroup group = draft.Ledger.Strata[@class.Index][stratum];
        double threshold = terms.Market.Collateral
            .First(c => c.Asset.Index == terms.Collateral.Index).LiquidationThreshold;
        double equity = terms.EquityShare * group.MeanUsd;
        double leverage = threshold / terms.HealthFactor;
        double collateral = equity / (1 - leverage);
        var loan = new Loan
        {
            Index = -1,
            Name = $"{@class.Name}/{stratum}@{terms.Market.Name}",
            Market = terms.Market,
            Class = @class.Name,
            Borrowers = [],
            WalletsWithoutDebt = 0,
            IsBook = false,
            Buckets = null,
            BelowHealth = BelowHealth.Liquidate,
        };
        var bucket = new Bucket(
            group.Wallets,
            [collateral / terms.Collateral.PriceUsd],
            [collateral * leverage / terms.Debt.PriceUsd]);
        return new LoanPortfolioPlan(
            loan, @class.Name, [terms.Collateral], [terms.Debt], terms.Collateral, [bucket]);
    }

    // What changes a loan's equity is its prices, interest, what liquidators took beyond the debt
    // that they repaid, and debt that was written off.
    private static void Post(
        MarketDraft draft, Borrower borrower, List<LoanPortfolioPlan> loans, int metrics)
    {
        LedgerDraft ledger = draft.Ledger;
        Account venue = ledger.Named(borrower.Market.Name, AccountKind.Venue);
        Account liquidators = ledger.Role(MarketRoles.Liquidators);
        Account account = borrower.Account;
        int Of(int metric) => metrics + metric;
        double start = borrower.Members.Sum(m => LoanMetrics.EquityUsd(loans[m]));
        draft.PostRevaluation(account, Of(LoanOutcomes.Equity), 1);
        draft.PostRevaluation(account, draft.One, -start);
        draft.PostRevaluation(account, Of(LoanOutcomes.Interest), 1);
        draft.PostRevaluation(account, Of(LoanOutcomes.BorrowerLoss), 1);
        draft.PostRevaluation(account, Of(LoanOutcomes.BadDebt), -1);
        ledger.Post(Channel.Interest, account, venue, Of(LoanOutcomes.Interest), 1);
        ledger.Post(Channel.BadDebt, venue, account, Of(LoanOutcomes.BadDebt), 1);
        ledger.Post(
            Channel.LiquidationBonus, account, liquidators, Of(LoanOutcomes.BorrowerLoss), 1);
        ledger.Post(
            Channel.ProtocolFee, liquidators, ledger.Role(MarketRoles.Treasury),
            Of(LoanOutcomes.ProtocolFee), 1);
        draft.PostGas(liquidators, Of(LoanOutcomes.LiquidatorGas), 1);
        draft.PostSlippage(liquidators, Of(LoanOutcomes.BorrowerLoss), 1);
        draft.PostSlippage(liquidators, Of(LoanOutcomes.ProtocolFee), -1);
        draft.PostSlippage(liquidators, Of(LoanOutcomes.LiquidatorGas), -1);
        draft.PostSlippage(liquidators, Of(LoanOutcomes.LiquidatorProfit), -1);
        ledger.Post(
            Channel.Bids, liquidators, ledger.Role(MarketRoles.Infrastructure),
            Of(LoanOutcomes.LiquidatorProfit), draft.Scenario.Gas?.BidShare ?? 0);
    }

    private sealed record Borrower(
        string Name, Account Account, LendingMarket Market, IReadOnlyList<int> Members,
        IReadOnlyList<LoanPortfolioPlan> New);
}
