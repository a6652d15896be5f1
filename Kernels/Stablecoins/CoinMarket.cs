using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Stablecoins;

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
    /// <summary>Brings the pool to the log price, as traders do, who buy what is dear elsewhere and
    /// sell it what has fallen. At most a million times the peg, or a millionth of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Quote(
        C context, in StablecoinRow row, ref StablecoinState<R> coin,
        in StablecoinTerms<R> terms)
    {
        R size = Bounds<R, W>.Min(
            Bounds<R, W>.Abs(coin.Log), R.Of(StableSwapPair.MostLog));
        R overSquare = Piecewise<R, W, C>.Value(
            context, row.Curve, row.CurveOctaves, size + terms.CurveStart);
        StableSwapPair<R, W>.Balances(
            size * size * overSquare, terms.PoolInverse, out R larger, out R smaller);
        W cheap = R.Less(coin.Log, R.Of(0.0));
        coin.PoolBalance = R.Select(cheap, larger, smaller);
        coin.PoolOther = R.Select(cheap, smaller, larger);
        coin.PricedBalance = coin.PoolBalance;
    }

    /// <summary>Finds the price of a pool whose balances sales have changed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Price(ref StablecoinState<R> coin, in StablecoinTerms<R> terms)
    {
        W isPriced = W.Equal(R.ToBits(coin.PricedBalance), R.ToBits(coin.PoolBalance));
        coin.Price = R.Select(isPriced, coin.Price, PriceAt(
            coin.PoolBalance, coin.PoolOther, in terms));
        coin.PricedBalance = coin.PoolBalance;
    }

    /// <summary>Sells coins into the market and tells what they fetch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static R Sell(
        in StablecoinRow row, ref StablecoinState<R> coin, in StablecoinTerms<R> terms, R coins)
    {
        if (row.HasPool == 0)
        {
            return coins * coin.Price;
        }

        R after = R.Fma(coins, terms.PoolShare, coin.PoolBalance);
        R otherAfter = StableSwapPair<R, W>.Other(after, terms.PoolInverse);
        R mean = StableSwapPair<R, W>.MeanPrice(
            coin.PoolBalance, coin.PoolOther, after, otherAfter, terms.PoolAmplification);
        Trade(ref coin, R.Less(R.Of(0.0), coins), after, otherAfter);
        return coins * mean * terms.PoolKept;
    }

    /// <summary>
    /// Lets arbitrageurs bring the price to what the issuer pays or asks, within capacity.
    /// </summary>
    public static void Arbitrage(ref StablecoinState<R> coin, in StablecoinTerms<R> terms)
    {
        R none = R.Of(0.0);
        R before = coin.PoolBalance;
        W open = R.Less(none, coin.Capacity);
        W low = open & R.Less(coin.Price, terms.FloorPrice);
        W high = open & R.Less(terms.CeilingPrice, coin.Price);
        if (!W.Any(low | high))
        {
            return;
        }

        R value = terms.PoolValue;
        R capacity = coin.Capacity;
        R goal = R.Select(low, terms.FloorPrice, terms.CeilingPrice);
        R there = R.Select(
            low,
            Bounds<R, W>.Min(terms.FloorBalance, before),
            R.Select(high, Bounds<R, W>.Max(terms.CeilingBalance, before), before));
        R sought = Bounds<R, W>.Max(before - there, none) * value;
        R redeemed = Issuer<R, W>.Redeem(ref coin, in terms, sought);
        R wanted = Bounds<R, W>.Max(there - before, none) * value;
        R minted = Bounds<R, W>.Min(wanted, capacity);
        Issuer<R, W>.Mint(ref coin, minted);

        // A pool that is brought to a price has that price, to the last bit.
        W apart = R.Less(redeemed, sought) | R.Less(minted, wanted);
        R after = R.Select(
            apart, R.Fma(minted - redeemed, terms.PoolShare, before), there);
        R otherAfter = StableSwapPair<R, W>.Other(after, terms.PoolInverse);
        R price = R.Select(apart, PriceAt(after, otherAfter, in terms), goal);
        R coins = redeemed - minted;
        R discount = R.Of(1.0) - StableSwapPair<R, W>.MeanPrice(
            before, coin.PoolOther, after, otherAfter, terms.PoolAmplification);
        R income = R.Fma(coins, discount, -(terms.ArbitrageFee * Bounds<R, W>.Abs(coins)));
        Trade(ref coin, low | high, after, otherAfter);
        coin.Price = R.Select(low | high, price, coin.Price);
        coin.ArbitrageIncome += R.Select(low | high, income, none);
    }

    /// <summary>Writes a pool's outcomes.</summary>
    public static void Emit(C context, int outcomes, in StablecoinState<R> coin, R amplification)
    {
        R hold = R.Fma(coin.Price, R.Of(0.5), R.Of(0.5));
        new CoinPoolOutcomes<R>
        {
            CoinShare = coin.PoolBalance / (coin.PoolBalance + coin.PoolOther),
            ImpermanentLoss = StableSwapPair<R, W>.VersusHold(
                coin.PoolBalance, coin.PoolOther, coin.Log, amplification) / hold,
        }.Emit(context, outcomes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static R PriceAt(R x, R y, in StablecoinTerms<R> terms) =>
        StableSwapPair<R, W>.Price(x, y, terms.PoolAmplification);

    // Trades the pool to balances on the masked paths.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Trade(ref StablecoinState<R> coin, W mask, R after, R otherAfter)
    {
        coin.PoolBalance = R.Select(mask, after, coin.PoolBalance);
        coin.PoolOther = R.Select(mask, otherAfter, coin.PoolOther);
    }
}
