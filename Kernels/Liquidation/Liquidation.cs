using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;

namespace GpuRisk.Kernels.Liquidation;

/// <summary>
/// One liquidation call by the rules of Aave v3.3 (aave-v3-origin, LiquidationLogic.sol): a
/// liquidator repays the position's largest debt and takes its largest collateral, as much as
/// the rules let him, if what he keeps after gas, slippage and swap fee is positive.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class Liquidation<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Liquidates the masked paths' loan.</summary>
    /// <param name="context">The context.</param>
    /// <param name="row">The loan's row.</param>
    /// <param name="step">The step.</param>
    /// <param name="mask">Paths on which the loan may be liquidated.</param>
    /// <param name="healthFactor">The health factor at that moment.</param>
    /// <param name="scale">Collateral prices at that moment over those at the step's end.</param>
    public static void Call(C context, int row, int step, W mask, R healthFactor, R scale)
    {
        // A path's first exchange may change which entries are largest, so it leaves the loop.
        W waiting = mask;
        for (int i = 0; i < context.Integer(row + LoanTable.Row.Collateral); i++)
        {
            W largestCollateral = IsLargestCollateral(context, row, i);
            for (int j = 0; j < context.Integer(row + LoanTable.Row.Debt); j++)
            {
                W pair = waiting & largestCollateral & IsLargestDebt(context, row, j);
                if (W.Any(pair))
                {
                    waiting &= ~pair;
                    Exchange(context, row, step, pair, i, j, healthFactor, scale);
                }
            }
        }

        WriteOff(context, row, mask);
    }

    [MethodImpl(Inline)]
    private static int CollateralState(C context, int row, int i) => context.Integer(
        context.Integer(row + LoanTable.Row.Entries + i) + MarketTable.CollateralRow.State);

    [MethodImpl(Inline)]
    private static R CollateralValue(C context, int row, int i) =>
        context.Load(context.Integer(row + LoanTable.Row.Amounts) + i)
        * context.Load(
            CollateralState(context, row, i) + MarketTable.CollateralState.OraclePrice);

    [MethodImpl(Inline)]
    private static R DebtValue(C context, int row, int i) =>
        context.Load(
            context.Integer(row + LoanTable.Row.Amounts)
            + context.Integer(row + LoanTable.Row.Collateral) + i)
        * Loan<R, W, C>.DebtPrice(context, row, i);

    // The first of equals counts as the largest.
    private static W IsLargestCollateral(C context, int row, int index)
    {
        R value = CollateralValue(context, row, index);
        W largest = W.Of(ulong.MaxValue);
        for (int i = 0; i < context.Integer(row + LoanTable.Row.Collateral); i++)
        {
            R other = CollateralValue(context, row, i);
            if (i < index)
            {
                largest &= R.Less(other, value);
            }
            else
            {
                largest &= R.LessOrEqual(other, value);
            }
        }

        return largest;
    }

    private static W IsLargestDebt(C context, int row, int index)
    {
        R value = DebtValue(context, row, index);
        W largest = W.Of(ulong.MaxValue);
        for (int i = 0; i < context.Integer(row + LoanTable.Row.Debt); i++)
        {
            R other = DebtValue(context, row, i);
            if (i < index)
            {
                largest &= R.Less(other, value);
            }
            else
            {
                largest &= R.LessOrEqual(other, value);
            }
        }

        return largest;
    }

    private static void Exchange(
        C context, int row, int step, W mask, int collateral, int debt, R healthFactor, R scale)
    {
        int market = context.Integer(
            context.Integer(row + LoanTable.Row.Market) + MarketTable.Row.Reals);
        int asset = context.Integer(row + LoanTable.Row.Entries + collateral);
        int reals = context.Integer(asset + MarketTable.CollateralRow.Reals);
        R bonus = context.Real(reals + MarketTable.CollateralReal.BonusFactor);
        R held = CollateralValue(context, row, collateral) * scale;
        R owed = DebtValue(context, row, debt);

        // How much may be repaid: all of it, or the close factor's share of the whole debt.
        R small = context.Real(market + MarketTable.Real.FullCloseBelow);
        W all = R.LessOrEqual(
            healthFactor, context.Real(market + MarketTable.Real.FullCloseHealthFactor))
            | R.Less(held, small) | R.Less(owed, small);
        R share = Loan<R, W, C>.Debt(context, row)
            * context.Real(market + MarketTable.Real.CloseFactor);
        R repaid = R.Select(all, owed, Bounds<R, W>.Min(owed, share));
        repaid = Bounds<R, W>.Min(
            repaid, MostWorthwhile(context, row, asset, market));
        W exhausts = R.LessOrEqual(held, repaid * bonus);
        R seized = R.Select(exhausts, held, repaid * bonus);
        repaid = R.Select(exhausts, held / bonus, repaid);

        // No dust may be left: unless one side is cleared, both must keep the minimum.
        R leftover = context.Real(market + MarketTable.Real.MinimumLeftover);
        W clears = exhausts | R.LessOrEqual(owed, repaid);
        W dust = ~clears & (R.Less(owed - repaid, leftover) | R.Less(held - seized, leftover));
        R most = Bounds<R, W>.Min(owed - leftover, (held - leftover) / bonus);
        repaid = R.Select(dust, most, repaid);
        seized = R.Select(dust, most * bonus, seized);

        R fee = (seized - repaid) * context.Real(
            reals + MarketTable.CollateralReal.ProtocolShare);
        R wallets = context.Real(
            context.Integer(row + LoanTable.Row.Reals) + LoanTable.Real.Wallets);
        R sold = (seized - fee) * wallets * context.Load(
            CollateralState(context, row, collateral) + MarketTable.CollateralState.MarketRatio);

        // A sale moves the price as it goes, so that it costs half of its impact besides that of
        // the step's sales before it.
        R before = context.Load(
            CollateralState(context, row, collateral) + MarketTable.CollateralState.Sold);
        R slippage = sold * R.Fma(R.Of(0.5), sold, before)
            * context.Real(reals + MarketTable.CollateralReal.ImpactPerUsd);
        R gas = GasPrice<R, W, C>.Of(context, context.Real(market + MarketTable.Real.Gas));
        R profit = (sold * context.Real(market + MarketTable.Real.KeptAfterSwap))
            - slippage
            - ((repaid + gas) * wallets);
        W acts = mask & R.Less(R.Of(0.0), repaid) & R.Less(R.Of(0.0), profit);

        int amounts = context.Integer(row + LoanTable.Row.Amounts);
        Reduce(context, amounts + collateral, acts, exhausts, seized / held);
        Reduce(
            context, amounts + context.Integer(row + LoanTable.Row.Collateral) + debt, acts,
            R.LessOrEqual(owed, repaid), repaid / owed);
        Record(context, row, step, acts, repaid * wallets, (seized - repaid) * wallets);
        int state = context.Integer(row + LoanTable.Row.State);
        Slots<R, W, C>.Add(context, state + LoanTable.State.LiquidatorProfit, acts, profit);
        Slots<R, W, C>.Add(context, state + LoanTable.State.ProtocolFee, acts, fee * wallets);
        Slots<R, W, C>.Add(context, state + LoanTable.State.LiquidatorGas, acts, gas * wallets);
        Slots<R, W, C>.Add(
            context,
            CollateralState(context, row, collateral) + MarketTable.CollateralState.Sold,
            acts, sold);
    }

    // A wallet's debt beyond which repaying more costs more in slippage than it brings. Repaying r
    // sells g r and brings g r k - r - g r (S + g r / 2) i, with k what a sale keeps after the
    // swap fee, S what was sold before and i the impact of a dollar.
    private static R MostWorthwhile(C context, int row, int asset, int market)
    {
        if (context.Integer(asset + MarketTable.CollateralRow.HasDepth) == 0)
        {
            return R.Of(1e30);
        }

        int reals = context.Integer(asset + MarketTable.CollateralRow.Reals);
        int state = context.Integer(asset + MarketTable.CollateralRow.State);
        R one = R.Of(1.0);
        R bonus = context.Real(reals + MarketTable.CollateralReal.BonusFactor);
        R impact = context.Real(reals + MarketTable.CollateralReal.ImpactPerUsd);
        R fee = (bonus - one) * context.Real(
            reals + MarketTable.CollateralReal.ProtocolShare);
        R sold = (bonus - fee) * context.Load(state + MarketTable.CollateralState.MarketRatio);
        R kept = context.Real(market + MarketTable.Real.KeptAfterSwap)
            - (impact * context.Load(state + MarketTable.CollateralState.Sold));
        R wallets = context.Real(
            context.Integer(row + LoanTable.Row.Reals) + LoanTable.Real.Wallets);
        return R.Fma(sold, kept, -one) / (sold * sold * impact * wallets);
    }

    // What is cleared becomes zero exactly, not a rounding error that would count as a debt.
    private static void Reduce(C context, int slot, W acts, W clears, R share)
    {
        R amount = context.Load(slot);
        R left = R.Select(clears, R.Of(0.0), amount - (amount * share));
        context.Store(slot, R.Select(acts, left, amount));
    }

    private static void Record(C context, int row, int step, W acts, R repaid, R loss)
    {
        int state = context.Integer(row + LoanTable.Row.State);
        int first = state + LoanTable.State.FirstStep;
        R now = R.FromInt32(W.Of((uint)step));
        R earliest = Bounds<R, W>.Min(context.Load(first), now);
        context.Store(first, R.Select(acts, earliest, context.Load(first)));
        Slots<R, W, C>.Add(context, state + LoanTable.State.LiquidatedDebt, acts, repaid);
        Slots<R, W, C>.Add(context, state + LoanTable.State.BorrowerLoss, acts, loss);
    }

    // Debt that remains when all collateral is gone is burned and booked as bad.
    private static void WriteOff(C context, int row, W mask)
    {
        int amounts = context.Integer(row + LoanTable.Row.Amounts);
        int collateral = context.Integer(row + LoanTable.Row.Collateral);
        R held = R.Of(0.0);
        for (int i = 0; i < collateral; i++)
        {
            held += context.Load(amounts + i);
        }

        W empty = mask & R.LessOrEqual(held, R.Of(0.0));
        if (!W.Any(empty))
        {
            return;
        }

        R wallets = context.Real(
            context.Integer(row + LoanTable.Row.Reals) + LoanTable.Real.Wallets);
        Slots<R, W, C>.Add(
            context,
            context.Integer(row + LoanTable.Row.State) + LoanTable.State.BadDebt,
            empty, Loan<R, W, C>.Debt(context, row) * wallets);
        for (int i = 0; i < context.Integer(row + LoanTable.Row.Debt); i++)
        {
            int slot = amounts + collateral + i;
            context.Store(slot, R.Select(empty, R.Of(0.0), context.Load(slot)));
        }
    }
}
