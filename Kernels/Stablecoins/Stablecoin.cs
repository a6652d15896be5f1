using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Random;
using GpuRisk.Kernels.Shocks;

namespace GpuRisk.Kernels.Stablecoins;

/// <summary>
/// A reserve-backed stablecoin and those who hold it. Its log price reverts to the log of the
/// reserves that stand behind a coin (at most one), drops when reserves are impaired, may jump
/// while they are whole, and is pressed by what holders sell. Arbitrageurs redeem and mint at the
/// issuer while that is open and has capacity.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class Stablecoin<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    // A price never falls below a millionth of the peg, so that its logarithm exists.
    private const double LeastPrice = 1e-6;
    private const double LogLeastPrice = -StableSwapPair.MostLog;

    /// <summary>Puts a stablecoin and its holders to their start.</summary>
    public static void Begin(C context, int at)
    {
        StablecoinRow row = StablecoinRow.Read(context, at);
        R one = R.Of(1.0);
        new StablecoinState<R>
        {
            Price = one,
            Minimum = one,
            Supply = context.Real(row.Terms + StablecoinTerms.Supply),
            PoolBalance = R.Of(0.5),
            PoolOther = R.Of(0.5),
        }.Store(context, row.State);
        for (int i = 0; i < row.HistoryLength; i++)
        {
            context.Store(row.History + i, one);
        }

        for (int i = 0; i < row.Holders; i++)
        {
            Holder<R, W, C>.Begin(context, row.HolderRows + (i * HolderRow.Width));
        }
    }

    /// <summary>Draws the noise and the impairments of a block of steps.</summary>
    /// <param name="context">The context.</param>
    /// <param name="coin">The stablecoin's number.</param>
    /// <param name="at">Its row.</param>
    /// <param name="first">The block's first step.</param>
    /// <param name="count">Its steps.</param>
    public static void Draw(C context, int coin, int at, int first, int count)
    {
        StablecoinRow row = StablecoinRow.Read(context, at);
        int firstBlock = first / Block<R, W, C>.Steps;
        int blocks = (count + Block<R, W, C>.Steps - 1) / Block<R, W, C>.Steps;
        Block<R, W, C>.DrawNormals(
            context, Streams.Peg + (uint)coin, firstBlock, blocks,
            Buffers<R, W, C>.Slot(context, row.Normals));
        Tilts<R, W, C>.Apply(
            context, Streams.Peg + (uint)coin, Buffers<R, W, C>.Slot(context, row.Normals), first,
            count);
        if (row.Arrivals >= 0)
        {
            Block<R, W, C>.DrawUniforms(
                context, Streams.Impairment + (uint)coin, firstBlock, blocks,
                Buffers<R, W, C>.Slot(context, row.Arrivals));
            Tilts<R, W, C>.Apply(
                context, Streams.Impairment + (uint)coin,
                Buffers<R, W, C>.Slot(context, row.Arrivals), first, count);
        }
    }

    /// <summary>Takes a stablecoin and its holders through steps of a block.</summary>
    /// <param name="context">The context.</param>
    /// <param name="number">The stablecoin's number.</param>
    /// <param name="at">Its row.</param>
    /// <param name="first">The block's first step.</param>
    /// <param name="i">The first of the block's steps to take.</param>
    /// <param name="count">How many.</param>
    public static void Advance(C context, int number, int at, int first, int i, int count)
    {
        StablecoinRow row = StablecoinRow.Read(context, at);
        StablecoinTerms<R> terms = StablecoinTerms<R>.Read(context, row.Terms);
        StablecoinState<R> coin = StablecoinState<R>.Load(context, row.State);
        for (int j = i; j < i + count; j++)
        {
            int step = first + j;
            bool isOpen = Issuer<R, W>.IsOpen(context, in row, step);
            int now = step % row.HistoryLength;
            Evolve(context, number, in row, ref coin, in terms, step, j);
            context.Store(row.History + now, coin.Price);
            Issuer<R, W>.Open(ref coin, in terms, isOpen);
            R quoted = coin.Price;
            for (int k = 0; k < row.Holders; k++)
            {
                Holder<R, W, C>.Step(
                    context, row.HolderRows + (k * HolderRow.Width), in row, ref coin, in terms,
                    now, isOpen);
            }

            if (row.HasPool != 0)
            {
                CoinMarket<R, W, C>.Price(ref coin, in terms);
                if (isOpen)
                {
                    CoinMarket<R, W, C>.Arbitrage(ref coin, in terms);
                }
            }

            Settle(ref coin, in terms, quoted);
        }

        coin.Store(context, row.State);
    }

    // Moves price and reserves over a step, before anyone acts.
    private static void Evolve(
        C context, int number, in StablecoinRow row, ref StablecoinState<R> coin,
        in StablecoinTerms<R> terms, int step, int i)
    {
        R none = R.Of(0.0);
        if (W.Any(R.Less(none, coin.Pending)))
        {
            Recover(ref coin);
        }

        // A coin from whose reserves nothing is missing is whole.
        R backing = none;
        if (W.Any(R.Less(none, coin.Missing)))
        {
            backing = R.Log(Backing(in coin));
        }

        R noise = terms.Deviation
            * context.Load(Buffers<R, W, C>.Slot(context, row.Normals) + i);
        coin.Log = backing + R.Fma(coin.Log - backing, terms.Persistence, noise);
        if (row.Moves > 0)
        {
            coin.Log += Stated<R, W, C>.Sum(context, row.MoveRows, row.Moves, step);
        }

        R size = step == row.StatedImpairmentStep ? terms.StatedImpairment : none;
        if (row.Arrivals >= 0)
        {
            size = CoinNews<R, W, C>.Arrive(
                context, number, in row, ref coin, in terms, size, step, i);
        }

        W impaired = R.Less(none, size);
        if (W.Any(impaired))
        {
            Impair(ref coin, in terms, impaired, size);
        }

        coin.Log = Bounds<R, W>.Max(coin.Log, R.Of(LogLeastPrice));
        coin.Price = R.Exp(coin.Log);
        if (row.HasPool != 0)
        {
            CoinMarket<R, W, C>.Quote(context, in row, ref coin, in terms);
        }
    }

    // A further impairment restarts the clock for what is still outstanding.
    private static void Impair(
        ref StablecoinState<R> coin, in StablecoinTerms<R> terms, W impaired, R size)
    {
        R lost = Reserves(in coin) * size;
        R remains = Bounds<R, W>.Max(R.Of(1.0) - size, R.Of(LeastPrice));
        coin.Log = R.Select(impaired, coin.Log + R.Log(remains), coin.Log);
        coin.Missing += lost;
        coin.Pending = R.Fma(lost, terms.RecoveredShare, coin.Pending);
        coin.StepsToRecovery = R.Select(impaired, terms.RecoverySteps, coin.StepsToRecovery);
        Issuer<R, W>.Impair(ref coin, in terms, impaired);
    }

    // What is missing is kept, and not what is there: redeeming at par does not change it, so that
    // a coin whose reserves were wholly recovered has all of them, to the last bit.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static R Reserves(in StablecoinState<R> coin) =>
        Bounds<R, W>.Max(coin.Supply - coin.Missing, R.Of(0.0));

    // Reserves behind a coin, at most one; a coin that nobody holds any more is whole.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static R Backing(in StablecoinState<R> coin)
    {
        W outstanding = R.Less(R.Of(0.0), coin.Supply);
        R ratio = Reserves(in coin) / R.Select(outstanding, coin.Supply, R.Of(1.0));
        R bounded = Bounds<R, W>.Clamp(ratio, R.Of(LeastPrice), R.Of(1.0));
        return R.Select(outstanding, bounded, R.Of(1.0));
    }

    private static void Recover(ref StablecoinState<R> coin)
    {
        R left = coin.StepsToRecovery - R.Of(1.0);
        W due = R.LessOrEqual(left, R.Of(0.0));
        coin.Missing += R.Select(due, -coin.Pending, R.Of(0.0));
        coin.Pending = R.Select(due, R.Of(0.0), coin.Pending);
        coin.StepsToRecovery = Bounds<R, W>.Max(left, R.Of(0.0));
    }

    // Takes the price after everyone has acted, and what follows from it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Settle(
        ref StablecoinState<R> coin, in StablecoinTerms<R> terms, R quoted)
    {
        W stays = W.Equal(R.ToBits(coin.Price), R.ToBits(quoted));
        coin.Log = R.Select(stays, coin.Log, R.Log(coin.Price));
        coin.Minimum = Bounds<R, W>.Min(coin.Price, coin.Minimum);
        coin.StepsBelow99 += Bounds<R, W>.Indicator(Ties<R, W>.Below(coin.Price, R.Of(0.99)));
        coin.StepsBelow95 += Bounds<R, W>.Indicator(Ties<R, W>.Below(coin.Price, R.Of(0.95)));
        Issuer<R, W>.Earn(ref coin, in terms, Reserves(in coin));
    }

    /// <summary>Writes the outcomes of a stablecoin, its pool and its holders.</summary>
    public static void Emit(C context, int at)
    {
        StablecoinRow row = StablecoinRow.Read(context, at);
        StablecoinTerms<R> terms = StablecoinTerms<R>.Read(context, row.Terms);
        StablecoinState<R> coin = StablecoinState<R>.Load(context, row.State);
        R one = R.Of(1.0);
        R peg = terms.Peg;
        W outstanding = R.Less(R.Of(0.0), coin.Supply);
        R ratio = Reserves(in coin) / R.Select(outstanding, coin.Supply, one);
        new StablecoinOutcomes<R>
        {
            Price = peg * coin.Price,
            Minimum = peg * coin.Minimum,
            HoursBelow99 = terms.StepHours * coin.StepsBelow99,
            HoursBelow95 = terms.StepHours * coin.StepsBelow95,
            Depegged95 = Bounds<R, W>.Indicator(Ties<R, W>.Below(coin.Minimum, R.Of(0.95))),
            Failed = coin.Failed,
            IssuerIncome = peg * coin.IssuerIncome,
            ArbitrageIncome = peg * coin.ArbitrageIncome,
            Redeemed = peg * coin.Redeemed,
            ReserveRatio = R.Select(outstanding, ratio, one),
            RedemptionFees = peg * coin.RedemptionFees,
        }.Emit(context, row.Outcomes);
        if (row.HasPool != 0)
        {
            CoinMarket<R, W, C>.Emit(context, row.PoolOutcomes, in coin, terms.PoolAmplification);
        }

        for (int i = 0; i < row.Holders; i++)
        {
            Holder<R, W, C>.Emit(
                context, row.HolderRows + (i * HolderRow.Width), in coin, in terms);
        }
    }
}
