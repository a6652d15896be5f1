using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Depeg;

/// <summary>
/// Where a stablecoin is sold: its StableSwap pool, which sales unbalance, and which arbitrageurs
/// bring back, who redeem what they buy below par and mint what they sell above.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class CoinMarket<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    // Balances, in shares of the invariant, between which every price is found.
    private const double LeastBalance = 1e-4;
    private const double MostBalance = 64.0;

    /// <summary>The price relative to the peg.</summary>
    public static R Price(C context, int row) => R.Exp(context.Load(
        context.Integer(row + StablecoinTable.Row.State) + StablecoinTable.State.Log));

    /// <summary>Sets the log price and tells the price; traders bring the pool to it, who buy what
    /// is dear elsewhere and sell it what has fallen.</summary>
    public static R Quote(C context, int row, R log)
    {
        int state = context.Integer(row + StablecoinTable.Row.State);
        R price = R.Exp(log);
        context.Store(state + StablecoinTable.State.Log, log);
        if (context.Integer(row + StablecoinTable.Row.HasPool) != 0)
        {
            R balance = StableSwapPair<R, W>.Balance(
                price,
                Stablecoin<R, W, C>.Real(context, row, StablecoinTable.Real.PoolAmplification));
            context.Store(
                state + StablecoinTable.State.PoolBalance,
                Bounds<R, W>.Clamp(balance, R.Of(LeastBalance), R.Of(MostBalance)));
        }

        return price;
    }

    // Trades the pool to a balance and a price on the masked paths.
    private static void Trade(C context, int row, W mask, R after, R price)
    {
        int state = context.Integer(row + StablecoinTable.Row.State);
        int balance = state + StablecoinTable.State.PoolBalance;
        int log = state + StablecoinTable.State.Log;
        context.Store(balance, R.Select(mask, after, context.Load(balance)));
        context.Store(log, R.Select(mask, R.Log(price), context.Load(log)));
    }

    /// <summary>Sells coins into the market and tells what they fetch.</summary>
    public static R Sell(C context, int row, R coins)
    {
        if (context.Integer(row + StablecoinTable.Row.HasPool) == 0)
        {
            return coins * Price(context, row);
        }

        R amplification = Stablecoin<R, W, C>.Real(
            context, row, StablecoinTable.Real.PoolAmplification);
        R value = Stablecoin<R, W, C>.Real(context, row, StablecoinTable.Real.PoolValue);
        R before = context.Load(
            context.Integer(row + StablecoinTable.Row.State)
            + StablecoinTable.State.PoolBalance);
        R after = before + (coins / value);
        R mean = StableSwapPair<R, W>.MeanPrice(before, after, amplification);
        Trade(
            context, row, R.Less(R.Of(0.0), coins), after,
            StableSwapPair<R, W>.Price(after, amplification));
        R kept = R.Of(1.0) - Stablecoin<R, W, C>.Real(
            context, row, StablecoinTable.Real.PoolFee);
        return coins * mean * kept;
    }

    /// <summary>
    /// Lets arbitrageurs bring the price to what the issuer pays or asks, within capacity.
    /// </summary>
    public static void Arbitrage(C context, int row)
    {
        if (context.Integer(row + StablecoinTable.Row.HasPool) == 0
            || context.Integer(row + StablecoinTable.Row.Redemption) == 0)
        {
            return;
        }

        int state = context.Integer(row + StablecoinTable.Row.State);
        R fee = Stablecoin<R, W, C>.Real(context, row, StablecoinTable.Real.RedemptionFee)
            + Stablecoin<R, W, C>.Real(context, row, StablecoinTable.Real.PoolFee);
        R capacity = context.Load(state + StablecoinTable.State.Capacity);
        R quoted = Price(context, row);
        W open = R.Less(R.Of(0.0), capacity);
        W low = open & R.Less(quoted, R.Of(1.0) - fee);
        W high = open & R.Less(R.Of(1.0) + fee, quoted);
        if (!W.Any(low | high))
        {
            return;
        }

        R amplification = Stablecoin<R, W, C>.Real(
            context, row, StablecoinTable.Real.PoolAmplification);
        R value = Stablecoin<R, W, C>.Real(context, row, StablecoinTable.Real.PoolValue);
        R before = context.Load(state + StablecoinTable.State.PoolBalance);
        R goal = R.Select(low, R.Of(1.0) - fee, R.Of(1.0) + fee);
        R there = Bounds<R, W>.Clamp(
            StableSwapPair<R, W>.Balance(goal, amplification),
            R.Of(LeastBalance), R.Of(MostBalance));
        there = R.Select(
            low,
            Bounds<R, W>.Min(there, before),
            R.Select(high, Bounds<R, W>.Max(there, before), before));
        R sought = Bounds<R, W>.Max(before - there, R.Of(0.0)) * value;
        R redeemed = Issuer<R, W, C>.Redeem(context, row, sought);
        R wanted = Bounds<R, W>.Max(there - before, R.Of(0.0)) * value;
        R minted = Bounds<R, W>.Min(wanted, capacity);
        Issuer<R, W, C>.Mint(context, row, minted);

        // A pool that is brought to a price has that price, to the last bit.
        W apart = R.Less(redeemed, sought) | R.Less(minted, wanted);
        R after = R.Select(apart, before + ((minted - redeemed) / value), there);
        R price = R.Select(apart, StableSwapPair<R, W>.Price(after, amplification), goal);
        R coins = redeemed - minted;
        R discount = R.Of(1.0) - StableSwapPair<R, W>.MeanPrice(before, after, amplification);
        R income = R.Fma(coins, discount, -(fee * Bounds<R, W>.Abs(coins)));
        Trade(context, row, low | high, after, price);
        Slots<R, W, C>.Add(
            context, state + StablecoinTable.State.ArbitrageIncome, low | high, income);
    }

    /// <summary>Writes a pool's outcomes.</summary>
    public static void EmitPool(C context, int row)
    {
        int state = context.Integer(row + StablecoinTable.Row.State);
        int metric = context.Integer(row + StablecoinTable.Row.PoolMetrics);
        R price = context.Load(state + StablecoinTable.State.Price);
        R x = context.Load(state + StablecoinTable.State.PoolBalance);
        R amplification = Stablecoin<R, W, C>.Real(
            context, row, StablecoinTable.Real.PoolAmplification);
        R y = StableSwapPair<R, W>.Other(x, amplification);
        R hold = R.Fma(price, R.Of(0.5), R.Of(0.5));
        context.Emit(metric + StablecoinTable.PoolMetric.CoinShare, x / (x + y));
        context.Emit(
            metric + StablecoinTable.PoolMetric.ImpermanentLoss,
            StableSwapPair<R, W>.VersusHold(
                x, context.Load(state + StablecoinTable.State.Log), amplification) / hold);
    }
}
