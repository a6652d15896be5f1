using GpuRisk.Engine.Ledgers;
using GpuRisk.Kernels.Market;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Market;

/// <summary>Plans tokens that are sold, unlocked or bonded, and what their flows post.</summary>
internal static class TokenLedger
{
    /// <summary>Plans them and tells where each token's row stands.</summary>
    public static IReadOnlyDictionary<Asset, int> Add(MarketDraft draft)
    {
        List<Asset> assets = [.. draft.Scenario.Tokens.Select(t => t.Asset)
            .Concat(draft.Scenario.Farms.Select(f => f.Reward))
            .Concat(draft.Scenario.Bonds.Select(b => b.Token))
            .Distinct()
            .OrderBy(a => a.Index)];
        int rows = draft.Tables.ReserveIntegers(assets.Count * TokenTable.Row.Width);
        draft.Set(JointTable.Header.Tokens, assets.Count);
        draft.Set(JointTable.Header.TokenRows, rows);
        var places = new Dictionary<Asset, int>();
        for (int i = 0; i < assets.Count; i++)
        {
            int row = rows + (i * TokenTable.Row.Width);
            GovernanceToken? token =
                draft.Scenario.Tokens.FirstOrDefault(t => t.Asset.Index == assets[i].Index);
            AddToken(draft, assets[i], token, row);
            places.Add(assets[i], row);
        }

        AddBonds(draft, places);
        return places;
    }

    private static void AddToken(
        MarketDraft draft, Asset asset, GovernanceToken? token, int row)
    {
        PlanTables tables = draft.Tables;
        var reals = new double[TokenTable.Real.Width];
        reals[TokenTable.Real.Price] = asset.PriceUsd;
        reals[TokenTable.Real.ImpactPerUsd] = StepMoments.ImpactPerUsd(token?.Depth);
        reals[TokenTable.Real.ImpactDecay] =
            StepMoments.ImpactKept(token?.Depth, draft.Scenario.StepSeconds);

        IReadOnlyList<TokenAllocation> allocations = token?.Allocations ?? [];
        int rows = tables.ReserveIntegers(allocations.Count * TokenTable.AllocationRow.Width);
        tables.SetRow(
            row,
            (TokenTable.Row.Reals, tables.AddReals(reals)),
            (TokenTable.Row.Asset, asset.Index),
            (TokenTable.Row.State, tables.ReserveSlots(TokenTable.State.Width)),
            (TokenTable.Row.Allocations, allocations.Count),
            (TokenTable.Row.AllocationRows, rows));
        for (int i = 0; i < allocations.Count; i++)
        {
            AddAllocation(
                draft, token!, allocations[i], rows + (i * TokenTable.AllocationRow.Width));
        }
    }

    private static void AddAllocation(
        MarketDraft draft, GovernanceToken token, TokenAllocation allocation, int row)
    {
        PlanTables tables = draft.Tables;
        string name = $"{allocation.Class.Name}/{token.Asset.Name}";
        double tokens = allocation.ShareOfSupply * token.SupplyTokens;
        double usd = tokens * Math.Max(
            token.Asset.PriceUsd * draft.Growth(token.Asset), allocation.CostUsd);
        var reals = new double[TokenTable.AllocationReal.Width];
        reals[TokenTable.AllocationReal.Cost] = allocation.CostUsd;
        reals[TokenTable.AllocationReal.SoldShare] = allocation.SoldShare;
        int metrics = tables.AddMetrics(
            MarketDraft.Hidden(name, "unlock", usd),
            MarketDraft.Hidden(name, "unlockRevaluation", usd),
            MarketDraft.Hidden(name, "unlockSlippage", usd),
            MarketDraft.Hidden(name, "unlockedTokens", tokens));
        tables.SetRow(
            row,
            (TokenTable.AllocationRow.Reals, tables.AddReals(reals)),
            (TokenTable.AllocationRow.Every, draft.Steps(allocation.UnlockEverySeconds)),
            (TokenTable.AllocationRow.Unlocks,
                tables.AddReals(Unlocks(draft, allocation, tokens))),
            (TokenTable.AllocationRow.State,
                tables.ReserveSlots(TokenTable.AllocationState.Width)),
            (TokenTable.AllocationRow.Metrics, metrics));
        Account owner = draft.Ledger.Whole(allocation.Class);
        draft.Ledger.Post(
            Channel.Unlock, draft.Ledger.Named(NamedAccounts.Dilution), owner,
            metrics + TokenTable.AllocationMetric.Gain, 1);
        draft.PostRevaluation(owner, metrics + TokenTable.AllocationMetric.Revaluation, 1);
        draft.PostSlippage(owner, metrics + TokenTable.AllocationMetric.Slippage, 1);
        draft.Ledger.AddVotes(
            token.Asset, owner, metrics + TokenTable.AllocationMetric.Tokens, 1);
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

    private static void AddBonds(MarketDraft draft, Dictionary<Asset, int> tokens)
    {
        PlanTables tables = draft.Tables;
        IReadOnlyList<Bond> bonds = draft.Scenario.Bonds;
        int rows = tables.ReserveIntegers(bonds.Count * BondTable.Row.Width);
        draft.Set(JointTable.Header.Bonds, bonds.Count);
        draft.Set(JointTable.Header.BondRows, rows);
        for (int i = 0; i < bonds.Count; i++)
        {
            Bond bond = bonds[i];
            double usd = bond.UsdPerDay * draft.StepDays;
            double total = usd * draft.Scenario.Steps * draft.Growth(bond.Token);
            var reals = new double[BondTable.Real.Width];
            reals[BondTable.Real.Usd] = usd;
            reals[BondTable.Real.Tokens] = usd / (bond.Token.PriceUsd * (1 - bond.Discount));
            reals[BondTable.Real.Release] =
                1 - Math.Exp(-draft.Scenario.StepSeconds / bond.VestingSeconds);
            reals[BondTable.Real.InversePrice] = 1 / bond.Token.PriceUsd;
            int metrics = tables.AddMetrics(
                MarketDraft.Hidden(bond.Name, "paid", total),
                MarketDraft.Hidden(bond.Name, "received", total),
                MarketDraft.Hidden(bond.Name, "slippage", total));
            tables.SetRow(
                rows + (i * BondTable.Row.Width),
                (BondTable.Row.Reals, tables.AddReals(reals)),
                (BondTable.Row.Token, tokens[bond.Token]),
                (BondTable.Row.State, tables.ReserveSlots(BondTable.State.Width)),
                (BondTable.Row.Metrics, metrics));
            Account buyers = draft.Ledger.Whole(bond.Buyers);
            draft.Ledger.Post(
                Channel.Bonds, buyers, draft.Ledger.Role(MarketRoles.Treasury),
                metrics + BondTable.Metric.Paid, 1);
            draft.Ledger.Post(
                Channel.Bonds, draft.Ledger.Named(NamedAccounts.Dilution), buyers,
                metrics + BondTable.Metric.Received, 1);
            draft.PostSlippage(buyers, metrics + BondTable.Metric.Slippage, 1);
        }
    }
}
