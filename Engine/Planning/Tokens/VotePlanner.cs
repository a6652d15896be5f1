using GpuRisk.Engine.Planning.Market;
using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Tokens;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Tokens;

/// <summary>Plans votes on fees, and who holds votes at the start.</summary>
internal static class VotePlanner
{
    public static PlannedRows Add(MarketDraft draft, PlannedTokens tokens)
    {
        PlannedRows rows = draft.Tables.AddRows<VoteRow>(
        [
            .. draft.Scenario.Tokens
                .Where(t => t.FeeVote is not null)
                .Select(t => Plan(draft, t, t.FeeVote!, tokens.Of[t.Asset])),
        ]);
        foreach (GovernanceToken token in draft.Scenario.Tokens)
        {
            foreach ((WalletClass @class, int stratum) in draft.Strata)
            {
                draft.Ledger.AddVotes(
                    token.Asset, draft.Ledger.Stratum(@class, stratum), draft.One,
                    Held(token, @class) * draft.Ledger.Share(@class, stratum));
            }
        }

        return rows;
    }

    // Tokens held freely at the start; of an allocation, those that had unlocked by then are
    // among the holdings.
    private static double Held(GovernanceToken token, WalletClass @class) => @class.Assets
        .Where(a => a.Asset.Index == token.Asset.Index)
        .Sum(a => a.Share * @class.WealthUsd / token.Asset.PriceUsd);

    private static double Locked(GovernanceToken token, WalletClass @class) => token.Allocations
        .Where(a => a.Class.Index == @class.Index)
        .Sum(a => a.ShareOfSupply * token.SupplyTokens * (1 - a.Vested(a.AgeSeconds)));

    private static VoteRow Plan(
        MarketDraft draft, GovernanceToken token, FeeVote vote, PlannedToken planned)
    {
        PlanBuilder tables = draft.Tables;
        PlannedRows voters = tables.AddRows<VoterRow>(
        [
            .. token.Allocations.Zip(planned.Allocations, (allocation, row) => new VoterRow
            {
                Tokens = row.State + AllocationState.Tokens,
                Turnout = tables.AddReals(Turnout(vote, allocation.Class)),
                Favours = Favours(token, vote.Pool, allocation.Class) ? 1 : 0,
            }),
        ]);
        return new()
        {
            Terms = tables.AddTerms(new VoteTerms<double>
            {
                For = FreeVotes(draft, token, vote, favours: true),
                Against = FreeVotes(draft, token, vote, favours: false),
                ShareFor = 1 - vote.ProtocolShare,
                ShareAgainst = 1 - vote.Pool.ProtocolShareOfFees,
            }),
            Every = draft.Steps(vote.EverySeconds),
            Pool = PoolRow(draft, vote.Pool),
            Passed = tables.ReserveSlots(1),
            Outcome = tables.AddMetrics(new Metric(
                token.Asset.Name, "votesPassed", "times", 1, MetricSense.Level)),
            Voters = voters.Count,
            VoterRows = voters.First,
        };
    }

    private static double FreeVotes(
        MarketDraft draft, GovernanceToken token, FeeVote vote, bool favours) =>
        draft.Scenario.Classes
            .Where(c => Favours(token, vote.Pool, c) == favours)
            .Sum(c => Held(token, c) * Turnout(vote, c));

    // Of classes that are not of the centre only some vote; the centre always does.
    private static double Turnout(FeeVote vote, WalletClass @class) =>
        @class.Centralised ? 1 : vote.Turnout;

    private static bool Favours(GovernanceToken token, ArbitragedPool pool, WalletClass @class)
    {
        double tokens = Held(token, @class) + Locked(token, @class);
        double liquidity = @class.WealthUsd * (
            @class.Liquidity.Where(l => l.Pool.Index == pool.Index).Sum(l => l.Share)
            + @class.Stakes.Where(s => s.Farm.Pool?.Index == pool.Index).Sum(s => s.Share));

        // Both are shares of wealth, equal where they are stated so, but for rounding.
        return tokens * token.Asset.PriceUsd >= liquidity * (1 - 1e-9);
    }

    private static int PoolRow(MarketDraft draft, ArbitragedPool pool) =>
        draft.Pools.Pools.Single(p => p.Pool.Index == pool.Index).Row;
}
