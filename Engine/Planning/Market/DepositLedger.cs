using GpuRisk.Engine.Ledgers;
using GpuRisk.Engine.Planning.Lending;
using GpuRisk.Kernels.Lending;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Market;

/// <summary>Plans what lenders earn and what bad debt costs them.</summary>
internal static class DepositLedger
{
    /// <param name="draft">The draft.</param>
    /// <param name="market">The lending market.</param>
    /// <param name="loans">All loans.</param>
    /// <param name="metrics">First metric of the market's loans; null without any.</param>
    public static void Add(
        MarketDraft draft, LendingMarket market, List<LoanPortfolioPlan> loans, int? metrics)
    {
        double lent = market.Debt.Sum(terms => LentUsd(market, terms, loans));
        double deposited = draft.Scenario.Classes.Sum(c => c.WealthUsd * c.Deposits
            .Where(d => d.Market.Index == market.Index).Sum(d => d.Share));
        double supplied = Math.Max(lent, deposited);
        foreach ((WalletClass @class, int stratum) in draft.Strata)
        {
            foreach (Deposit deposit in @class.Deposits.Where(
                d => d.Market.Index == market.Index))
            {
                double usd = deposit.Share * @class.WealthUsd
                    * draft.Ledger.Share(@class, stratum);
                Account account = draft.Ledger.Stratum(@class, stratum);
                Post(draft, deposit, account, usd, metrics, usd / supplied);
            }
        }

        if (metrics is { } first)
        {
            PostReserves(draft, market, loans, first);
        }
    }

    // What has been supplied for the debt at the start's utilisation.
    private static double LentUsd(
        LendingMarket market, DebtTerms terms, List<LoanPortfolioPlan> loans)
    {
        double owed = loans
            .Where(p => p.Loan.Market.Index == market.Index)
            .Sum(p => OwedUsd(p, terms.Asset));
        return terms.Utilisation > 0 ? owed / terms.Utilisation : owed;
    }

    private static double OwedUsd(LoanPortfolioPlan loans, Asset asset)
    {
        int index = loans.DebtAssets.Select(a => a.Index).ToList().IndexOf(asset.Index);
        return index < 0
            ? 0
            : loans.Buckets.Sum(b => b.Wallets * b.Debt[index] * asset.PriceUsd);
    }

    private static void Post(
        MarketDraft draft, Deposit deposit, Account account, double usd, int? metrics,
        double share)
    {
        LedgerDraft ledger = draft.Ledger;
        Account venue = ledger.Named(deposit.Market.Name, AccountKind.Venue);
        DebtTerms terms = deposit.Market.Debt.First(
            d => d.Asset.Index == deposit.Asset.Index);
        double growth = SupplyGrowth(draft.Scenario, terms);
        draft.PostRevaluation(account, draft.Return(deposit.Asset), usd);
        ledger.Post(Channel.Interest, venue, account, draft.One, usd * growth);
        ledger.Post(Channel.Interest, venue, account, draft.Return(deposit.Asset), usd * growth);
        if (metrics is { } first)
        {
            ledger.Post(
                Channel.BadDebt, account, venue, first + LoanOutcomes.SupplierLoss, share);
        }
    }

    // The treasury bears bad debt as far as the reserve fund goes, and has its part of interest.
    private static void PostReserves(
        MarketDraft draft, LendingMarket market, List<LoanPortfolioPlan> loans, int metrics)
    {
        LedgerDraft ledger = draft.Ledger;
        Account venue = ledger.Named(market.Name, AccountKind.Venue);
        Account treasury = ledger.Role(MarketRoles.Treasury);
        double owed = market.Debt.Sum(d => LentUsd(market, d, loans) * d.Utilisation);
        double reserved = owed == 0 ? 0 : market.Debt.Sum(
            d => LentUsd(market, d, loans) * d.Utilisation * d.ReserveFactor) / owed;
        ledger.Post(
            Channel.ProtocolFee, venue, treasury, metrics + LoanOutcomes.Interest, reserved);
        ledger.Post(
            Channel.BadDebt, treasury, venue, metrics + LoanOutcomes.BadDebt, 1);
        ledger.Post(
            Channel.BadDebt, treasury, venue, metrics + LoanOutcomes.SupplierLoss, -1);
    }

    /// <summary>Interest on a deposit over the horizon, in tokens per token: at every moment the
    /// borrow rate times utilisation, less the protocol's part.</summary>
    private static double SupplyGrowth(Scenario scenario, DebtTerms terms)
    {
        double years = AssetMoments.Years(scenario.StepSeconds);
        double log = 0;
        for (int step = 0; step < scenario.Steps; step++)
        {
            double utilisation = LendingPlanner.Utilisation(scenario, terms, step);
            log += LendingPlanner.BorrowRate(terms, utilisation) * utilisation
                * (1 - terms.ReserveFactor) * years;
        }

        return Math.Exp(log) - 1;
    }
}
