using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;

namespace GpuRisk.Kernels.Liquidation;

/// <summary>The outcomes of loans that are reported together: a book, a class, a market.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class LoanGroup<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>Writes a group's outcomes.</summary>
    public static void Emit(C context, int row)
    {
        int metric = context.Integer(row + LoanTable.GroupRow.Metrics);
        int reals = context.Integer(row + LoanTable.GroupRow.Reals);
        R steps = R.FromInt32(W.Of((uint)context.Integer(PriceTable.Steps)));
        R first = First(context, row, steps);
        W liquidated = R.Less(first, steps);
        R days = (first + R.Of(1.0)) * context.Real(reals + 1);
        R bad = Sum(context, row, LoanTable.State.BadDebt);
        R beyond = Bounds<R, W>.Max(bad - context.Real(reals + 2), R.Of(0.0));
        context.Emit(
            metric + LoanTable.Metric.Liquidated, Bounds<R, W>.Indicator(liquidated));
        context.Emit(
            metric + LoanTable.Metric.LiquidatedShare,
            Liquidated(context, row, steps) * context.Real(reals));
        context.Emit(
            metric + LoanTable.Metric.FirstLiquidationDays,
            R.Select(liquidated, days, R.Of(double.NaN)));
        Emit(context, row, LoanTable.Metric.LiquidatedDebt, LoanTable.State.LiquidatedDebt);
        Emit(context, row, LoanTable.Metric.BorrowerLoss, LoanTable.State.BorrowerLoss);
        Emit(context, row, LoanTable.Metric.LiquidatorProfit, LoanTable.State.LiquidatorProfit);
        Emit(context, row, LoanTable.Metric.ProtocolFee, LoanTable.State.ProtocolFee);
        context.Emit(metric + LoanTable.Metric.BadDebt, bad);
        context.Emit(metric + LoanTable.Metric.SupplierLoss, beyond);
        Equity(context, row, out R equity, out R shortfall);
        context.Emit(metric + LoanTable.Metric.Equity, equity);
        context.Emit(metric + LoanTable.Metric.Shortfall, shortfall);
        context.Emit(metric + LoanTable.Metric.HealthFactor, HealthFactor(context, row));
        Emit(context, row, LoanTable.Metric.Interest, LoanTable.State.Interest);
        Emit(context, row, LoanTable.Metric.LiquidatorGas, LoanTable.State.LiquidatorGas);
    }

    private static R HealthFactor(C context, int row)
    {
        R backing = R.Of(0.0);
        R debt = R.Of(0.0);
        for (int i = 0; i < context.Integer(row + LoanTable.GroupRow.Loans); i++)
        {
            int loan = LoanRow(context, row, i);
            R wallets = context.Real(
                context.Integer(loan + LoanTable.Row.Reals) + LoanTable.Real.Wallets);
            backing = R.Fma(Loan<R, W, C>.Backing(context, loan), wallets, backing);
            debt = R.Fma(Loan<R, W, C>.Debt(context, loan), wallets, debt);
        }

        W owes = R.Less(R.Of(0.0), debt);
        return R.Select(
            owes, backing / R.Select(owes, debt, R.Of(1.0)), R.Of(double.NaN));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int LoanRow(C context, int row, int i) =>
        context.Integer(context.Integer(row + LoanTable.GroupRow.LoanRows) + i);

    private static void Emit(C context, int row, int metric, int slot) => context.Emit(
        context.Integer(row + LoanTable.GroupRow.Metrics) + metric, Sum(context, row, slot));

    private static R Sum(C context, int row, int slot)
    {
        R sum = R.Of(0.0);
        for (int i = 0; i < context.Integer(row + LoanTable.GroupRow.Loans); i++)
        {
            int loan = LoanRow(context, row, i);
            sum += context.Load(context.Integer(loan + LoanTable.Row.State) + slot);
        }

        return sum;
    }

    private static R First(C context, int row, R steps)
    {
        R first = steps;
        for (int i = 0; i < context.Integer(row + LoanTable.GroupRow.Loans); i++)
        {
            int loan = LoanRow(context, row, i);
            first = Bounds<R, W>.Min(first, context.Load(
                context.Integer(loan + LoanTable.Row.State) + LoanTable.State.FirstStep));
        }

        return first;
    }

    private static R Liquidated(C context, int row, R steps)
    {
        R wallets = R.Of(0.0);
        for (int i = 0; i < context.Integer(row + LoanTable.GroupRow.Loans); i++)
        {
            int loan = LoanRow(context, row, i);
            W liquidated = R.Less(
                context.Load(
                    context.Integer(loan + LoanTable.Row.State) + LoanTable.State.FirstStep),
                steps);
            R count = context.Real(
                context.Integer(loan + LoanTable.Row.Reals) + LoanTable.Real.Wallets);
            wallets += R.Select(liquidated, count, R.Of(0.0));
        }

        return wallets;
    }

    private static void Equity(C context, int row, out R equity, out R shortfall)
    {
        equity = R.Of(0.0);
        shortfall = R.Of(0.0);
        for (int i = 0; i < context.Integer(row + LoanTable.GroupRow.Loans); i++)
        {
            int loan = LoanRow(context, row, i);
            R wallets = context.Real(
                context.Integer(loan + LoanTable.Row.Reals) + LoanTable.Real.Wallets);
            R wallet = Loan<R, W, C>.Collateral(context, loan) - Loan<R, W, C>.Debt(context, loan);
            equity = R.Fma(wallet, wallets, equity);
            shortfall = R.Fma(Bounds<R, W>.Max(-wallet, R.Of(0.0)), wallets, shortfall);
        }
    }
}
