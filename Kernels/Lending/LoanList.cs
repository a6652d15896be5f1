using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Lending;

/// <summary>
/// Loans of a pair in the order of their health factors. Prices and calls keep the order, so that
/// those that a step liquidates follow each other, and their sums are differences of sums that the
/// plan holds: each crosses at its own barrier, and a call of all costs what a call of one costs.
/// Where one rule does not hold for all of them, they are given to bands and called one by one.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class LoanList<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Opens the loans.</summary>
    public static void Begin(C context, int row)
    {
        LoanListRow list = LoanListRow.Read(context, row);
        LoanParts<R, W, C>.Begin(context, list);
        LoanListState<R> state = default;
        state.Lowest = context.Real(list.HealthFactors);
        state.LowestGiven = R.Of(1e30);
        R all = LoanParts<R, W, C>.Count(list);
        state.Collateral = ListSums<R, W, C>.Of(context, list, list.Collateral, R.Of(0.0), all);
        state.Debt = ListSums<R, W, C>.Of(context, list, list.Debt, R.Of(0.0), all);
        state.Store(context, list.State);
        for (int i = 0; i < list.Bands; i++)
        {
            int band = context.Integer(
                list.BandRows + (i * LoanBandRow.Width) + LoanBandRow.PlaceOf.State);
            context.Store(band + LoanBandState.Lowest, R.Of(1e30));
            context.Store(band + LoanBandState.Bound, R.Of(0.0));
        }
    }

    /// <summary>Liquidates those of the loans whose health factor crossed one between the steps, or
    /// is below it at the step's end, and tells how many of the list's bands are to be watched for
    /// what it has given away: all or none.</summary>
    /// <param name="context">The context.</param>
    /// <param name="row">The list's row.</param>
    /// <param name="step">The step.</param>
    /// <param name="between">Whether between the steps or at the step's end.</param>
    public static int Watch(C context, int row, int step, bool between)
    {
        LoanListRow list = LoanListRow.Read(context, row);
        W near = LendingPair<R, W, C>.IsNear(
            context, list.Pair, context.Load(list.State + LoanListState.Lowest));
        context.Store(list.State + LoanListState.Changed, R.Of(0.0));
        if (!W.Any(near))
        {
            return 0;
        }

        int portfolio = list.Portfolio;
        R least = Liquidation<R, W, C>.LeastDebt(context, portfolio);
        R largest = context.Real(list.Terms + LoanListTerms.LargestDebt)
            * Loan<R, W, C>.DebtPrice(context, portfolio, 0);
        if (!W.Any(near & R.LessOrEqual(least, largest)))
        {
            return 0;
        }

        if (context.Integer(portfolio + LoanPortfolioRow.PlaceOf.Rules)
            == (int)LendingRulesKind.Aave)
        {
            Call<AaveRules<R, W, C>>(context, list, step, between);
        }

        R given = context.Load(list.State + LoanListState.LowestGiven);
        return W.Any(LendingPair<R, W, C>.IsNear(context, list.Pair, given)) ? list.Bands : 0;
    }

    private static void Call<TRules>(C context, LoanListRow list, int step, bool between)
        where TRules : struct, ILendingRules<R, W, C>
    {
        int calls = between ? 1 : LoanBand<R, W, C>.LiquidationsPerStep;
        W active = W.Of(ulong.MaxValue);
        for (int call = 0; call < calls; call++)
        {
            // What a part becomes stands behind what is still to be called, or joins the next: that
            // goes no further than it did.
            W acted = W.Of(0);
            LoanParts<R, W, C>.Compact(context, list);
            int used = LoanParts<R, W, C>.Used(context, list);
            R end = LoanParts<R, W, C>.Count(list);
            for (int i = used - 1; i >= 0; i--)
            {
                R start = LoanParts<R, W, C>.Start(context, list, i);
                acted |= ListCall<R, W, C>.Call<TRules>(
                    context, list, i, active, start, end, step, between);
                end = start;
            }

            if (!W.Any(acted))
            {
                return;
            }

            active = acted;
        }
    }

    /// <summary>Takes the lowest health factor after the list and its bands were watched; tells
    /// whether it may be another than before.</summary>
    /// <param name="context">The context.</param>
    /// <param name="row">The list's row.</param>
    /// <param name="bands">How many of its bands were watched.</param>
    public static bool Gauge(C context, int row, int bands)
    {
        LoanListRow list = LoanListRow.Read(context, row);
        R changed = context.Load(list.State + LoanListState.Changed);
        if (bands == 0 && !W.Any(R.Less(R.Of(0.0), changed)))
        {
            return false;
        }

        R lowest = context.Load(list.State + LoanListState.LowestGiven);
        if (bands > 0)
        {
            lowest = R.Of(1e30);
        }

        for (int i = 0; i < bands; i++)
        {
            int band = context.Integer(
                list.BandRows + (i * LoanBandRow.Width) + LoanBandRow.PlaceOf.State);
            lowest = Bounds<R, W>.Min(lowest, context.Load(band + LoanBandState.Lowest));
        }

        context.Store(list.State + LoanListState.LowestGiven, lowest);
        int used = LoanParts<R, W, C>.Used(context, list);
        R largest = context.Real(list.Terms + LoanListTerms.LargestDebt);
        R least = context.Real(
            context.Integer(list.Pair + LendingPairRow.PlaceOf.Terms)
            + LendingPairTerms.LeastDebt);
        for (int i = 0; i < used; i++)
        {
            LoanPartState<R> part =
                LoanPartState<R>.Load(context, LoanParts<R, W, C>.Place(list, i));
            R start = LoanParts<R, W, C>.Start(context, list, i);
            W has = R.Less(start, part.End) & R.Less(R.Of(0.0), part.Scale)
                & R.LessOrEqual(least, part.Scale * largest);
            if (W.Any(has))
            {
                R health = LoanParts<R, W, C>.HealthFactor(context, list, part, start);
                lowest = R.Select(has, Bounds<R, W>.Min(lowest, health), lowest);
            }
        }

        context.Store(list.State + LoanListState.Lowest, lowest);
        return true;
    }

    /// <summary>Adds what the loans are worth at the end.</summary>
    public static void Close(C context, int row)
    {
        LoanListRow list = LoanListRow.Read(context, row);
        int portfolio = list.Portfolio;
        int asset = Loan<R, W, C>.CollateralState(context, portfolio, 0);
        R collateral = context.Load(list.State + LoanListState.Collateral);
        R owed = context.Load(list.State + LoanListState.Debt)
            * Loan<R, W, C>.DebtPrice(context, portfolio, 0);
        R value = collateral * context.Load(asset + CollateralAssetState.OraclePrice);
        int state = context.Integer(portfolio + LoanPortfolioRow.PlaceOf.State);
        Slots<R, W, C>.Add(context, state + LoanPortfolioState.Equity, value - owed);
        Slots<R, W, C>.Add(context, state + LoanPortfolioState.Debt, owed);
        Slots<R, W, C>.Add(
            context, state + LoanPortfolioState.Backing,
            collateral * context.Load(asset + CollateralAssetState.ThresholdPrice));
        int used = LoanParts<R, W, C>.Used(context, list);
        for (int i = 0; i < used; i++)
        {
            Slots<R, W, C>.Add(
                context, state + LoanPortfolioState.Shortfall,
                ListRepayment<R, W, C>.Shortfall(context, list, portfolio, i));
        }

        for (int i = 0; i < list.Bands; i++)
        {
            int band = list.BandRows + (i * LoanBandRow.Width);
            int opened = context.Integer(band + LoanBandRow.PlaceOf.State) + LoanBandState.Bound;
            if (W.Any(R.Less(R.Of(0.0), context.Load(opened))))
            {
                LoanBand<R, W, C>.Close(context, band);
            }
        }
    }

    /// <summary>Gives loans of a part away, to be called one by one.</summary>
    /// <param name="context">The context.</param>
    /// <param name="list">The list.</param>
    /// <param name="part">The part as it is.</param>
    /// <param name="mask">On which paths.</param>
    /// <param name="from">Number of loans before them.</param>
    /// <param name="to">Number of loans up to their last.</param>
    internal static void Give(
        C context, LoanListRow list, LoanPartState<R> part, W mask, R from, R to)
    {
        W some = mask & R.Less(from, to);
        if (!W.Any(some))
        {
            return;
        }

        R perDebt = part.Shift / LendingPair<R, W, C>.HealthPerToken(context, list.Pair);
        R lowest = context.Load(list.State + LoanListState.LowestGiven);
        for (int i = 0; i < list.Bands; i++)
        {
            int first = i * list.LoansPerBand;
            W here = some & R.Less(from, Index(first + list.LoansPerBand))
                & R.Less(Index(first), to);
            if (W.Any(here))
            {
                int band = list.BandRows + (i * LoanBandRow.Width);
                int loans = context.Integer(band + LoanBandRow.PlaceOf.Loans);
                Open(context, band);
                for (int j = 0; j < loans; j++)
                {
                    LoanPlace loan = LoanBand<R, W, C>.Place(context, band, j);
                    W given = here & R.LessOrEqual(from, Index(first + j))
                        & R.Less(Index(first + j), to);
                    R debt = context.Real(loan.Start + 1);
                    R collateral = R.Fma(
                        part.Slope, context.Real(loan.Start), -(perDebt * debt));
                    context.Store(loan.Collateral, R.Select(
                        given, part.Scale * collateral, context.Load(loan.Collateral)));
                    context.Store(loan.Debt, R.Select(
                        given, part.Scale * debt, context.Load(loan.Debt)));
                }

                LoanBand<R, W, C>.Gauge(context, band);
                lowest = Bounds<R, W>.Min(lowest, context.Load(
                    context.Integer(band + LoanBandRow.PlaceOf.State) + LoanBandState.Lowest));
            }
        }

        context.Store(list.State + LoanListState.LowestGiven, lowest);
        R debts = ListSums<R, W, C>.Of(context, list, list.Debt, from, to);
        R held = R.Fma(
            part.Slope, ListSums<R, W, C>.Of(context, list, list.Collateral, from, to),
            -(perDebt * debts));
        Slots<R, W, C>.Add(
            context, list.State + LoanListState.Collateral, some, -(part.Scale * held));
        Slots<R, W, C>.Add(
            context, list.State + LoanListState.Debt, some, -(part.Scale * debts));
    }

    [MethodImpl(Inline)]
    private static R Index(int loan) => R.FromInt32(W.Of((uint)loan));

    // A band is empty until it is given a loan on any of the paths.
    private static void Open(C context, int row)
    {
        LoanBandRow band = LoanBandRow.Read(context, row);
        int opened = band.State + LoanBandState.Bound;
        if (!W.Any(R.Less(R.Of(0.0), context.Load(opened))))
        {
            LoanPortfolioRow portfolio = LoanPortfolioRow.Read(context, band.Portfolio);
            Slots<R, W, C>.Clear(
                context, band.Amounts, band.Loans * (portfolio.Collateral + portfolio.Debt));
            context.Store(opened, R.Of(1.0));
        }
    }
}
