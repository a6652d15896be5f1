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
        R lower = context.Real(reals + PositionTable.Real.Lower);
        R upper = context.Real(reals + PositionTable.Real.Upper);
        R start = R.Of(1.0);
        context.Store(state + PositionTable.State.Lower, lower);
        context.Store(state + PositionTable.State.Upper, upper);
        context.Store(
            state + PositionTable.State.Liquidity,
            context.Real(reals + PositionTable.Real.Liquidity));
        context.Store(
            state + PositionTable.State.Sqrt, Bounds<R, W>.Clamp(start, lower, upper));
        context.Store(state + PositionTable.State.LossVersusRebalancing, R.Of(0.0));
        context.Store(state + PositionTable.State.Fees, R.Of(0.0));
        context.Store(state + PositionTable.State.StepsInRange, R.Of(0.0));
        context.Store(
            state + PositionTable.State.InRange,
            Bounds<R, W>.Indicator(Within(start, lower, upper)));
        context.Store(state + PositionTable.State.Rebalances, R.Of(0.0));
        context.Store(state + PositionTable.State.SwapFees, R.Of(0.0));
        context.Store(state + PositionTable.State.ArbitrageFees, R.Of(0.0));
        context.Store(state + PositionTable.State.Gas, Gas(context, reals));
    }

    // A position pays for its opening, its closing and every recentring between them.
    [MethodImpl(Inline)]
    private static R Gas(C context, int reals) => GasPrice<R, W, C>.Of(
        context, context.Real(reals + PositionTable.Real.GasPerAction));

    [MethodImpl(Inline)]
    private static W Within(R sqrt, R lower, R upper) =>
        R.LessOrEqual(lower, sqrt) & R.LessOrEqual(sqrt, upper);

    /// <summary>Takes a position through what a step did to its pool.</summary>
    public static void Step(C context, int row, int pool, int step, PoolTrade<R> trade)
    {
        int state = context.Integer(row + PositionTable.Row.State);
        R lower = context.Load(state + PositionTable.State.Lower);
        R upper = context.Load(state + PositionTable.State.Upper);
        R before = context.Load(state + PositionTable.State.Sqrt);
        R after = Bounds<R, W>.Clamp(trade.Sqrt, lower, upper);
        R move = after - before;
        R scale = context.Load(state + PositionTable.State.Liquidity) * trade.QuoteUsd;

        // The trade takes move / (before after) of base and leaves move of quote.
        R basePerQuote = trade.Price / (before * after);
        R loss = scale * (move * (basePerQuote - R.Of(1.0)));
        R kept = R.Select(R.Less(R.Of(0.0), move), move, -(move * basePerQuote));
        R inRange = Bounds<R, W>.Indicator(Within(trade.Sqrt, lower, upper));
        R noise = context.Load(state + PositionTable.State.Liquidity) * trade.NoiseFee * inRange;
        R fees = R.Fma(scale * kept, trade.InputFee, noise);
        R stepsInRange = R.Of(0.5) * (inRange + context.Load(state + PositionTable.State.InRange));

        context.Store(state + PositionTable.State.Sqrt, after);
        context.Store(state + PositionTable.State.InRange, inRange);
        Slots<R, W, C>.Add(context, state + PositionTable.State.LossVersusRebalancing, loss);
        Slots<R, W, C>.Add(context, state + PositionTable.State.Fees, fees);
        Slots<R, W, C>.Add(context, state + PositionTable.State.StepsInRange, stepsInRange);
        if (context.Integer(row + PositionTable.Row.TellsPayers) != 0)
        {
            Slots<R, W, C>.Add(
                context, state + PositionTable.State.ArbitrageFees, scale * kept * trade.InputFee);
        }

        int every = context.Integer(row + PositionTable.Row.RecentreEvery);
        if (every < 0)
        {
            Recentre(context, row, pool, ~Within(trade.Sqrt, lower, upper), trade);
        }
        else if (every > 0 && (step + 1) % every == 0)
        {
            Recentre(context, row, pool, W.Of(ulong.MaxValue), trade);
        }
    }

    // Moves the range so that it lies about the pool's price as it lay at the start, keeping
    // the position's value. What changes hands pays the pool's fee; costs come from outside.
    private static void Recentre(C context, int row, int pool, W mask, PoolTrade<R> trade)
    {
        if (!W.Any(mask))
        {
            return;
        }

        int reals = context.Integer(row + PositionTable.Row.Reals);
        int state = context.Integer(row + PositionTable.Row.State);
        R liquidity = context.Load(state + PositionTable.State.Liquidity);
        R oldLower = context.Load(state + PositionTable.State.Lower);
        R oldUpper = context.Load(state + PositionTable.State.Upper);
        R sqrt = context.Load(state + PositionTable.State.Sqrt);
        R lower = trade.Sqrt * context.Real(reals + PositionTable.Real.Lower);
        R upper = trade.Sqrt * context.Real(reals + PositionTable.Real.Upper);
        R oldBase = liquidity * BaseOf(sqrt, oldUpper) * trade.Price;
        R value = oldBase + (liquidity * (sqrt - oldLower));
        R newBase = BaseOf(trade.Sqrt, upper) * trade.Price;
        R newLiquidity = value / (newBase + (trade.Sqrt - lower));
        R swapped = Bounds<R, W>.Abs((newLiquidity * newBase) - oldBase) * trade.QuoteUsd;
        R fee = context.Real(
            context.Integer(pool + PoolTable.Row.Reals) + PoolTable.Real.Fee);

        Replace(context, state + PositionTable.State.Lower, mask, lower);
        Replace(context, state + PositionTable.State.Upper, mask, upper);
        Replace(context, state + PositionTable.State.Liquidity, mask, newLiquidity);
        Replace(context, state + PositionTable.State.Sqrt, mask, trade.Sqrt);
        Replace(context, state + PositionTable.State.InRange, mask, R.Of(1.0));
        Slots<R, W, C>.Add(
            context, state + PositionTable.State.Rebalances, Bounds<R, W>.Indicator(mask));
        Slots<R, W, C>.Add(
            context, state + PositionTable.State.Gas,
            R.Select(mask, Gas(context, reals), R.Of(0.0)));
        Slots<R, W, C>.Add(
            context, state + PositionTable.State.SwapFees,
            R.Select(mask, fee * swapped, R.Of(0.0)));
    }

    // Base held per unit of liquidity.
    [MethodImpl(Inline)]
    private static R BaseOf(R sqrt, R upper) =>
        (R.Of(1.0) / sqrt) - (R.Of(1.0) / upper);

    [MethodImpl(Inline)]
    private static void Replace(C context, int slot, W mask, R value) =>
        context.Store(slot, R.Select(mask, value, context.Load(slot)));

    /// <summary>Closes a position and writes its outcomes.</summary>
    public static void Emit(C context, int row, int pool)
    {
        int reals = context.Integer(row + PositionTable.Row.Reals);
        int state = context.Integer(row + PositionTable.Row.State);
        int metric = context.Integer(row + PositionTable.Row.Metrics);
        R quoteLog = PriceProcess<R, W, C>.LastLog(
            context, context.Integer(pool + PoolTable.Row.Quote));
        R price = R.Exp(PriceProcess<R, W, C>.LastLog(
            context, context.Integer(pool + PoolTable.Row.Base)) - quoteLog);
        R quoteUsd = R.Exp(quoteLog);

        R firstLower = context.Real(reals + PositionTable.Real.Lower);
        R firstUpper = context.Real(reals + PositionTable.Real.Upper);
        R first = Bounds<R, W>.Clamp(R.Of(1.0), firstLower, firstUpper);
        R hold = context.Real(reals + PositionTable.Real.Liquidity) * quoteUsd
            * R.Fma(BaseOf(first, firstUpper), price, first - firstLower);
        R held = Value(context, row, price, quoteUsd);
        R loss = context.Load(state + PositionTable.State.LossVersusRebalancing);
        R fees = context.Load(state + PositionTable.State.Fees);
        R swapFees = context.Load(state + PositionTable.State.SwapFees);
        R rebalances = context.Load(state + PositionTable.State.Rebalances);

        R gas = context.Load(state + PositionTable.State.Gas) + Gas(context, reals);
        R income = fees - gas - swapFees;
        context.Emit(metric + PositionTable.Metric.ImpermanentLoss, (held - hold) / hold);
        context.Emit(metric + PositionTable.Metric.LossVersusRebalancing, loss);
        context.Emit(metric + PositionTable.Metric.Fees, fees);
        context.Emit(metric + PositionTable.Metric.Gas, gas);
        context.Emit(metric + PositionTable.Metric.NetVersusHold, (held - hold) + income);
        context.Emit(metric + PositionTable.Metric.NetVersusRebalancing, income - loss);
        context.Emit(
            metric + PositionTable.Metric.Net,
            (held - context.Real(reals + PositionTable.Real.Value)) + income);
        context.Emit(
            metric + PositionTable.Metric.TimeInRange,
            context.Load(state + PositionTable.State.StepsInRange)
                * context.Real(reals + PositionTable.Real.InverseSteps));
        context.Emit(metric + PositionTable.Metric.Rebalances, rebalances);
        context.Emit(metric + PositionTable.Metric.SwapFees, swapFees);
        context.Emit(
            metric + PositionTable.Metric.Revaluation,
            (held - context.Real(reals + PositionTable.Real.Value)) + loss);
        context.Emit(
            metric + PositionTable.Metric.ArbitrageFees,
            context.Load(state + PositionTable.State.ArbitrageFees));
    }

    /// <summary>What a position is worth at a market price, USD.</summary>
    public static R Value(C context, int row, R price, R quoteUsd)
    {
        int state = context.Integer(row + PositionTable.Row.State);
        R sqrt = context.Load(state + PositionTable.State.Sqrt);
        return context.Load(state + PositionTable.State.Liquidity) * quoteUsd
            * R.Fma(
                BaseOf(sqrt, context.Load(state + PositionTable.State.Upper)),
                price,
                sqrt - context.Load(state + PositionTable.State.Lower));
    }
}
