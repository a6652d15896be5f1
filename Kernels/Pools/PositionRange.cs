using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;

namespace GpuRisk.Kernels.Pools;

/// <summary>What of a pool's steps falls into a position's price range.</summary>
/// <remarks>A step with both ends inside moves the position as it moves the pool, and one with
/// both ends on one side outside does not. What crosses an end is looked at by itself, which is
/// seldom.</remarks>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class PositionRange<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Whether the pool stays inside the range through steps of a block on every path, so
    /// that the position moves as one over the whole axis would.</summary>
    public static bool Encloses(C context, int row, int pool, int from, int count, R before)
    {
        PositionRow position = PositionRow.Read(context, row);
        if (position.RecentreEvery != 0 || IsWatched(context, pool))
        {
            return false;
        }

        int after = from + Buffers<R, W, C>.Slot(
            context, PairPool<R, W, C>.Own(context, pool).Moves + PoolMove.After);
        R lowest = before;
        R highest = before;
        for (int i = 0; i < count; i++)
        {
            R log = context.Load(after + i);
            lowest = Bounds<R, W>.Min(log, lowest);
            highest = Bounds<R, W>.Max(log, highest);
        }

        R centre = context.Load(position.State + PositionState.Centre);
        return !W.Any(
            R.Less(lowest - centre, context.Real(position.Terms + PositionTerms.Lower))
            | R.Less(context.Real(position.Terms + PositionTerms.Upper), highest - centre));
    }

    /// <summary>Tells in the position's buffers what steps of a block do to it.</summary>
    /// <param name="context">The context.</param>
    /// <param name="row">The position's row.</param>
    /// <param name="pool">The pool's row.</param>
    /// <param name="from">The first of the steps, counted from the block's first.</param>
    /// <param name="count">How many.</param>
    /// <param name="before">Log of the pool's price before them.</param>
    public static void Tell(C context, int row, int pool, int from, int count, R before)
    {
        if (PairPool<R, W, C>.Own(context, pool).Blocks >= 0)
        {
            Occupy(context, row, pool, from, count);
            Share(context, row, pool, from, count);
            return;
        }

        bool crosses = Split(context, row, pool, from, count, before);
        if (crosses)
        {
            Cross(context, row, pool, from, count, before);
        }

        if (context.Integer(pool + PoolRow.PlaceOf.Continuous) != 0)
        {
            Occupy(context, row, pool, from, count);
        }
    }

    // Whether the pool moves within a step.
    [MethodImpl(Inline)]
    private static bool IsWatched(C context, int pool) =>
        context.Integer(pool + PoolRow.PlaceOf.Continuous) != 0
        || PairPool<R, W, C>.Own(context, pool).Blocks >= 0;

    // Of the trades of a step's blocks a position has those while the price is in its range.
    private static void Share(C context, int row, int pool, int from, int count)
    {
        int moves = Buffers<R, W, C>.Slot(
            context, PairPool<R, W, C>.Own(context, pool).Moves) + from;
        int own = Buffers<R, W, C>.Slot(context, PositionRow.Read(context, row).Moves) + from;
        for (int i = 0; i < count; i++)
        {
            R share = context.Load(own + (PositionMove.Share * R.BlockSteps) + i);
            context.Store(
                own + (PositionMove.Left * R.BlockSteps) + i,
                context.Load(moves + (PoolMove.Left * R.BlockSteps) + i) * share);
            context.Store(
                own + (PositionMove.Excess * R.BlockSteps) + i,
                context.Load(moves + (PoolMove.Excess * R.BlockSteps) + i));
        }
    }

    // All of a step or nothing; whether any step crosses an end.
    private static bool Split(C context, int row, int pool, int from, int count, R before)
    {
        PositionRow position = PositionRow.Read(context, row);
        int moves = PairPool<R, W, C>.Own(context, pool).Moves;
        int after = Buffers<R, W, C>.Slot(context, moves + PoolMove.After) + from;
        int left = Buffers<R, W, C>.Slot(context, moves + PoolMove.Left) + from;
        int excess = Buffers<R, W, C>.Slot(context, moves + PoolMove.Excess) + from;
        int own = Buffers<R, W, C>.Slot(context, position.Moves + PositionMove.Left) + from;
        int ownExcess = Buffers<R, W, C>.Slot(context, position.Moves + PositionMove.Excess) + from;
        int share = Buffers<R, W, C>.Slot(context, position.Moves + PositionMove.Share) + from;
        R centre = context.Load(position.State + PositionState.Centre);
        R lower = context.Real(position.Terms + PositionTerms.Lower);
        R upper = context.Real(position.Terms + PositionTerms.Upper);
        W crosses = W.Of(0);
        R at = before - centre;
        for (int i = 0; i < count; i++)
        {
            R to = context.Load(after + i) - centre;
            R inside = Bounds<R, W>.Indicator(IsInside(at, to, lower, upper));
            crosses |= Crosses(at, to, lower, upper);
            context.Store(own + i, context.Load(left + i) * inside);
            context.Store(ownExcess + i, context.Load(excess + i));
            context.Store(share + i, inside);
            at = to;
        }

        return W.Any(crosses);
    }

    [MethodImpl(Inline)]
    private static W IsInside(R at, R to, R lower, R upper) =>
        R.LessOrEqual(lower, Bounds<R, W>.Min(at, to))
        & R.LessOrEqual(Bounds<R, W>.Max(at, to), upper);

    // One end of the step is inside and one outside, or they are on both sides.
    [MethodImpl(Inline)]
    private static W Crosses(R at, R to, R lower, R upper)
    {
        R lowest = Bounds<R, W>.Min(at, to);
        R highest = Bounds<R, W>.Max(at, to);
        return (R.Less(lowest, lower) & R.LessOrEqual(lower, highest))
            | (R.LessOrEqual(lowest, upper) & R.Less(upper, highest));
    }

    // Looks again at steps that reach an end of the range, in logs from its centre.
    private static void Cross(C context, int row, int pool, int from, int count, R before)
    {
        PositionRow position = PositionRow.Read(context, row);
        PairPoolRow pair = PairPool<R, W, C>.Own(context, pool);
        int moves = Buffers<R, W, C>.Slot(context, pair.Moves) + from;
        int own = Buffers<R, W, C>.Slot(context, position.Moves) + from;
        R centre = context.Load(position.State + PositionState.Centre);
        R lower = context.Real(position.Terms + PositionTerms.Lower);
        R upper = context.Real(position.Terms + PositionTerms.Upper);
        R at = before - centre;
        for (int i = 0; i < count; i++)
        {
            R to = context.Load(moves + (PoolMove.After * R.BlockSteps) + i) - centre;
            W crosses = Crosses(at, to, lower, upper);
            if (W.Any(crosses))
            {
                Cut(context, position, moves + i, own + i, at, to, crosses);
            }

            at = to;
        }
    }

    private static void Cut(C context, PositionRow position, int moves, int own, R at, R to, W mask)
    {
        R centre = context.Load(position.State + PositionState.Centre);
        R lower = context.Real(position.Terms + PositionTerms.Lower);
        R upper = context.Real(position.Terms + PositionTerms.Upper);
        R before = Bounds<R, W>.Clamp(at, lower, upper);
        R after = Bounds<R, W>.Clamp(to, lower, upper);
        R market = context.Load(moves + (PoolMove.Market * R.BlockSteps));
        R left = Position<R, W, C>.Root(centre + before)
            * R.ExpM1(R.Of(0.5) * (after - before))
            * context.Load(moves + (PoolMove.QuoteUsd * R.BlockSteps));
        Replace(context, own + (PositionMove.Left * R.BlockSteps), mask, left);
        Replace(
            context, own + (PositionMove.Excess * R.BlockSteps), mask,
            Position<R, W, C>.Excess(before, after, market - centre));
        Replace(
            context, own + (PositionMove.Share * R.BlockSteps), mask,
            Occupation<R, W>.Straight(at, to, lower, upper));
    }

    [MethodImpl(Inline)]
    private static void Replace(C context, int slot, W mask, R value) =>
        context.Store(slot, R.Select(mask, value, context.Load(slot)));

    // The share of steps in which the price of a pool that follows the market is in the range.
    private static void Occupy(C context, int row, int pool, int from, int count)
    {
        PositionRow position = PositionRow.Read(context, row);
        PairPoolRow pair = PairPool<R, W, C>.Own(context, pool);
        int start = Buffers<R, W, C>.Slot(context, pair.Moves + PoolMove.Start) + from;
        int end = Buffers<R, W, C>.Slot(context, pair.Moves + PoolMove.End) + from;
        int share = Buffers<R, W, C>.Slot(context, position.Moves + PositionMove.Share) + from;
        R centre = context.Load(position.State + PositionState.Centre);
        R lower = context.Real(position.Terms + PositionTerms.Lower);
        R upper = context.Real(position.Terms + PositionTerms.Upper);
        R scale = context.Real(pair.BridgeScale);
        for (int i = 0; i < count; i++)
        {
            R at = context.Load(start + i) - centre;
            R to = context.Load(end + i) - centre;
            context.Store(share + i, pair.Diffuses == 0
                ? Occupation<R, W>.Straight(at, to, lower, upper)
                : Occupation<R, W>.Bridge(
                    at, to, lower, upper,
                    pair.Ratio < 0 ? scale : BridgeScale(context, pair.Ratio, from + i)));
        }
    }

    // What deviates by less than 10^-12 moves straight in any precision.
    private static R BridgeScale(C context, int ratio, int i)
    {
        R variance = Bounds<R, W>.Max(
            StepVariance<R, W, C>.OfRatio(context, ratio, i), R.Of(1e-24));
        return R.Of(1.0) / R.Sqrt(variance + variance);
    }
}
