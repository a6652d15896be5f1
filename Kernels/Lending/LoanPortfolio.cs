using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
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
        if (portfolio.Rules != LendingRulesKind.Aave)
        {
            // Rules without an arm make outcomes that no tally takes.
            nothing.BadDebt = R.Of(double.NaN);
        }

        nothing.Store(context, portfolio.State);
        for (int i = 0; i < portfolio.Bands; i++)
        {
            LoanBand<R, W, C>.Begin(context, portfolio, Band(context, portfolio, i));
        }

        if (CountsInterest(portfolio))
        {
            SumOwed(context, portfolio);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LoanBandRow Band(C context, LoanPortfolioRow portfolio, int i) =>
        LoanBandRow.Read(context, portfolio.BandRows + (i * LoanBandRow.Width));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool CountsInterest(LoanPortfolioRow portfolio) => portfolio.Owed >= 0;

    private static void SumOwed(C context, LoanPortfolioRow portfolio)
    {
        Slots<R, W, C>.Clear(context, portfolio.Owed, portfolio.Debt);
        for (int i = 0; i < portfolio.Bands; i++)
        {
            LoanBandRow band = Band(context, portfolio, i);
            for (int j = 0; j < band.Loans; j++)
            {
                LoanPlace loan = LoanBand<R, W, C>.Place(portfolio, band, j);
                for (int k = 0; k < portfolio.Debt; k++)
                {
                    Slots<R, W, C>.Add(
                        context, portfolio.Owed + k,
                        context.Load(loan.Debt + k) * context.Real(loan.Wallets));
                }
            }
        }
    }

    /// <summary>Counts the interest of a step, where anybody asks for it.</summary>
    public static void CountInterest(C context, int row, int step)
    {
        LoanPortfolioRow portfolio = LoanPortfolioRow.Read(context, row);
        if (CountsInterest(portfolio))
        {
            CountInterest(context, portfolio, step);
        }
    }

    private static void CountInterest(C context, LoanPortfolioRow portfolio, int step)
    {
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
        R equity = R.Of(0.0);
        R shortfall = R.Of(0.0);
        R backing = R.Of(0.0);
        R debt = R.Of(0.0);
        for (int i = 0; i < portfolio.Bands; i++)
        {
            LoanBandRow band = Band(context, portfolio, i);
            for (int j = 0; j < band.Loans; j++)
            {
                LoanPlace loan = LoanBand<R, W, C>.Place(portfolio, band, j);
                R wallets = context.Real(loan.Wallets);
                R owed = Loan<R, W, C>.Debt(context, loan);
                R wallet = Loan<R, W, C>.Collateral(context, loan) - owed;
                equity = R.Fma(wallet, wallets, equity);
                shortfall = R.Fma(Bounds<R, W>.Max(-wallet, R.Of(0.0)), wallets, shortfall);
                backing = R.Fma(Loan<R, W, C>.Backing(context, loan), wallets, backing);
                debt = R.Fma(owed, wallets, debt);
            }
        }

        context.Store(portfolio.State + LoanPortfolioState.Equity, equity);
        context.Store(portfolio.State + LoanPortfolioState.Shortfall, shortfall);
        context.Store(portfolio.State + LoanPortfolioState.Backing, backing);
        context.Store(portfolio.State + LoanPortfolioState.Debt, debt);
    }
}
