using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;

namespace GpuRisk.Kernels.Pools;

/// <summary>
/// A liquidity position in a pool, over a price range or the whole axis (Adams et al. 2021,
/// "Uniswap v3 Core", section 6). Loss versus rebalancing is what each trade takes from the
/// position at the market's price (Milionis, Moallemi, Roughgarden, Zhang 2022).
/// </summary>
/// <remarks>
/// Log prices are told from the position's centre: the price at which it was opened or last
/// recentred, or the end of its range that was nearest to that. Amounts and losses are products of
/// exp(x) - 1 over such distances and never differences of roots or values, which in single
/// precision have no digits left where a range is narrow or a price moves little.
/// </remarks>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class Position<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Opens a position.</summary>
    public static void Begin(C context, int row)
    {
        PositionRow position = PositionRow.Read(context, row);
        Slots<R, W, C>.Clear(context, position.State, PositionState.Width);
        context.Store(
            position.State + PositionState.Centre,
            context.Real(position.Terms + PositionTerms.Centre));
        context.Store(
            position.State + PositionState.Liquidity,
            context.Real(position.Terms + PositionTerms.Liquidity));
        context.Store(
            position.State + PositionState.Gas + Sum.Total,
            PositionEnd<R, W, C>.Gas(context, position.Terms));
    }

    /// <summary>Takes a position through what steps of a block did to its pool.</summary>
    /// <param name="context">The context.</param>
    /// <param name="row">The position's row.</param>
    /// <param name="pool">The pool's row.</param>
    /// <param name="first">The block's first step.</param>
    /// <param name="from">The first of the steps, counted from the block's first.</param>
    /// <param name="count">How many.</param>
    public static void Advance(C context, int row, int pool, int first, int from, int count)
    {
        int every = context.Integer(row + PositionRow.PlaceOf.RecentreEvery);
        R before = context.Load(
            PairPool<R, W, C>.Own(context, pool).State + PairPoolState.LogBefore);
        if (context.Integer(row + PositionRow.PlaceOf.Ranged) == 0)
        {
            PositionSteps<R, W, C>.TakeWhole(context, row, pool, first, from, count);
        }
        else if (PositionRange<R, W, C>.Encloses(context, row, pool, from, count, before))
        {
            PositionSteps<R, W, C>.TakeWhole(context, row, pool, first, from, count);
        }
        else if (every == 0)
        {
            PositionRange<R, W, C>.Tell(context, row, pool, from, count, before);
            PositionSteps<R, W, C>.TakeRanged(context, row, pool, first, from, count);
        }
        else
        {
            int after = Buffers<R, W, C>.Slot(
                context, PairPool<R, W, C>.Own(context, pool).Moves + PoolMove.After);
            for (int i = from; i < from + count; i++)
            {
                PositionRange<R, W, C>.Tell(context, row, pool, i, 1, before);
                PositionSteps<R, W, C>.TakeRanged(context, row, pool, first, i, 1);
                before = context.Load(after + i);
                Recentring<R, W, C>.Step(context, row, pool, first + i, i);
            }
        }
    }

    // What a position is worth beyond the tokens of its start, in quote: what it was worth beyond
    // them when it was last recentred, less what trades took since, with what the difference in
    // base has gained.
    internal static R VersusHold(C context, int row, R at, R market)
    {
        int reals = context.Integer(row + PositionRow.PlaceOf.Terms);
        int state = context.Integer(row + PositionRow.PlaceOf.State);
        R upper = context.Real(reals + PositionTerms.Upper);
        R centre = context.Load(state + PositionState.Centre);
        R liquidity = context.Load(state + PositionState.Liquidity);
        R then = context.Load(state + PositionState.Market);
        R bought = (liquidity * BaseOf(centre, R.Of(0.0), upper)) - FirstBase(context, reals);
        R gain = bought * R.Exp(then) * R.ExpM1(market - then);
        R loss = liquidity * Root(centre) * R.ExpM1(R.Of(0.5) * at)
            * Excess(R.Of(0.0), at, market - centre);
        return context.Load(state + PositionState.VersusHold) + (gain - loss);
    }

    // The base that the position held at its start.
    private static R FirstBase(C context, int reals) =>
        context.Real(reals + PositionTerms.Liquidity)
        * BaseOf(
            context.Real(reals + PositionTerms.Centre), R.Of(0.0),
            context.Real(reals + PositionTerms.Upper));

    // What the market pays for base beyond the mean price of a trade, as a fraction of that.
    [MethodImpl(Inline)]
    internal static R Excess(R before, R after, R market) =>
        R.ExpM1(market - (R.Of(0.5) * (before + after)));

    // The square root of the price of a log.
    [MethodImpl(Inline)]
    internal static R Root(R log) => R.Exp(R.Of(0.5) * log);

    // Base held per unit of liquidity.
    [MethodImpl(Inline)]
    internal static R BaseOf(R centre, R at, R upper) =>
        -(R.ExpM1(R.Of(0.5) * (at - upper)) * R.Exp(R.Of(-0.5) * (centre + at)));

    // Quote held per unit of liquidity.
    [MethodImpl(Inline)]
    internal static R QuoteOf(R centre, R at, R lower) =>
        -(R.ExpM1(R.Of(0.5) * (lower - at)) * Root(centre + at));

    // The pool's price from the centre, held within the range.
    private static R At(C context, int row, int pool)
    {
        int reals = context.Integer(row + PositionRow.PlaceOf.Terms);
        R log = context.Load(PairPool<R, W, C>.Own(context, pool).State + PairPoolState.Log);
        R centre = context.Load(
            context.Integer(row + PositionRow.PlaceOf.State) + PositionState.Centre);
        return Bounds<R, W>.Clamp(
            log - centre,
            context.Real(reals + PositionTerms.Lower),
            context.Real(reals + PositionTerms.Upper));
    }

    /// <summary>Closes a position and writes its outcomes.</summary>
    public static void Emit(C context, int row, int pool)
    {
        int reals = context.Integer(row + PositionRow.PlaceOf.Terms);
        PairPoolRow pair = PairPool<R, W, C>.Own(context, pool);
        R quoteLog = PriceProcess<R, W, C>.LastLog(context, pair.Quote);
        R market = PriceProcess<R, W, C>.LastLog(context, pair.Base) - quoteLog;
        R quoteUsd = R.Exp(quoteLog);
        R firstBase = FirstBase(context, reals);
        R firstQuote = context.Real(reals + PositionTerms.Liquidity) * QuoteOf(
            context.Real(reals + PositionTerms.Centre), R.Of(0.0),
            context.Real(reals + PositionTerms.Lower));
        R hold = quoteUsd * R.Fma(firstBase, R.Exp(market), firstQuote);
        R holdGain = R.Fma(
            quoteUsd * firstBase, R.ExpM1(market),
            context.Real(reals + PositionTerms.Value) * R.ExpM1(quoteLog));
        R versusHold = quoteUsd * VersusHold(context, row, At(context, row, pool), market);
        PositionEnd<R, W, C>.Emit(context, row, hold, holdGain, versusHold);
    }

    /// <summary>What a position is worth at the market's prices after the block's i-th step,
    /// USD.</summary>
    public static R Value(C context, int row, int pool, int i)
    {
        PairPoolRow pair = PairPool<R, W, C>.Own(context, pool);
        R quoteLog = PriceProcess<R, W, C>.MarketLog(context, pair.Quote, i);
        R market = PriceProcess<R, W, C>.MarketLog(context, pair.Base, i) - quoteLog;
        int reals = context.Integer(row + PositionRow.PlaceOf.Terms);
        int state = context.Integer(row + PositionRow.PlaceOf.State);
        R centre = context.Load(state + PositionState.Centre);
        R at = At(context, row, pool);
        return context.Load(state + PositionState.Liquidity) * R.Exp(quoteLog)
            * R.Fma(
                BaseOf(centre, at, context.Real(reals + PositionTerms.Upper)),
                R.Exp(market),
                QuoteOf(centre, at, context.Real(reals + PositionTerms.Lower)));
    }

    /// <summary>Takes liquidity out of a position that is never recentred. What it would have
    /// been worth as the tokens of its start is gone too.</summary>
    public static void Withdraw(C context, int row, R liquidity)
    {
        int reals = context.Integer(row + PositionRow.PlaceOf.Terms);
        int state = context.Integer(row + PositionRow.PlaceOf.State);
        R first = liquidity * (context.Real(reals + PositionTerms.Value)
            / context.Real(reals + PositionTerms.Liquidity));
        Slots<R, W, C>.Add(context, state + PositionState.Liquidity, -liquidity);
        Slots<R, W, C>.Add(context, state + PositionState.VersusHold, -first);
    }
}
