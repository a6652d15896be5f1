using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Market;

/// <summary>
/// Tokens that a class was given, or bought, before the market did. Unlocked ones gain what
/// they are worth above their cost; some are sold at once.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class Allocation<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>Puts an allocation to its start.</summary>
    public static void Begin(C context, int row)
    {
        int state = context.Integer(row + TokenTable.AllocationRow.State);
        Slots<R, W, C>.Clear(context, state, TokenTable.AllocationState.Width);
    }

    /// <summary>Unlocks what a step unlocks.</summary>
    public static void Step(C context, int row, int token, int step)
    {
        int every = context.Integer(row + TokenTable.AllocationRow.Every);
        if ((step + 1) % every != 0)
        {
            return;
        }

        int reals = context.Integer(row + TokenTable.AllocationRow.Reals);
        int state = context.Integer(row + TokenTable.AllocationRow.State);
        R tokens = context.Real(
            context.Integer(row + TokenTable.AllocationRow.Unlocks) + ((step + 1) / every) - 1);
        R price = TokenMarket<R, W, C>.Price(context, token);
        R sold = tokens * context.Real(reals + TokenTable.AllocationReal.SoldShare);
        R kept = tokens - sold;
        R gain = tokens
            * (price - context.Real(reals + TokenTable.AllocationReal.Cost));
        Slots<R, W, C>.Add(context, state + TokenTable.AllocationState.Gain, gain);
        Slots<R, W, C>.Add(context, state + TokenTable.AllocationState.Tokens, kept);
        Slots<R, W, C>.Add(context, state + TokenTable.AllocationState.Cost, kept * price);
        Slots<R, W, C>.Add(
            context, state + TokenTable.AllocationState.Slippage,
            TokenMarket<R, W, C>.Sell(context, token, sold * price));
    }

    /// <summary>Writes an allocation's outcomes.</summary>
    public static void Emit(C context, int row, int token)
    {
        int state = context.Integer(row + TokenTable.AllocationRow.State);
        int metrics = context.Integer(row + TokenTable.AllocationRow.Metrics);
        R tokens = context.Load(state + TokenTable.AllocationState.Tokens);
        R value = tokens * TokenMarket<R, W, C>.Price(context, token);
        context.Emit(
            metrics + TokenTable.AllocationMetric.Gain,
            context.Load(state + TokenTable.AllocationState.Gain));
        context.Emit(
            metrics + TokenTable.AllocationMetric.Revaluation,
            value - context.Load(state + TokenTable.AllocationState.Cost));
        context.Emit(
            metrics + TokenTable.AllocationMetric.Slippage,
            context.Load(state + TokenTable.AllocationState.Slippage));
        context.Emit(metrics + TokenTable.AllocationMetric.Tokens, tokens);
    }
}
