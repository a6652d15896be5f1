using GpuRisk.Kernels.ImpermanentLoss;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;

namespace GpuRisk.Kernels.Market;

/// <summary>
/// A class's stake in a farm, of one USD at the start: liquidity of a pool, or an asset.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class Stake<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>Puts a stake to its start.</summary>
    public static void Begin(C context, int row)
    {
        int state = context.Integer(row + FarmTable.StakeRow.State);
        context.Store(state + FarmTable.StakeState.Units, R.Of(1.0));
        context.Store(state + FarmTable.StakeState.Stolen, R.Of(0.0));
    }

    /// <summary>Lets the farm's owners take a share, where the class has entered.</summary>
    public static void Take(C context, int row, int step, int i, R share)
    {
        if (step < context.Integer(row + FarmTable.StakeRow.Entry))
        {
            return;
        }

        int state = context.Integer(row + FarmTable.StakeRow.State);
        int position = context.Integer(row + FarmTable.StakeRow.Position);
        R value;
        if (position < 0)
        {
            int units = state + FarmTable.StakeState.Units;
            R held = context.Load(units);
            value = held * R.Exp(PriceProcess<R, W, C>.MarketLog(
                context, context.Integer(row + FarmTable.StakeRow.Asset), i));
            context.Store(units, held - (held * share));
        }
        else
        {
            int pool = context.Integer(row + FarmTable.StakeRow.Pool);
            R quoteLog = PriceProcess<R, W, C>.MarketLog(
                context, context.Integer(pool + PoolTable.Row.Quote), i);
            R market = PriceProcess<R, W, C>.MarketLog(
                context, context.Integer(pool + PoolTable.Row.Base), i) - quoteLog;
            R held = context.Load(
                context.Integer(position + PositionTable.Row.State)
                + PositionTable.State.Liquidity);
            R taken = held * share;
            value = Position<R, W, C>.Value(
                context, position, pool, market, R.Exp(quoteLog));
            Position<R, W, C>.Withdraw(context, position, taken);
            Pool<R, W, C>.Withdraw(
                context, pool,
                taken * context.Real(context.Integer(row + FarmTable.StakeRow.Stake)));
        }

        int stolen = state + FarmTable.StakeState.Stolen;
        context.Store(stolen, R.Fma(value, share, context.Load(stolen)));
    }

    /// <summary>Writes a stake's outcomes.</summary>
    public static void Emit(C context, int row, int farm)
    {
        int state = context.Integer(row + FarmTable.StakeRow.State);
        int metrics = context.Integer(row + FarmTable.StakeRow.Metrics);
        R stolen = context.Load(state + FarmTable.StakeState.Stolen);
        R revaluation = R.Of(0.0);
        if (context.Integer(row + FarmTable.StakeRow.Position) < 0)
        {
            R growth = R.ExpM1(PriceProcess<R, W, C>.LastLog(
                context, context.Integer(row + FarmTable.StakeRow.Asset)));
            R units = context.Load(state + FarmTable.StakeState.Units);
            revaluation = R.Fma(units, growth, (units - R.Of(1.0)) + stolen);
        }

        context.Emit(metrics + FarmTable.StakeMetric.Revaluation, revaluation);
        context.Emit(metrics + FarmTable.StakeMetric.Stolen, stolen);
        R steps = context.Load(
            context.Integer(farm + FarmTable.Row.State) + FarmTable.State.AliveSteps);
        R before = R.FromInt32(W.Of((uint)context.Integer(row + FarmTable.StakeRow.Entry)));
        context.Emit(
            metrics + FarmTable.StakeMetric.InsuredYears,
            Bounds<R, W>.Max(steps - before, R.Of(0.0)) * context.Real(
                context.Integer(farm + FarmTable.Row.Reals) + FarmTable.Real.StepYears));
    }
}
