using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Depeg;

/// <summary>
/// A class of holders who leave a stablecoin the faster, the further it has fallen below its peg
/// and the more have left before them. They react to the price that a step of a while ago, or
/// this one, began with; who can redeem does, and who cannot sells into the market.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class Holder<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    // Below it a gap makes headlines: only then do others' exits frighten those who are left.
    private const double VisiblePrice = 0.99;

    /// <summary>Puts a holder class to its start.</summary>
    public static void Begin(C context, int row)
    {
        int state = context.Integer(row + HolderTable.Row.State);
        context.Store(
            state + HolderTable.State.Coins,
            context.Real(context.Integer(row + HolderTable.Row.Holdings)));
        context.Store(state + HolderTable.State.Sold, R.Of(0.0));
        context.Store(state + HolderTable.State.Received, R.Of(0.0));
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
        W visible = Ties<R, W>.Below(seen, R.Of(VisiblePrice));
        R fear = gap + R.Select(visible, exited, R.Of(0.0));
        R hazard = fear * Stablecoin<R, W, C>.Real(
            context, coin, StablecoinTable.Real.RunIntensity);
        R held = context.Load(state + HolderTable.State.Coins);
        R leaving = R.Select(below, -(held * R.ExpM1(-hazard)), R.Of(0.0));
        R redeemed = R.Of(0.0);
        if (context.Integer(row + HolderTable.Row.CanRedeem) != 0)
        {
            R par = R.Of(1.0) - Stablecoin<R, W, C>.Real(
                context, coin, StablecoinTable.Real.RedemptionFee);
            W pays = Ties<R, W>.Below(CoinMarket<R, W, C>.Price(context, coin), par);
            redeemed = Issuer<R, W, C>.Redeem(
                context, coin, R.Select(pays, leaving, R.Of(0.0)));
        }

        R sold = leaving - redeemed;
        R received = CoinMarket<R, W, C>.Sell(context, coin, sold);
        context.Store(state + HolderTable.State.Coins, held - leaving);
        Slots<R, W, C>.Add(context, state + HolderTable.State.Sold, sold);
        Slots<R, W, C>.Add(context, state + HolderTable.State.Received, received);
        Slots<R, W, C>.Add(context, state + HolderTable.State.Redeemed, redeemed);
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
        R sold = context.Load(state + HolderTable.State.Sold);
        R received = context.Load(state + HolderTable.State.Received);
        R redeemed = context.Load(state + HolderTable.State.Redeemed);
        R price = context.Load(coinState + StablecoinTable.State.Price);
        R peg = Stablecoin<R, W, C>.Real(context, coin, StablecoinTable.Real.Peg);
        R fee = Stablecoin<R, W, C>.Real(context, coin, StablecoinTable.Real.RedemptionFee);

        // Part by part, so that who was paid in full has lost nothing, to the last bit.
        context.Emit(
            metric + HolderTable.Metric.Loss,
            peg * (R.Fma(redeemed, fee, sold - received) + (left * (R.Of(1.0) - price))));
        context.Emit(metric + HolderTable.Metric.SoldShare, sold / start);
        context.Emit(metric + HolderTable.Metric.RedeemedShare, redeemed / start);
        context.Emit(
            metric + HolderTable.Metric.BuyersGain, peg * ((sold * price) - received));
    }
}
