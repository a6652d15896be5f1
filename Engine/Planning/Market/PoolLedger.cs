using GpuRisk.Engine.Ledgers;
using GpuRisk.Engine.Planning.Pools;
using GpuRisk.Kernels.Pools;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Market;

/// <summary>Liquidity of a class that is staked in a farm, as the plan holds it.</summary>
internal sealed record StakedPosition(Farm Farm, WalletClass Class, int Row, int PoolRow);

/// <summary>
/// Plans pools with a position of one USD for every class that provides liquidity, and one for
/// all others; and what their flows post.
/// </summary>
internal static class PoolLedger
{
    public static IReadOnlyList<StakedPosition> Add(MarketDraft draft)
    {
        List<Provision> provisions = [.. Provisions(draft)];
        draft.Pools = PoolPlanner.Add(
            draft.Scenario, draft.Tables, [.. provisions.Select(p => p.Position)]);
        var staked = new List<StakedPosition>();
        foreach (PlannedPool pool in draft.Pools.Pools)
        {
            PostPool(draft, pool.Pool, pool.Outcomes);
            var audit = new PoolAudit(pool.Pool, pool.Outcomes);
            foreach (PlannedPosition position in pool.Positions)
            {
                Provision provision = provisions.Single(p => p.Position == position.Position);
                Post(draft, provision, position.Outcomes);
                audit.Add(position.Position.Name, position.Outcomes, provision.ValueUsd);
                if (provision is { Farm: { } farm, Class: { } @class })
                {
                    staked.Add(new StakedPosition(farm, @class, position.Row, pool.Row));
                }
            }

            draft.Ledger.Reconciliations.AddRange(audit.Reconciliations);
        }

        return staked;
    }

    private static IEnumerable<Provision> Provisions(MarketDraft draft)
    {
        int index = 0;
        foreach (ArbitragedPool pool in draft.Scenario.Pools.OfType<ArbitragedPool>())
        {
            double liquidity = pool.ActiveLiquidity;
            foreach (WalletClass @class in draft.Scenario.Classes)
            {
                IEnumerable<Provision> own = @class.Liquidity
                    .Where(l => l.Pool.Index == pool.Index)
                    .Select(l => new Provision(
                        Unit(draft, pool, index++, $"{@class.Name}/{pool.Name}", l),
                        @class, null, l.Share * @class.WealthUsd));
                IEnumerable<Provision> staked = @class.Stakes
                    .Where(s => s.Farm.Pool?.Index == pool.Index)
                    .Select(s => new Provision(
                        Unit(draft, pool, index++, $"{@class.Name}/{s.Farm.Name}", null),
                        @class, s.Farm, s.Share * @class.WealthUsd));
                foreach (Provision provision in own.Concat(staked))
                {
                    liquidity -= provision.Position.Liquidity * provision.ValueUsd;
                    yield return provision;
                }
            }

            Position rest = Unit(draft, pool, index++, $"others/{pool.Name}", null);
            yield return new Provision(
                rest, null, null, Math.Max(liquidity / rest.Liquidity, 0));
        }
    }

    private static Position Unit(
        MarketDraft draft, ArbitragedPool pool, int index, string name,
        LiquidityHolding? holding) => new()
        {
            Index = index,
            Name = name,
            Pool = pool,
            ValueUsd = 1,
            Range = holding?.Range is { } range
                ? new PriceRange(range.Lower * pool.Price, range.Upper * pool.Price)
                : null,
            Strategy = holding?.Strategy ?? RangeStrategy.Hold,
            RecentreEverySeconds = holding?.RecentreEverySeconds ?? 0,
            GasPerActionUsd = draft.GasUsd(holding?.GasUnits ?? 0),
        };

    // Noise traders pay into the pool, which pays its providers and the protocol; what is left is
    // the share of providers outside the classes.
    private static void PostPool(MarketDraft draft, ArbitragedPool pool, int metrics)
    {
        LedgerDraft ledger = draft.Ledger;
        Account venue = ledger.Named(pool.Name, AccountKind.Venue);
        Account treasury = ledger.Role(MarketRoles.Treasury);
        Account arbitrageurs = ledger.Role(MarketRoles.Arbitrageurs);
        double weight = draft.Scenario.Classes.Sum(c => c.TradingWeight);
        foreach (WalletClass @class in draft.Scenario.Classes)
        {
            if (weight > 0)
            {
                ledger.Post(
                    Channel.TradingFees, ledger.Whole(@class), venue,
                    metrics + PoolOutcomes.NoiseVolume,
                    pool.FeeFraction * @class.TradingWeight / weight);
            }
        }

        if (weight == 0)
        {
            ledger.Post(
                Channel.TradingFees, ledger.Named(NamedAccounts.Traders), venue,
                metrics + PoolOutcomes.NoiseVolume, pool.FeeFraction);
        }

        int fromArbitrage = metrics + PoolOutcomes.ProtocolArbitrageFees;
        ledger.Post(
            Channel.ProtocolFee, venue, treasury, metrics + PoolOutcomes.ProtocolFees, 1);
        ledger.Post(Channel.ProtocolFee, venue, treasury, fromArbitrage, -1);
        ledger.Post(Channel.ProtocolFee, arbitrageurs, treasury, fromArbitrage, 1);
        draft.PostGas(arbitrageurs, metrics + PoolOutcomes.ArbitrageGas, 1);

        // What they bid is a part of what these leave them of their trades.
        double bid = draft.Scenario.Gas?.BidShare ?? 0;
        Account validators = ledger.Role(MarketRoles.Infrastructure);
        ledger.Post(Channel.Bids, arbitrageurs, validators, fromArbitrage, -bid);
        ledger.Post(
            Channel.Bids, arbitrageurs, validators, metrics + PoolOutcomes.ArbitrageGas, -bid);
    }

    private static void Post(MarketDraft draft, Provision provision, int metrics)
    {
        if (provision.Class is not { } @class)
        {
            Account venue = draft.Ledger.Named(provision.Position.Pool.Name, AccountKind.Venue);
            Post(draft, provision, metrics, venue, provision.ValueUsd);
            return;
        }

        for (int k = 0; k < draft.Ledger.Strata[@class.Index].Length; k++)
        {
            Account account = draft.Ledger.Stratum(@class, k);
            double usd = provision.ValueUsd * draft.Ledger.Share(@class, k);
            Post(draft, provision, metrics, account, usd);
            draft.PostGas(
                account, metrics + PositionOutcomes.Gas,
                draft.Ledger.Strata[@class.Index][k].Wallets);
        }
    }

    private static void Post(
        MarketDraft draft, Provision provision, int metrics, Account account, double usd)
    {
        LedgerDraft ledger = draft.Ledger;
        double bid = draft.Scenario.Gas?.BidShare ?? 0;
        int loss = metrics + PositionOutcomes.LossVersusRebalancing;
        int fromArbitrage = metrics + PositionOutcomes.ArbitrageFees;
        Account venue = ledger.Named(provision.Position.Pool.Name, AccountKind.Venue);
        Account arbitrageurs = ledger.Role(MarketRoles.Arbitrageurs);
        Account validators = ledger.Role(MarketRoles.Infrastructure);
        draft.PostRevaluation(account, metrics + PositionOutcomes.Revaluation, usd);
        ledger.Post(Channel.Arbitrage, account, arbitrageurs, loss, usd);
        ledger.Post(Channel.TradingFees, arbitrageurs, account, fromArbitrage, usd);
        ledger.Post(
            Channel.TradingFees, venue, account, metrics + PositionOutcomes.Fees, usd);
        ledger.Post(Channel.TradingFees, venue, account, fromArbitrage, -usd);
        ledger.Post(
            Channel.TradingFees, account, venue, metrics + PositionOutcomes.SwapFees, usd);
        ledger.Post(Channel.Bids, arbitrageurs, validators, loss, bid * usd);
        ledger.Post(Channel.Bids, arbitrageurs, validators, fromArbitrage, -bid * usd);
    }

    // Without a class it is what all others provide.
    private sealed record Provision(
        Position Position, WalletClass? Class, Farm? Farm, double ValueUsd);
}
