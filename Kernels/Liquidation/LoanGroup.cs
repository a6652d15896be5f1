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
        R steps = R.FromInt32(W.Of((uint)context.Integer(PriceHeader.PlaceOf.Steps)));
        R first = First(context, row, steps);
        W liquidated = R.Less(first, steps);
        R days = (first + R.Of(1.0)) * context.Real(reals + 1);
        R bad = Sum(context, row, LoanTable.State.BadDebt);
        R beyond = Bounds<R, W>.Max(bad - context.Real(reals + 2), R.Of(0.0));
        context.Emit(
            metric + LoanTable.Metric.Liquidated, Bounds<R, W>.Indicator(liquidated));
        context.Emit(
            metric + LoanTable.Metric.LiquidatedShare,
            Sum(context, row, LoanTable.State.LiquidatedWallets) * context.Real(reals));
        context.Emit(
            metric + LoanTable.Metric.FirstLiquidationDays,
            R.Select(liquidated, days, R.Of(double.NaN)));
        Emit(context, row, LoanTable.Metric.LiquidatedDebt, LoanTable.State.LiquidatedDebt);
        Emit(context, row, LoanTable.Metric.BorrowerLoss, LoanTable.State.BorrowerLoss);
        Emit(context, row, LoanTable.Metric.LiquidatorProfit, LoanTable.State.LiquidatorProfit);
        Emit(context, row, LoanTable.Metric.ProtocolFee, LoanTable.State.ProtocolFee);
        context.Emit(metric + LoanTable.Metric.BadDebt, bad);
        context.Emit(metric + LoanTable.Metric.SupplierLoss, beyond);
        Emit(context, row, LoanTable.Metric.Equity, LoanTable.State.Equity);
        Emit(context, row, LoanTable.Metric.Shortfall, LoanTable.State.Shortfall);
        context.Emit(metric + LoanTable.Metric.HealthFactor, HealthFactor(context, row, reals));
        Emit(context, row, LoanTable.Metric.Interest, LoanTable.State.Interest);
        Emit(context, row, LoanTable.Metric.LiquidatorGas, LoanTable.State.LiquidatorGas);
    }

    // Of what a liquidation leaves of a debt, be it next to nothing, health has no mean: its few
    // paths would decide it. A debt below a ten-thousandth of what backs it is none from the start.
    private static R HealthFactor(C context, int row, int reals)
    {
        R backing = Sum(context, row, LoanTable.State.Backing);
        R debt = Sum(context, row, LoanTable.State.Debt);
        W owes = R.Less(backing * R.Of(1e-4), debt) & R.Less(context.Real(reals + 3), debt);
        return R.Select(
            owes, backing / R.Select(owes, debt, R.Of(1.0)), R.Of(double.NaN));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int State(C context, int row, int i) => context.Integer(
        context.Integer(context.Integer(row + LoanTable.GroupRow.PortfolioRows) + i)
        + LoanTable.Row.State);

    private static void Emit(C context, int row, int metric, int slot) => context.Emit(
        context.Integer(row + LoanTable.GroupRow.Metrics) + metric, Sum(context, row, slot));

    private static R Sum(C context, int row, int slot)
    {
        R sum = R.Of(0.0);
        for (int i = 0; i < context.Integer(row + LoanTable.GroupRow.Portfolios); i++)
        {
            sum += context.Load(State(context, row, i) + slot);
        }

        return sum;
    }

    private static R First(C context, int row, R steps)
    {
        R first = steps;
        for (int i = 0; i < context.Integer(row + LoanTable.GroupRow.Portfolios); i++)
        {
            first = Bounds<R, W>.Min(first, context.Load(
                State(context, row, i) + LoanTable.State.FirstStep));
        }

        return first;
    }
}
