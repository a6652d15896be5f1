using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Random;

namespace GpuRisk.Kernels.Shocks;

/// <summary>
/// The price of gas: an Ornstein-Uhlenbeck process in its logarithm, which prices' jumps and
/// regulators' interventions raise, times what regimes and stated shocks say.
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
    public static void Begin(C context, int row) =>
        new GasState<R> { Log = R.Of(0.0), Factor = R.Of(1.0) }
            .Store(context, context.Integer(row + GasRow.PlaceOf.State));

    /// <summary>Draws the noise of a block of steps.</summary>
    public static void Draw(C context, int row, int first, int count)
    {
        int normals = context.Integer(row + GasRow.PlaceOf.Normals);
        Buffers<R, W, C>.DrawNormals(context, normals, Streams.Gas, first, count);
        Tilts<R, W, C>.Apply(
            context, Streams.Gas, Buffers<R, W, C>.Slot(context, normals), first, count);
    }

    /// <summary>Moves the price over a step.</summary>
    /// <param name="context">The context.</param>
    /// <param name="row">The row.</param>
    /// <param name="step">The step.</param>
    /// <param name="i">The step's place in its block.</param>
    /// <param name="shock">Where regulators intervene.</param>
    public static void Step(C context, int row, int step, int i, W shock)
    {
        GasRow gas = GasRow.Read(context, row);
        GasTerms<R> terms = GasTerms<R>.Read(context, gas.Terms);
        W stressed = shock;
        for (int asset = 0; asset < PriceProcess<R, W, C>.Assets(context); asset++)
        {
            stressed |= PriceProcess<R, W, C>.JumpsOf(context, asset, i);
        }

        R noise = terms.Deviation * Buffers<R, W, C>.Load(context, gas.Normals, i);
        R log = R.Fma(context.Load(gas.State + GasState.Log), terms.Persistence, noise);
        log += R.Select(stressed, terms.Stress, R.Of(0.0));
        R paying = PriceProcess<R, W, C>.MarketLog(context, gas.Asset, i);
        R factor = R.Exp(log + paying);
        if (gas.Regimes >= 0)
        {
            factor *= Regimes<R, W, C>.Of(
                context, Regimes<R, W, C>.At(context, i), gas.Regimes, 1);
        }

        if (gas.Stated > 0)
        {
            factor *= Stated<R, W, C>.Product(context, gas.StatedRows, gas.Stated, step);
        }

        new GasState<R> { Log = log, Factor = factor }.Store(context, gas.State);
    }

    /// <summary>Writes the final price.</summary>
    public static void Emit(C context, int row)
    {
        GasRow gas = GasRow.Read(context, row);
        R price = context.Real(gas.Terms + GasTerms.Price)
            * R.Exp(context.Load(gas.State + GasState.Log));
        if (gas.Regimes >= 0)
        {
            price *= Regimes<R, W, C>.Of(
                context, Regimes<R, W, C>.Last(context), gas.Regimes, 1);
        }

        if (gas.Stated > 0)
        {
            price *= Stated<R, W, C>.Product(
                context, gas.StatedRows, gas.Stated,
                context.Integer(PriceHeader.PlaceOf.Steps) - 1);
        }

        context.Emit(gas.Outcome, price);
    }
}
