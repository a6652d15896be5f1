using GpuRisk.Engine.Ledgers;
using GpuRisk.Kernels.ImpermanentLoss;
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
        int header = PoolPlanner.Add(
            draft.Scenario, draft.Tables, [.. provisions.Select(p => p.Position)]);
        draft.PoolHeader = header;
        List<int> integers = draft.Tables.Integers;
        var staked = new List<StakedPosition>();
        int row = integers[header + PoolTable.Header.PoolRows];
        foreach (PairPool pool in draft.Scenario.Pools.OfType<PairPool>())
        {
            PostPool(draft, pool, integers[row + PoolTable.Row.Metrics]);
            int position = integers[row + PoolTable.Row.PositionRows];
            var audit = new PoolAudit(pool, integers[row + PoolTable.Row.Metrics]);
            foreach (Provision provision in provisions.Where(
                p => p.Position.Pool.Index == pool.Index))
            {
                int metrics = integers[position + PositionTable.Row.Metrics];
                Post(draft, provision, metrics);
                audit.Add(provision.Position.Name, metrics, provision.ValueUsd);
                if (provision is { Farm: { } farm, Class: { } @class })
                {
                    staked.Add(new StakedPosition(farm, @class, position, row));
                }

                position += PositionTable.Row.Width;
            }

            draft.Ledger.Reconciliations.AddRange(audit.Reconciliations);
            row += PoolTable.Row.Width;
        }

        return staked;
    }

    private static IEnumerable<Provision> Provisions(MarketDraft draft)
    {
        int index = 0;
        foreach (PairPool pool in draft.Scenario.Pools.OfType<PairPool>())
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
        MarketDraft draft, PairPool pool, int index, string name, LiquidityHolding? holding) =>
        new()
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
    private static void PostPool(MarketDraft draft, PairPool pool, int metrics)
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
                    metrics + PoolTable.Metric.NoiseVolume,
                    pool.FeeFraction * @class.TradingWeight / weight);
            }
        }

        if (weight == 0)
        {
            ledger.Post(
                Channel.TradingFees, ledger.Named(NamedAccounts.Traders), venue,
                metrics + PoolTable.Metric.NoiseVolume, pool.FeeFraction);
        }

        int fromArbitrage = metrics + PoolTable.Metric.ProtocolArbitrageFees;
        ledger.Post(
            Channel.ProtocolFee, venue, treasury, metrics + PoolTable.Metric.ProtocolFees, 1);
        ledger.Post(Channel.ProtocolFee, venue, treasury, fromArbitrage, -1);
        ledger.Post(Channel.ProtocolFee, arbitrageurs, treasury, fromArbitrage, 1);
        draft.PostGas(arbitrageurs, metrics + PoolTable.Metric.ArbitrageGas, 1);

        // What they bid is a part of what these leave them of their trades.
        double bid = draft.Scenario.Gas?.BidShare ?? 0;
        Account validators = ledger.Role(MarketRoles.Infrastructure);
        ledger.Post(Channel.Bids, arbitrageurs, validators, fromArbitrage, -bid);
        ledger.Post(
            Channel.Bids, arbitrageurs, validators, metrics + PoolTable.Metric.ArbitrageGas, -bid);
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
                account, metrics + PositionTable.Metric.Gas,
                draft.Ledger.Strata[@class.Index][k].Wallets);
        }
    }

    private static void Post(
        MarketDraft draft, Provision provision, int metrics, Account account, double usd)
    {
        LedgerDraft ledger = draft.Ledger;
        double bid = draft.Scenario.Gas?.BidShare ?? 0;
        int loss = metrics + PositionTable.Metric.LossVersusRebalancing;
        int fromArbitrage = metrics + PositionTable.Metric.ArbitrageFees;
        Account venue = ledger.Named(provision.Position.Pool.Name, AccountKind.Venue);
        Account arbitrageurs = ledger.Role(MarketRoles.Arbitrageurs);
        Account validators = ledger.Role(MarketRoles.Infrastructure);
        draft.PostRevaluation(account, metrics + PositionTable.Metric.Revaluation, usd);
        ledger.Post(Channel.Arbitrage, account, arbitrageurs, loss, usd);
        ledger.Post(Channel.TradingFees, arbitrageurs, account, fromArbitrage, usd);
        ledger.Post(
            Channel.TradingFees, venue, account, metrics + PositionTable.Metric.Fees, usd);
        ledger.Post(Channel.TradingFees, venue, account, fromArbitrage, -usd);
        ledger.Post(
            Channel.TradingFees, account, venue, metrics + PositionTable.Metric.SwapFees, usd);
        ledger.Post(Channel.Bids, arbitrageurs, validators, loss, bid * usd);
        ledger.Post(Channel.Bids, arbitrageurs, validators, fromArbitrage, -bid * usd);
    }

    // Without a class it is what all others provide.
    private sealed record Provision(
        Position Position, WalletClass? Class, Farm? Farm, double ValueUsd);
}
