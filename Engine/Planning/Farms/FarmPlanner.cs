using GpuRisk.Engine.Planning.Market;
using GpuRisk.Engine.Planning.Tokens;
using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Farms;
using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Random;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Farms;

/// <summary>Plans farms.</summary>
internal static class FarmPlanner
{
    public static PlannedRows Add(
        MarketDraft draft, PlannedTokens tokens, IReadOnlyList<StakedPosition> staked) =>
        draft.Tables.AddRows<FarmRow>(
        [
            .. draft.Scenario.Farms.Select(farm => Plan(
                draft, farm, [.. Stakers(draft, farm, staked)], tokens.Of[farm.Reward].Row)),
        ]);

    private static IEnumerable<Staker> Stakers(
        MarketDraft draft, Farm farm, IReadOnlyList<StakedPosition> staked) =>
        draft.Scenario.Classes.SelectMany(c => c.Stakes
            .Where(s => s.Farm.Index == farm.Index)
            .Select(s => new Staker(
                c, s.Share, Entry(draft, c),
                staked.FirstOrDefault(p =>
                    p.Farm.Index == farm.Index && p.Class.Index == c.Index))));

    // A class that enters beyond the horizon never does.
    private static int Entry(MarketDraft draft, WalletClass @class) =>
        Math.Min(draft.Steps(@class.EntersAtSeconds), draft.Scenario.Steps);

    private static FarmRow Plan(
        MarketDraft draft, Farm farm, IReadOnlyList<Staker> stakers, int token)
    {
        PlanBuilder tables = draft.Tables;
        bool rugs = farm.RugsPerYear > 0 && farm.RuggedShare > 0;
        Metric rugged = Metric.Event(farm.Name, "rugged");
        int outcome = tables.AddMetrics(rugs ? rugged : rugged.Fixed(0));
        double[] rewards = Rewards(draft, farm, stakers);
        IReadOnlyList<PlannedStake> planned = StakePlanner.Plan(draft, farm, stakers);
        PlannedRows stakes = tables.AddRows<StakeRow>([.. planned.Select(p => p.Row)]);
        PlannedRows covers = CoverPlanner.Add(draft, farm, planned);
        PlannedRows claims = ClaimPlanner.Add(draft, farm, stakers, rewards[^1]);
        double probability = 1 - Math.Exp(-farm.RugsPerYear * draft.StepYears);
        int terms = tables.AddTerms(new FarmTerms<double>
        {
            RugProbability = probability,
            RuggedShare = farm.RuggedShare,
            StepYears = draft.StepYears,
        });
        if (rugs)
        {
            tables.Drivers.Add(new(
                $"{farm.Name} rug", DriverKind.Events, Streams.Rug + (uint)farm.Index)
            {
                Real = terms + FarmTerms.RugProbability,
                Rate = probability,
            });
        }

        return new()
        {
            Terms = terms,
            State = tables.ReserveSlots(FarmState.Width),
            Outcome = outcome,
            Rewards = tables.AddReals(rewards),
            Token = token,
            Uniforms = rugs ? tables.ReserveBuffer() : -1,
            Stakes = stakes.Count,
            StakeRows = stakes.First,
            Claims = claims.Count,
            ClaimRows = claims.First,
            Covers = covers.Count,
            CoverRows = covers.First,
        };
    }

    /// <summary>Tokens paid per USD staked by the end of each step.</summary>
    private static double[] Rewards(
        MarketDraft draft, Farm farm, IReadOnlyList<Staker> stakers)
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
}
