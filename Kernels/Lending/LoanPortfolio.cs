using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;

namespace GpuRisk.Kernels.Lending;

/// <summary>Loans of one class on the same assets of one market.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class LoanPortfolio<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>Opens the loans.</summary>
    public static void Begin(C context, int row)
    {
        LoanPortfolioRow portfolio = LoanPortfolioRow.Read(context, row);
        var nothing = default(LoanPortfolioState<R>);
        nothing.FirstStep =
            R.FromInt32(W.Of((uint)context.Integer(PriceHeader.PlaceOf.Steps)));
        if (portfolio.Rules != (int)LendingRulesKind.Aave)
        {
            // Rules without an arm make outcomes that no tally takes.
            nothing.BadDebt = R.Of(double.NaN);
        }

        nothing.Store(context, portfolio.State);
        for (int i = 0; i < portfolio.Bands; i++)
        {
            LoanBand<R, W, C>.Begin(
                context, portfolio.BandRows + (i * LoanBandRow.Width));
        }

        for (int i = 0; i < portfolio.Lists; i++)
        {
            LoanList<R, W, C>.Begin(context, portfolio.ListRows + (i * LoanListRow.Width));
        }

        if (CountsInterest(portfolio))
        {
            SumOwed(context, row);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool CountsInterest(LoanPortfolioRow portfolio) => portfolio.Owed >= 0;

    private static void SumOwed(C context, int row)
    {
        LoanPortfolioRow portfolio = LoanPortfolioRow.Read(context, row);
        Slots<R, W, C>.Clear(context, portfolio.Owed, portfolio.Debt);
        for (int i = 0; i < portfolio.Bands; i++)
        {
            int band = portfolio.BandRows + (i * LoanBandRow.Width);
            int loans = context.Integer(band + LoanBandRow.PlaceOf.Loans);
            for (int j = 0; j < loans; j++)
            {
                LoanPlace loan = LoanBand<R, W, C>.Place(context, band, j);
                for (int k = 0; k < portfolio.Debt; k++)
                {
                    Slots<R, W, C>.Add(
                        context, portfolio.Owed + k,
                        context.Load(loan.Debt + k) * context.Real(loan.Wallets));
                }
            }
        }

        for (int i = 0; i < portfolio.Lists; i++)
        {
            int state = context.Integer(
                portfolio.ListRows + (i * LoanListRow.Width) + LoanListRow.PlaceOf.State);
            Slots<R, W, C>.Add(
                context, portfolio.Owed, context.Load(state + LoanListState.Debt));
        }
    }

    /// <summary>Counts the interest of a step, where anybody asks for it.</summary>
    public static void CountInterest(C context, int row, int step)
    {
        LoanPortfolioRow portfolio = LoanPortfolioRow.Read(context, row);
        if (!CountsInterest(portfolio))
        {
            return;
        }

        int interest = portfolio.State + LoanPortfolioState.Interest;
        R sum = context.Load(interest);
        for (int i = 0; i < portfolio.Debt; i++)
        {
            DebtAssetRow debt = DebtAssetRow.Read(
                context, context.Integer(portfolio.Entries + portfolio.Collateral + i));
            R owed = context.Load(portfolio.Owed + i)
                * context.Load(debt.State + DebtAssetState.Price);
            sum = R.Fma(owed, context.Real(debt.Interest + step), sum);
        }

        context.Store(interest, sum);
    }

    /// <summary>Sums what the loans are worth at the end.</summary>
    public static void Close(C context, int row)
    {
        LoanPortfolioRow portfolio = LoanPortfolioRow.Read(context, row);
        for (int i = 0; i < portfolio.Bands; i++)
        {
            LoanBand<R, W, C>.Close(context, portfolio.BandRows + (i * LoanBandRow.Width));
        }

        for (int i = 0; i < portfolio.Lists; i++)
        {
            LoanList<R, W, C>.Close(context, portfolio.ListRows + (i * LoanListRow.Width));
        }
    }
}
