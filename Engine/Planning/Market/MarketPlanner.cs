using GpuRisk.Engine.Ledgers;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Market;

/// <summary>Plans a joint market and its ledger.</summary>
internal static class MarketPlanner
{
    public static LedgerDraft Add(Scenario scenario, PlanTables tables)
    {
        var draft = new MarketDraft(scenario, tables);
        ShockPlanner.Add(draft);
        LoanLedger.Add(draft);
        CoinLedger.Add(draft);
        IReadOnlyDictionary<Asset, int> tokens = TokenLedger.Add(draft);
        IReadOnlyList<StakedPosition> staked = PoolLedger.Add(draft);
        FarmLedger.Add(draft, tokens, staked);
        VotePlanner.Add(draft, tokens);
        PostHoldings(draft);
        PostServices(draft);
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
