using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;

namespace GpuRisk.Kernels.Lending;

/// <summary>
/// A band of loans with several collateral or debt assets. Prices move their health factors by
/// different numbers, none of which is below that of the collateral that falls most in the debt
/// that rises most.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class MixedBand<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // A bound is a product of rounded numbers.
    private const double Rounding = 1 - Ties<R, W>.Tolerance;

    /// <summary>On which paths a loan may have crossed a health factor of one between the steps,
    /// before prices jump.</summary>
    public static W IsNearBetween(C context, int row, int step)
    {
        LoanBandRow band = LoanBandRow.Read(context, row);
        LoanPortfolioRow portfolio = LoanPortfolioRow.Read(context, band.Portfolio);
        R after = Bound(context, row);
        R lower = Bounds<R, W>.Min(context.Load(band.State + LoanBandState.Bound), after);
        context.Store(band.State + LoanBandState.Bound, after);
        LoanPortfolioTerms<R> terms = LoanPortfolioTerms<R>.Read(context, portfolio.Terms);
        if (portfolio.Spreads < 0 || !W.Any(IsBelow(lower, terms.SafeHealthFactor)))
        {
            return W.Of(0);
        }

        R variance = portfolio.Ratios == 0
            ? terms.Variance
            : StepVariance<R, W, C>.LargestOfRatios(
                context, portfolio.RatioRows, portfolio.Ratios, step % R.BlockSteps);
        R near = Near(variance * Crossings<R, W, C>.Spread(context, portfolio.Spreads, step));
        context.Store(band.State + LoanBandState.Near, near);
        return IsBelow(lower, near);
    }

    /// <summary>On which paths a loan may have a health factor below one at a step's end.</summary>
    /// <param name="context">The context.</param>
    /// <param name="row">The band's row.</param>
    /// <param name="moved">Whether prices have moved since the band's bound was taken.</param>
    public static W IsNearAtEnd(C context, int row, bool moved)
    {
        LoanBandRow band = LoanBandRow.Read(context, row);
        if (moved)
        {
            context.Store(band.State + LoanBandState.Bound, Bound(context, row));
        }

        return IsBelow(context.Load(band.State + LoanBandState.Bound), R.Of(1.0));
    }

    // A bridge from a to b does not touch zero where exp(-2 a b / v) is at most the uniform u, as
    // it is where both are at least sqrt(-v ln u / 2).
    [MethodImpl(Inline)]
    private static R Near(R spread) =>
        R.Exp(R.Sqrt(spread) * R.Of(0.5)) * R.Of(1.0001);

    // What is not a number is looked at.
    [MethodImpl(Inline)]
    private static W IsBelow(R bound, R limit) =>
        ~R.LessOrEqual(limit, bound * R.Of(Rounding));

    // No health factor falls by more than the collateral that falls most in the debt that rises
    // most, both since the band was gauged.
    private static R Bound(C context, int row)
    {
        LoanBandRow band = LoanBandRow.Read(context, row);
        LoanPortfolioRow portfolio = LoanPortfolioRow.Read(context, band.Portfolio);
        R fall = Fallen(context, band, 0);
        for (int i = 1; i < portfolio.Collateral; i++)
        {
            fall = Bounds<R, W>.Min(fall, Fallen(context, band, i));
        }

        int debts = band.References + portfolio.Collateral;
        R rise = Risen(context, band.Portfolio, debts, 0);
        for (int i = 1; i < portfolio.Debt; i++)
        {
            rise = Bounds<R, W>.Min(rise, Risen(context, band.Portfolio, debts, i));
        }

        return context.Load(band.State + LoanBandState.Lowest) * fall * rise;
    }

    [MethodImpl(Inline)]
    private static R Fallen(C context, LoanBandRow band, int i) =>
        context.Load(band.References + i) * context.Load(
            Loan<R, W, C>.CollateralState(context, band.Portfolio, i)
            + CollateralAssetState.ThresholdPrice);

    [MethodImpl(Inline)]
    private static R Risen(C context, int portfolio, int references, int i) =>
        context.Load(references + i) * context.Load(
            Loan<R, W, C>.DebtState(context, portfolio, i) + DebtAssetState.Inverse);

    /// <summary>Keeps the prices at which the band's lowest health factor was taken.</summary>
    public static void Refer(C context, int row)
    {
        LoanBandRow band = LoanBandRow.Read(context, row);
        LoanPortfolioRow portfolio = LoanPortfolioRow.Read(context, band.Portfolio);
        context.Store(
            band.State + LoanBandState.Bound,
            context.Load(band.State + LoanBandState.Lowest));
        for (int i = 0; i < portfolio.Collateral; i++)
        {
            context.Store(
                band.References + i,
                R.Of(1.0) / context.Load(
                    Loan<R, W, C>.CollateralState(context, band.Portfolio, i)
                    + CollateralAssetState.ThresholdPrice));
        }

        for (int i = 0; i < portfolio.Debt; i++)
        {
            context.Store(
                band.References + portfolio.Collateral + i,
                Loan<R, W, C>.DebtPrice(context, band.Portfolio, i));
        }
    }

    /// <summary>On which paths a loan crosses a health factor of one between the steps.</summary>
    /// <param name="context">The context.</param>
    /// <param name="row">Its band's row.</param>
    /// <param name="loan">The loan.</param>
    /// <param name="step">The step.</param>
    /// <param name="after">The health factor at the step's end, before prices jump.</param>
    public static W Crosses(C context, int row, LoanPlace loan, int step, R after)
    {
        R before = Loan<R, W, C>.HealthFactorBefore(context, loan);
        R near = context.Load(
            context.Integer(row + LoanBandRow.PlaceOf.State) + LoanBandState.Near);
        if (!W.Any(R.Less(before, near) | R.Less(after, near)))
        {
            return W.Of(0);
        }

        // A Brownian bridge from a to b (both positive) with variance v touches zero with
        // probability exp(-2 a b / v); a path that ends below has crossed for certain.
        R one = R.Of(1.0);
        W above = R.LessOrEqual(one, before);
        R product = R.Log(R.Select(above, before, one))
            * R.Log(R.Select(R.Less(one, after), after, one));
        R spread = Variance(context, loan, step % R.BlockSteps)
            * Crossings<R, W, C>.Spread(
                context, context.Integer(loan.Portfolio + LoanPortfolioRow.PlaceOf.Spreads), step);
        return above & (R.Less(after, one) | R.Less(product * R.Of(4.0), spread));
    }

    // Of the log health factor, whose sensitivities are the shares of backing and of debt.
    private static R Variance(C context, LoanPlace loan, int step)
    {
        LoanPortfolioRow portfolio = LoanPortfolioRow.Read(context, loan.Portfolio);
        int header = context.Integer(PriceHeader.PlaceOf.Model);
        int weights = context.Integer(header + LendingHeader.PlaceOf.Weights);
        int covariance = context.Integer(header + LendingHeader.PlaceOf.Covariance);
        R backing = R.Of(1.0) / Loan<R, W, C>.Backing(context, loan);
        R debt = R.Of(-1.0) / Loan<R, W, C>.Debt(context, loan);
        for (int i = 0; i < portfolio.Collateral; i++)
        {
            R price = context.Load(
                Loan<R, W, C>.CollateralState(context, loan.Portfolio, i)
                + CollateralAssetState.ThresholdPrice);
            context.Store(
                weights + i,
                context.Load(loan.Collateral + i) * price * backing
                    * StepVariance<R, W, C>.Scale(
                        context, Asset(context, loan.Portfolio, i), step));
        }

        for (int i = 0; i < portfolio.Debt; i++)
        {
            R price = Loan<R, W, C>.DebtPrice(context, loan.Portfolio, i);
            context.Store(
                weights + portfolio.Collateral + i,
                context.Load(loan.Debt + i) * price * debt * StepVariance<R, W, C>.Scale(
                    context, Asset(context, loan.Portfolio, portfolio.Collateral + i), step));
        }

        int entries = portfolio.Collateral + portfolio.Debt;
        R variance = R.Of(0.0);
        for (int i = 0; i < entries; i++)
        {
            int first = Asset(context, loan.Portfolio, i);
            for (int j = 0; j < entries; j++)
            {
                int second = Asset(context, loan.Portfolio, j);
                R product = context.Load(weights + i) * context.Load(weights + j);
                variance = R.Fma(
                    product,
                    StepVariance<R, W, C>.Covariance(context, covariance, first, second, step),
                    variance);
            }
        }

        return Bounds<R, W>.Max(variance, R.Of(0.0));
    }

    // The asset that an entry's oracle price follows.
    private static int Asset(C context, int loans, int entry)
    {
        LoanPortfolioRow portfolio = LoanPortfolioRow.Read(context, loans);
        int row = context.Integer(portfolio.Entries + entry);
        return entry < portfolio.Collateral
            ? context.Integer(row + CollateralAssetRow.PlaceOf.OracleAsset)
            : context.Integer(row + DebtAssetRow.PlaceOf.Asset);
    }
}
