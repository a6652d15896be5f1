using GpuRisk.Engine.Ledgers;
using GpuRisk.Engine.Planning.Farms;
using GpuRisk.Engine.Planning.Shocks;
using GpuRisk.Engine.Planning.Tokens;
using GpuRisk.Kernels.Models;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Market;

/// <summary>Plans a joint market and its ledger.</summary>
internal static class MarketPlanner
{
    public static LedgerDraft Add(Scenario scenario, PlanBuilder tables)
    {
        var draft = new MarketDraft(scenario, tables);
        int gas = GasPlanner.Add(draft);
        int regulation = RegulationPlanner.Add(draft);
        PlannedRows transactions = TransactionPlanner.Add(draft);
        LoanLedger.Add(draft);
        CoinLedger.Add(draft);
        PlannedTokens tokens = TokenPlanner.Add(draft);
        PlannedRows bonds = BondPlanner.Add(draft, tokens);
        IReadOnlyList<StakedPosition> staked = PoolLedger.Add(draft);
        PlannedRows farms = FarmPlanner.Add(draft, tokens, staked);
        PlannedRows votes = VotePlanner.Add(draft, tokens);
        PostHoldings(draft);
        PostServices(draft);
        tables.SetRow(draft.Header, new MarketHeader
        {
            PoolHeader = draft.Pools.Header,
            CoinHeader = draft.CoinHeader,
            Gas = gas,
            Regulation = regulation,
            Farms = farms.Count,
            FarmRows = farms.First,
            Tokens = tokens.Rows.Count,
            TokenRows = tokens.Rows.First,
            Bonds = bonds.Count,
            BondRows = bonds.First,
            Transactions = transactions.Count,
            TransactionRows = transactions.First,
            Votes = votes.Count,
            VoteRows = votes.First,
            Pegs = draft.Pegs.Count,
            PegRows = draft.Pegs.First,
            Outcomes = draft.One,
        });
        return draft.Ledger;
    }

    // Assets that regulators may freeze are posted with what they do.
    private static void PostHoldings(MarketDraft draft)
    {
        foreach ((WalletClass @class, int stratum) in draft.Strata)
        {
            double wealth = draft.Ledger.Share(@class, stratum) * @class.WealthUsd;
            foreach (AssetHolding holding in @class.Assets)
            {
                if (draft.Scenario.Regulation?.Freezes.Any(
                    f => f.Class.Index == @class.Index && f.Asset.Index == holding.Asset.Index)
                    == true)
                {
                    continue;
                }

                draft.PostRevaluation(
                    draft.Ledger.Stratum(@class, stratum), draft.Return(holding.Asset),
                    wealth * holding.Share);
            }
        }
    }

    private static void PostServices(MarketDraft draft)
    {
        if (draft.Scenario.Services is not { } services)
        {
            return;
        }

        double years = AssetMoments.Years(draft.Scenario.HorizonSeconds);
        draft.Ledger.Post(
            Channel.Services,
            draft.Ledger.Role(MarketRoles.Treasury),
            draft.Ledger.Role(MarketRoles.Infrastructure),
            draft.One,
            (services.AuditsUsdPerYear + services.DevelopersUsdPerYear) * years);
    }
}
