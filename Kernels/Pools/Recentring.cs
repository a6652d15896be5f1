using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;

namespace GpuRisk.Kernels.Pools;

/// <summary>Moves the ranges of positions after the pool's price.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class Recentring<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>Recentres a position after a step, if it is time to.</summary>
    /// <param name="context">The context.</param>
    /// <param name="row">The position's row.</param>
    /// <param name="pool">The pool's row.</param>
    /// <param name="step">The step.</param>
    /// <param name="i">The same, counted from the block's first.</param>
    public static void Step(C context, int row, int pool, int step, int i)
    {
        // At the horizon a position is closed, and not recentred before.
        int every = context.Integer(row + PositionRow.PlaceOf.RecentreEvery);
        if (step + 1 == context.Integer(PriceHeader.PlaceOf.Steps))
        {
            return;
        }

        if (every > 0)
        {
            if ((step + 1) % every == 0)
            {
                Move(context, row, pool, i, W.Of(ulong.MaxValue));
            }

            return;
        }

        PositionRow position = PositionRow.Read(context, row);
        int moves = PairPool<R, W, C>.Own(context, pool).Moves;
        R at = context.Load(Buffers<R, W, C>.Slot(context, moves + PoolMove.After) + i)
            - context.Load(position.State + PositionState.Centre);
        W leaves = R.Less(at, context.Real(position.Terms + PositionTerms.Lower))
            | R.Less(context.Real(position.Terms + PositionTerms.Upper), at);
        if (W.Any(leaves))
        {
            Move(context, row, pool, i, leaves);
        }
    }

    // Moves the range so that it lies about the pool's price as it lay at the start, keeping
    // the position's value. What changes hands pays the pool's fee; costs come from outside.
    private static void Move(C context, int row, int pool, int i, W mask)
    {
        PositionRow position = PositionRow.Read(context, row);
        int moves = PairPool<R, W, C>.Own(context, pool).Moves;
        R lower = context.Real(position.Terms + PositionTerms.Lower);
        R upper = context.Real(position.Terms + PositionTerms.Upper);
        R liquidity = context.Load(position.State + PositionState.Liquidity);
        R centre = context.Load(position.State + PositionState.Centre);
        R market = context.Load(Buffers<R, W, C>.Slot(context, moves + PoolMove.Market) + i);
        R now = context.Load(Buffers<R, W, C>.Slot(context, moves + PoolMove.After) + i);
        R quoteUsd = context.Load(Buffers<R, W, C>.Slot(context, moves + PoolMove.QuoteUsd) + i);
        R at = Bounds<R, W>.Clamp(now - centre, lower, upper);
        R price = R.Exp(market);
        R oldBase = liquidity * Position<R, W, C>.BaseOf(centre, at, upper) * price;
        R value = R.Fma(liquidity, Position<R, W, C>.QuoteOf(centre, at, lower), oldBase);
        R newBase = Position<R, W, C>.BaseOf(now, R.Of(0.0), upper) * price;
        R newLiquidity =
            value / (newBase + Position<R, W, C>.QuoteOf(now, R.Of(0.0), lower));
        R swapped = Bounds<R, W>.Abs(R.Fma(newLiquidity, newBase, -oldBase)) * quoteUsd;
        R fee = context.Real(context.Integer(pool + PoolRow.PlaceOf.Terms) + PoolTerms.Fee);
        R versusHold = Position<R, W, C>.VersusHold(context, row, at, market);
        Replace(context, position.State + PositionState.VersusHold, mask, versusHold);
        Replace(context, position.State + PositionState.Market, mask, market);
        Replace(context, position.State + PositionState.Centre, mask, now);
        Replace(context, position.State + PositionState.Liquidity, mask, newLiquidity);
        Slots<R, W, C>.Add(
            context, position.State + PositionState.Rebalances, Bounds<R, W>.Indicator(mask));
        Slots<R, W, C>.Accumulate(
            context, position.State + PositionState.Gas, mask,
            PositionEnd<R, W, C>.Gas(context, position.Terms));
        Slots<R, W, C>.Accumulate(
            context, position.State + PositionState.SwapFees, mask, fee * swapped);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Replace(C context, int slot, W mask, R value) =>
        context.Store(slot, R.Select(mask, value, context.Load(slot)));
}
