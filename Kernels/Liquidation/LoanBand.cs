using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Liquidation;

/// <summary>
/// Loans of a portfolio with similar debts and health factors. Prices move them together, so that
/// one bound for all tells on which steps none of them needs to be looked at: with one collateral
/// and one debt the lowest health factor itself, with several a number below it.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class LoanBand<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // Each liquidation repays a share of the debt; what a step's last one leaves, the next finds.
    private const int LiquidationsPerStep = 4;

    // A bound is a product of rounded numbers.
    private const double Rounding = 1 - Ties<R, W>.Tolerance;

    /// <summary>Opens the band's loans.</summary>
    public static void Begin(C context, LoanPortfolioRow portfolio, LoanBandRow band)
    {
        for (int i = 0; i < band.Loans; i++)
        {
            Loan<R, W, C>.Begin(context, Place(portfolio, band, i));
        }

        Gauge(context, portfolio, band);
    }

    /// <summary>The place of the band's i-th loan.</summary>
    [MethodImpl(Inline)]
    public static LoanPlace Place(LoanPortfolioRow portfolio, LoanBandRow band, int i)
    {
        int entries = portfolio.Collateral + portfolio.Debt;
        return new(portfolio, band.Amounts + (i * entries), band.Terms + (i * (1 + entries)));
    }

    /// <summary>Takes the prices at a step's end, before they jump; tells on which paths a loan may
    /// have had a health factor below the limit at either end of the step.</summary>
    public static W Follow(C context, LoanPortfolioRow portfolio, LoanBandRow band, R limit)
    {
        R after = Bound(context, portfolio, band);
        R lower = Bounds<R, W>.Min(context.Load(band.State + LoanBandState.Bound), after);
        context.Store(band.State + LoanBandState.Bound, after);
        context.Store(band.State + LoanBandState.BoundOfStep, lower);
        return IsBelow(lower, limit);
    }

    /// <summary>Liquidates what crossed a health factor of one between the steps.</summary>
    /// <param name="context">The context.</param>
    /// <param name="portfolio">The portfolio.</param>
    /// <param name="band">The band.</param>
    /// <param name="step">The step.</param>
    /// <param name="near">The health factor above which, at both ends of the step, nothing has
    /// crossed.</param>
    /// <param name="uniform">What tells of crossings.</param>
    public static void WatchBetween(
        C context, LoanPortfolioRow portfolio, LoanBandRow band, int step, R near, R uniform)
    {
        R lower = context.Load(band.State + LoanBandState.BoundOfStep);
        if (!Concerns(context, portfolio, band, IsBelow(lower, near), out R least))
        {
            return;
        }

        for (int i = 0; i < band.Loans; i++)
        {
            LoanPlace loan = Place(portfolio, band, i);
            R before = Loan<R, W, C>.HealthFactorBefore(context, loan);
            R after = Loan<R, W, C>.HealthFactor(context, loan);
            if (!W.Any(R.Less(before, near) | R.Less(after, near)))
            {
                continue;
            }

            W crosses = Loan<R, W, C>.Crosses(context, loan, uniform, before, after)
                & R.LessOrEqual(least, Loan<R, W, C>.Debt(context, loan));
            if (W.Any(crosses))
            {
                // The barrier is crossed at a health factor of one, where all collateral is
                // worth 1 / after of what it is worth at the step's end.
                Liquidation<R, W, C>.Call(
                    context, loan, step, crosses, R.Of(1.0), R.Of(1.0) / after);
            }
        }

        Gauge(context, portfolio, band);
    }

    /// <summary>Liquidates what is below a health factor of one at the end of a step.</summary>
    /// <param name="context">The context.</param>
    /// <param name="portfolio">The portfolio.</param>
    /// <param name="band">The band.</param>
    /// <param name="step">The step.</param>
    /// <param name="moved">Whether prices have moved since the band's bound was taken.</param>
    public static void WatchEnd(
        C context, LoanPortfolioRow portfolio, LoanBandRow band, int step, bool moved)
    {
        R bound = context.Load(band.State + LoanBandState.Bound);
        if (moved)
        {
            bound = Bound(context, portfolio, band);
            context.Store(band.State + LoanBandState.Bound, bound);
        }

        if (!Concerns(context, portfolio, band, IsBelow(bound, R.Of(1.0)), out R least))
        {
            return;
        }

        for (int i = 0; i < band.Loans; i++)
        {
            LoanPlace loan = Place(portfolio, band, i);
            R health = Loan<R, W, C>.HealthFactor(context, loan);
            for (int call = 0; call < LiquidationsPerStep; call++)
            {
                W unhealthy = R.Less(health, R.Of(1.0))
                    & R.LessOrEqual(least, Loan<R, W, C>.Debt(context, loan));
                if (!W.Any(unhealthy))
                {
                    break;
                }

                Liquidation<R, W, C>.Call(context, loan, step, unhealthy, health, R.Of(1.0));
                health = Loan<R, W, C>.HealthFactor(context, loan);
            }
        }

        Gauge(context, portfolio, band);
    }

    // What is not a number is looked at.
    [MethodImpl(Inline)]
    private static W IsBelow(R bound, R limit) =>
        ~R.LessOrEqual(limit, bound * R.Of(Rounding));

    // Whether on any of the paths there may be somebody who gains by liquidating.
    private static bool Concerns(
        C context, LoanPortfolioRow portfolio, LoanBandRow band, W paths, out R least)
    {
        least = R.Of(0.0);
        if (!W.Any(paths))
        {
            return false;
        }

        least = Liquidation<R, W, C>.LeastDebt(context, portfolio);
        R debt = R.Of(0.0);
        for (int i = 0; i < portfolio.Debt; i++)
        {
            debt = R.Fma(
                context.Real(band.LargestDebt + i),
                Loan<R, W, C>.DebtPrice(context, portfolio, i),
                debt);
        }

        return W.Any(paths & R.LessOrEqual(least, debt));
    }

    // No health factor falls by more than the collateral that falls most in the debt that rises
    // most, both since the band was gauged.
    private static R Bound(C context, LoanPortfolioRow portfolio, LoanBandRow band)
    {
        R fall = Fallen(context, portfolio, band, 0);
        for (int i = 1; i < portfolio.Collateral; i++)
        {
            fall = Bounds<R, W>.Min(fall, Fallen(context, portfolio, band, i));
        }

        R rise = Risen(context, portfolio, band, 0);
        for (int i = 1; i < portfolio.Debt; i++)
        {
            rise = Bounds<R, W>.Min(rise, Risen(context, portfolio, band, i));
        }

        return context.Load(band.State + LoanBandState.Lowest) * fall * rise;
    }

    [MethodImpl(Inline)]
    private static R Fallen(C context, LoanPortfolioRow portfolio, LoanBandRow band, int i) =>
        context.Load(band.References + i) * context.Load(
            Loan<R, W, C>.CollateralState(context, portfolio, i)
            + CollateralAssetState.ThresholdPrice);

    [MethodImpl(Inline)]
    private static R Risen(C context, LoanPortfolioRow portfolio, LoanBandRow band, int i) =>
        context.Load(band.References + portfolio.Collateral + i) * context.Load(
            Loan<R, W, C>.DebtState(context, portfolio, i) + DebtAssetState.Inverse);

    // Takes the lowest health factor at the prices as they are.
    private static void Gauge(C context, LoanPortfolioRow portfolio, LoanBandRow band)
    {
        R lowest = R.Of(1e30);
        for (int i = 0; i < band.Loans; i++)
        {
            lowest = Bounds<R, W>.Min(
                lowest, Loan<R, W, C>.HealthFactor(context, Place(portfolio, band, i)));
        }

        context.Store(band.State + LoanBandState.Lowest, lowest);
        context.Store(band.State + LoanBandState.Bound, lowest);
        for (int i = 0; i < portfolio.Collateral; i++)
        {
            context.Store(
                band.References + i,
                R.Of(1.0) / context.Load(
                    Loan<R, W, C>.CollateralState(context, portfolio, i)
                    + CollateralAssetState.ThresholdPrice));
        }

        for (int i = 0; i < portfolio.Debt; i++)
        {
            context.Store(
                band.References + portfolio.Collateral + i,
                Loan<R, W, C>.DebtPrice(context, portfolio, i));
        }
    }
}
