using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Random;

namespace GpuRisk.Kernels.Market;

/// <summary>
/// The price of gas: an Ornstein-Uhlenbeck process in its logarithm, which prices' jumps and
/// regulators' interventions raise.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class GasProcess<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>Puts the price to its start.</summary>
    public static void Begin(C context, int row)
    {
        int state = context.Integer(row + GasTable.Row.State);
        context.Store(state + GasTable.State.Log, R.Of(0.0));
        context.Store(state + GasTable.State.Factor, R.Of(1.0));
    }

    /// <summary>Draws a block's noise.</summary>
    public static void Draw(C context, int block, int row) => Block<R, W, C>.DrawNormals(
        context, block, Streams.Gas,
        context.Integer(row + GasTable.Row.State) + GasTable.State.Normals);

    /// <summary>Moves the price over a step.</summary>
    /// <param name="context">The context.</param>
    /// <param name="row">The row.</param>
    /// <param name="i">The step's place in its block.</param>
    /// <param name="shock">Where regulators intervene.</param>
    public static void Step(C context, int row, int i, W shock)
    {
        int reals = context.Integer(row + GasTable.Row.Reals);
        int state = context.Integer(row + GasTable.Row.State);
        W stressed = shock;
        for (int asset = 0; asset < context.Integer(PriceHeader.PlaceOf.Assets); asset++)
        {
            stressed |= PriceProcess<R, W, C>.JumpsOf(context, asset, i);
        }

        R noise = context.Real(reals + GasTable.Real.Deviation)
            * context.Load(state + GasTable.State.Normals + (i % Block<R, W, C>.Steps));
        R log = R.Fma(
            context.Load(state + GasTable.State.Log),
            context.Real(reals + GasTable.Real.Persistence),
            noise);
        log += R.Select(stressed, context.Real(reals + GasTable.Real.Stress), R.Of(0.0));
        R paying = PriceProcess<R, W, C>.MarketLog(
            context, context.Integer(row + GasTable.Row.Asset), i);
        context.Store(state + GasTable.State.Log, log);
        context.Store(state + GasTable.State.Factor, R.Exp(log + paying));
    }

    /// <summary>Writes the final price.</summary>
    public static void Emit(C context, int row)
    {
        R start = context.Real(
            context.Integer(row + GasTable.Row.Reals) + GasTable.Real.Price);
        R log = context.Load(context.Integer(row + GasTable.Row.State) + GasTable.State.Log);
        context.Emit(context.Integer(row + GasTable.Row.Metrics), start * R.Exp(log));
    }
}
