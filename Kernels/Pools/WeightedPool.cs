using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;

namespace GpuRisk.Kernels.Pools;

/// <summary>
/// A pool of two to eight assets that keeps the product of B_i^w_i over its balances (Martinelli
/// and Mushegian 2019, "Balancer"; Evans 2020). Liquidity is counted in USD of value at the start.
/// </summary>
/// <remarks>
/// With x_i the log of the pool's price of an asset over the market's, nobody gains by a trade
/// while max x - min x is at most b = -ln(1 - f). Otherwise the best trade leaves max(c, min(c + b,
/// x_i)), where c keeps sum w_i x_i: of assets below c it takes, and of those above c + b it gives.
/// With t_i = x_i' - x_i its profit is exp(-c) sum w_i (exp(t_i) - 1 - t_i) of the liquidity:
/// the terms of first order cancel, and none of the others is negative. What trades take from a
/// pool that follows the market is the same with b = 0.
/// </remarks>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public readonly struct WeightedPool<R, W, C> : IPool<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <inheritdoc/>
    public static void Begin(C context, int row)
    {
        WeightedPoolRow own = Own(context, row);
        Slots<R, W, C>.Clear(context, own.State, own.Assets * WeightedAssetState.Width);
    }

    /// <inheritdoc/>
    public static void Advance(C context, int row, int first, int from, int count)
    {
        PoolRow pool = PoolRow.Read(context, row);
        WeightedPoolRow own = Own(context, row);
        R liquidity = context.Load(pool.State + PoolState.Liquidity);
        R band = context.Real(pool.Terms + PoolTerms.Band);
        R gas = GasPrice<R, W, C>.Of(context, context.Real(pool.Terms + PoolTerms.ArbitrageGas));
        for (int i = from; i < from + count; i++)
        {
            Trade(context, own, i, pool.Continuous != 0, band, liquidity, gas);
            if (pool.Noise != 0)
            {
                Quote(context, own, i);
            }
        }

        Shares<R, W, C>.Take(context, row, own.Moves, first, from, count, gas);
    }

    /// <inheritdoc/>
    public static R Value(C context, int row, int position, int i)
    {
        WeightedPoolRow own = Own(context, row);
        R value = R.Of(0.0);
        for (int k = 0; k < own.Assets; k++)
        {
            R log = PriceProcess<R, W, C>.MarketLog(context, Asset(context, own, k), i);
            value = R.Fma(Weight(context, own, k), R.Exp(log + Held(context, own, k)), value);
        }

        return value * context.Load(
            context.Integer(position + PositionRow.PlaceOf.State) + PositionState.Liquidity);
    }

    /// <inheritdoc/>
    public static void Close(C context, int row, int position)
    {
        WeightedPoolRow own = Own(context, row);
        R mean = R.Of(0.0);
        R hold = R.Of(0.0);
        R gain = R.Of(0.0);
        for (int k = 0; k < own.Assets; k++)
        {
            R weight = Weight(context, own, k);
            R log = PriceProcess<R, W, C>.LastLog(context, Asset(context, own, k));
            mean = R.Fma(weight, log, mean);
            hold = R.Fma(weight, R.Exp(log), hold);
            gain = R.Fma(weight, R.ExpM1(log), gain);
        }

        R beyond = R.Of(0.0);
        for (int k = 0; k < own.Assets; k++)
        {
            R log = PriceProcess<R, W, C>.LastLog(context, Asset(context, own, k)) - mean;
            R more = Remainder<R, W>.Of(log + Held(context, own, k)) - Remainder<R, W>.Of(log);
            beyond = R.Fma(Weight(context, own, k), more, beyond);
        }

        R first = context.Real(
            context.Integer(position + PositionRow.PlaceOf.Terms) + PositionTerms.Value);
        R left = context.Load(
            context.Integer(position + PositionRow.PlaceOf.State) + PositionState.Liquidity);
        R versusHold = (left * (R.Exp(mean) * beyond)) - ((first - left) * hold);
        PositionEnd<R, W, C>.Emit(context, position, first * hold, first * gain, versusHold);
    }

    // Brings the pool to the edge of the region in which no trade pays, or to the market's prices.
    private static void Trade(
        C context, WeightedPoolRow own, int i, bool follows, R band, R liquidity, R gas)
    {
        R width = Compare(context, own, i, out R mean);

        // What rounding alone does to logs is no reason to trade.
        W trades = R.Less(band + R.Of(R.MantissaBits > 23 ? 1e-15 : 1e-6), width);
        R profit = R.Of(0.0);
        R volume = R.Of(0.0);
        if (follows)
        {
            trades = W.Of(ulong.MaxValue);
            profit = Price(context, own, mean, R.Of(0.0), out _) * R.Exp(-mean);
        }
        else if (W.Any(trades))
        {
            R level = Level(context, own, band);
            R scale = R.Exp(-level);
            profit = Price(context, own, level, band, out volume) * scale;
            volume *= scale;
            trades &= R.Less(gas, liquidity * profit);
        }

        context.Store(Move(context, own, ShareMove.Profit) + i, Where(trades, profit));
        context.Store(Move(context, own, ShareMove.Volume) + i, Where(trades, volume));
        if (W.Any(trades))
        {
            Settle(context, own, trades);
        }
    }

    // Tells the pool's prices over the market's, and how far apart they are. Their mean is that
    // of the market's alone: the pool's own has none, and what rounding leaves of it is left out.
    private static R Compare(C context, WeightedPoolRow own, int i, out R mean)
    {
        R lowest = R.Of(double.PositiveInfinity);
        R highest = R.Of(double.NegativeInfinity);
        R sum = R.Of(0.0);
        for (int k = 0; k < own.Assets; k++)
        {
            R log = PriceProcess<R, W, C>.MarketLog(context, Asset(context, own, k), i);
            R premium = -(log + Held(context, own, k));
            sum = R.Fma(Weight(context, own, k), -log, sum);
            lowest = Bounds<R, W>.Min(lowest, premium);
            highest = Bounds<R, W>.Max(highest, premium);
            context.Store(State(own, k) + WeightedAssetState.Premium, premium);
        }

        mean = sum;
        return highest - lowest;
    }

    // Solves sum w_i ((c - x_i)^+ - (x_i - b - c)^+) = 0. It rises, and is straight between the
    // numbers x_i and x_i - b: from the last of them at which it is not above 0.
    private static R Level(C context, WeightedPoolRow own, R band)
    {
        R last = R.Of(double.NegativeInfinity);
        R rest = R.Of(0.0);
        for (int k = 0; k < own.Assets + own.Assets; k++)
        {
            R at = k < own.Assets
                ? Premium(context, own, k)
                : Premium(context, own, k - own.Assets) - band;
            R sum = R.Of(0.0);
            for (int j = 0; j < own.Assets; j++)
            {
                R premium = Premium(context, own, j);
                sum = R.Fma(Weight(context, own, j), Move(premium, at, band), sum);
            }

            W later = R.LessOrEqual(sum, R.Of(0.0)) & R.Less(last, at);
            last = R.Select(later, at, last);
            rest = R.Select(later, sum, rest);
        }

        R slope = R.Of(0.0);
        for (int k = 0; k < own.Assets; k++)
        {
            R premium = Premium(context, own, k);
            W moves = R.LessOrEqual(premium, last) | R.Less(last, premium - band);
            slope += Where(moves, Weight(context, own, k));
        }

        // It is level where nothing is to be traded.
        return last - (rest / R.Select(R.Less(R.Of(0.0), slope), slope, R.Of(1.0)));
    }

    // By how much a premium rises to the least of what is left, or falls to the most.
    [MethodImpl(Inline)]
    private static R Move(R premium, R level, R band) =>
        Bounds<R, W>.Max(level - premium, R.Of(0.0))
        - Bounds<R, W>.Max((premium - band) - level, R.Of(0.0));

    // Tells what the trade to a level gains and pays in, without the factor exp(-c).
    private static R Price(C context, WeightedPoolRow own, R level, R band, out R volume)
    {
        R none = R.Of(0.0);
        R profit = none;
        R paid = none;
        for (int k = 0; k < own.Assets; k++)
        {
            R weight = Weight(context, own, k);
            R rise = Move(Premium(context, own, k), level, band);
            R remainder = Remainder<R, W>.Of(rise);
            profit = R.Fma(weight, remainder, profit);
            paid -= Where(R.Less(rise, none), weight * (rise + remainder));
            context.Store(State(own, k) + WeightedAssetState.Premium, rise);
        }

        volume = paid;
        return profit;
    }

    private static void Settle(C context, WeightedPoolRow own, W trades)
    {
        for (int k = 0; k < own.Assets; k++)
        {
            int held = State(own, k) + WeightedAssetState.Held;
            context.Store(held, context.Load(held) - Where(trades, Premium(context, own, k)));
        }
    }

    private static void Quote(C context, WeightedPoolRow own, int i)
    {
        int k = own.Assets - 1;
        R log = PriceProcess<R, W, C>.MarketLog(context, Asset(context, own, k), i);
        context.Store(
            Move(context, own, ShareMove.Value) + i, R.Exp(Held(context, own, k)));
        context.Store(Move(context, own, ShareMove.Price) + i, R.Exp(log));
    }

    [MethodImpl(Inline)]
    private static WeightedPoolRow Own(C context, int row) => WeightedPoolRow.Read(
        context, context.Integer(row + PoolRow.PlaceOf.Own));

    [MethodImpl(Inline)]
    private static int Asset(C context, WeightedPoolRow own, int k) =>
        context.Integer(own.Indices + k);

    [MethodImpl(Inline)]
    private static R Weight(C context, WeightedPoolRow own, int k) =>
        context.Real(own.Weights + k);

    [MethodImpl(Inline)]
    private static int State(WeightedPoolRow own, int k) =>
        own.State + (k * WeightedAssetState.Width);

    [MethodImpl(Inline)]
    private static R Held(C context, WeightedPoolRow own, int k) =>
        context.Load(State(own, k) + WeightedAssetState.Held);

    [MethodImpl(Inline)]
    private static R Premium(C context, WeightedPoolRow own, int k) =>
        context.Load(State(own, k) + WeightedAssetState.Premium);

    [MethodImpl(Inline)]
    private static int Move(C context, WeightedPoolRow own, int buffer) =>
        Buffers<R, W, C>.Slot(context, own.Moves + buffer);

    [MethodImpl(Inline)]
    private static R Where(W mask, R value) => R.Select(mask, value, R.Of(0.0));
}
