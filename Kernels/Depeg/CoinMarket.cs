using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Depeg;

/// <summary>
/// Where a stablecoin is sold and redeemed: its StableSwap pool, which sales unbalance, and the
/// issuer, at whom arbitrageurs redeem what they buy below par and mint what they sell above.
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

    /// <summary>Sets the log price; traders bring the pool to it, who buy what is dear elsewhere
    /// and sell it what has fallen.</summary>
    public static void Quote(C context, int row, R log)
    {
        int state = context.Integer(row + StablecoinTable.Row.State);
        context.Store(state + StablecoinTable.State.Log, log);
        if (context.Integer(row + StablecoinTable.Row.HasPool) != 0)
        {
            context.Store(
                state + StablecoinTable.State.PoolBalance,
                Balance(context, row, R.Exp(log), R.Of(LeastBalance), R.Of(MostBalance)));
        }
    }

    // The balance at which the pool's price is the one given, or that of two limits which is
    // nearer.
    private static R Balance(C context, int row, R price, R lower, R upper)
    {
        R amplification = Stablecoin<R, W, C>.Real(
            context, row, StablecoinTable.Real.PoolAmplification);
        R balance = StableSwapPair<R, W>.Balance(price, amplification);
        return Bounds<R, W>.Clamp(balance, lower, upper);
    }

    // Trades the pool to a balance on the masked paths, whose price follows.
    private static void Trade(C context, int row, W mask, R after)
    {
        int state = context.Integer(row + StablecoinTable.Row.State);
        int balance = state + StablecoinTable.State.PoolBalance;
        int log = state + StablecoinTable.State.Log;
        R price = StableSwapPair<R, W>.Price(
            after,
            Stablecoin<R, W, C>.Real(context, row, StablecoinTable.Real.PoolAmplification));
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
        Trade(context, row, R.Less(R.Of(0.0), coins), after);
        R kept = R.Of(1.0) - Stablecoin<R, W, C>.Real(
            context, row, StablecoinTable.Real.PoolFee);
        return coins * mean * kept;
    }

    /// <summary>Redeems coins at the issuer, as far as this step's capacity goes, and tells how
    /// many.</summary>
    public static R Redeem(C context, int row, R coins)
    {
        int state = context.Integer(row + StablecoinTable.Row.State);
        R capacity = context.Load(state + StablecoinTable.State.Capacity);
        R redeemed = Bounds<R, W>.Min(coins, capacity);
        context.Store(state + StablecoinTable.State.Capacity, capacity - redeemed);
        Burn(context, row, redeemed);
        return redeemed;
    }

    // Negative coins are minted.
    private static void Burn(C context, int row, R coins)
    {
        int state = context.Integer(row + StablecoinTable.Row.State);
        R fee = Stablecoin<R, W, C>.Real(context, row, StablecoinTable.Real.RedemptionFee)
            * Bounds<R, W>.Abs(coins);
        int supply = state + StablecoinTable.State.Supply;
        int reserves = state + StablecoinTable.State.Reserves;
        context.Store(
            supply, Bounds<R, W>.Max(context.Load(supply) - coins, R.Of(0.0)));
        context.Store(
            reserves, Bounds<R, W>.Max(context.Load(reserves) - coins, R.Of(0.0)));
        Slots<R, W, C>.Add(context, state + StablecoinTable.State.Redeemed, coins);
        Slots<R, W, C>.Add(context, state + StablecoinTable.State.RedemptionFees, fee);
        Stablecoin<R, W, C>.Earn(context, row, fee);
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
        R price = Price(context, row);
        W open = R.Less(R.Of(0.0), capacity);
        W low = open & R.Less(price, R.Of(1.0) - fee);
        W high = open & R.Less(R.Of(1.0) + fee, price);
        if (!W.Any(low | high))
        {
            return;
        }

        R amplification = Stablecoin<R, W, C>.Real(
            context, row, StablecoinTable.Real.PoolAmplification);
        R value = Stablecoin<R, W, C>.Real(context, row, StablecoinTable.Real.PoolValue);
        R before = context.Load(state + StablecoinTable.State.PoolBalance);
        R reach = capacity / value;
        R lower = R.Select(
            low, Bounds<R, W>.Max(before - reach, R.Of(LeastBalance)), before);
        R upper = R.Select(high, before + reach, before);
        R goal = R.Select(low, R.Of(1.0) - fee, R.Of(1.0) + fee);
        R after = Balance(context, row, goal, lower, upper);
        R coins = R.Select(low | high, (before - after) * value, R.Of(0.0));
        R paid = (StableSwapPair<R, W>.Other(after, amplification)
            - StableSwapPair<R, W>.Other(before, amplification)) * value;
        R income = (coins - paid) - (fee * Bounds<R, W>.Abs(coins));
        Trade(context, row, low | high, after);
        Burn(context, row, coins);
        Slots<R, W, C>.Add(
            context, state + StablecoinTable.State.ArbitrageIncome,
            R.Select(low | high, income, R.Of(0.0)));
    }

    /// <summary>Writes a pool's outcomes.</summary>
    public static void EmitPool(C context, int row)
    {
        int state = context.Integer(row + StablecoinTable.Row.State);
        int metric = context.Integer(row + StablecoinTable.Row.PoolMetrics);
        R price = context.Load(state + StablecoinTable.State.Price);
        R x = context.Load(state + StablecoinTable.State.PoolBalance);
        R y = StableSwapPair<R, W>.Other(
            x,
            Stablecoin<R, W, C>.Real(context, row, StablecoinTable.Real.PoolAmplification));
        R hold = R.Fma(price, R.Of(0.5), R.Of(0.5));
        context.Emit(metric + StablecoinTable.PoolMetric.CoinShare, x / (x + y));
        context.Emit(
            metric + StablecoinTable.PoolMetric.ImpermanentLoss,
            (R.Fma(price, x, y) - hold) / hold);
    }
}
