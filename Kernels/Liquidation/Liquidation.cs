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
    /// <param name="loan">The loan.</param>
    /// <param name="step">The step.</param>
    /// <param name="mask">Paths on which the loan may be liquidated.</param>
    /// <param name="healthFactor">The health factor at that moment.</param>
    /// <param name="scale">Collateral prices at that moment over those at the step's end.</param>
    public static void Call(C context, LoanPlace loan, int step, W mask, R healthFactor, R scale)
    {
        // A path's first exchange may change which entries are largest, so it leaves the loop.
        W waiting = mask;
        W acted = W.Of(0);
        for (int i = 0; i < context.Integer(loan.Row + LoanTable.Row.Collateral); i++)
        {
            W largestCollateral = IsLargestCollateral(context, loan, i);
            for (int j = 0; j < context.Integer(loan.Row + LoanTable.Row.Debt); j++)
            {
                W pair = waiting & largestCollateral & IsLargestDebt(context, loan, j);
                if (W.Any(pair))
                {
                    waiting &= ~pair;
                    acted |= Exchange(context, loan, step, pair, i, j, healthFactor, scale);
                }
            }
        }

        WriteOff(context, loan, acted);
    }

    /// <summary>
    /// A wallet's debt below which nobody gains by liquidating the portfolio's loans now, USD: what
    /// is repaid brings at most its bonus, and costs gas.
    /// </summary>
    public static R LeastDebt(C context, int row)
    {
        int market = context.Integer(
            context.Integer(row + LoanTable.Row.Market) + MarketTable.Row.Reals);
        R one = R.Of(1.0);
        R most = R.Of(0.0);
        for (int i = 0; i < context.Integer(row + LoanTable.Row.Collateral); i++)
        {
            int asset = context.Integer(row + LoanTable.Row.Entries + i);
            int reals = context.Integer(asset + MarketTable.CollateralRow.Reals);
            R bonus = context.Real(reals + MarketTable.CollateralReal.BonusFactor);
            R kept = bonus - ((bonus - one) * context.Real(
                reals + MarketTable.CollateralReal.ProtocolShare));
            most = Bounds<R, W>.Max(most, kept * context.Load(
                context.Integer(asset + MarketTable.CollateralRow.State)
                + MarketTable.CollateralState.MarketRatio));
        }

        // Rounded so that no debt is below it that Exchange finds worth its gas.
        R gain = R.Fma(
            most, context.Real(market + MarketTable.Real.KeptAfterSwap),
            R.Of(Ties<R, W>.Tolerance - 1));
        R gas = GasPrice<R, W, C>.Of(context, context.Real(market + MarketTable.Real.Gas));
        return R.Of(0.999) * gas / Bounds<R, W>.Max(gain, R.Of(1e-9));
    }

    [MethodImpl(Inline)]
    private static int CollateralState(C context, LoanPlace loan, int i) => context.Integer(
        context.Integer(loan.Row + LoanTable.Row.Entries + i) + MarketTable.CollateralRow.State);

    [MethodImpl(Inline)]
    private static R CollateralValue(C context, LoanPlace loan, int i) =>
        context.Load(loan.Amounts + i)
        * context.Load(
            CollateralState(context, loan, i) + MarketTable.CollateralState.OraclePrice);

    [MethodImpl(Inline)]
    private static R DebtValue(C context, LoanPlace loan, int i) =>
        context.Load(
            loan.Amounts + context.Integer(loan.Row + LoanTable.Row.Collateral) + i)
        * Loan<R, W, C>.DebtPrice(context, loan, i);

    // The first of equals counts as the largest.
    private static W IsLargestCollateral(C context, LoanPlace loan, int index)
    {
        R value = CollateralValue(context, loan, index);
        W largest = W.Of(ulong.MaxValue);
        for (int i = 0; i < context.Integer(loan.Row + LoanTable.Row.Collateral); i++)
        {
            R other = CollateralValue(context, loan, i);
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

    private static W IsLargestDebt(C context, LoanPlace loan, int index)
    {
        R value = DebtValue(context, loan, index);
        W largest = W.Of(ulong.MaxValue);
        for (int i = 0; i < context.Integer(loan.Row + LoanTable.Row.Debt); i++)
        {
            R other = DebtValue(context, loan, i);
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

    // Tells on which paths a liquidator acts.
    private static W Exchange(
        C context, LoanPlace loan, int step, W mask, int collateral, int debt, R healthFactor,
        R scale)
    {
        int market = context.Integer(
            context.Integer(loan.Row + LoanTable.Row.Market) + MarketTable.Row.Reals);
        int asset = context.Integer(loan.Row + LoanTable.Row.Entries + collateral);
        int reals = context.Integer(asset + MarketTable.CollateralRow.Reals);
        R bonus = context.Real(reals + MarketTable.CollateralReal.BonusFactor);
        R held = CollateralValue(context, loan, collateral) * scale;
        R owed = DebtValue(context, loan, debt);

        // How much may be repaid: all of it, or the close factor's share of the whole debt.
        R small = context.Real(market + MarketTable.Real.FullCloseBelow);
        W all = R.LessOrEqual(
            healthFactor, context.Real(market + MarketTable.Real.FullCloseHealthFactor))
            | R.Less(held, small) | R.Less(owed, small);
        R share = Loan<R, W, C>.Debt(context, loan)
            * context.Real(market + MarketTable.Real.CloseFactor);
        R repaid = R.Select(all, owed, Bounds<R, W>.Min(owed, share));
        repaid = Bounds<R, W>.Min(
            repaid, MostWorthwhile(context, loan, asset, market));
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
        R wallets = context.Real(loan.Reals);
        R sold = (seized - fee) * wallets * context.Load(
            CollateralState(context, loan, collateral) + MarketTable.CollateralState.MarketRatio);

        // A sale moves the price as it goes, so that it costs half of its impact besides that of
        // the step's sales before it.
        R before = context.Load(
            CollateralState(context, loan, collateral) + MarketTable.CollateralState.Sold);
        R slippage = sold * R.Fma(R.Of(0.5), sold, before)
            * context.Real(reals + MarketTable.CollateralReal.ImpactPerUsd);
        R gas = GasPrice<R, W, C>.Of(context, context.Real(market + MarketTable.Real.Gas));
        R profit = (sold * context.Real(market + MarketTable.Real.KeptAfterSwap))
            - slippage
            - ((repaid + gas) * wallets);
        W acts = mask & R.Less(R.Of(0.0), repaid) & R.Less(R.Of(0.0), profit);

        Record(context, loan, step, acts, repaid * wallets, (seized - repaid) * wallets);
        Reduce(context, loan.Amounts + collateral, acts, exhausts, seized / held);
        int debtSlot = loan.Amounts + context.Integer(loan.Row + LoanTable.Row.Collateral) + debt;
        R owedTokens = context.Load(debtSlot);
        Reduce(context, debtSlot, acts, R.LessOrEqual(owed, repaid), repaid / owed);
        Slots<R, W, C>.Add(
            context,
            context.Integer(loan.Row + LoanTable.Row.State) + LoanTable.State.Owed + debt,
            (context.Load(debtSlot) - owedTokens) * wallets);
        int state = context.Integer(loan.Row + LoanTable.Row.State);
        Slots<R, W, C>.Add(context, state + LoanTable.State.LiquidatorProfit, acts, profit);
        Slots<R, W, C>.Add(context, state + LoanTable.State.ProtocolFee, acts, fee * wallets);
        Slots<R, W, C>.Add(context, state + LoanTable.State.LiquidatorGas, acts, gas * wallets);
        Slots<R, W, C>.Add(
            context,
            CollateralState(context, loan, collateral) + MarketTable.CollateralState.Sold,
            acts, sold);
        return acts;
    }

    // A wallet's debt beyond which repaying more costs more in slippage than it brings. Repaying r
    // sells g r and brings g r k - r - g r (S + g r / 2) i, with k what a sale keeps after the
    // swap fee, S what was sold before and i the impact of a dollar.
    private static R MostWorthwhile(C context, LoanPlace loan, int asset, int market)
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
        R wallets = context.Real(loan.Reals);
        return R.Fma(sold, kept, -one) / (sold * sold * impact * wallets);
    }

    // What is cleared becomes zero exactly, not a rounding error that would count as a debt.
    private static void Reduce(C context, int slot, W acts, W clears, R share)
    {
        R amount = context.Load(slot);
        R left = R.Select(clears, R.Of(0.0), amount - (amount * share));
        context.Store(slot, R.Select(acts, left, amount));
    }

    private static void Record(C context, LoanPlace loan, int step, W acts, R repaid, R loss)
    {
        int state = context.Integer(loan.Row + LoanTable.Row.State);
        int first = state + LoanTable.State.FirstStep;
        R now = R.FromInt32(W.Of((uint)step));
        R earliest = Bounds<R, W>.Min(context.Load(first), now);
        context.Store(first, R.Select(acts, earliest, context.Load(first)));
        Slots<R, W, C>.Add(
            context, state + LoanTable.State.LiquidatedWallets,
            acts & IsWhole(context, loan), context.Real(loan.Reals));
        Slots<R, W, C>.Add(context, state + LoanTable.State.LiquidatedDebt, acts, repaid);
        Slots<R, W, C>.Add(context, state + LoanTable.State.BorrowerLoss, acts, loss);
    }

    // A debt that was never repaid is, to the last bit, what it was at the start.
    private static W IsWhole(C context, LoanPlace loan)
    {
        int collateral = context.Integer(loan.Row + LoanTable.Row.Collateral);
        W whole = W.Of(ulong.MaxValue);
        for (int i = 0; i < context.Integer(loan.Row + LoanTable.Row.Debt); i++)
        {
            whole &= R.LessOrEqual(
                context.Real(loan.Reals + 1 + collateral + i),
                context.Load(loan.Amounts + collateral + i));
        }

        return whole;
    }

    // Debt that a liquidation leaves when all collateral is gone is burned and booked as bad.
    private static void WriteOff(C context, LoanPlace loan, W mask)
    {
        int amounts = loan.Amounts;
        int collateral = context.Integer(loan.Row + LoanTable.Row.Collateral);
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

        R wallets = context.Real(loan.Reals);
        Slots<R, W, C>.Add(
            context,
            context.Integer(loan.Row + LoanTable.Row.State) + LoanTable.State.BadDebt,
            empty, Loan<R, W, C>.Debt(context, loan) * wallets);
        for (int i = 0; i < context.Integer(loan.Row + LoanTable.Row.Debt); i++)
        {
            int slot = amounts + collateral + i;
            R tokens = context.Load(slot);
            context.Store(slot, R.Select(empty, R.Of(0.0), tokens));
            Slots<R, W, C>.Add(
                context,
                context.Integer(loan.Row + LoanTable.Row.State) + LoanTable.State.Owed + i,
                empty, -tokens * wallets);
        }
    }
}
