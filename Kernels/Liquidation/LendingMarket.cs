using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;

namespace GpuRisk.Kernels.Liquidation;

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
    /// <summary>Puts a market to its start.</summary>
    public static void Begin(C context, int row)
    {
        int collateral = context.Integer(row + MarketTable.Row.CollateralRows);
        for (int i = 0; i < context.Integer(row + MarketTable.Row.Collateral); i++)
        {
            int state = context.Integer(
                collateral + (i * MarketTable.CollateralRow.Width)
                + MarketTable.CollateralRow.State);
            context.Store(state + MarketTable.CollateralState.Impact, R.Of(0.0));
            context.Store(state + MarketTable.CollateralState.Sold, R.Of(0.0));
        }

        Value(context, row, -1, false);
    }

    /// <summary>Takes the prices at the end of a step, before or after its jumps; step -1 is the
    /// start.</summary>
    public static void Value(C context, int row, int step, bool jumped)
    {
        int collateral = context.Integer(row + MarketTable.Row.CollateralRows);
        for (int i = 0; i < context.Integer(row + MarketTable.Row.Collateral); i++)
        {
            ValueCollateral(
                context, collateral + (i * MarketTable.CollateralRow.Width), step, jumped);
        }

        int debt = context.Integer(row + MarketTable.Row.DebtRows);
        for (int i = 0; i < context.Integer(row + MarketTable.Row.Debt); i++)
        {
            int debtRow = debt + (i * MarketTable.DebtRow.Width);
            R price = context.Real(context.Integer(debtRow + MarketTable.DebtRow.Price))
                * R.Exp(Log(
                    context, context.Integer(debtRow + MarketTable.DebtRow.Asset), step, jumped));
            if (step >= 0)
            {
                price *= context.Real(
                    context.Integer(debtRow + MarketTable.DebtRow.Index) + step);
            }

            int state = context.Integer(debtRow + MarketTable.DebtRow.State);
            if (!jumped)
            {
                context.Store(
                    state + MarketTable.DebtState.PriceBefore,
                    context.Load(state + MarketTable.DebtState.Price));
            }

            context.Store(state + MarketTable.DebtState.Price, price);
            context.Store(state + MarketTable.DebtState.Inverse, R.Of(1.0) / price);
        }
    }

    // With what liquidators' sales did to the price before this step.
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

    private static void ValueCollateral(C context, int row, int step, bool jumped)
    {
        int reals = context.Integer(row + MarketTable.CollateralRow.Reals);
        int state = context.Integer(row + MarketTable.CollateralRow.State);
        int asset = context.Integer(row + MarketTable.CollateralRow.Asset);
        int oracleAsset = context.Integer(row + MarketTable.CollateralRow.OracleAsset);
        R market = Log(context, asset, step, jumped);
        R oracle = market;
        R ratio = R.Of(1.0);
        if (oracleAsset != asset)
        {
            R elapsed = R.FromInt32(W.Of((uint)(step + 1)));
            oracle = R.Fma(
                elapsed,
                context.Real(reals + MarketTable.CollateralReal.RedemptionGrowth),
                Log(context, oracleAsset, step, jumped));
            ratio = R.Exp(market - oracle);
        }

        R price = context.Real(reals + MarketTable.CollateralReal.Price) * R.Exp(oracle);
        if (!jumped)
        {
            context.Store(
                state + MarketTable.CollateralState.ThresholdPriceBefore,
                context.Load(state + MarketTable.CollateralState.ThresholdPrice));
        }

        context.Store(state + MarketTable.CollateralState.OraclePrice, price);
        context.Store(
            state + MarketTable.CollateralState.ThresholdPrice,
            price * context.Real(reals + MarketTable.CollateralReal.Threshold));
        context.Store(state + MarketTable.CollateralState.MarketRatio, ratio);
    }

    /// <summary>Lets a step's sales move the prices of the next.</summary>
    public static void Settle(C context, int row)
    {
        int collateral = context.Integer(row + MarketTable.Row.CollateralRows);
        for (int i = 0; i < context.Integer(row + MarketTable.Row.Collateral); i++)
        {
            int collateralRow = collateral + (i * MarketTable.CollateralRow.Width);
            if (context.Integer(collateralRow + MarketTable.CollateralRow.HasDepth) == 0)
            {
                continue;
            }

            int reals = context.Integer(collateralRow + MarketTable.CollateralRow.Reals);
            int state = context.Integer(collateralRow + MarketTable.CollateralRow.State);
            int impact = state + MarketTable.CollateralState.Impact;
            int sold = state + MarketTable.CollateralState.Sold;
            R kept = context.Load(impact)
                * context.Real(reals + MarketTable.CollateralReal.ImpactDecay);
            R fall = context.Load(sold)
                * context.Real(reals + MarketTable.CollateralReal.ImpactPerUsd);
            context.Store(impact, kept - fall);
            context.Store(sold, R.Of(0.0));
            int total = context.Integer(PriceHeader.PlaceOf.Offsets)
                + context.Integer(collateralRow + MarketTable.CollateralRow.Asset);
            context.Store(total, context.Load(total) + (kept - fall));
        }
    }
}
