using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Prices;

/// <summary>
/// Correlated asset prices: a diffusion, and with jumps Merton's process (Merton 1976). A step
/// diffuses first and jumps at its end. Jumps come to one asset alone, or to several at the same
/// moment.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static partial class PriceProcess<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Where an asset's row stands.</summary>
    [MethodImpl(Inline)]
    public static int Row(int asset) => PriceHeader.Width + (asset * AssetRow.Width);

    /// <summary>An asset's integers.</summary>
    [MethodImpl(Inline)]
    public static AssetRow Asset(C context, int asset) => AssetRow.Read(context, Row(asset));

    /// <summary>Number of assets.</summary>
    [MethodImpl(Inline)]
    public static int Assets(C context) => context.Integer(PriceHeader.PlaceOf.Assets);

    /// <summary>The first slot of an asset's log prices over its start at the ends of the block's
    /// steps.</summary>
    [MethodImpl(Inline)]
    public static int Logs(C context, int asset) => Buffers<R, W, C>.Slot(
        context, context.Integer(Row(asset) + AssetRow.PlaceOf.Logs));

    /// <summary>The first slot of the same before the steps' jumps.</summary>
    [MethodImpl(Inline)]
    public static int LogsBeforeJump(C context, int asset) => Buffers<R, W, C>.Slot(
        context, context.Integer(Row(asset) + AssetRow.PlaceOf.Diffused));

    /// <summary>Log of an asset's price over its start at the end of the block's i-th step.
    /// </summary>
    [MethodImpl(Inline)]
    public static R Log(C context, int asset, int i) => context.Load(Logs(context, asset) + i);

    /// <summary>The same before the step's jumps.</summary>
    [MethodImpl(Inline)]
    public static R LogBeforeJump(C context, int asset, int i) =>
        context.Load(LogsBeforeJump(context, asset) + i);

    /// <summary>Log of an asset's price over its start at the end of the block, with what sales
    /// and shocks did to it.</summary>
    [MethodImpl(Inline)]
    public static R LastLog(C context, int asset) => Shifted(context, asset, Last(context, asset));

    /// <summary>Log of the price that traders meet at the end of the block's i-th step: with what
    /// sales and shocks did to it before.</summary>
    [MethodImpl(Inline)]
    public static R MarketLog(C context, int asset, int i) =>
        Shifted(context, asset, Log(context, asset, i));

    /// <summary>A log price with what sales and shocks did to it before.</summary>
    [MethodImpl(Inline)]
    public static R Shifted(C context, int asset, R log)
    {
        int offsets = context.Integer(PriceHeader.PlaceOf.Offsets);
        return offsets < 0 ? log : log + context.Load(offsets + asset);
    }

    /// <summary>A log price with what sales and shocks did to it before, without the shocks of
    /// this very step.</summary>
    [MethodImpl(Inline)]
    public static R ShiftedBefore(C context, int asset, R log)
    {
        R shifted = Shifted(context, asset, log);
        int shocks = context.Integer(PriceHeader.PlaceOf.Shocks);
        return shocks < 0 ? shifted : shifted - context.Load(shocks + asset);
    }

    /// <summary>Sets the log price of an asset that follows something else. The whole move counts
    /// as a jump at the step's end.</summary>
    public static void Peg(C context, int asset, int i, R log)
    {
        AssetRow row = Asset(context, asset);
        int last = row.State + AssetState.Diffusion;
        int minimum = row.State + AssetState.Minimum;
        context.Store(Buffers<R, W, C>.Slot(context, row.Diffused) + i, context.Load(last));
        context.Store(Buffers<R, W, C>.Slot(context, row.Logs) + i, log);
        context.Store(last, log);
        context.Store(minimum, Bounds<R, W>.Min(log, context.Load(minimum)));
    }

    /// <summary>Puts all prices to their start.</summary>
    public static void Begin(C context)
    {
        PriceHeader header = PriceHeader.Read(context, 0);
        if (header.Regimes >= 0)
        {
            Regimes<R, W, C>.Begin(context, header.Regimes);
        }

        for (int asset = 0; asset < header.Assets; asset++)
        {
            Diffusion<R, W, C>.Begin(context, Row(asset));
        }

        for (int i = 0; i < header.Arrivals; i++)
        {
            Arrivals<R, W, C>.Begin(context, header.ArrivalRows + (i * ArrivalRow.Width));
        }

        Tilts<R, W, C>.Begin(context);
        if (header.Together < PriceHeader.HalfSteps)
        {
            RealisedVariance<R, W, C>.Begin(context, -header.Together);
            int sobol = context.Integer(SamplingRow.PlaceOf.Sobol - header.Together);
            if (sobol >= 0)
            {
                SobolMotion<R, W, C>.Begin(context, sobol);
            }
        }
    }

    /// <summary>Whether any price of any path may jump at the end of the block's i-th step.
    /// </summary>
    public static bool Jumps(C context, int i)
    {
        if (context.Integer(PriceHeader.PlaceOf.Shocks) >= 0)
        {
            return true;
        }

        for (int asset = 0; asset < Assets(context); asset++)
        {
            if (context.Integer(Row(asset) + AssetRow.PlaceOf.Follows) != 0
                || W.Any(JumpsOf(context, asset, i)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>On which paths an asset's price jumps at the end of the block's i-th step.
    /// </summary>
    [MethodImpl(Inline)]
    public static W JumpsOf(C context, int asset, int i)
    {
        int row = Row(asset);
        if (context.Integer(row + AssetRow.PlaceOf.Jumps) == 0)
        {
            return W.Of(0);
        }

        R size = Log(context, asset, i) - LogBeforeJump(context, asset, i);
        return R.Less(R.Of(0.0), Bounds<R, W>.Abs(size));
    }

    // Log of an asset's price over its start at the end of the block.
    private static R Last(C context, int asset)
    {
        int state = context.Integer(Row(asset) + AssetRow.PlaceOf.State);
        return context.Load(state + AssetState.Diffusion)
            + context.Load(state + AssetState.Jumped);
    }
}
