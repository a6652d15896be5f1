using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Lending;

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
    internal const int LiquidationsPerStep = 4;

    /// <summary>Opens the band's loans.</summary>
    public static void Begin(C context, int row)
    {
        LoanBandRow band = LoanBandRow.Read(context, row);
        for (int i = 0; i < band.Loans; i++)
        {
            Loan<R, W, C>.Begin(context, Place(context, row, i));
        }

        if (context.Integer(band.Portfolio + LoanPortfolioRow.PlaceOf.Collateral) > 0)
        {
            Gauge(context, row);
        }
    }

    /// <summary>The place of the band's i-th loan.</summary>
    [MethodImpl(Inline)]
    public static LoanPlace Place(C context, int row, int i)
    {
        LoanBandRow band = LoanBandRow.Read(context, row);
        LoanPortfolioRow portfolio = LoanPortfolioRow.Read(context, band.Portfolio);
        int entries = portfolio.Collateral + portfolio.Debt;
        int amounts = band.Amounts + (i * entries);
        return new(
            band.Portfolio, amounts, amounts + portfolio.Collateral,
            band.Terms + (i * (1 + entries)));
    }

    /// <summary>The first band from one on that is on a pair and has a loan that may have to be
    /// liquidated on any path, or is not on a pair.</summary>
    /// <param name="context">The context.</param>
    /// <param name="rows">Where the bands' rows begin.</param>
    /// <param name="i">The first that may be it.</param>
    /// <param name="count">Number of bands, which is returned where there is none.</param>
    public static int Next(C context, int rows, int i, int count)
    {
        int last = -1;
        R level = R.Of(0.0);
        for (; i < count; i++)
        {
            int row = rows + (i * LoanBandRow.Width);
            int pair = context.Integer(row + LoanBandRow.PlaceOf.Pair);
            if (pair != last)
            {
                if (pair < 0)
                {
                    return i;
                }

                last = pair;
                level = LendingPair<R, W, C>.Near(context, pair);
            }

            R lowest = context.Load(
                context.Integer(row + LoanBandRow.PlaceOf.State) + LoanBandState.Lowest);
            if (W.Any(~R.LessOrEqual(R.Of(1.0), level * lowest)))
            {
                return i;
            }
        }

        return count;
    }

    /// <summary>On which paths a loan of a band may have to be liquidated.</summary>
    /// <param name="context">The context.</param>
    /// <param name="row">The band's row.</param>
    /// <param name="step">The step.</param>
    /// <param name="between">Whether it is looked at between the steps, on a Brownian bridge.
    /// </param>
    /// <param name="moved">Whether prices have jumped since then.</param>
    public static W IsNear(C context, int row, int step, bool between, bool moved)
    {
        int pair = context.Integer(row + LoanBandRow.PlaceOf.Pair);
        if (pair >= 0)
        {
            return LendingPair<R, W, C>.IsNear(context, pair, context.Load(
                context.Integer(row + LoanBandRow.PlaceOf.State) + LoanBandState.Lowest));
        }

        return between
            ? MixedBand<R, W, C>.IsNearBetween(context, row, step)
            : MixedBand<R, W, C>.IsNearAtEnd(context, row, moved);
    }

    /// <summary>Liquidates those of a band's loans whose health factor crossed one between the
    /// steps, or is below it at the step's end.</summary>
    /// <param name="context">The context.</param>
    /// <param name="row">The band's row.</param>
    /// <param name="step">The step.</param>
    /// <param name="between">Whether between the steps or at the step's end.</param>
    /// <param name="near">The paths of <see cref="IsNear"/>.</param>
    /// <returns>Whether the lowest health factor may be another than before.</returns>
    public static bool Watch(C context, int row, int step, bool between, W near)
    {
        int portfolio = context.Integer(row + LoanBandRow.PlaceOf.Portfolio);
        R least = Liquidation<R, W, C>.LeastDebt(context, portfolio);
        if (!W.Any(near & R.LessOrEqual(least, LargestDebt(context, row))))
        {
            return false;
        }

        W acted = W.Of(0);
        if (context.Integer(portfolio + LoanPortfolioRow.PlaceOf.Rules)
            == (int)LendingRulesKind.Aave)
        {
            acted = Watch<AaveRules<R, W, C>>(context, row, step, between, least);
        }

        // On a pair nothing else changes it; several assets are compared anew with their prices.
        if (context.Integer(row + LoanBandRow.PlaceOf.Pair) >= 0 && !W.Any(acted))
        {
            return false;
        }

        Gauge(context, row);
        return true;
    }

    private static W Watch<TRules>(C context, int row, int step, bool between, R least)
        where TRules : struct, ILendingRules<R, W, C>
    {
        W acted = W.Of(0);
        int loans = context.Integer(row + LoanBandRow.PlaceOf.Loans);
        for (int i = 0; i < loans; i++)
        {
            acted |= Watch<TRules>(context, row, Place(context, row, i), step, between, least);
        }

        return acted;
    }

    private static R LargestDebt(C context, int row)
    {
        LoanBandRow band = LoanBandRow.Read(context, row);
        int assets = context.Integer(band.Portfolio + LoanPortfolioRow.PlaceOf.Debt);
        R debt = R.Of(0.0);
        for (int i = 0; i < assets; i++)
        {
            debt = R.Fma(
                context.Real(band.LargestDebt + i),
                Loan<R, W, C>.DebtPrice(context, band.Portfolio, i),
                debt);
        }

        return debt;
    }

    // Tells on which paths a liquidator acts.
    private static W Watch<TRules>(
        C context, int row, LoanPlace loan, int step, bool between, R least)
        where TRules : struct, ILendingRules<R, W, C>
    {
        // Who is not worth a call is not worth the next.
        int calls = between ? 1 : LiquidationsPerStep;
        W acts = W.Of(ulong.MaxValue);
        W acted = W.Of(0);
        for (int call = 0; call < calls; call++)
        {
            R health = Loan<R, W, C>.HealthFactor(context, loan);
            W due = between
                ? Crosses(context, row, loan, step, health)
                : TRules.IsLiquidatable(
                    context, context.Integer(loan.Portfolio + LoanPortfolioRow.PlaceOf.RulesTerms),
                    health);
            due &= acts & R.LessOrEqual(least, Loan<R, W, C>.Debt(context, loan));
            if (!W.Any(due))
            {
                return acted;
            }

            // Between the steps the barrier is crossed at a health factor of one, where all
            // collateral is worth 1 / health of what it is worth at the step's end.
            R scale = R.Of(1.0);
            if (between)
            {
                scale = R.Of(1.0) / health;
                health = R.Of(1.0);
            }

            acts = Liquidation<R, W, C>.Call<TRules>(
                context, loan, step, due, health, scale);
            acted |= acts;
        }

        return acted;
    }

    [MethodImpl(Inline)]
    private static W Crosses(C context, int row, LoanPlace loan, int step, R after)
    {
        int pair = context.Integer(row + LoanBandRow.PlaceOf.Pair);
        return pair >= 0
            ? LendingPair<R, W, C>.Crosses(context, pair, loan)
            : MixedBand<R, W, C>.Crosses(context, row, loan, step, after);
    }

    /// <summary>Adds what the loans are worth at the end to what their portfolio's are.</summary>
    public static void Close(C context, int row)
    {
        LoanBandRow band = LoanBandRow.Read(context, row);
        int state = context.Integer(band.Portfolio + LoanPortfolioRow.PlaceOf.State);
        R equity = context.Load(state + LoanPortfolioState.Equity);
        R shortfall = context.Load(state + LoanPortfolioState.Shortfall);
        R backing = context.Load(state + LoanPortfolioState.Backing);
        R debt = context.Load(state + LoanPortfolioState.Debt);
        for (int j = 0; j < band.Loans; j++)
        {
            LoanPlace loan = Place(context, row, j);
            R wallets = context.Real(loan.Wallets);
            R owed = Loan<R, W, C>.Debt(context, loan);
            R wallet = Loan<R, W, C>.Collateral(context, loan) - owed;
            equity = R.Fma(wallet, wallets, equity);
            shortfall = R.Fma(Bounds<R, W>.Max(-wallet, R.Of(0.0)), wallets, shortfall);
            backing = R.Fma(Loan<R, W, C>.Backing(context, loan), wallets, backing);
            debt = R.Fma(owed, wallets, debt);
        }

        context.Store(state + LoanPortfolioState.Equity, equity);
        context.Store(state + LoanPortfolioState.Shortfall, shortfall);
        context.Store(state + LoanPortfolioState.Backing, backing);
        context.Store(state + LoanPortfolioState.Debt, debt);
    }

    // Takes the lowest health factor: at the prices of the start, or as they are.
    internal static void Gauge(C context, int row)
    {
        LoanBandRow band = LoanBandRow.Read(context, row);
        R lowest = R.Of(1e30);
        for (int i = 0; i < band.Loans; i++)
        {
            LoanPlace loan = Place(context, row, i);
            R health = band.Pair >= 0
                ? LendingPair<R, W, C>.WatchedHealthFactorAtStart(context, band.Pair, loan)
                : Loan<R, W, C>.HealthFactor(context, loan);
            lowest = Bounds<R, W>.Min(lowest, health);
        }

        context.Store(band.State + LoanBandState.Lowest, lowest);
        if (band.Pair < 0)
        {
            MixedBand<R, W, C>.Refer(context, row);
        }
    }
}
