using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;

namespace GpuRisk.Kernels.Pools;

/// <summary>Arbitrage of a pool of two assets, step by step.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class PoolArbitrage<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>Trades a pool through steps of a block.</summary>
    /// <remarks>
    /// With g the growth of the root s of the price, an arbitrageur who buys pays L s g / (1 - f)
    /// and gains L s g^2 / (1 - f); one who sells gains L s g^2. A trade to the edge of the band
    /// at a distance of +-b from the market is made at a mean price of exp(-+b) / (1 + g).
    /// </remarks>
    public static void Trade(C context, int row, int first, int from, int count)
    {
        if (!TryTrade<SmallGrowth<R, W>>(context, row, first, from, count))
        {
            TryTrade<AnyGrowth<R, W>>(context, row, first, from, count);
        }
    }

    // Whether growth could tell all moves; otherwise nothing has happened.
    private static bool TryTrade<G>(C context, int row, int first, int from, int count)
        where G : struct, IGrowth<R, W>
    {
        PoolRow pool = PoolRow.Read(context, row);
        PairPoolRow pair = PairPool<R, W, C>.Own(context, row);
        PoolTerms<R> terms = PoolTerms<R>.Read(context, pool.Terms);
        int market = Buffers<R, W, C>.Slot(context, pair.Moves + PoolMove.Market) + from;
        int marketRoots = Buffers<R, W, C>.Slot(context, pair.Moves + PoolMove.MarketRoot) + from;
        int roots = Buffers<R, W, C>.Slot(context, pair.Moves + PoolMove.Root) + from;
        int usd = Buffers<R, W, C>.Slot(context, pair.Moves + PoolMove.QuoteUsd) + from;
        int after = Buffers<R, W, C>.Slot(context, pair.Moves + PoolMove.After) + from;
        int left = Buffers<R, W, C>.Slot(context, pair.Moves + PoolMove.Left) + from;
        int excess = Buffers<R, W, C>.Slot(context, pair.Moves + PoolMove.Excess) + from;
        R none = R.Of(0.0);
        R gas = GasPrice<R, W, C>.Of(context, terms.ArbitrageGas);
        R up = R.ExpM1(terms.Band);
        R down = R.ExpM1(-terms.Band);
        R rootUp = R.Exp(terms.Band * R.Of(0.5));
        R rootDown = R.Exp(terms.Band * R.Of(-0.5));
        R liquidity = context.Load(pool.State + PoolState.Liquidity);
        R log = context.Load(pair.State + PairPoolState.Log);
        R root = context.Load(pair.State + PairPoolState.Root);
        R profits = context.Load(pool.State + PoolState.ArbitrageProfit + Sum.Partial);
        R volumes = context.Load(pool.State + PoolState.ArbitrageVolume + Sum.Partial);
        R trades = context.Load(pool.State + PoolState.ArbitrageTrades);
        R spent = context.Load(pool.State + PoolState.ArbitrageGas + Sum.Partial);
        R before = log;
        R largest = none;
        for (int i = 0; i < count; i++)
        {
            R low = context.Load(market + i) - terms.Band;
            R high = context.Load(market + i) + terms.Band;
            W buys = R.Less(log, low);
            R target = R.Select(buys, low, high);
            R half = (target - log) * R.Of(0.5);
            R growth = G.Of(half);
            largest = Bounds<R, W>.Max(largest, Bounds<R, W>.Abs(half));
            R move = root * context.Load(usd + i) * growth;
            R paid = R.Select(buys, terms.InputPerKept, R.Of(1.0)) * liquidity * move;
            R profit = R.Fma(paid, growth, -gas);
            W trade = (buys | R.Less(high, log)) & R.Less(none, profit);
            R volume = R.Select(buys, paid, -R.Fma(paid, growth, paid));
            R edge = R.Select(buys, up, down);
            profits += R.Select(trade, profit, none);
            volumes += R.Select(trade, volume, none);
            trades += R.Select(trade, R.Of(1.0), none);
            spent += R.Select(trade, gas, none);
            context.Store(left + i, R.Select(trade, move, none));
            context.Store(
                excess + i, R.Select(trade, R.Fma(edge, growth, growth) + edge, none));
            log = R.Select(trade, target, log);
            root = R.Select(
                trade, context.Load(marketRoots + i) * R.Select(buys, rootDown, rootUp), root);
            context.Store(after + i, log);
            context.Store(roots + i, root);
        }

        if (!G.CanTell(largest))
        {
            return false;
        }

        int end = first + from + count;
        context.Store(pair.State + PairPoolState.LogBefore, before);
        context.Store(pair.State + PairPoolState.Log, log);
        context.Store(pair.State + PairPoolState.Root, root);
        context.Store(pool.State + PoolState.ArbitrageTrades, trades);
        Sums<R, W, C>.Keep(context, pool.State + PoolState.ArbitrageProfit, profits, end);
        Sums<R, W, C>.Keep(context, pool.State + PoolState.ArbitrageVolume, volumes, end);
        Sums<R, W, C>.Keep(context, pool.State + PoolState.ArbitrageGas, spent, end);
        return true;
    }
}
