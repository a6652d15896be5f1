using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Random;

namespace GpuRisk.Kernels.Shocks;

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
        RegulationRow regulation = RegulationRow.Read(context, row);
        int assets = PriceProcess<R, W, C>.Assets(context);
        Slots<R, W, C>.Clear(context, regulation.Fallen, assets);
        Slots<R, W, C>.Clear(context, regulation.Shocks, assets);
        new RegulationState<R> { Volume = R.Of(1.0), Count = R.Of(0.0) }
            .Store(context, regulation.State);
        for (int i = 0; i < regulation.Freezes; i++)
        {
            FreezeRow freeze = Freeze(context, regulation.FreezeRows, i);
            new FreezeState<R> { Units = R.Of(1.0), Frozen = R.Of(0.0) }
                .Store(context, freeze.State);
        }
    }

    /// <summary>Draws the arrivals of a block of steps.</summary>
    public static void Draw(C context, int row, int first, int count) =>
        Buffers<R, W, C>.DrawUniforms(
            context, context.Integer(row + RegulationRow.PlaceOf.Uniforms),
            Streams.Regulation, first, count);

    /// <summary>Lets regulators intervene at the end of a step, as a jump of prices does, and tells
    /// where they did.</summary>
    public static W Step(C context, int row, int i)
    {
        RegulationRow regulation = RegulationRow.Read(context, row);
        RegulationTerms<R> terms = RegulationTerms<R>.Read(context, regulation.Terms);
        int volume = regulation.State + RegulationState.Volume;
        R one = R.Of(1.0);
        R lack = (one - context.Load(volume)) * terms.VolumePersistence;
        W shock = R.LessOrEqual(
            Buffers<R, W, C>.Load(context, regulation.Uniforms, i), terms.Probability);
        context.Store(volume, (one - lack) * R.Select(shock, terms.VolumeKept, one));
        if (W.Any(shock))
        {
            Intervene(context, row, i, shock);
        }
        else
        {
            Slots<R, W, C>.Clear(
                context, regulation.Shocks, PriceProcess<R, W, C>.Assets(context));
        }

        return shock;
    }

    private static void Intervene(C context, int row, int i, W shock)
    {
        RegulationRow regulation = RegulationRow.Read(context, row);
        Slots<R, W, C>.Add(
            context, regulation.State + RegulationState.Count, Bounds<R, W>.Indicator(shock));
        int offsets = context.Integer(PriceHeader.PlaceOf.Offsets);
        for (int asset = 0; asset < PriceProcess<R, W, C>.Assets(context); asset++)
        {
            R fall = R.Select(shock, context.Real(regulation.Falls + asset), R.Of(0.0));
            context.Store(regulation.Shocks + asset, fall);
            Slots<R, W, C>.Add(context, regulation.Fallen + asset, fall);
            Slots<R, W, C>.Add(context, offsets + asset, fall);
        }

        for (int j = 0; j < regulation.Freezes; j++)
        {
            FreezeRow freeze = Freeze(context, regulation.FreezeRows, j);
            FreezeState<R> held = FreezeState<R>.Load(context, freeze.State);
            R price = R.Exp(PriceProcess<R, W, C>.MarketLog(context, freeze.Asset, i));
            R taken = held.Units * R.Select(shock, context.Real(freeze.Share), R.Of(0.0));
            held.Units -= taken;
            held.Frozen = R.Fma(taken, price, held.Frozen);
            held.Store(context, freeze.State);
        }
    }

    private static FreezeRow Freeze(C context, int rows, int index) =>
        FreezeRow.Read(context, rows + (index * FreezeRow.Width));

    /// <summary>What interventions did to an asset's log price.</summary>
    public static R Fallen(C context, int row, int asset) =>
        context.Load(context.Integer(row + RegulationRow.PlaceOf.Fallen) + asset);

    /// <summary>Writes the number of interventions and what was frozen.</summary>
    public static void Emit(C context, int row)
    {
        RegulationRow regulation = RegulationRow.Read(context, row);
        context.Emit(
            regulation.Outcome, context.Load(regulation.State + RegulationState.Count));
        for (int i = 0; i < regulation.Freezes; i++)
        {
            FreezeRow freeze = Freeze(context, regulation.FreezeRows, i);
            FreezeState<R> held = FreezeState<R>.Load(context, freeze.State);
            R price = R.Exp(PriceProcess<R, W, C>.LastLog(context, freeze.Asset));
            new FreezeOutcomes<R>
            {
                Revaluation = R.Fma(held.Units, price, R.Of(-1.0)) + held.Frozen,
                Frozen = held.Frozen,
            }.Emit(context, freeze.Outcomes);
        }
    }
}
