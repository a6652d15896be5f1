using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;

namespace GpuRisk.Kernels.Lending;

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
        LoanGroupRow group = LoanGroupRow.Read(context, row);
        LoanGroupTerms<R> terms = LoanGroupTerms<R>.Read(context, group.Terms);
        R steps = R.FromInt32(W.Of((uint)context.Integer(PriceHeader.PlaceOf.Steps)));
        R first = First(context, group, steps);
        W liquidated = R.Less(first, steps);
        R days = (first + R.Of(1.0)) * terms.StepDays;
        R bad = Sum(context, group, LoanPortfolioState.BadDebt);
        new LoanOutcomes<R>
        {
            Liquidated = Bounds<R, W>.Indicator(liquidated),
            LiquidatedShare =
                Sum(context, group, LoanPortfolioState.LiquidatedWallets) * terms.PerWallet,
            FirstLiquidationDays = R.Select(liquidated, days, R.Of(double.NaN)),
            LiquidatedDebt = Sum(context, group, LoanPortfolioState.LiquidatedDebt),
            BorrowerLoss = Sum(context, group, LoanPortfolioState.BorrowerLoss),
            LiquidatorProfit = Sum(context, group, LoanPortfolioState.LiquidatorProfit),
            ProtocolFee = Sum(context, group, LoanPortfolioState.ProtocolFee),
            BadDebt = bad,
            SupplierLoss = Bounds<R, W>.Max(bad - terms.ReserveFund, R.Of(0.0)),
            Equity = Sum(context, group, LoanPortfolioState.Equity),
            Shortfall = Sum(context, group, LoanPortfolioState.Shortfall),
            HealthFactor = HealthFactor(context, group, terms.LeastDebt),
            Interest = Sum(context, group, LoanPortfolioState.Interest),
            LiquidatorGas = Sum(context, group, LoanPortfolioState.LiquidatorGas),
        }.Emit(context, group.Outcomes);
    }

    // Of what a liquidation leaves of a debt, be it next to nothing, health has no mean: its few
    // paths would decide it. A debt below a ten-thousandth of what backs it is none from the start.
    private static R HealthFactor(C context, LoanGroupRow group, R leastDebt)
    {
        R backing = Sum(context, group, LoanPortfolioState.Backing);
        R debt = Sum(context, group, LoanPortfolioState.Debt);
        W owes = R.Less(backing * R.Of(1e-4), debt) & R.Less(leastDebt, debt);
        return R.Select(
            owes, backing / R.Select(owes, debt, R.Of(1.0)), R.Of(double.NaN));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int State(C context, LoanGroupRow group, int i) => context.Integer(
        context.Integer(group.PortfolioRows + i) + LoanPortfolioRow.PlaceOf.State);

    private static R Sum(C context, LoanGroupRow group, int slot)
    {
        R sum = R.Of(0.0);
        for (int i = 0; i < group.Portfolios; i++)
        {
            sum += context.Load(State(context, group, i) + slot);
        }

        return sum;
    }

    private static R First(C context, LoanGroupRow group, R steps)
    {
        R first = steps;
        for (int i = 0; i < group.Portfolios; i++)
        {
            first = Bounds<R, W>.Min(
                first,
                context.Load(State(context, group, i) + LoanPortfolioState.FirstStep));
        }

        return first;
    }
}
