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
public static class CoinMarket<R, W>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
{
    // Balances, in shares of the invariant, between which every price is found.
    private const double LeastBalance = 1e-4;
    private const double MostBalance = 64.0;

    /// <summary>Sets the log price and tells the price; traders bring the pool to it, who buy what
    /// is dear elsewhere and sell it what has fallen.</summary>
    public static R Quote(
        ref StablecoinState<R> coin, in StablecoinTerms<R> terms, bool hasPool, R log)
    {
        R price = R.Exp(log);
        coin.Log = log;
        if (hasPool)
        {
            coin.PoolBalance = BalanceAt(price, in terms);
        }

        return price;
    }

    /// <summary>Sells coins into the market and tells what they fetch.</summary>
    public static R Sell(
        ref StablecoinState<R> coin, in StablecoinTerms<R> terms, bool hasPool, R coins)
    {
        if (!hasPool)
        {
            return coins * R.Exp(coin.Log);
        }

        R before = coin.PoolBalance;
        R after = before + (coins / terms.PoolValue);
        R mean = StableSwapPair<R, W>.MeanPrice(before, after, terms.PoolAmplification);
        Trade(
            ref coin, R.Less(R.Of(0.0), coins), after,
            StableSwapPair<R, W>.Price(after, terms.PoolAmplification));
        return coins * mean * (R.Of(1.0) - terms.PoolFee);
    }

    /// <summary>
    /// Lets arbitrageurs bring the price to what the issuer pays or asks, within capacity.
    /// </summary>
    public static void Arbitrage(ref StablecoinState<R> coin, in StablecoinTerms<R> terms)
    {
        R fee = terms.RedemptionFee + terms.PoolFee;
        R quoted = R.Exp(coin.Log);
        W open = R.Less(R.Of(0.0), coin.Capacity);
        W low = open & R.Less(quoted, R.Of(1.0) - fee);
        W high = open & R.Less(R.Of(1.0) + fee, quoted);
        if (!W.Any(low | high))
        {
            return;
        }

        R value = terms.PoolValue;
        R capacity = coin.Capacity;
        R before = coin.PoolBalance;
        R goal = R.Select(low, R.Of(1.0) - fee, R.Of(1.0) + fee);
        R there = BalanceAt(goal, in terms);
        there = R.Select(
            low,
            Bounds<R, W>.Min(there, before),
            R.Select(high, Bounds<R, W>.Max(there, before), before));
        R sought = Bounds<R, W>.Max(before - there, R.Of(0.0)) * value;
        R redeemed = Issuer<R, W>.Redeem(ref coin, in terms, sought);
        R wanted = Bounds<R, W>.Max(there - before, R.Of(0.0)) * value;
        R minted = Bounds<R, W>.Min(wanted, capacity);
        Issuer<R, W>.Mint(ref coin, in terms, minted);

        // A pool that is brought to a price has that price, to the last bit.
        W apart = R.Less(redeemed, sought) | R.Less(minted, wanted);
        R after = R.Select(apart, before + ((minted - redeemed) / value), there);
        R price = R.Select(
            apart, StableSwapPair<R, W>.Price(after, terms.PoolAmplification), goal);
        R coins = redeemed - minted;
        R discount = R.Of(1.0)
            - StableSwapPair<R, W>.MeanPrice(before, after, terms.PoolAmplification);
        R income = R.Fma(coins, discount, -(fee * Bounds<R, W>.Abs(coins)));
        Trade(ref coin, low | high, after, price);
        coin.ArbitrageIncome += R.Select(low | high, income, R.Of(0.0));
    }

    /// <summary>Writes a pool's outcomes.</summary>
    public static void Emit<C>(C context, int outcomes, in StablecoinState<R> coin, R amplification)
        where C : struct, IPathContext<R, W>
    {
        R x = coin.PoolBalance;
        R y = StableSwapPair<R, W>.Other(x, amplification);
        R hold = R.Fma(coin.Price, R.Of(0.5), R.Of(0.5));
        new CoinPoolOutcomes<R>
        {
            CoinShare = x / (x + y),
            ImpermanentLoss =
                StableSwapPair<R, W>.VersusHold(x, coin.Log, amplification) / hold,
        }.Emit(context, outcomes);
    }

    private static R BalanceAt(R price, in StablecoinTerms<R> terms) => Bounds<R, W>.Clamp(
        StableSwapPair<R, W>.Balance(price, terms.PoolAmplification),
        R.Of(LeastBalance), R.Of(MostBalance));

    // Trades the pool to a balance and a price on the masked paths.
    private static void Trade(ref StablecoinState<R> coin, W mask, R after, R price)
    {
        coin.PoolBalance = R.Select(mask, after, coin.PoolBalance);
        coin.Log = R.Select(mask, R.Log(price), coin.Log);
    }
}
