using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;

namespace GpuRisk.Kernels.Pools;

/// <summary>The market's price of a pool's pair, and a pool that stands at it.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class PoolMarket<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Tells the market's price of a pair, its root, and that of the quote asset.
    /// </summary>
    public static void Quote(C context, int row, int from, int count)
    {
        PairPoolRow pair = PairPool<R, W, C>.Own(context, row);
        int logs = PriceProcess<R, W, C>.Logs(context, pair.Base) + from;
        R shift = PriceProcess<R, W, C>.Shifted(context, pair.Base, R.Of(0.0));
        int market = Buffers<R, W, C>.Slot(context, pair.Moves + PoolMove.Market) + from;
        int root = Buffers<R, W, C>.Slot(context, pair.Moves + PoolMove.MarketRoot) + from;
        int usd = Buffers<R, W, C>.Slot(context, pair.Moves + PoolMove.QuoteUsd) + from;
        if (pair.QuoteMoves == 0)
        {
            for (int i = 0; i < count; i++)
            {
                R log = context.Load(logs + i) + shift;
                context.Store(market + i, log);
                context.Store(root + i, R.ExpInLoop(log * R.Of(0.5)));
                context.Store(usd + i, R.Of(1.0));
            }

            return;
        }

        int quotes = PriceProcess<R, W, C>.Logs(context, pair.Quote) + from;
        R quoteShift = PriceProcess<R, W, C>.Shifted(context, pair.Quote, R.Of(0.0));
        for (int i = 0; i < count; i++)
        {
            R quote = context.Load(quotes + i) + quoteShift;
            R log = context.Load(logs + i) + shift - quote;
            context.Store(market + i, log);
            context.Store(root + i, R.ExpInLoop(log * R.Of(0.5)));
            context.Store(usd + i, R.ExpInLoop(quote));
        }
    }

    /// <summary>Takes a pool that stands at the market's price through steps of a block.</summary>
    public static void Follow(C context, int row, int from, int count)
    {
        if (PairPool<R, W, C>.Own(context, row).Ranged != 0)
        {
            TellEnds(context, row, from, count);
        }

        if (!TryFollow<SmallGrowth<R, W>>(context, row, from, count))
        {
            TryFollow<AnyGrowth<R, W>>(context, row, from, count);
        }
    }

    // Whether growth could tell all moves; otherwise nothing has happened.
    private static bool TryFollow<G>(C context, int row, int from, int count)
        where G : struct, IGrowth<R, W>
    {
        PairPoolRow pair = PairPool<R, W, C>.Own(context, row);
        int market = Buffers<R, W, C>.Slot(context, pair.Moves + PoolMove.Market) + from;
        int after = Buffers<R, W, C>.Slot(context, pair.Moves + PoolMove.After) + from;
        int root = Buffers<R, W, C>.Slot(context, pair.Moves + PoolMove.MarketRoot) + from;
        int roots = Buffers<R, W, C>.Slot(context, pair.Moves + PoolMove.Root) + from;
        int usd = Buffers<R, W, C>.Slot(context, pair.Moves + PoolMove.QuoteUsd) + from;
        int left = Buffers<R, W, C>.Slot(context, pair.Moves + PoolMove.Left) + from;
        int excess = Buffers<R, W, C>.Slot(context, pair.Moves + PoolMove.Excess) + from;
        R log = context.Load(pair.State + PairPoolState.Log);
        R before = context.Load(pair.State + PairPoolState.Root);
        R first = log;
        R largest = R.Of(0.0);
        for (int i = 0; i < count; i++)
        {
            // The trade's mean price is the geometric mean of both ends, and the market's that
            // of its end.
            R next = context.Load(market + i);
            R half = (next - log) * R.Of(0.5);
            R growth = G.Of(half);
            largest = Bounds<R, W>.Max(largest, Bounds<R, W>.Abs(half));
            context.Store(left + i, before * growth * context.Load(usd + i));
            context.Store(excess + i, growth);
            context.Store(after + i, next);
            log = next;
            before = context.Load(root + i);
            context.Store(roots + i, before);
        }

        if (!G.CanTell(largest))
        {
            return false;
        }

        context.Store(pair.State + PairPoolState.LogBefore, first);
        context.Store(pair.State + PairPoolState.Log, log);
        context.Store(pair.State + PairPoolState.Root, before);
        return true;
    }

    /// <summary>Tells where the market's price begins each step, and where it is before the jumps
    /// at its end.</summary>
    public static void TellEnds(C context, int row, int from, int count)
    {
        PairPoolRow pair = PairPool<R, W, C>.Own(context, row);
        int start = Buffers<R, W, C>.Slot(context, pair.Moves + PoolMove.Start) + from;
        int end = Buffers<R, W, C>.Slot(context, pair.Moves + PoolMove.End) + from;
        int logs = PriceProcess<R, W, C>.Logs(context, pair.Base) + from;
        int quotes = PriceProcess<R, W, C>.Logs(context, pair.Quote) + from;
        int moved = Moved(context, pair.Base) + from;
        int quoteMoved = Moved(context, pair.Quote) + from;
        R shift = PriceProcess<R, W, C>.ShiftedBefore(context, pair.Base, R.Of(0.0))
            - PriceProcess<R, W, C>.ShiftedBefore(context, pair.Quote, R.Of(0.0));
        R last = context.Load(pair.State + PairPoolState.Unshifted);
        for (int i = 0; i < count; i++)
        {
            context.Store(start + i, last + shift);
            context.Store(
                end + i, context.Load(moved + i) - context.Load(quoteMoved + i) + shift);
            last = context.Load(logs + i) - context.Load(quotes + i);
        }

        context.Store(pair.State + PairPoolState.Unshifted, last);
    }

    // A price that follows a peg moves through the step although it counts as a jump elsewhere.
    [MethodImpl(Inline)]
    private static int Moved(C context, int asset) =>
        context.Integer(PriceProcess<R, W, C>.Row(asset) + AssetRow.PlaceOf.Follows) != 0
            ? PriceProcess<R, W, C>.Logs(context, asset)
            : PriceProcess<R, W, C>.LogsBeforeJump(context, asset);
}
