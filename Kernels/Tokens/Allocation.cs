using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Tokens;

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
    public static void Begin(C context, int row) => default(AllocationState<R>).Store(
        context, context.Integer(row + AllocationRow.PlaceOf.State));

    /// <summary>Unlocks what a step unlocks.</summary>
    public static void Step(C context, int row, int token, int step)
    {
        AllocationRow allocation = AllocationRow.Read(context, row);
        if ((step + 1) % allocation.Every != 0)
        {
            return;
        }

        AllocationTerms<R> terms = AllocationTerms<R>.Read(context, allocation.Terms);
        AllocationState<R> state = AllocationState<R>.Load(context, allocation.State);
        R tokens = context.Real(allocation.Unlocks + ((step + 1) / allocation.Every) - 1);
        R price = TokenMarket<R, W, C>.Price(context, token);
        R sold = tokens * terms.SoldShare;
        R kept = tokens - sold;
        state.Gain += tokens * (price - terms.Cost);
        state.Tokens += kept;
        state.Cost += kept * price;
        state.Slippage += TokenMarket<R, W, C>.Sell(context, token, sold * price);
        state.Store(context, allocation.State);
    }

    /// <summary>Writes an allocation's outcomes.</summary>
    public static void Emit(C context, int row, int token)
    {
        AllocationRow allocation = AllocationRow.Read(context, row);
        AllocationState<R> state = AllocationState<R>.Load(context, allocation.State);
        R value = state.Tokens * TokenMarket<R, W, C>.Price(context, token);
        new AllocationOutcomes<R>
        {
            Gain = state.Gain,
            Revaluation = value - state.Cost,
            Slippage = state.Slippage,
            Tokens = state.Tokens,
        }.Emit(context, allocation.Outcomes);
    }
}
