using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Depeg;

/// <summary>
/// A class of holders who leave a stablecoin the faster, the further it has fallen below its peg
/// and the more have left before them. They react to the price of a while ago; who can redeem
/// does, and who cannot sells into the market.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class Holder<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    // A gap that makes headlines: only then do others' exits frighten those who are left.
    private const double VisibleGap = 0.01;

    /// <summary>Puts a holder class to its start.</summary>
    public static void Begin(C context, int row)
    {
        int state = context.Integer(row + HolderTable.Row.State);
        context.Store(
            state + HolderTable.State.Coins,
            context.Real(context.Integer(row + HolderTable.Row.Holdings)));
        context.Store(state + HolderTable.State.Proceeds, R.Of(0.0));
        context.Store(state + HolderTable.State.Redeemed, R.Of(0.0));
    }

    /// <summary>Lets a holder class leave in a step.</summary>
    public static void Step(C context, int row, int coin, int step)
    {
        int state = context.Integer(row + HolderTable.Row.State);
        int coinState = context.Integer(coin + StablecoinTable.Row.State);
        int length = context.Integer(coin + StablecoinTable.Row.HistoryLength);
        int latency = context.Integer(row + HolderTable.Row.LatencySteps);
        R seen = context.Load(
            context.Integer(coin + StablecoinTable.Row.History)
            + ((step + length - latency) % length));
        R gap = R.Of(1.0) - seen;
        W below = R.Less(R.Of(0.0), gap);
        if (!W.Any(below))
        {
            return;
        }

        R exited = context.Load(coinState + StablecoinTable.State.Exited)
            / Stablecoin<R, W, C>.Real(context, coin, StablecoinTable.Real.Supply);
        R fear = gap + R.Select(R.Less(R.Of(VisibleGap), gap), exited, R.Of(0.0));
        R hazard = fear * Stablecoin<R, W, C>.Real(
            context, coin, StablecoinTable.Real.RunIntensity);
        R held = context.Load(state + HolderTable.State.Coins);
        R leaving = R.Select(below, -(held * R.ExpM1(-hazard)), R.Of(0.0));
        R redeemed = R.Of(0.0);
        R par = R.Of(1.0) - Stablecoin<R, W, C>.Real(
            context, coin, StablecoinTable.Real.RedemptionFee);
        if (context.Integer(row + HolderTable.Row.CanRedeem) != 0)
        {
            W pays = R.Less(CoinMarket<R, W, C>.Price(context, coin), par);
            redeemed = CoinMarket<R, W, C>.Redeem(
                context, coin, R.Select(pays, leaving, R.Of(0.0)));
        }

        R proceeds = R.Fma(
            redeemed, par, CoinMarket<R, W, C>.Sell(context, coin, leaving - redeemed));
        context.Store(state + HolderTable.State.Coins, held - leaving);
        Slots<R, W, C>.Add(
            context, state + HolderTable.State.Proceeds, proceeds);
        Slots<R, W, C>.Add(
            context, state + HolderTable.State.Redeemed, redeemed);
        Slots<R, W, C>.Add(context, coinState + StablecoinTable.State.Exited, leaving);
    }

    /// <summary>Writes a holder class's outcomes.</summary>
    public static void Emit(C context, int row, int coin)
    {
        int state = context.Integer(row + HolderTable.Row.State);
        int coinState = context.Integer(coin + StablecoinTable.Row.State);
        int metric = context.Integer(row + HolderTable.Row.Metrics);
        R start = context.Real(context.Integer(row + HolderTable.Row.Holdings));
        R left = context.Load(state + HolderTable.State.Coins);
        R proceeds = context.Load(state + HolderTable.State.Proceeds);
        R redeemed = context.Load(state + HolderTable.State.Redeemed);
        R price = context.Load(coinState + StablecoinTable.State.Price);
        R peg = Stablecoin<R, W, C>.Real(context, coin, StablecoinTable.Real.Peg);
        R sold = (start - left) - redeemed;
        context.Emit(
            metric + HolderTable.Metric.Loss,
            peg * (((start - left) - proceeds) + (left * (R.Of(1.0) - price))));
        context.Emit(
            metric + HolderTable.Metric.SoldShare,
            Bounds<R, W>.Max(sold, R.Of(0.0)) / start);
        context.Emit(metric + HolderTable.Metric.RedeemedShare, redeemed / start);
        R par = R.Of(1.0) - Stablecoin<R, W, C>.Real(
            context, coin, StablecoinTable.Real.RedemptionFee);
        context.Emit(
            metric + HolderTable.Metric.BuyersGain,
            peg * ((Bounds<R, W>.Max(sold, R.Of(0.0)) * price)
                - R.Fma(-redeemed, par, proceeds)));
    }
}
