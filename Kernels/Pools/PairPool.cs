using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Pools;

/// <summary>
/// A pool of two assets of constant product, or of concentrated liquidity seen at its active
/// liquidity. Arbitrageurs trade it to the edge of the no-arbitrage band [P (1 - f), P / (1 - f)]
/// whenever that pays after gas, or hold it at the market's price.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public readonly struct PairPool<R, W, C> : IPool<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>The row that only such a pool has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairPoolRow Own(C context, int row) => PairPoolRow.Read(
        context, context.Integer(row + PoolRow.PlaceOf.Own));

    /// <inheritdoc/>
    public static void Begin(C context, int row)
    {
        R none = R.Of(0.0);
        new PairPoolState<R>
        {
            Log = none,
            LogBefore = none,
            Root = R.Of(1.0),
            Unshifted = none,
        }.Store(context, Own(context, row).State);
    }

    /// <inheritdoc/>
    public static void Advance(C context, int row, int first, int from, int count)
    {
        PoolMarket<R, W, C>.Quote(context, row, from, count);
        PoolRow pool = PoolRow.Read(context, row);
        if (pool.Continuous != 0)
        {
            PoolMarket<R, W, C>.Follow(context, row, from, count);
        }
        else if (Own(context, row).Blocks >= 0)
        {
            PoolMarket<R, W, C>.TellEnds(context, row, from, count);
            BlockArbitrage<R, W, C>.Trade(context, row, first, from, count);
        }
        else
        {
            PoolArbitrage<R, W, C>.Trade(context, row, first, from, count);
        }

        int moves = Own(context, row).Moves;
        Pool<R, W, C>.Trade(
            context, row, first, from, count, moves + PoolMove.Root, moves + PoolMove.QuoteUsd,
            moves + PoolMove.NoiseFee);
        for (int i = 0; i < pool.Positions; i++)
        {
            Position<R, W, C>.Advance(
                context, pool.PositionRows + (i * PositionRow.Width), row, first, from, count);
        }
    }

    /// <inheritdoc/>
    public static R Value(C context, int row, int position, int i) =>
        Position<R, W, C>.Value(context, position, row, i);

    /// <inheritdoc/>
    public static void Close(C context, int row, int position) =>
        Position<R, W, C>.Emit(context, position, row);
}
