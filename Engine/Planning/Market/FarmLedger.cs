using GpuRisk.Engine.Ledgers;
using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Market;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Market;

/// <summary>Plans farms, their cover, and what their flows post.</summary>
internal static class FarmLedger
{
    public static void Add(
        MarketDraft draft, IReadOnlyDictionary<Asset, int> tokens,
        IReadOnlyList<StakedPosition> staked)
    {
        IReadOnlyList<Farm> farms = draft.Scenario.Farms;
        int rows = draft.Tables.ReserveIntegers(farms.Count * FarmTable.Row.Width);
        draft.Set(JointTable.Header.Farms, farms.Count);
        draft.Set(JointTable.Header.FarmRows, rows);
        foreach (Farm farm in farms)
        {
            List<Staker> stakers = [.. draft.Scenario.Classes
                .SelectMany(c => c.Stakes
                    .Where(s => s.Farm.Index == farm.Index)
                    .Select(s => new Staker(
                        c, s.Share, Entry(draft, c),
                        staked.FirstOrDefault(p =>
                            p.Farm.Index == farm.Index && p.Class.Index == c.Index))))];
            int row = rows + (farm.Index * FarmTable.Row.Width);
            AddFarm(draft, farm, stakers, row, tokens[farm.Reward]);
            AddStakes(draft, farm, stakers, row);
            ClaimPlanner.Add(draft, farm, stakers, row);
        }
    }

    // A class that enters beyond the horizon never does.
    private static int Entry(MarketDraft draft, WalletClass @class) =>
        Math.Min(draft.Steps(@class.EntersAtSeconds), draft.Scenario.Steps);

    private static void AddFarm(
        MarketDraft draft, Farm farm, List<Staker> stakers, int row, int token)
    {
        PlanTables tables = draft.Tables;
        bool rugs = farm.RugsPerYear > 0 && farm.RuggedShare > 0;
        var reals = new double[FarmTable.Real.Width];
        reals[FarmTable.Real.RugProbability] = 1 - Math.Exp(-farm.RugsPerYear * draft.StepYears);
        reals[FarmTable.Real.RuggedShare] = farm.RuggedShare;
        reals[FarmTable.Real.StepYears] = draft.StepYears;
        int metrics = tables.AddMetrics(
            rugs
                ? Metric.Event(farm.Name, "rugged")
                : Metric.Event(farm.Name, "rugged").Fixed(0));
        tables.SetRow(
            row,
            (FarmTable.Row.Reals, tables.AddReals(reals)),
            (FarmTable.Row.State, tables.ReserveSlots(FarmTable.State.Width)),
            (FarmTable.Row.Metrics, metrics),
            (FarmTable.Row.Rewards, tables.AddReals(Rewards(draft, farm, stakers))),
            (FarmTable.Row.Token, token),
            (FarmTable.Row.CanRug, rugs ? 1 : 0));
    }

    /// <summary>Tokens paid per USD staked by the end of each step.</summary>
    private static double[] Rewards(MarketDraft draft, Farm farm, List<Staker> stakers)
    {
        var rewards = new double[draft.Scenario.Steps];
        double sum = 0;
        for (int step = 0; step < rewards.Length; step++)
        {
            double seconds = (step + 0.5) * draft.Scenario.StepSeconds;
            double decay = farm.EmissionHalfLifeSeconds is { } half
                ? Math.Pow(2, -seconds / half)
                : 1;
            double stake = farm.OutsideStakeUsd + stakers
                .Where(s => s.Entry <= step).Sum(s => s.StakeUsd);
            sum += stake > 0 ? farm.EmissionPerDay * draft.StepDays * decay / stake : 0;
            rewards[step] = sum;
        }

        return rewards;
    }

    private static void AddStakes(MarketDraft draft, Farm farm, List<Staker> stakers, int farmRow)
    {
        PlanTables tables = draft.Tables;
        int rows = tables.ReserveIntegers(stakers.Count * FarmTable.StakeRow.Width);
        tables.SetRow(
            farmRow,
            (FarmTable.Row.Stakes, stakers.Count),
            (FarmTable.Row.StakeRows, rows));
        double years = AssetMoments.Years(draft.Scenario.HorizonSeconds);
        double growth = farm.Pool is { } pool
            ? draft.Growth(pool.Base) * draft.Growth(pool.Quote)
            : draft.Growth(farm.Asset!);
        var planned = new List<PlannedStake>();
        for (int i = 0; i < stakers.Count; i++)
        {
            Staker staker = stakers[i];
            string name = $"{staker.Class.Name}/{farm.Name}/stake";
            int metrics = tables.AddMetrics(
                MarketDraft.Hidden(name, "return", growth),
                MarketDraft.Hidden(name, "stolen", growth),
                MarketDraft.Hidden(name, "insuredYears", years));
            int state = tables.ReserveSlots(FarmTable.StakeState.Width);
            tables.SetRow(
                rows + (i * FarmTable.StakeRow.Width),
                (FarmTable.StakeRow.Entry, staker.Entry),
                (FarmTable.StakeRow.Position, staker.Position?.Row ?? -1),
                (FarmTable.StakeRow.Pool, staker.Position?.PoolRow ?? -1),
                (FarmTable.StakeRow.Asset, farm.Asset?.Index ?? -1),
                (FarmTable.StakeRow.Stake, tables.AddReals(staker.StakeUsd)),
                (FarmTable.StakeRow.State, state),
                (FarmTable.StakeRow.Metrics, metrics));
            planned.Add(new PlannedStake(staker, metrics, state));
            PostStake(draft, staker, metrics);
        }

        CoverLedger.Add(draft, farm, planned, farmRow);
    }

    // A staked position's revaluation lacks what was taken from it, as its value does.
    private static void PostStake(MarketDraft draft, Staker staker, int metrics)
    {
        int stolen = metrics + FarmTable.StakeMetric.Stolen;
        Account attackers = draft.Ledger.Role(MarketRoles.Attackers);
        for (int k = 0; k < draft.Ledger.Strata[staker.Class.Index].Length; k++)
        {
            Account account = draft.Ledger.Stratum(staker.Class, k);
            double usd = staker.StakeUsd * draft.Ledger.Share(staker.Class, k);
            if (staker.Position is null)
            {
                draft.PostRevaluation(
                    account, metrics + FarmTable.StakeMetric.Revaluation, usd);
            }
            else
            {
                draft.PostRevaluation(account, stolen, usd);
            }

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
/// <param name="Metrics">Its first metric.</param>
/// <param name="State">Its first slot of state.</param>
internal sealed record PlannedStake(Staker Staker, int Metrics, int State);
