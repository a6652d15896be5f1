using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Lending;

/// <summary>A loan, or a bucket of like wallets.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class Loan<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Opens a loan.</summary>
    public static void Begin(C context, LoanPlace loan)
    {
        LoanPortfolioRow portfolio = LoanPortfolioRow.Read(context, loan.Portfolio);
        int entries = portfolio.Collateral + portfolio.Debt;
        for (int i = 0; i < entries; i++)
        {
            context.Store(loan.Collateral + i, context.Real(loan.Start + i));
        }
    }

    /// <summary>State of the i-th collateral of the portfolio in a row.</summary>
    [MethodImpl(Inline)]
    public static int CollateralState(C context, int portfolio, int i) => context.Integer(
        context.Integer(context.Integer(portfolio + LoanPortfolioRow.PlaceOf.Entries) + i)
        + CollateralAssetRow.PlaceOf.State);

    /// <summary>State of its i-th debt.</summary>
    [MethodImpl(Inline)]
    public static int DebtState(C context, int portfolio, int i) => context.Integer(
        context.Integer(
            context.Integer(portfolio + LoanPortfolioRow.PlaceOf.Entries)
            + context.Integer(portfolio + LoanPortfolioRow.PlaceOf.Collateral) + i)
        + DebtAssetRow.PlaceOf.State);

    /// <summary>Price of its i-th debt with interest so far, USD.</summary>
    [MethodImpl(Inline)]
    public static R DebtPrice(C context, int portfolio, int i) =>
        context.Load(DebtState(context, portfolio, i) + DebtAssetState.Price);

    /// <summary>Debt of one wallet, USD.</summary>
    [MethodImpl(Inline)]
    public static R Debt(C context, LoanPlace loan) =>
        Debt(context, loan, DebtAssetState.Price);

    /// <summary>Collateral of one wallet at the oracle's prices, USD.</summary>
    [MethodImpl(Inline)]
    public static R Collateral(C context, LoanPlace loan) =>
        Collateral(context, loan, CollateralAssetState.OraclePrice);

    /// <summary>Collateral of one wallet weighted by liquidation thresholds, USD.</summary>
    [MethodImpl(Inline)]
    public static R Backing(C context, LoanPlace loan) =>
        Collateral(context, loan, CollateralAssetState.ThresholdPrice);

    private static R Collateral(C context, LoanPlace loan, int price)
    {
        int assets = context.Integer(loan.Portfolio + LoanPortfolioRow.PlaceOf.Collateral);
        R sum = R.Of(0.0);
        for (int i = 0; i < assets; i++)
        {
            sum = R.Fma(
                context.Load(loan.Collateral + i),
                context.Load(CollateralState(context, loan.Portfolio, i) + price),
                sum);
        }

        return sum;
    }

    private static R Debt(C context, LoanPlace loan, int price)
    {
        int assets = context.Integer(loan.Portfolio + LoanPortfolioRow.PlaceOf.Debt);
        R sum = R.Of(0.0);
        for (int i = 0; i < assets; i++)
        {
            sum = R.Fma(
                context.Load(loan.Debt + i),
                context.Load(DebtState(context, loan.Portfolio, i) + price),
                sum);
        }

        return sum;
    }

    /// <summary>The health factor; a large number when nothing is owed.</summary>
    public static R HealthFactor(C context, LoanPlace loan) =>
        Ratio(Backing(context, loan), Debt(context, loan));

    /// <summary>The health factor at the last step's end.</summary>
    public static R HealthFactorBefore(C context, LoanPlace loan) => Ratio(
        Collateral(context, loan, CollateralAssetState.ThresholdPriceBefore),
        Debt(context, loan, DebtAssetState.PriceBefore));

    /// <summary>Backing over debt; a large number when nothing is owed.</summary>
    [MethodImpl(Inline)]
    public static R Ratio(R backing, R debt)
    {
        W owes = R.Less(R.Of(0.0), debt);
        return R.Select(owes, backing / R.Select(owes, debt, R.Of(1.0)), R.Of(1e30));
    }
}
