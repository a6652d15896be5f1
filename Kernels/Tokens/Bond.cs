using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Tokens;

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
    public static void Begin(C context, int row) => default(BondState<R>).Store(
        context, context.Integer(row + BondRow.PlaceOf.State));

    /// <summary>Sells a step's bonds and releases tokens.</summary>
    public static void Step(C context, int row)
    {
        BondRow bond = BondRow.Read(context, row);
        BondTerms<R> terms = BondTerms<R>.Read(context, bond.Terms);
        BondState<R> state = BondState<R>.Load(context, bond.State);
        R price = TokenMarket<R, W, C>.Price(context, bond.Token);
        R pending = state.Pending + terms.Tokens;
        R released = pending * terms.Release;
        R value = released * price;
        state.Pending = pending - released;
        state.Paid += terms.Usd * price * terms.InversePrice;
        state.Received += value;
        state.Slippage += TokenMarket<R, W, C>.Sell(context, bond.Token, value);
        state.Store(context, bond.State);
    }

    /// <summary>Writes a bond's outcomes.</summary>
    public static void Emit(C context, int row)
    {
        BondRow bond = BondRow.Read(context, row);
        BondState<R> state = BondState<R>.Load(context, bond.State);
        R price = TokenMarket<R, W, C>.Price(context, bond.Token);
        new BondOutcomes<R>
        {
            Paid = state.Paid,
            Received = R.Fma(state.Pending, price, state.Received),
            Slippage = state.Slippage,
        }.Emit(context, bond.Outcomes);
    }
}
