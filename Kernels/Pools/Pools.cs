using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Pools;

/// <summary>Pools of any kind with their positions. Which kind a row is of is the same on all
/// paths.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class Pools<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>Puts a pool and its positions to their start.</summary>
    public static void Begin(C context, int row)
    {
        Pool<R, W, C>.Begin(context, row);
        PoolRow pool = PoolRow.Read(context, row);
        if (Kind(context, row) == PoolKind.Weighted)
        {
            WeightedPool<R, W, C>.Begin(context, row);
        }
        else if (Kind(context, row) == PoolKind.Pair)
        {
            PairPool<R, W, C>.Begin(context, row);
        }
        for (int i = 0; i < pool.Positions; i++)
        {
            Position<R, W, C>.Begin(context, pool.PositionRows + (i * PositionRow.Width));
        }
    }

    /// <summary>Takes a pool and its positions through steps of a block.</summary>
    public static void Advance(C context, int row, int first, int from, int count)
    {
        if (Kind(context, row) == PoolKind.Weighted)
        {
            WeightedPool<R, W, C>.Advance(context, row, first, from, count);
        }
        else if (Kind(context, row) == PoolKind.Pair)
        {
            PairPool<R, W, C>.Advance(context, row, first, from, count);
        }
    }

    /// <summary>Takes a share out of a position that is never recentred, and tells what all of it
    /// was worth before, USD.</summary>
    /// <param name="context">The context.</param>
    /// <param name="row">The pool's row.</param>
    /// <param name="position">The position's row.</param>
    /// <param name="units">How many such positions are in the pool.</param>
    /// <param name="i">The step, counted from the block's first.</param>
    /// <param name="share">The share.</param>
    public static R Withdraw(C context, int row, int position, R units, int i, R share)
    {
        R taken = share * context.Load(
            context.Integer(position + PositionRow.PlaceOf.State) + PositionState.Liquidity);
        R value = R.Of(double.NaN);
        if (Kind(context, row) == PoolKind.Weighted)
        {
            value = WeightedPool<R, W, C>.Value(context, row, position, i);
        }
        else if (Kind(context, row) == PoolKind.Pair)
        {
            value = PairPool<R, W, C>.Value(context, row, position, i);
        }

        Position<R, W, C>.Withdraw(context, position, taken);
        Pool<R, W, C>.Withdraw(context, row, taken * units);
        return value;
    }

    /// <summary>Writes the outcomes of a pool and its positions.</summary>
    public static void Emit(C context, int row)
    {
        PoolRow pool = PoolRow.Read(context, row);
        // A kind without an arm makes outcomes that no tally takes.
        if (Kind(context, row) is not (PoolKind.Weighted or PoolKind.Pair))
        {
            context.Store(pool.State + PoolState.ArbitrageTrades, R.Of(double.NaN));
        }

        Pool<R, W, C>.Emit(context, row);
        for (int i = 0; i < pool.Positions; i++)
        {
            int position = pool.PositionRows + (i * PositionRow.Width);
            if (Kind(context, row) == PoolKind.Weighted)
            {
                WeightedPool<R, W, C>.Close(context, row, position);
            }
            else if (Kind(context, row) == PoolKind.Pair)
            {
                PairPool<R, W, C>.Close(context, row, position);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static PoolKind Kind(C context, int row) =>
        (PoolKind)context.Integer(row + PoolRow.PlaceOf.Kind);
}
