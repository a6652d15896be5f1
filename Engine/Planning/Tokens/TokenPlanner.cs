using GpuRisk.Engine.Ledgers;
using GpuRisk.Engine.Planning.Market;
using GpuRisk.Engine.Planning.Prices;
using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Tokens;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Tokens;

/// <summary>Plans tokens that are sold, unlocked or bonded, and what unlocks post.</summary>
internal static class TokenPlanner
{
    /// <summary>Plans them in the order of their assets.</summary>
    public static PlannedTokens Add(MarketDraft draft)
    {
        List<Asset> assets = [.. draft.Scenario.Tokens.Select(t => t.Asset)
            .Concat(draft.Scenario.Farms.Select(f => f.Reward))
            .Concat(draft.Scenario.Bonds.Select(b => b.Token))
            .Distinct()
            .OrderBy(a => a.Index)];
        List<AllocationRow[]> allocations = [.. assets.Select(a => PlanAllocations(draft, a))];
        PlannedRows rows = draft.Tables.AddRows<TokenRow>(
            [.. assets.Zip(allocations, (asset, planned) => Plan(draft, asset, planned))]);
        return new(
            rows,
            assets.Index().ToDictionary(
                a => a.Item,
                a => new PlannedToken(
                    rows.First + (a.Index * TokenRow.Width), allocations[a.Index])));
    }

    private static GovernanceToken? Governance(MarketDraft draft, Asset asset) =>
        draft.Scenario.Tokens.FirstOrDefault(t => t.Asset.Index == asset.Index);

    private static TokenRow Plan(MarketDraft draft, Asset asset, AllocationRow[] allocations)
    {
        PlanBuilder tables = draft.Tables;
        MarketDepth? depth = Governance(draft, asset)?.Depth;
        PlannedRows rows = tables.AddRows(allocations);
        return new()
        {
            Terms = tables.AddTerms(new TokenTerms<double>
            {
                Price = asset.PriceUsd,
                ImpactPerUsd = StepMoments.ImpactPerUsd(depth),
                ImpactDecay = StepMoments.ImpactKept(depth, draft.Scenario.StepSeconds),
            }),
            Asset = asset.Index,
            State = tables.ReserveSlots(TokenState.Width),
            Allocations = rows.Count,
            AllocationRows = rows.First,
        };
    }

    private static AllocationRow[] PlanAllocations(MarketDraft draft, Asset asset) =>
        Governance(draft, asset) is { } token
            ? [.. token.Allocations.Select(a => Plan(draft, token, a))]
            : [];

    private static AllocationRow Plan(
        MarketDraft draft, GovernanceToken token, TokenAllocation allocation)
    {
        PlanBuilder tables = draft.Tables;
        string name = $"{allocation.Class.Name}/{token.Asset.Name}";
        double tokens = allocation.ShareOfSupply * token.SupplyTokens;
        double usd = tokens * Math.Max(
            token.Asset.PriceUsd * draft.Growth(token.Asset), allocation.CostUsd);
        int outcomes = tables.AddOutcomes(new AllocationOutcomes<Metric>
        {
            Gain = MarketDraft.Hidden(name, "unlock", usd),
            Revaluation = MarketDraft.Hidden(name, "unlockRevaluation", usd),
            Slippage = MarketDraft.Hidden(name, "unlockSlippage", usd),
            Tokens = MarketDraft.Hidden(name, "unlockedTokens", tokens),
        });
        Post(draft, token, allocation, outcomes);
        return new()
        {
            Terms = tables.AddTerms(new AllocationTerms<double>
            {
                Cost = allocation.CostUsd,
                SoldShare = allocation.SoldShare,
            }),
            Every = draft.Steps(allocation.UnlockEverySeconds),
            Unlocks = tables.AddReals(Unlocks(draft, allocation, tokens)),
            State = tables.ReserveSlots(AllocationState.Width),
            Outcomes = outcomes,
        };
    }

    private static void Post(
        MarketDraft draft, GovernanceToken token, TokenAllocation allocation, int outcomes)
    {
        Account owner = draft.Ledger.Whole(allocation.Class);
        draft.Ledger.Post(
            Channel.Unlock, draft.Ledger.Named(NamedAccounts.Dilution), owner,
            outcomes + AllocationOutcomes.Gain, 1);
        draft.PostRevaluation(owner, outcomes + AllocationOutcomes.Revaluation, 1);
        draft.PostSlippage(owner, outcomes + AllocationOutcomes.Slippage, 1);
        draft.Ledger.AddVotes(token.Asset, owner, outcomes + AllocationOutcomes.Tokens, 1);
    }

    // Tokens of each unlock within the horizon.
    private static IEnumerable<double> Unlocks(
        MarketDraft draft, TokenAllocation allocation, double tokens)
    {
        int every = draft.Steps(allocation.UnlockEverySeconds);
        double vested = allocation.Vested(allocation.AgeSeconds);
        for (int step = every; step <= draft.Scenario.Steps; step += every)
        {
            double now = allocation.Vested(
                allocation.AgeSeconds + (step * draft.Scenario.StepSeconds));
            yield return (now - vested) * tokens;
            vested = now;
        }
    }
}

/// <summary>Tokens as the plan holds them.</summary>
/// <param name="Rows">Their rows.</param>
/// <param name="Of">Each of them.</param>
internal sealed record PlannedTokens(
    PlannedRows Rows, IReadOnlyDictionary<Asset, PlannedToken> Of);

/// <summary>A token as the plan holds it.</summary>
/// <param name="Row">Where its row stands.</param>
/// <param name="Allocations">Its allocations.</param>
internal sealed record PlannedToken(int Row, IReadOnlyList<AllocationRow> Allocations);
