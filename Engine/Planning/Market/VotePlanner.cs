using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.ImpermanentLoss;
using GpuRisk.Kernels.Market;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Market;

/// <summary>Plans votes on fees, and who holds votes at the start.</summary>
internal static class VotePlanner
{
    public static void Add(MarketDraft draft, IReadOnlyDictionary<Asset, int> tokens)
    {
        List<GovernanceToken> votes = [.. draft.Scenario.Tokens.Where(t => t.FeeVote is not null)];
        int rows = draft.Tables.ReserveIntegers(votes.Count * VoteTable.Row.Width);
        draft.Set(JointTable.Header.Votes, votes.Count);
        draft.Set(JointTable.Header.VoteRows, rows);
        for (int i = 0; i < votes.Count; i++)
        {
            AddVote(
                draft, votes[i], votes[i].FeeVote!, rows + (i * VoteTable.Row.Width),
                tokens[votes[i].Asset]);
        }

        foreach (GovernanceToken token in draft.Scenario.Tokens)
        {
            foreach ((WalletClass @class, int stratum) in draft.Strata)
            {
                draft.Ledger.AddVotes(
                    token.Asset, draft.Ledger.Stratum(@class, stratum), draft.One,
                    Held(token, @class) * draft.Ledger.Share(@class, stratum));
            }
        }
    }

    // Tokens held freely at the start; of an allocation, those that had unlocked by then are
    // among the holdings.
    private static double Held(GovernanceToken token, WalletClass @class) => @class.Assets
        .Where(a => a.Asset.Index == token.Asset.Index)
        .Sum(a => a.Share * @class.WealthUsd / token.Asset.PriceUsd);

    private static double Locked(GovernanceToken token, WalletClass @class) => token.Allocations
        .Where(a => a.Class.Index == @class.Index)
        .Sum(a => a.ShareOfSupply * token.SupplyTokens * (1 - a.Vested(a.AgeSeconds)));

    private static void AddVote(
        MarketDraft draft, GovernanceToken token, FeeVote vote, int row, int tokenRow)
    {
        PlanTables tables = draft.Tables;
        var reals = new double[VoteTable.Real.Width];
        reals[VoteTable.Real.ShareFor] = 1 - vote.ProtocolShare;
        reals[VoteTable.Real.ShareAgainst] =
            1 - vote.Pool.ProtocolShareOfFees;
        foreach (WalletClass @class in draft.Scenario.Classes)
        {
            int side = Favours(token, vote.Pool, @class)
                ? VoteTable.Real.For
                : VoteTable.Real.Against;
            reals[side] += Held(token, @class) * Turnout(vote, @class);
        }

        int voters = tables.ReserveIntegers(3 * token.Allocations.Count);
        int allocations = tables.Integers[tokenRow + TokenTable.Row.AllocationRows];
        for (int i = 0; i < token.Allocations.Count; i++)
        {
            WalletClass @class = token.Allocations[i].Class;
            int state = tables.Integers[
                allocations + (i * TokenTable.AllocationRow.Width)
                + TokenTable.AllocationRow.State];
            tables.Integers[voters + (3 * i)] = state + TokenTable.AllocationState.Tokens;
            tables.Integers[voters + (3 * i) + 1] = tables.AddReals(Turnout(vote, @class));
            tables.Integers[voters + (3 * i) + 2] =
                Favours(token, vote.Pool, @class) ? 1 : 0;
        }

        tables.SetRow(
            row,
            (VoteTable.Row.Reals, tables.AddReals(reals)),
            (VoteTable.Row.Every, draft.Steps(vote.EverySeconds)),
            (VoteTable.Row.Pool, PoolRow(draft, vote.Pool)),
            (VoteTable.Row.State, tables.ReserveSlots(1)),
            (VoteTable.Row.Metrics, tables.AddMetrics(new Metric(
                token.Asset.Name, "votesPassed", "times", 1, MetricSense.Level))),
            (VoteTable.Row.Voters, token.Allocations.Count),
            (VoteTable.Row.VoterRows, voters));
    }

    // Of classes that are not of the centre only some vote; the centre always does.
    private static double Turnout(FeeVote vote, WalletClass @class) =>
        @class.Centralised ? 1 : vote.Turnout;

    private static bool Favours(GovernanceToken token, PairPool pool, WalletClass @class)
    {
        double tokens = Held(token, @class) + Locked(token, @class);
        double liquidity = @class.WealthUsd * (
            @class.Liquidity.Where(l => l.Pool.Index == pool.Index).Sum(l => l.Share)
            + @class.Stakes.Where(s => s.Farm.Pool?.Index == pool.Index).Sum(s => s.Share));

        // Both are shares of wealth, equal where they are stated so, but for rounding.
        return tokens * token.Asset.PriceUsd >= liquidity * (1 - 1e-9);
    }

    private static int PoolRow(MarketDraft draft, PairPool pool)
    {
        int place = draft.Scenario.Pools.OfType<PairPool>().TakeWhile(
            p => p.Index != pool.Index).Count();
        return draft.Tables.Integers[draft.PoolHeader + PoolTable.Header.PoolRows]
            + (place * PoolTable.Row.Width);
    }
}
