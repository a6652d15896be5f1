using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;

namespace GpuRisk.Kernels.Liquidation;

/// <summary>Loans of one class on the same assets of one market, and the watch over their health
/// factors.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class LoanPortfolio<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>Opens the loans, and liquidates those that start under water.</summary>
    public static void Begin(C context, int row)
    {
        int state = context.Integer(row + LoanTable.Row.State);
        Slots<R, W, C>.Clear(context, state, LoanTable.State.Width);
        context.Store(
            state + LoanTable.State.FirstStep,
            R.FromInt32(W.Of((uint)context.Integer(PriceHeader.PlaceOf.Steps))));
        for (int i = 0; i < context.Integer(row + LoanTable.Row.Bands); i++)
        {
            LoanBand<R, W, C>.Begin(context, row, Band(context, row, i));
        }

        SumOwed(context, row, state);
        WatchEnd(context, row, 0, false);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Band(C context, int row, int i) =>
        context.Integer(row + LoanTable.Row.BandRows) + (i * LoanTable.BandRow.Width);

    private static void SumOwed(C context, int row, int state)
    {
        if (context.Integer(row + LoanTable.Row.CountsCosts) == 0)
        {
            return;
        }

        int collateral = context.Integer(row + LoanTable.Row.Collateral);
        for (int i = 0; i < context.Integer(row + LoanTable.Row.Bands); i++)
        {
            int band = Band(context, row, i);
            for (int j = 0; j < context.Integer(band + LoanTable.BandRow.Loans); j++)
            {
                LoanPlace loan = LoanBand<R, W, C>.Place(context, row, band, j);
                for (int k = 0; k < context.Integer(row + LoanTable.Row.Debt); k++)
                {
                    Slots<R, W, C>.Add(
                        context, state + LoanTable.State.Owed + k,
                        context.Load(loan.Amounts + collateral + k) * context.Real(loan.Reals));
                }
            }
        }
    }

    /// <summary>Watches the loans between the steps, by a Brownian bridge, before prices jump.
    /// </summary>
    public static void WatchBetween(C context, int row, int step)
    {
        if (context.Integer(row + LoanTable.Row.CountsCosts) != 0)
        {
            CountInterest(context, row, step);
        }

        if (IsUnsecured(context, row))
        {
            return;
        }

        int reals = context.Integer(row + LoanTable.Row.Reals);
        bool continuous = context.Integer(row + LoanTable.Row.Continuous) != 0;
        R safe = context.Real(reals + LoanTable.Real.SafeHealthFactor);
        W close = W.Of(0);
        int bands = context.Integer(row + LoanTable.Row.Bands);
        for (int i = 0; i < bands; i++)
        {
            close |= LoanBand<R, W, C>.Follow(context, row, Band(context, row, i), safe);
        }

        if (!continuous || !W.Any(close))
        {
            return;
        }

        R uniform = Loan<R, W, C>.Uniform(context, row, step);
        R near = Near(context.Real(reals + LoanTable.Real.Variance), uniform);
        for (int i = 0; i < bands; i++)
        {
            LoanBand<R, W, C>.WatchBetween(
                context, row, Band(context, row, i), step, near, uniform);
        }
    }

    // A bridge from a to b does not touch zero where exp(-2 a b / v) is at most the uniform, as
    // it is where both are at least sqrt(-v ln(uniform) / 2).
    private static R Near(R variance, R uniform)
    {
        R square = Bounds<R, W>.Max(
            variance * R.Log(uniform) * R.Of(-0.5), R.Of(0.0));
        return R.Exp(R.Sqrt(square)) * R.Of(1.0001);
    }

    /// <summary>Watches the loans at the end of a step.</summary>
    /// <param name="context">The context.</param>
    /// <param name="row">The portfolio's row.</param>
    /// <param name="step">The step.</param>
    /// <param name="jumped">Whether prices have jumped since <see cref="WatchBetween"/>.</param>
    public static void WatchEnd(C context, int row, int step, bool jumped)
    {
        if (IsUnsecured(context, row))
        {
            return;
        }

        for (int i = 0; i < context.Integer(row + LoanTable.Row.Bands); i++)
        {
            LoanBand<R, W, C>.WatchEnd(context, row, Band(context, row, i), step, jumped);
        }
    }

    // Debt that nothing secures is not watched: there is nothing to seize.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsUnsecured(C context, int row) =>
        context.Integer(row + LoanTable.Row.Collateral) == 0;

    private static void CountInterest(C context, int row, int step)
    {
        int state = context.Integer(row + LoanTable.Row.State);
        int debts = row + LoanTable.Row.Entries + context.Integer(row + LoanTable.Row.Collateral);
        R sum = context.Load(state + LoanTable.State.Interest);
        for (int i = 0; i < context.Integer(row + LoanTable.Row.Debt); i++)
        {
            int debt = context.Integer(debts + i);
            R part = context.Real(context.Integer(debt + MarketTable.DebtRow.Interest) + step);
            R owed = context.Load(state + LoanTable.State.Owed + i) * context.Load(
                context.Integer(debt + MarketTable.DebtRow.State) + MarketTable.DebtState.Price);
            sum = R.Fma(owed, part, sum);
        }

        context.Store(state + LoanTable.State.Interest, sum);
    }

    /// <summary>Sums what the loans are worth at the end.</summary>
    public static void Close(C context, int row)
    {
        R equity = R.Of(0.0);
        R shortfall = R.Of(0.0);
        R backing = R.Of(0.0);
        R debt = R.Of(0.0);
        for (int i = 0; i < context.Integer(row + LoanTable.Row.Bands); i++)
        {
            int band = Band(context, row, i);
            for (int j = 0; j < context.Integer(band + LoanTable.BandRow.Loans); j++)
            {
                LoanPlace loan = LoanBand<R, W, C>.Place(context, row, band, j);
                R wallets = context.Real(loan.Reals);
                R owed = Loan<R, W, C>.Debt(context, loan);
                R wallet = Loan<R, W, C>.Collateral(context, loan) - owed;
                equity = R.Fma(wallet, wallets, equity);
                shortfall = R.Fma(Bounds<R, W>.Max(-wallet, R.Of(0.0)), wallets, shortfall);
                backing = R.Fma(Loan<R, W, C>.Backing(context, loan), wallets, backing);
                debt = R.Fma(owed, wallets, debt);
            }
        }

        int state = context.Integer(row + LoanTable.Row.State);
        context.Store(state + LoanTable.State.Equity, equity);
        context.Store(state + LoanTable.State.Shortfall, shortfall);
        context.Store(state + LoanTable.State.Backing, backing);
        context.Store(state + LoanTable.State.Debt, debt);
    }
}
