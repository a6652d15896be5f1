using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;

namespace GpuRisk.Kernels.Lending;

/// <summary>
/// One collateral in one debt. A loan's health factor is what it would be at the prices of the
/// start times one number of the path, the pair's level, so that one comparison of its lowest log
/// with the nearest loan's barrier tells that none needs to be looked at.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class LendingPair<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // A level is an exponential of rounded numbers.
    private const double Rounding = 1 - Ties<R, W>.Tolerance;

    /// <summary>Puts a pair to its start.</summary>
    public static void Begin(C context, int row)
    {
        int state = context.Integer(row + LendingPairRow.PlaceOf.State);
        var start = default(LendingPairState<R>);
        start.Level = R.Of(1.0);
        start.Store(context, state);
    }

    /// <summary>Moves a pair through a step, before prices jump; tells on which paths a loan's
    /// health factor may have come below one between the steps.</summary>
    public static W Follow(C context, int row, int step)
    {
        LendingPairRow pair = LendingPairRow.Read(context, row);
        R before = context.Load(pair.State + LendingPairState.Log);
        R after = Log(context, pair, step, false);
        context.Store(pair.State + LendingPairState.LogBefore, before);
        context.Store(pair.State + LendingPairState.Log, after);
        if (pair.Spreads < 0)
        {
            return W.Of(0);
        }

        R variance = pair.Ratio < 0
            ? context.Real(pair.Terms + LendingPairTerms.Variance)
            : StepVariance<R, W, C>.OfRatio(context, pair.Ratio, step % R.BlockSteps);
        R low = Crossings<R, W, C>.Lowest(
            before, after, Crossings<R, W, C>.Spread(context, pair.Spreads, step) * variance);
        context.Store(pair.State + LendingPairState.Low, low);
        return IsBelowBarrier(context, pair.State, low);
    }

    /// <summary>Tells on which paths a loan's health factor may be below one at a step's end.
    /// </summary>
    public static W Arrive(C context, int row, int step, bool jumped)
    {
        LendingPairRow pair = LendingPairRow.Read(context, row);
        if (jumped)
        {
            context.Store(
                pair.State + LendingPairState.Log, Log(context, pair, step, true));
        }

        return IsBelowBarrier(
            context, pair.State, context.Load(pair.State + LendingPairState.Log));
    }

    // What is not a number is looked at.
    [MethodImpl(Inline)]
    private static W IsBelowBarrier(C context, int state, R log) =>
        ~R.LessOrEqual(context.Load(state + LendingPairState.Barrier), log);

    [MethodImpl(Inline)]
    private static R Log(C context, LendingPairRow pair, int step, bool jumped) =>
        LendingMarket<R, W, C>.OracleLog(
            context, CollateralAssetRow.Read(context, pair.Collateral), step, jumped)
        - LendingMarket<R, W, C>.DebtLog(
            context, DebtAssetRow.Read(context, pair.Debt), step, jumped);

    /// <summary>Takes the level at which loans are looked at: the lowest between the steps, or that
    /// at the step's end.</summary>
    public static void Measure(C context, int row, bool between)
    {
        int state = context.Integer(row + LendingPairRow.PlaceOf.State);
        if (between && context.Integer(row + LendingPairRow.PlaceOf.Spreads) < 0)
        {
            // Nobody looks.
            context.Store(state + LendingPairState.Level, R.Of(1e30));
            return;
        }

        int log = between ? LendingPairState.Low : LendingPairState.Log;
        context.Store(state + LendingPairState.Level, R.Exp(context.Load(state + log)));
        if (between)
        {
            context.Store(
                state + LendingPairState.LevelBefore,
                R.Exp(context.Load(state + LendingPairState.LogBefore)));
        }
    }

    /// <summary>Takes the barrier of the loan that is nearest to it.</summary>
    /// <param name="context">The context.</param>
    /// <param name="row">The pair's row.</param>
    /// <param name="bands">Where the rows of all watched bands begin.</param>
    /// <param name="count">How many these are.</param>
    /// <param name="lists">Where the rows of all lists begin.</param>
    /// <param name="listed">How many these are.</param>
    public static void Gauge(C context, int row, int bands, int count, int lists, int listed)
    {
        int state = context.Integer(row + LendingPairRow.PlaceOf.State);
        R lowest = R.Of(1e30);
        for (int i = 0; i < count; i++)
        {
            int band = bands + (i * LoanBandRow.Width);
            if (context.Integer(band + LoanBandRow.PlaceOf.Pair) == row)
            {
                lowest = Bounds<R, W>.Min(lowest, context.Load(
                    context.Integer(band + LoanBandRow.PlaceOf.State) + LoanBandState.Lowest));
            }
        }

        for (int i = 0; i < listed; i++)
        {
            int list = lists + (i * LoanListRow.Width);
            if (context.Integer(list + LoanListRow.PlaceOf.Pair) == row)
            {
                lowest = Bounds<R, W>.Min(lowest, context.Load(
                    context.Integer(list + LoanListRow.PlaceOf.State) + LoanListState.Lowest));
            }
        }

        lowest = Bounds<R, W>.Max(lowest * R.Of(Rounding), R.Of(1e-30));
        context.Store(state + LendingPairState.Barrier, -R.Log(lowest));
    }

    /// <summary>The health factor that a loan would have at the prices of the start; a large number
    /// when nothing is owed.</summary>
    public static R HealthFactorAtStart(C context, int row, LoanPlace loan)
    {
        LendingPairTerms<R> terms = LendingPairTerms<R>.Read(
            context, context.Integer(row + LendingPairRow.PlaceOf.Terms));
        return Loan<R, W, C>.Ratio(
            context.Load(loan.Collateral) * terms.ThresholdPrice,
            context.Load(loan.Debt) * terms.DebtPrice);
    }

    /// <summary>The same; a large number where nobody ever liquidates the loan.</summary>
    public static R WatchedHealthFactorAtStart(C context, int row, LoanPlace loan)
    {
        int terms = context.Integer(row + LendingPairRow.PlaceOf.Terms);
        W isSmall = R.Less(
            context.Load(loan.Debt), context.Real(terms + LendingPairTerms.LeastDebt));
        return R.Select(isSmall, R.Of(1e30), HealthFactorAtStart(context, row, loan));
    }

    /// <summary>The health factor at the prices of the start of a token of collateral for a token
    /// of debt.</summary>
    [MethodImpl(Inline)]
    public static R HealthPerToken(C context, int row)
    {
        int terms = context.Integer(row + LendingPairRow.PlaceOf.Terms);
        return context.Real(terms + LendingPairTerms.ThresholdPrice)
            / context.Real(terms + LendingPairTerms.DebtPrice);
    }

    /// <summary>On which paths a loan may have a health factor below one at the level.</summary>
    /// <param name="context">The context.</param>
    /// <param name="row">The pair's row.</param>
    /// <param name="lowest">The lowest health factor at the prices of the start.</param>
    [MethodImpl(Inline)]
    public static W IsNear(C context, int row, R lowest) =>
        ~R.LessOrEqual(R.Of(1.0), Near(context, row) * lowest);

    /// <summary>The level, with room for rounding.</summary>
    [MethodImpl(Inline)]
    public static R Near(C context, int row) => R.Of(Rounding) * context.Load(
        context.Integer(row + LendingPairRow.PlaceOf.State) + LendingPairState.Level);

    /// <summary>On which paths a loan crosses a health factor of one between the steps.</summary>
    public static W Crosses(C context, int row, LoanPlace loan)
    {
        int state = context.Integer(row + LendingPairRow.PlaceOf.State);
        R health = HealthFactorAtStart(context, row, loan);
        return R.LessOrEqual(
                R.Of(1.0), health * context.Load(state + LendingPairState.LevelBefore))
            & R.Less(health * context.Load(state + LendingPairState.Level), R.Of(1.0));
    }
}
