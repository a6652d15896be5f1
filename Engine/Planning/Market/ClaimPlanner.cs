using GpuRisk.Engine.Ledgers;
using GpuRisk.Kernels.Market;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Market;

/// <summary>Plans who claims a farm's rewards and when, and what claims post.</summary>
internal static class ClaimPlanner
{
    public static void Add(MarketDraft draft, Farm farm, List<Staker> stakers, int farmRow)
    {
        List<(Staker Staker, int Stratum)> wallets = [.. stakers.SelectMany(s => Enumerable
            .Range(0, draft.Ledger.Strata[s.Class.Index].Length)
            .Select(k => (s, k)))];
        int rows = draft.Tables.ReserveIntegers(wallets.Count * FarmTable.ClaimRow.Width);
        draft.Tables.SetRow(
            farmRow,
            (FarmTable.Row.Claims, wallets.Count),
            (FarmTable.Row.ClaimRows, rows));
        for (int i = 0; i < wallets.Count; i++)
        {
            (Staker staker, int stratum) = wallets[i];
            AddClaim(
                draft, farm, staker, stratum, farmRow, rows + (i * FarmTable.ClaimRow.Width));
        }
    }

    private static void AddClaim(
        MarketDraft draft, Farm farm, Staker staker, int stratum, int farmRow, int row)
    {
        PlanTables tables = draft.Tables;
        Concentration.WalletGroup group = draft.Ledger.Strata[staker.Class.Index][stratum];
        double stake = staker.Share * group.MeanUsd;
        var reals = new double[FarmTable.ClaimReal.Width];
        reals[FarmTable.ClaimReal.Stake] = stake;
        reals[FarmTable.ClaimReal.Wallets] = group.Wallets;
        reals[FarmTable.ClaimReal.Gas] = draft.GasUsd(farm.ClaimGasUnits);
        reals[FarmTable.ClaimReal.Tolerance] = staker.Class.GasTolerance;
        reals[FarmTable.ClaimReal.SoldShare] = farm.SoldShare;
        string name = $"{staker.Class.Name}/{stratum}/{farm.Name}";
        double paid = stake * RewardPerUsd(draft, farm, farmRow);
        int metrics = tables.AddMetrics(
            MarketDraft.Hidden(name, "reward", paid),
            MarketDraft.Hidden(name, "claimGas", Math.Max(stake, 1)),
            MarketDraft.Hidden(name, "rewardRevaluation", paid),
            MarketDraft.Hidden(name, "claimSlippage", paid),
            MarketDraft.Hidden(name, "rewardTokens", paid / farm.Reward.PriceUsd));
        tables.SetRow(
            row,
            (FarmTable.ClaimRow.Reals, tables.AddReals(reals)),
            (FarmTable.ClaimRow.Every, Math.Max(draft.Steps(staker.Class.LatencySeconds), 1)),
            (FarmTable.ClaimRow.Entry, staker.Entry),
            (FarmTable.ClaimRow.State, tables.ReserveSlots(FarmTable.ClaimState.Width)),
            (FarmTable.ClaimRow.Metrics, metrics));
        Post(draft, farm, draft.Ledger.Stratum(staker.Class, stratum), metrics, group.Wallets);
    }

    // What a USD staked from the start may well be paid, but at least that USD.
    private static double RewardPerUsd(MarketDraft draft, Farm farm, int farmRow)
    {
        int rewards = draft.Tables.Integers[farmRow + FarmTable.Row.Rewards];
        double tokens = draft.Tables.Reals[rewards + draft.Scenario.Steps - 1];
        return Math.Max(tokens * farm.Reward.PriceUsd * draft.Growth(farm.Reward), 1);
    }

    private static void Post(
        MarketDraft draft, Farm farm, Account account, int metrics, double wallets)
    {
        draft.Ledger.Post(
            Channel.Farming, draft.Ledger.Named(NamedAccounts.Dilution), account,
            metrics + FarmTable.ClaimMetric.Reward, wallets);
        draft.PostGas(account, metrics + FarmTable.ClaimMetric.Gas, wallets);
        draft.PostRevaluation(
            account, metrics + FarmTable.ClaimMetric.Revaluation, wallets);
        draft.PostSlippage(account, metrics + FarmTable.ClaimMetric.Slippage, wallets);
        draft.Ledger.AddVotes(
            farm.Reward, account, metrics + FarmTable.ClaimMetric.Tokens, wallets);
    }
}
