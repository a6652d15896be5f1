using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Stablecoins;

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
        HolderRow holder = HolderRow.Read(context, row);
        new HolderState<R> { Coins = context.Real(holder.Holdings) }
            .Store(context, holder.State);
    }

    /// <summary>Lets a holder class leave in a step.</summary>
    /// <param name="context">The context.</param>
    /// <param name="row">The class's row.</param>
    /// <param name="coinRow">The stablecoin's integers.</param>
    /// <param name="coin">The stablecoin.</param>
    /// <param name="terms">What of it does not change.</param>
    /// <param name="now">This step's place in the history of prices.</param>
    /// <param name="isOpen">Whether the issuer redeems.</param>
    public static void Step(
        C context, int row, in StablecoinRow coinRow, ref StablecoinState<R> coin,
        in StablecoinTerms<R> terms, int now, bool isOpen)
    {
        HolderRow holder = HolderRow.Read(context, row);
        int seenAt = now - holder.LatencySteps;
        R seen = context.Load(
            coinRow.History + (seenAt < 0 ? seenAt + coinRow.HistoryLength : seenAt));
        R gap = R.Of(1.0) - seen;
        W below = R.Less(R.Of(0.0), gap);
        if (!W.Any(below))
        {
            return;
        }

        HolderState<R> state = HolderState<R>.Load(context, holder.State);
        R exited = coin.Exited * terms.SupplyShare;
        W visible = Ties<R, W>.Below(seen, R.Of(VisiblePrice));
        R fear = gap + R.Select(visible, exited, R.Of(0.0));
        R hazard = fear * terms.RunIntensity;
        R share = coinRow.LeavesSlowly != 0 ? SmallShare(hazard) : -R.ExpM1(-hazard);
        R leaving = R.Select(below, state.Coins * share, R.Of(0.0));
        R redeemed = R.Of(0.0);
        if (holder.CanRedeem != 0 && isOpen)
        {
            if (coinRow.HasPool != 0)
            {
                CoinMarket<R, W, C>.Price(ref coin, in terms);
            }

            R par = R.Of(1.0) - terms.RedemptionFee;
            W pays = Ties<R, W>.Below(coin.Price, par);
            redeemed = Issuer<R, W>.Redeem(
                ref coin, in terms, R.Select(pays, leaving, R.Of(0.0)));
        }

        R sold = leaving - redeemed;
        state.Received += CoinMarket<R, W, C>.Sell(in coinRow, ref coin, in terms, sold);
        state.Coins -= leaving;
        state.Sold += sold;
        state.Redeemed += redeemed;
        state.Store(context, holder.State);
        coin.Exited += leaving;
    }

    // 1 - exp(-hazard) for a hazard up to a sixteenth, by its series.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static R SmallShare(R hazard)
    {
        R series = R.Of(1.0 / 120);
        if (R.MantissaBits > Piecewise.SinglePrecision)
        {
            series = R.Fma(R.Of(-1.0 / 3628800), hazard, R.Of(1.0 / 362880));
            series = R.Fma(series, hazard, R.Of(-1.0 / 40320));
            series = R.Fma(series, hazard, R.Of(1.0 / 5040));
            series = R.Fma(series, hazard, R.Of(-1.0 / 720));
            series = R.Fma(series, hazard, R.Of(1.0 / 120));
        }

        series = R.Fma(series, hazard, R.Of(-1.0 / 24));
        series = R.Fma(series, hazard, R.Of(1.0 / 6));
        series = R.Fma(series, hazard, R.Of(-0.5));
        return R.Fma(series * hazard, hazard, hazard);
    }

    /// <summary>Writes a holder class's outcomes.</summary>
    public static void Emit(
        C context, int row, in StablecoinState<R> coin, in StablecoinTerms<R> terms)
    {
        HolderRow holder = HolderRow.Read(context, row);
        HolderState<R> state = HolderState<R>.Load(context, holder.State);
        R start = context.Real(holder.Holdings);
        R kept = state.Coins * (R.Of(1.0) - coin.Price);
        R cost = R.Fma(state.Redeemed, terms.RedemptionFee, state.Sold - state.Received);

        // Part by part, so that who was paid in full has lost nothing, to the last bit.
        new HolderOutcomes<R>
        {
            Loss = terms.Peg * (cost + kept),
            SoldShare = state.Sold / start,
            RedeemedShare = state.Redeemed / start,
            BuyersGain = terms.Peg * ((state.Sold * coin.Price) - state.Received),
        }.Emit(context, holder.Outcomes);
    }
}
