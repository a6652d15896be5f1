using GpuRisk.Engine.Ledgers;
using GpuRisk.Engine.Planning.Market;
using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Farms;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Farms;

/// <summary>Plans who claims a farm's rewards and when, and what claims post.</summary>
internal static class ClaimPlanner
{
    /// <param name="draft">The draft.</param>
    /// <param name="farm">The farm.</param>
    /// <param name="stakers">Whose stakes it has.</param>
    /// <param name="rewards">Tokens paid per USD staked over the whole horizon.</param>
    public static PlannedRows Add(
        MarketDraft draft, Farm farm, IReadOnlyList<Staker> stakers, double rewards)
    {
        // What a USD staked from the start may well be paid, but at least that USD.
        double perUsd = Math.Max(
            rewards * farm.Reward.PriceUsd * draft.Growth(farm.Reward), 1);
        return draft.Tables.AddRows<ClaimsRow>(
            [.. stakers.Select(staker => Plan(draft, farm, staker, perUsd))]);
    }

    private static ClaimsRow Plan(MarketDraft draft, Farm farm, Staker staker, double perUsd)
    {
        PlanBuilder tables = draft.Tables;
        Concentration.WalletGroup[] groups = draft.Ledger.Strata[staker.Class.Index];
        int outcomes = tables.Metrics.Count;
        int terms = tables.Reals.Count;
        for (int k = 0; k < groups.Length; k++)
        {
            AddGroup(draft, farm, staker, k, perUsd);
        }

        return new()
        {
            Terms = tables.AddTerms(new ClaimsTerms<double>
            {
                Gas = draft.GasUsd(farm.ClaimGasUnits),
                Tolerance = staker.Class.GasTolerance,
                SoldShare = farm.SoldShare,
            }),
            Every = Math.Max(draft.Steps(staker.Class.LatencySeconds), 1),
            Entry = staker.Entry,
            First = tables.ReserveSlots(1),
            Groups = groups.Length,
            GroupTerms = terms,
            GroupStates = tables.ReserveSlots(groups.Length * ClaimState.Width),
            GroupOutcomes = outcomes,
        };
    }

    // Terms of groups follow each other, and so do their outcomes.
    private static void AddGroup(
        MarketDraft draft, Farm farm, Staker staker, int stratum, double perUsd)
    {
        Concentration.WalletGroup group = draft.Ledger.Strata[staker.Class.Index][stratum];
        double stake = staker.Share * group.MeanUsd;
        string name = $"{staker.Class.Name}/{stratum}/{farm.Name}";
        double paid = stake * perUsd;
        draft.Tables.AddTerms(new ClaimTerms<double> { Stake = stake, Wallets = group.Wallets });
        int outcomes = draft.Tables.AddOutcomes(new ClaimOutcomes<Metric>
        {
            Reward = MarketDraft.Hidden(name, "reward", paid),
            Gas = MarketDraft.Hidden(name, "claimGas", Math.Max(stake, 1)),
            Revaluation = MarketDraft.Hidden(name, "rewardRevaluation", paid),
            Slippage = MarketDraft.Hidden(name, "claimSlippage", paid),
            Tokens = MarketDraft.Hidden(name, "rewardTokens", paid / farm.Reward.PriceUsd),
        });
        Post(draft, farm, draft.Ledger.Stratum(staker.Class, stratum), outcomes, group.Wallets);
    }

    private static void Post(
        MarketDraft draft, Farm farm, Account account, int outcomes, double wallets)
    {
        draft.Ledger.Post(
            Channel.Farming, draft.Ledger.Named(NamedAccounts.Dilution), account,
            outcomes + ClaimOutcomes.Reward, wallets);
        draft.PostGas(account, outcomes + ClaimOutcomes.Gas, wallets);
        draft.PostRevaluation(account, outcomes + ClaimOutcomes.Revaluation, wallets);
        draft.PostSlippage(account, outcomes + ClaimOutcomes.Slippage, wallets);
        draft.Ledger.AddVotes(
            farm.Reward, account, outcomes + ClaimOutcomes.Tokens, wallets);
    }
}
