using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;

namespace GpuRisk.Kernels.Lending;

/// <summary>
/// The prices that a lending market works with: the oracle's, which decide who is liquidated, and
/// the market's, at which liquidators sell. Sales move the price that the next step sees, and the
/// move decays with a half-life.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class LendingMarket<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Puts a market to its start.</summary>
    public static void Begin(C context, int row)
    {
        LendingMarketRow market = LendingMarketRow.Read(context, row);
        for (int i = 0; i < market.Collateral; i++)
        {
            int state = context.Integer(
                market.CollateralRows + (i * CollateralAssetRow.Width)
                + CollateralAssetRow.PlaceOf.State);
            context.Store(state + CollateralAssetState.Impact, R.Of(0.0));
            context.Store(state + CollateralAssetState.Sold, R.Of(0.0));
        }

        Value(context, row, -1, false);
    }

    /// <summary>Takes the prices at the end of a step, before or after its jumps; step -1 is the
    /// start.</summary>
    public static void Value(C context, int row, int step, bool jumped)
    {
        LendingMarketRow market = LendingMarketRow.Read(context, row);
        for (int i = 0; i < market.Collateral; i++)
        {
            ValueCollateral(
                context, market.CollateralRows + (i * CollateralAssetRow.Width), step, jumped);
        }

        for (int i = 0; i < market.Debt; i++)
        {
            ValueDebt(context, market.DebtRows + (i * DebtAssetRow.Width), step, jumped);
        }
    }

    // With what liquidators' sales did to the price before this step.
    [MethodImpl(Inline)]
    private static R Log(C context, int asset, int step, bool jumped)
    {
        if (step < 0)
        {
            return R.Of(0.0);
        }

        int i = step % R.BlockSteps;
        return jumped
            ? PriceProcess<R, W, C>.MarketLog(context, asset, i)
            : PriceProcess<R, W, C>.ShiftedBefore(
                context, asset, PriceProcess<R, W, C>.LogBeforeJump(context, asset, i));
    }

    /// <summary>Log of the oracle's price of a collateral asset over its start.</summary>
    [MethodImpl(Inline)]
    public static R OracleLog(C context, CollateralAssetRow collateral, int step, bool jumped)
    {
        R log = Log(context, collateral.OracleAsset, step, jumped);
        if (collateral.OracleAsset != collateral.Asset)
        {
            R elapsed = R.FromInt32(W.Of((uint)(step + 1)));
            log = R.Fma(
                elapsed,
                context.Real(collateral.Terms + CollateralAssetTerms.RedemptionGrowth), log);
        }

        return log;
    }

    /// <summary>Log of the price of a debt asset with interest over its start.</summary>
    [MethodImpl(Inline)]
    public static R DebtLog(C context, DebtAssetRow debt, int step, bool jumped) =>
        Log(context, debt.Asset, step, jumped) + context.Real(debt.LogIndex + step);

    private static void ValueCollateral(C context, int row, int step, bool jumped)
    {
        CollateralAssetRow collateral = CollateralAssetRow.Read(context, row);
        R oracle = OracleLog(context, collateral, step, jumped);
        R ratio = R.Of(1.0);
        if (collateral.OracleAsset != collateral.Asset)
        {
            ratio = R.Exp(Log(context, collateral.Asset, step, jumped) - oracle);
        }

        int state = collateral.State;
        R price = context.Real(collateral.Terms + CollateralAssetTerms.Price) * R.Exp(oracle);
        if (!jumped)
        {
            context.Store(
                state + CollateralAssetState.ThresholdPriceBefore,
                context.Load(state + CollateralAssetState.ThresholdPrice));
        }

        context.Store(state + CollateralAssetState.OraclePrice, price);
        context.Store(
            state + CollateralAssetState.ThresholdPrice,
            price * context.Real(collateral.Terms + CollateralAssetTerms.Threshold));
        context.Store(state + CollateralAssetState.MarketRatio, ratio);
    }

    private static void ValueDebt(C context, int row, int step, bool jumped)
    {
        DebtAssetRow debt = DebtAssetRow.Read(context, row);
        R price = context.Real(debt.Price) * R.Exp(Log(context, debt.Asset, step, jumped));
        if (step >= 0)
        {
            price *= context.Real(debt.Index + step);
        }

        if (!jumped)
        {
            context.Store(
                debt.State + DebtAssetState.PriceBefore,
                context.Load(debt.State + DebtAssetState.Price));
        }

        context.Store(debt.State + DebtAssetState.Price, price);
        context.Store(debt.State + DebtAssetState.Inverse, R.Of(1.0) / price);
    }

    /// <summary>Lets a step's sales move the prices of the next.</summary>
    public static void Settle(C context, int row)
    {
        LendingMarketRow market = LendingMarketRow.Read(context, row);
        for (int i = 0; i < market.Collateral; i++)
        {
            CollateralAssetRow collateral = CollateralAssetRow.Read(
                context, market.CollateralRows + (i * CollateralAssetRow.Width));
            if (collateral.HasDepth == 0)
            {
                continue;
            }

            int impact = collateral.State + CollateralAssetState.Impact;
            int sold = collateral.State + CollateralAssetState.Sold;
            R kept = context.Load(impact)
                * context.Real(collateral.Terms + CollateralAssetTerms.ImpactDecay);
            R fall = context.Load(sold)
                * context.Real(collateral.Terms + CollateralAssetTerms.ImpactPerUsd);
            context.Store(impact, kept - fall);
            context.Store(sold, R.Of(0.0));
            int total = context.Integer(PriceHeader.PlaceOf.Offsets) + collateral.Asset;
            context.Store(total, context.Load(total) + (kept - fall));
        }
    }
}
