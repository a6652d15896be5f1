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
    // Halvings of the interval in which arbitrage comes to rest.
    private const int Halvings = 20;

    // No flow takes the last of a pool's coins.
    private const double LeastBalance = 1e-4;

    /// <summary>The price relative to the peg.</summary>
    public static R Price(C context, int row)
    {
        int state = context.Integer(row + StablecoinTable.Row.State);
        R price = R.Exp(context.Load(state + StablecoinTable.State.Log));
        if (context.Integer(row + StablecoinTable.Row.HasPool) != 0)
        {
            price *= StableSwapPair<R, W>.Price(
                context.Load(state + StablecoinTable.State.PoolBalance),
                Stablecoin<R, W, C>.Real(context, row, StablecoinTable.Real.PoolAmplification));
        }

        return price;
    }

    /// <summary>
    /// Lets outside traders take up the pool's imbalance, at the rate at which the peg reverts:
    /// they buy what is sold below its backing and wait.
    /// </summary>
    public static void Relax(C context, int row)
    {
        if (context.Integer(row + StablecoinTable.Row.HasPool) == 0)
        {
            return;
        }

        int balance = context.Integer(row + StablecoinTable.Row.State)
            + StablecoinTable.State.PoolBalance;
        R excess = context.Load(balance) - R.Of(0.5);
        context.Store(balance, R.Fma(
            excess,
            Stablecoin<R, W, C>.Real(context, row, StablecoinTable.Real.Persistence),
            R.Of(0.5)));
    }

    /// <summary>Sells coins into the market and tells what they fetch.</summary>
    public static R Sell(C context, int row, R coins)
    {
        int state = context.Integer(row + StablecoinTable.Row.State);
        R anchor = R.Exp(context.Load(state + StablecoinTable.State.Log));
        if (context.Integer(row + StablecoinTable.Row.HasPool) == 0)
        {
            return coins * anchor;
        }

        R amplification = Stablecoin<R, W, C>.Real(
            context, row, StablecoinTable.Real.PoolAmplification);
        R value = Stablecoin<R, W, C>.Real(context, row, StablecoinTable.Real.PoolValue);
        R before = context.Load(state + StablecoinTable.State.PoolBalance);
        R after = before + (coins / value);
        R received = StableSwapPair<R, W>.Other(before, amplification)
            - StableSwapPair<R, W>.Other(after, amplification);
        context.Store(state + StablecoinTable.State.PoolBalance, after);
        R kept = R.Of(1.0) - Stablecoin<R, W, C>.Real(
            context, row, StablecoinTable.Real.PoolFee);
        return received * value * kept * anchor;
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
        Stablecoin<R, W, C>.Add(context, state + StablecoinTable.State.Supply, -coins);
        Stablecoin<R, W, C>.Add(context, state + StablecoinTable.State.Reserves, -coins);
        Stablecoin<R, W, C>.Add(context, state + StablecoinTable.State.Redeemed, coins);
        Stablecoin<R, W, C>.Add(context, state + StablecoinTable.State.IssuerIncome, fee);
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

        R anchor = R.Exp(context.Load(state + StablecoinTable.State.Log));
        R amplification = Stablecoin<R, W, C>.Real(
            context, row, StablecoinTable.Real.PoolAmplification);
        R value = Stablecoin<R, W, C>.Real(context, row, StablecoinTable.Real.PoolValue);
        R before = context.Load(state + StablecoinTable.State.PoolBalance);
        R reach = capacity / value;
        R lower = R.Select(
            low, Bounds<R, W>.Max(before - reach, R.Of(LeastBalance)), before);
        R upper = R.Select(high, before + reach, before);
        R goal = R.Select(low, R.Of(1.0) - fee, R.Of(1.0) + fee) / anchor;
        for (int i = 0; i < Halvings; i++)
        {
            R middle = R.Of(0.5) * (lower + upper);
            W above = R.Less(goal, StableSwapPair<R, W>.Price(middle, amplification));
            lower = R.Select(above, middle, lower);
            upper = R.Select(above, upper, middle);
        }

        R after = R.Select(low | high, R.Of(0.5) * (lower + upper), before);
        R coins = (before - after) * value;
        R paid = (StableSwapPair<R, W>.Other(after, amplification)
            - StableSwapPair<R, W>.Other(before, amplification)) * value * anchor;
        R income = (coins - paid) - (fee * Bounds<R, W>.Abs(coins));
        context.Store(state + StablecoinTable.State.PoolBalance, after);
        Burn(context, row, coins);
        Stablecoin<R, W, C>.Add(
            context, state + StablecoinTable.State.ArbitrageIncome, income);
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
