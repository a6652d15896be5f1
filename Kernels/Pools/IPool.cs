using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Pools;

/// <summary>What a kind of pool adds to what all pools have: how it trades, and what that does to
/// its positions. Each is a struct that <see cref="Pools{R, W, C}"/> calls for its rows.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public interface IPool<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>Puts a pool's own state to its start.</summary>
    static abstract void Begin(C context, int row);

    /// <summary>Trades a pool through steps of a block, and takes its positions through that.
    /// </summary>
    /// <param name="context">The context.</param>
    /// <param name="row">The pool's row.</param>
    /// <param name="first">The block's first step.</param>
    /// <param name="from">The first of the steps, counted from the block's first.</param>
    /// <param name="count">How many.</param>
    static abstract void Advance(C context, int row, int first, int from, int count);

    /// <summary>What a position is worth at the market's prices after the block's i-th step,
    /// without fees, USD.</summary>
    static abstract R Value(C context, int row, int position, int i);

    /// <summary>Closes a position and writes its outcomes.</summary>
    static abstract void Close(C context, int row, int position);
}
