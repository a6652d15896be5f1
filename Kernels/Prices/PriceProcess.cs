using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Prices;

/// <summary>
/// Correlated asset prices: geometric Brownian motion, and with jumps Merton's process (Merton
/// 1976). A step diffuses first and jumps at its end; both are exact in distribution. Jumps come
/// to one asset alone, or in layers to several at the same moment.
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

    /// <summary>Where an asset's row of integers begins.</summary>
    [MethodImpl(Inline)]
    public static int Row(int asset) => PriceTable.FirstRow + (asset * PriceTable.Row.Width);

    /// <summary>Log of an asset's price over its start at the end of the block's i-th step.
    /// </summary>
    [MethodImpl(Inline)]
    public static R Log(C context, int asset, int i) =>
        context.Load(context.Integer(Row(asset) + PriceTable.Row.Logs) + i);

    /// <summary>The same before the step's jumps.</summary>
    [MethodImpl(Inline)]
    public static R LogBeforeJump(C context, int asset, int i) => context.Load(
        context.Integer(Row(asset) + PriceTable.Row.State) + PriceTable.State.Diffused + i);

    /// <summary>Log of an asset's price over its start at the end of the block, with what sales
    /// and shocks did to it.</summary>
    [MethodImpl(Inline)]
    public static R LastLog(C context, int asset) => Shifted(
        context,
        asset,
        context.Load(context.Integer(Row(asset) + PriceTable.Row.State) + PriceTable.State.Log));

    /// <summary>Log of the price that traders meet at the end of the block's i-th step: with what
    /// sales and shocks did to it before.</summary>
    [MethodImpl(Inline)]
    public static R MarketLog(C context, int asset, int i) =>
        Shifted(context, asset, Log(context, asset, i));

    /// <summary>A log price with what sales and shocks did to it before.</summary>
    [MethodImpl(Inline)]
    public static R Shifted(C context, int asset, R log)
    {
        int offsets = context.Integer(PriceTable.Offsets);
        return offsets < 0 ? log : log + context.Load(offsets + asset);
    }

    /// <summary>A log price with what sales and shocks did to it before, without the shocks of
    /// this very step.</summary>
    [MethodImpl(Inline)]
    public static R ShiftedBefore(C context, int asset, R log)
    {
        R shifted = Shifted(context, asset, log);
        int shocks = context.Integer(PriceTable.Shocks);
        return shocks < 0 ? shifted : shifted - context.Load(shocks + asset);
    }

    /// <summary>Sets the log price of an asset that follows something else. The whole move counts
    /// as a jump at the step's end.</summary>
    public static void Follow(C context, int asset, int i, R log)
    {
        int state = context.Integer(Row(asset) + PriceTable.Row.State);
        int minimum = state + PriceTable.State.Minimum;
        context.Store(
            state + PriceTable.State.Diffused + i, context.Load(state + PriceTable.State.Log));
        context.Store(context.Integer(Row(asset) + PriceTable.Row.Logs) + i, log);
        context.Store(state + PriceTable.State.Log, log);
        context.Store(minimum, Bounds<R, W>.Min(log, context.Load(minimum)));
    }

    /// <summary>Puts all prices to their start.</summary>
    public static void Begin(C context)
    {
        for (int asset = 0; asset < context.Integer(PriceTable.Assets); asset++)
        {
            int state = context.Integer(Row(asset) + PriceTable.Row.State);
            context.Store(state + PriceTable.State.Log, R.Of(0.0));
            context.Store(state + PriceTable.State.Minimum, R.Of(0.0));
            context.Store(state + PriceTable.State.Jumps, R.Of(0.0));
            context.Store(state + PriceTable.State.JumpSum, R.Of(0.0));
        }
    }

    /// <summary>Whether any price of any path may jump at the end of the block's i-th step.
    /// </summary>
    public static bool Jumps(C context, int i)
    {
        if (context.Integer(PriceTable.Shocks) >= 0)
        {
            return true;
        }

        for (int asset = 0; asset < context.Integer(PriceTable.Assets); asset++)
        {
            int row = Row(asset);
            if (context.Integer(row + PriceTable.Row.Follows) != 0)
            {
                return true;
            }

            if (context.Integer(row + PriceTable.Row.Jumps) != 0)
            {
                int counts = context.Integer(row + PriceTable.Row.State)
                    + PriceTable.State.JumpCounts;
                if (W.Any(R.Less(R.Of(0.0), context.Load(counts + i))))
                {
                    return true;
                }
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
        return context.Integer(row + PriceTable.Row.Jumps) == 0
            ? W.Of(0)
            : R.Less(
                R.Of(0.0),
                context.Load(
                    context.Integer(row + PriceTable.Row.State) + PriceTable.State.JumpCounts
                    + i));
    }
}
