using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Market;

/// <summary>
/// New tokens that a treasury sells below their price. Buyers sell them as they are released.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class Bond<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>Puts a bond to its start.</summary>
    public static void Begin(C context, int row)
    {
        int state = context.Integer(row + BondTable.Row.State);
        Slots<R, W, C>.Clear(context, state, BondTable.State.Width);
    }

    /// <summary>Sells a step's bonds and releases tokens.</summary>
    public static void Step(C context, int row)
    {
        int reals = context.Integer(row + BondTable.Row.Reals);
        int state = context.Integer(row + BondTable.Row.State);
        int token = context.Integer(row + BondTable.Row.Token);
        R price = TokenMarket<R, W, C>.Price(context, token);
        R pending = context.Load(state + BondTable.State.Pending)
            + context.Real(reals + BondTable.Real.Tokens);
        R released = pending * context.Real(reals + BondTable.Real.Release);
        R value = released * price;
        R paid = context.Real(reals + BondTable.Real.Usd) * price
            * context.Real(reals + BondTable.Real.InversePrice);
        context.Store(state + BondTable.State.Pending, pending - released);
        Slots<R, W, C>.Add(context, state + BondTable.State.Paid, paid);
        Slots<R, W, C>.Add(context, state + BondTable.State.Received, value);
        Slots<R, W, C>.Add(
            context, state + BondTable.State.Slippage,
            TokenMarket<R, W, C>.Sell(context, token, value));
    }

    /// <summary>Writes a bond's outcomes.</summary>
    public static void Emit(C context, int row)
    {
        int state = context.Integer(row + BondTable.Row.State);
        int metrics = context.Integer(row + BondTable.Row.Metrics);
        R price = TokenMarket<R, W, C>.Price(context, context.Integer(row + BondTable.Row.Token));
        context.Emit(
            metrics + BondTable.Metric.Paid, context.Load(state + BondTable.State.Paid));
        context.Emit(
            metrics + BondTable.Metric.Received,
            R.Fma(
                context.Load(state + BondTable.State.Pending), price,
                context.Load(state + BondTable.State.Received)));
        context.Emit(
            metrics + BondTable.Metric.Slippage, context.Load(state + BondTable.State.Slippage));
    }
}
