using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Pools;
using GpuRisk.Kernels.Prices;

namespace GpuRisk.Kernels.Farms;

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
    public static void Begin(C context, int row) =>
        new StakeState<R> { Units = R.Of(1.0), Stolen = R.Of(0.0) }
            .Store(context, context.Integer(row + StakeRow.PlaceOf.State));

    /// <summary>Lets the farm's owners take a share, where the class has entered.</summary>
    public static void Take(C context, int row, int step, int i, R share)
    {
        StakeRow stake = StakeRow.Read(context, row);
        if (step < stake.Entry)
        {
            return;
        }

        R value = stake.Position < 0
            ? TakeAsset(context, stake, i, share)
            : Pools<R, W, C>.Withdraw(
                context, stake.Pool, stake.Position, context.Real(stake.Stake), i, share);
        int stolen = stake.State + StakeState.Stolen;
        context.Store(stolen, R.Fma(value, share, context.Load(stolen)));
    }

    // Tells what the stake was worth, as a pool does.
    private static R TakeAsset(C context, StakeRow stake, int i, R share)
    {
        int units = stake.State + StakeState.Units;
        R held = context.Load(units);
        context.Store(units, held - (held * share));
        return held * R.Exp(PriceProcess<R, W, C>.MarketLog(context, stake.Asset, i));
    }

    /// <summary>Writes a stake's outcomes.</summary>
    /// <param name="context">The context.</param>
    /// <param name="row">The row.</param>
    /// <param name="aliveSteps">Steps until the farm's owners ran away.</param>
    /// <param name="stepYears">Years in a step.</param>
    public static void Emit(C context, int row, R aliveSteps, R stepYears)
    {
        StakeRow stake = StakeRow.Read(context, row);
        StakeState<R> state = StakeState<R>.Load(context, stake.State);
        R revaluation = R.Of(0.0);
        if (stake.Position < 0)
        {
            R growth = R.ExpM1(PriceProcess<R, W, C>.LastLog(context, stake.Asset));
            revaluation = R.Fma(
                state.Units, growth, (state.Units - R.Of(1.0)) + state.Stolen);
        }

        R before = R.FromInt32(W.Of((uint)stake.Entry));
        new StakeOutcomes<R>
        {
            Revaluation = revaluation,
            Stolen = state.Stolen,
            InsuredYears = Bounds<R, W>.Max(aliveSteps - before, R.Of(0.0)) * stepYears,
        }.Emit(context, stake.Outcomes);
    }
}
