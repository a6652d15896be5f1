using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Random;

namespace GpuRisk.Kernels.Liquidation;

/// <summary>A loan, or a bucket of like wallets, and whether its health factor crosses one.
/// </summary>
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
        int entries = loan.Portfolio.Collateral + loan.Portfolio.Debt;
        for (int i = 0; i < entries; i++)
        {
            context.Store(loan.Collateral + i, context.Real(loan.Start + i));
        }
    }

    /// <summary>State of the portfolio's i-th collateral.</summary>
    [MethodImpl(Inline)]
    public static int CollateralState(C context, LoanPortfolioRow portfolio, int i) =>
        context.Integer(
            context.Integer(portfolio.Entries + i) + CollateralAssetRow.PlaceOf.State);

    /// <summary>State of the portfolio's i-th debt.</summary>
    [MethodImpl(Inline)]
    public static int DebtState(C context, LoanPortfolioRow portfolio, int i) =>
        context.Integer(
            context.Integer(portfolio.Entries + portfolio.Collateral + i)
            + DebtAssetRow.PlaceOf.State);

    /// <summary>Price of the loan's i-th debt with its interest so far, USD.</summary>
    [MethodImpl(Inline)]
    public static R DebtPrice(C context, LoanPortfolioRow portfolio, int i) =>
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
        R sum = R.Of(0.0);
        for (int i = 0; i < loan.Portfolio.Collateral; i++)
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
        R sum = R.Of(0.0);
        for (int i = 0; i < loan.Portfolio.Debt; i++)
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

    [MethodImpl(Inline)]
    private static R Ratio(R backing, R debt)
    {
        W owes = R.Less(R.Of(0.0), debt);
        return R.Select(owes, backing / R.Select(owes, debt, R.Of(1.0)), R.Of(1e30));
    }

    /// <summary>Paths on which a loan's health factor crosses one between the steps, before
    /// prices jump.</summary>
    /// <param name="context">The context.</param>
    /// <param name="loan">The loan.</param>
    /// <param name="uniform">The step's uniform of <see cref="Uniform"/>.</param>
    /// <param name="before">The health factor at the last step's end.</param>
    /// <param name="after">The health factor at this step's end, before prices jump.</param>
    public static W Crosses(C context, LoanPlace loan, R uniform, R before, R after)
    {
        // A Brownian bridge from a to b (both positive) with variance v touches zero with
        // probability exp(-2 a b / v); a path that ends below has crossed for certain. With one
        // uniform for all loans on the same assets that is one minimum for all of their barriers.
        W above = R.LessOrEqual(R.Of(1.0), before);
        R variance = Variance(context, loan);
        R exponent = R.Log(R.Select(above, before, R.Of(1.0)))
            * R.Log(R.Select(R.Less(R.Of(1.0), after), after, R.Of(1.0)))
            * R.Of(-2.0) / variance;
        return above & (R.Less(after, R.Of(1.0)) | R.Less(uniform, R.Exp(exponent)));
    }

    /// <summary>What tells of a step's crossings: one number for all loans on the same assets.
    /// </summary>
    public static R Uniform(C context, int crossing, int step) =>
        Uniforms<R, W>.Of(Block<R, W, C>.Words(
            context, step, Streams.BarrierCrossing + (uint)crossing).Word0);

    // Of the log health factor, whose sensitivities are the shares of backing and of debt.
    private static R Variance(C context, LoanPlace loan)
    {
        LoanPortfolioRow portfolio = loan.Portfolio;
        if (portfolio.Collateral == 1 && portfolio.Debt == 1)
        {
            return context.Real(portfolio.Terms + LoanPortfolioTerms.Variance);
        }

        int header = context.Integer(PriceHeader.PlaceOf.Model);
        int weights = context.Integer(header + LendingHeader.PlaceOf.Weights);
        int covariance = context.Integer(header + LendingHeader.PlaceOf.Covariance);
        R backing = R.Of(1.0) / Backing(context, loan);
        R debt = R.Of(-1.0) / Debt(context, loan);
        for (int i = 0; i < portfolio.Collateral; i++)
        {
            R price = context.Load(
                CollateralState(context, portfolio, i) + CollateralAssetState.ThresholdPrice);
            context.Store(weights + i, context.Load(loan.Collateral + i) * price * backing);
        }

        for (int i = 0; i < portfolio.Debt; i++)
        {
            context.Store(
                weights + portfolio.Collateral + i,
                context.Load(loan.Debt + i) * DebtPrice(context, portfolio, i) * debt);
        }

        int entries = portfolio.Collateral + portfolio.Debt;
        R variance = R.Of(0.0);
        for (int i = 0; i < entries; i++)
        {
            int first = Asset(context, portfolio, i);
            for (int j = 0; j < entries; j++)
            {
                int second = Asset(context, portfolio, j);
                R product = context.Load(weights + i) * context.Load(weights + j);
                variance = R.Fma(
                    product,
                    context.Real(covariance + (first * PriceHeader.MaximumAssets) + second),
                    variance);
            }
        }

        return Bounds<R, W>.Max(variance, R.Of(0.0));
    }

    // The asset that an entry's oracle price follows.
    private static int Asset(C context, LoanPortfolioRow portfolio, int entry)
    {
        int row = context.Integer(portfolio.Entries + entry);
        return entry < portfolio.Collateral
            ? context.Integer(row + CollateralAssetRow.PlaceOf.OracleAsset)
            : context.Integer(row + DebtAssetRow.PlaceOf.Asset);
    }
}
