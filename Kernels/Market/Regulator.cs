using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Random;

namespace GpuRisk.Kernels.Market;

/// <summary>
/// Regulators' interventions: noise volume goes away for a while, prices fall for good, and
/// holdings are frozen.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class Regulator<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>Puts all to the start.</summary>
    public static void Begin(C context, int row)
    {
        int state = context.Integer(row + RegulationTable.Row.State);
        Slots<R, W, C>.Clear(context, state, RegulationTable.State.Width);

        context.Store(state + RegulationTable.State.Volume, R.Of(1.0));
        int rows = context.Integer(row + RegulationTable.Row.FreezeRows);
        for (int i = 0; i < context.Integer(row + RegulationTable.Row.Freezes); i++)
        {
            int slots = context.Integer(
                rows + (i * RegulationTable.FreezeRow.Width) + RegulationTable.FreezeRow.State);
            context.Store(slots, R.Of(1.0));
            context.Store(slots + 1, R.Of(0.0));
        }
    }

    /// <summary>Draws a block's arrivals.</summary>
    public static void Draw(C context, int block, int row) => Block<R, W, C>.DrawUniforms(
        context, block, Streams.Regulation,
        context.Integer(row + RegulationTable.Row.State) + RegulationTable.State.Uniforms);

    /// <summary>Lets regulators intervene at the end of a step, as a jump of prices does, and tells
    /// where they did.</summary>
    public static W Step(C context, int row, int i)
    {
        int reals = context.Integer(row + RegulationTable.Row.Reals);
        int state = context.Integer(row + RegulationTable.Row.State);
        int volume = state + RegulationTable.State.Volume;
        R one = R.Of(1.0);
        R lack = (one - context.Load(volume))
            * context.Real(reals + RegulationTable.Real.VolumePersistence);
        W shock = R.LessOrEqual(
            context.Load(state + RegulationTable.State.Uniforms + (i % Block<R, W, C>.Steps)),
            context.Real(reals + RegulationTable.Real.Probability));
        R kept = R.Select(
            shock, context.Real(reals + RegulationTable.Real.VolumeKept), one);
        context.Store(volume, (one - lack) * kept);
        if (!W.Any(shock))
        {
            Slots<R, W, C>.Clear(
                context, state + RegulationTable.State.Shocks, PriceHeader.MaximumAssets);
            return shock;
        }

        int count = state + RegulationTable.State.Count;
        context.Store(count, context.Load(count) + Bounds<R, W>.Indicator(shock));
        for (int asset = 0; asset < context.Integer(PriceHeader.PlaceOf.Assets); asset++)
        {
            R fall = R.Select(
                shock, context.Real(reals + RegulationTable.Real.Falls + asset), R.Of(0.0));
            context.Store(state + RegulationTable.State.Shocks + asset, fall);
            Slots<R, W, C>.Add(context, state + RegulationTable.State.Falls + asset, fall);
            Slots<R, W, C>.Add(context, context.Integer(PriceHeader.PlaceOf.Offsets) + asset, fall);
        }

        int rows = context.Integer(row + RegulationTable.Row.FreezeRows);
        for (int j = 0; j < context.Integer(row + RegulationTable.Row.Freezes); j++)
        {
            Freeze(context, rows + (j * RegulationTable.FreezeRow.Width), i, shock);
        }

        return shock;
    }

    private static void Freeze(C context, int row, int i, W shock)
    {
        int units = context.Integer(row + RegulationTable.FreezeRow.State);
        int frozen = units + 1;
        R price = R.Exp(PriceProcess<R, W, C>.MarketLog(
            context, context.Integer(row + RegulationTable.FreezeRow.Asset), i));
        R share = R.Select(
            shock,
            context.Real(context.Integer(row + RegulationTable.FreezeRow.Reals)),
            R.Of(0.0));
        R taken = context.Load(units) * share;
        context.Store(units, context.Load(units) - taken);
        context.Store(frozen, R.Fma(taken, price, context.Load(frozen)));
    }

    /// <summary>What interventions did to an asset's log price.</summary>
    public static R Fall(C context, int row, int asset) => context.Load(
        context.Integer(row + RegulationTable.Row.State) + RegulationTable.State.Falls + asset);

    /// <summary>Writes the number of interventions and what was frozen.</summary>
    public static void Emit(C context, int row)
    {
        int state = context.Integer(row + RegulationTable.Row.State);
        context.Emit(
            context.Integer(row + RegulationTable.Row.Metrics),
            context.Load(state + RegulationTable.State.Count));
        int rows = context.Integer(row + RegulationTable.Row.FreezeRows);
        for (int i = 0; i < context.Integer(row + RegulationTable.Row.Freezes); i++)
        {
            int freeze = rows + (i * RegulationTable.FreezeRow.Width);
            int slots = context.Integer(freeze + RegulationTable.FreezeRow.State);
            int metrics = context.Integer(freeze + RegulationTable.FreezeRow.Metrics);
            R price = R.Exp(PriceProcess<R, W, C>.LastLog(
                context, context.Integer(freeze + RegulationTable.FreezeRow.Asset)));
            R frozen = context.Load(slots + 1);
            context.Emit(
                metrics, R.Fma(context.Load(slots), price, R.Of(-1.0)) + frozen);
            context.Emit(metrics + 1, frozen);
        }
    }
}
