using GpuRisk.Engine.Ledgers;
using GpuRisk.Engine.Planning.Market;
using GpuRisk.Engine.Planning.Pools;
using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Farms;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Farms;

/// <summary>Plans classes' stakes in a farm, and what is taken from them.</summary>
internal static class StakePlanner
{
    public static IReadOnlyList<PlannedStake> Plan(
        MarketDraft draft, Farm farm, IReadOnlyList<Staker> stakers)
    {
        double growth = farm.Pool is { } pool
            ? PoolMetrics.Growth(draft.Scenario, pool)
            : draft.Growth(farm.Asset!);
        return [.. stakers.Select(s => new PlannedStake(s, growth, Plan(draft, farm, s, growth)))];
    }

    private static StakeRow Plan(MarketDraft draft, Farm farm, Staker staker, double growth)
    {
        PlanBuilder tables = draft.Tables;
        string name = $"{staker.Class.Name}/{farm.Name}/stake";
        int outcomes = tables.AddOutcomes(new StakeOutcomes<Metric>
        {
            Revaluation = MarketDraft.Hidden(name, "return", growth),
            Stolen = MarketDraft.Hidden(name, "stolen", growth),
            InsuredYears = MarketDraft.Hidden(
                name, "insuredYears", AssetMoments.Years(draft.Scenario.HorizonSeconds)),
        });
        Post(draft, staker, outcomes);
        return new()
        {
            Entry = staker.Entry,
            Position = staker.Position?.Row ?? -1,
            Pool = staker.Position?.PoolRow ?? -1,
            Asset = farm.Asset?.Index ?? -1,
            State = tables.ReserveSlots(StakeState.Width),
            Outcomes = outcomes,
            Stake = tables.AddReals(staker.StakeUsd),
        };
    }

    // A staked position's revaluation lacks what was taken from it, as its value does.
    private static void Post(MarketDraft draft, Staker staker, int outcomes)
    {
        int stolen = outcomes + StakeOutcomes.Stolen;
        Account attackers = draft.Ledger.Role(MarketRoles.Attackers);
        for (int k = 0; k < draft.Ledger.Strata[staker.Class.Index].Length; k++)
        {
            Account account = draft.Ledger.Stratum(staker.Class, k);
            double usd = staker.StakeUsd * draft.Ledger.Share(staker.Class, k);
            draft.PostRevaluation(
                account,
                staker.Position is null ? outcomes + StakeOutcomes.Revaluation : stolen,
                usd);
            draft.Ledger.Post(Channel.Rug, account, attackers, stolen, usd);
        }
    }
}

/// <summary>A class's stake in a farm.</summary>
/// <param name="Class">The class.</param>
/// <param name="Share">The part of its wealth.</param>
/// <param name="Entry">The step at which it enters.</param>
/// <param name="Position">The staked liquidity; null where an asset is staked.</param>
internal sealed record Staker(WalletClass Class, double Share, int Entry, StakedPosition? Position)
{
    public double StakeUsd => Share * Class.WealthUsd;
}

/// <summary>A stake as the plan holds it.</summary>
/// <param name="Staker">Whose it is.</param>
/// <param name="Growth">By what its value may well grow until the horizon.</param>
/// <param name="Row">Its integers.</param>
internal sealed record PlannedStake(Staker Staker, double Growth, StakeRow Row);
