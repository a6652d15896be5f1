using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;

namespace GpuRisk.Kernels.ImpermanentLoss;

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
        int reals = context.Integer(row + PositionTable.Row.Reals);
        int state = context.Integer(row + PositionTable.Row.State);
        Slots<R, W, C>.Clear(context, state, PositionTable.State.Width);
        context.Store(
            state + PositionTable.State.Centre, context.Real(reals + PositionTable.Real.Centre));
        context.Store(
            state + PositionTable.State.Liquidity,
            context.Real(reals + PositionTable.Real.Liquidity));
        context.Store(state + PositionTable.State.Gas, Gas(context, reals));
    }

    // A position pays for its opening, its closing and every recentring between them.
    [MethodImpl(Inline)]
    private static R Gas(C context, int reals) => GasPrice<R, W, C>.Of(
        context, context.Real(reals + PositionTable.Real.GasPerAction));

    /// <summary>Takes a position through what a step did to its pool.</summary>
    public static void Step(C context, int row, int pool, int step, PoolTrade<R> trade)
    {
        int reals = context.Integer(row + PositionTable.Row.Reals);
        int state = context.Integer(row + PositionTable.Row.State);
        R lower = context.Real(reals + PositionTable.Real.Lower);
        R upper = context.Real(reals + PositionTable.Real.Upper);
        R centre = context.Load(state + PositionTable.State.Centre);
        R liquidity = context.Load(state + PositionTable.State.Liquidity);
        R from = trade.Before - centre;
        R to = trade.After - centre;
        R before = Bounds<R, W>.Clamp(from, lower, upper);
        R after = Bounds<R, W>.Clamp(to, lower, upper);
        R move = Root(centre + before) * R.ExpM1(R.Of(0.5) * (after - before));
        R excess = Excess(before, after, trade.Market - centre);
        R scale = liquidity * trade.QuoteUsd;

        // The trade leaves move of quote and takes move (1 + excess) of base at the market.
        R kept = R.Select(R.Less(R.Of(0.0), move), move, -R.Fma(move, excess, move));
        R arbitrage = scale * kept * trade.InputFee;
        R inRange = InRange(context, pool, trade.Start - centre, trade.End - centre, lower, upper);

        Slots<R, W, C>.Accumulate(
            context, state + PositionTable.State.LossVersusRebalancing, scale * (move * excess));
        Slots<R, W, C>.Accumulate(
            context, state + PositionTable.State.Fees,
            R.Fma(liquidity * trade.NoiseFee, inRange, arbitrage));
        Slots<R, W, C>.Accumulate(context, state + PositionTable.State.StepsInRange, inRange);
        if (context.Integer(row + PositionTable.Row.TellsPayers) != 0)
        {
            Slots<R, W, C>.Accumulate(context, state + PositionTable.State.ArbitrageFees, arbitrage);
        }

        // At the horizon a position is closed, and not recentred before.
        int every = context.Integer(row + PositionTable.Row.RecentreEvery);
        if (every == 0 || step + 1 == context.Integer(PriceHeader.PlaceOf.Steps))
        {
            return;
        }

        if (every < 0)
        {
            W within = R.LessOrEqual(lower, to) & R.LessOrEqual(to, upper);
            Recentre(context, row, pool, ~within, after, trade);
        }
        else if ((step + 1) % every == 0)
        {
            Recentre(context, row, pool, W.Of(ulong.MaxValue), after, trade);
        }
    }

    // The share of a step in which the pool's price is in the range.
    [MethodImpl(Inline)]
    private static R InRange(C context, int pool, R from, R to, R lower, R upper)
    {
        if (context.Integer(pool + PoolTable.Row.Diffuses) == 0)
        {
            return Occupation<R, W>.Straight(from, to, lower, upper);
        }

        int reals = context.Integer(pool + PoolTable.Row.Reals);
        return Occupation<R, W>.Bridge(
            from, to, lower, upper, context.Real(reals + PoolTable.Real.BridgeScale));
    }

    // Moves the range so that it lies about the pool's price as it lay at the start, keeping
    // the position's value. What changes hands pays the pool's fee; costs come from outside.
    private static void Recentre(
        C context, int row, int pool, W mask, R at, PoolTrade<R> trade)
    {
        if (!W.Any(mask))
        {
            return;
        }

        int reals = context.Integer(row + PositionTable.Row.Reals);
        int state = context.Integer(row + PositionTable.Row.State);
        R lower = context.Real(reals + PositionTable.Real.Lower);
        R upper = context.Real(reals + PositionTable.Real.Upper);
        R liquidity = context.Load(state + PositionTable.State.Liquidity);
        R centre = context.Load(state + PositionTable.State.Centre);
        R price = R.Exp(trade.Market);
        R oldBase = liquidity * BaseOf(centre, at, upper) * price;
        R value = R.Fma(liquidity, QuoteOf(centre, at, lower), oldBase);
        R newBase = BaseOf(trade.After, R.Of(0.0), upper) * price;
        R newLiquidity = value / (newBase + QuoteOf(trade.After, R.Of(0.0), lower));
        R swapped = Bounds<R, W>.Abs(R.Fma(newLiquidity, newBase, -oldBase)) * trade.QuoteUsd;
        R fee = context.Real(
            context.Integer(pool + PoolTable.Row.Reals) + PoolTable.Real.Fee);
        R versusHold = VersusHold(context, row, at, trade.Market);

        Replace(context, state + PositionTable.State.VersusHold, mask, versusHold);
        Replace(context, state + PositionTable.State.Market, mask, trade.Market);
        Replace(context, state + PositionTable.State.Centre, mask, trade.After);
        Replace(context, state + PositionTable.State.Liquidity, mask, newLiquidity);
        Slots<R, W, C>.Add(
            context, state + PositionTable.State.Rebalances, Bounds<R, W>.Indicator(mask));
        Slots<R, W, C>.Accumulate(
            context, state + PositionTable.State.Gas, mask, Gas(context, reals));
        Slots<R, W, C>.Accumulate(
            context, state + PositionTable.State.SwapFees, mask, fee * swapped);
    }

    // What a position is worth beyond the tokens of its start, in quote: what it was worth beyond
    // them when it was last recentred, less what trades took since, with what the difference in
    // base has gained.
    private static R VersusHold(C context, int row, R at, R market)
    {
        int reals = context.Integer(row + PositionTable.Row.Reals);
        int state = context.Integer(row + PositionTable.Row.State);
        R upper = context.Real(reals + PositionTable.Real.Upper);
        R centre = context.Load(state + PositionTable.State.Centre);
        R liquidity = context.Load(state + PositionTable.State.Liquidity);
        R then = context.Load(state + PositionTable.State.Market);
        R bought = (liquidity * BaseOf(centre, R.Of(0.0), upper)) - FirstBase(context, reals);
        R gain = bought * R.Exp(then) * R.ExpM1(market - then);
        R loss = liquidity * Root(centre) * R.ExpM1(R.Of(0.5) * at)
            * Excess(R.Of(0.0), at, market - centre);
        return context.Load(state + PositionTable.State.VersusHold) + (gain - loss);
    }

    // The base that the position held at its start.
    private static R FirstBase(C context, int reals) =>
        context.Real(reals + PositionTable.Real.Liquidity)
        * BaseOf(
            context.Real(reals + PositionTable.Real.Centre), R.Of(0.0),
            context.Real(reals + PositionTable.Real.Upper));

    // What the market pays for base beyond the mean price of a trade, as a fraction of that.
    [MethodImpl(Inline)]
    private static R Excess(R before, R after, R market) =>
        R.ExpM1(market - (R.Of(0.5) * (before + after)));

    // The square root of the price of a log.
    [MethodImpl(Inline)]
    private static R Root(R log) => R.Exp(R.Of(0.5) * log);

    // Base held per unit of liquidity.
    [MethodImpl(Inline)]
    private static R BaseOf(R centre, R at, R upper) =>
        -(R.ExpM1(R.Of(0.5) * (at - upper)) * R.Exp(R.Of(-0.5) * (centre + at)));

    // Quote held per unit of liquidity.
    [MethodImpl(Inline)]
    private static R QuoteOf(R centre, R at, R lower) =>
        -(R.ExpM1(R.Of(0.5) * (lower - at)) * Root(centre + at));

    [MethodImpl(Inline)]
    private static void Replace(C context, int slot, W mask, R value) =>
        context.Store(slot, R.Select(mask, value, context.Load(slot)));

    // The pool's price from the centre, held within the range.
    private static R At(C context, int row, int pool)
    {
        int reals = context.Integer(row + PositionTable.Row.Reals);
        R log = context.Load(context.Integer(pool + PoolTable.Row.State) + PoolTable.State.Log);
        R centre = context.Load(
            context.Integer(row + PositionTable.Row.State) + PositionTable.State.Centre);
        return Bounds<R, W>.Clamp(
            log - centre,
            context.Real(reals + PositionTable.Real.Lower),
            context.Real(reals + PositionTable.Real.Upper));
    }

    /// <summary>Closes a position and writes its outcomes.</summary>
    public static void Emit(C context, int row, int pool)
    {
        int reals = context.Integer(row + PositionTable.Row.Reals);
        int state = context.Integer(row + PositionTable.Row.State);
        int metric = context.Integer(row + PositionTable.Row.Metrics);
        R quoteLog = PriceProcess<R, W, C>.LastLog(
            context, context.Integer(pool + PoolTable.Row.Quote));
        R market = PriceProcess<R, W, C>.LastLog(
            context, context.Integer(pool + PoolTable.Row.Base)) - quoteLog;
        R quoteUsd = R.Exp(quoteLog);
        R firstBase = FirstBase(context, reals);
        R firstQuote = context.Real(reals + PositionTable.Real.Liquidity) * QuoteOf(
            context.Real(reals + PositionTable.Real.Centre), R.Of(0.0),
            context.Real(reals + PositionTable.Real.Lower));
        R hold = quoteUsd * R.Fma(firstBase, R.Exp(market), firstQuote);
        R holdGain = R.Fma(
            quoteUsd * firstBase, R.ExpM1(market),
            context.Real(reals + PositionTable.Real.Value) * R.ExpM1(quoteLog));
        R versusHold = quoteUsd * VersusHold(context, row, At(context, row, pool), market);
        R gain = holdGain + versusHold;
        R loss = context.Load(state + PositionTable.State.LossVersusRebalancing);
        R fees = context.Load(state + PositionTable.State.Fees);
        R swapFees = context.Load(state + PositionTable.State.SwapFees);

        R gas = context.Load(state + PositionTable.State.Gas) + Gas(context, reals);
        R income = fees - gas - swapFees;
        context.Emit(metric + PositionTable.Metric.ImpermanentLoss, versusHold / hold);
        context.Emit(metric + PositionTable.Metric.LossVersusRebalancing, loss);
        context.Emit(metric + PositionTable.Metric.Fees, fees);
        context.Emit(metric + PositionTable.Metric.Gas, gas);
        context.Emit(metric + PositionTable.Metric.NetVersusHold, versusHold + income);
        context.Emit(metric + PositionTable.Metric.NetVersusRebalancing, income - loss);
        context.Emit(metric + PositionTable.Metric.Net, gain + income);
        context.Emit(
            metric + PositionTable.Metric.TimeInRange,
            context.Load(state + PositionTable.State.StepsInRange)
                * context.Real(reals + PositionTable.Real.InverseSteps));
        context.Emit(
            metric + PositionTable.Metric.Rebalances,
            context.Load(state + PositionTable.State.Rebalances));
        context.Emit(metric + PositionTable.Metric.SwapFees, swapFees);
        context.Emit(metric + PositionTable.Metric.Revaluation, gain + loss);
        context.Emit(
            metric + PositionTable.Metric.ArbitrageFees,
            context.Load(state + PositionTable.State.ArbitrageFees));
    }

    /// <summary>What a position is worth at a market price, USD.</summary>
    public static R Value(C context, int row, int pool, R market, R quoteUsd)
    {
        int reals = context.Integer(row + PositionTable.Row.Reals);
        int state = context.Integer(row + PositionTable.Row.State);
        R centre = context.Load(state + PositionTable.State.Centre);
        R at = At(context, row, pool);
        return context.Load(state + PositionTable.State.Liquidity) * quoteUsd
            * R.Fma(
                BaseOf(centre, at, context.Real(reals + PositionTable.Real.Upper)),
                R.Exp(market),
                QuoteOf(centre, at, context.Real(reals + PositionTable.Real.Lower)));
    }

    /// <summary>Takes liquidity out of a position that is never recentred. What it would have
    /// been worth as the tokens of its start is gone too.</summary>
    public static void Withdraw(C context, int row, R liquidity)
    {
        int reals = context.Integer(row + PositionTable.Row.Reals);
        int state = context.Integer(row + PositionTable.Row.State);
        R first = liquidity * (context.Real(reals + PositionTable.Real.Value)
            / context.Real(reals + PositionTable.Real.Liquidity));
        Slots<R, W, C>.Add(context, state + PositionTable.State.Liquidity, -liquidity);
        Slots<R, W, C>.Add(context, state + PositionTable.State.VersusHold, -first);
    }
}
