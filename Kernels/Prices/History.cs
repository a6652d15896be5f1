using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Random;
using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Prices;

/// <summary>The integers of a price that follows a table.</summary>
[Row]
public partial struct HistoryRow
{
    /// <summary>Reals: the logs of prices, row by row.</summary>
    public required int Logs;

    /// <summary>Reals: the rows at which a path may start.</summary>
    public required int Starts;

    /// <summary>How many these are.</summary>
    public required int Windows;

    /// <summary>Rows of a step.</summary>
    public required int Stride;

    /// <summary>The stream of the start, which assets may have in common.</summary>
    public required int Stream;
}

/// <summary>Such a price on a path.</summary>
/// <typeparam name="R">The lane.</typeparam>
[State]
public partial struct HistoryState<R>
{
    /// <summary>The row at the start.</summary>
    public R Start;
}

/// <summary>A price that repeats a table step by step, from a row that is drawn among those that
/// are allowed.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public readonly struct History<R, W, C> : IDiffusion<C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <inheritdoc/>
    public static void Begin(C context, int row)
    {
        AssetRow asset = AssetRow.Read(context, row);
        HistoryRow history = HistoryRow.Read(context, asset.DiffusionRow);
        R windows = R.FromInt32(W.Of((uint)history.Windows));
        R uniform = Uniforms<R, W>.Of(
            Block<R, W, C>.Words(context, 0, (uint)history.Stream).Word0);
        R window = Bounds<R, W>.Min(uniform * windows, windows - R.Of(1.0));
        context.Store(
            asset.DiffusionState + HistoryState.Start,
            context.Real(history.Starts, R.ToWord(window)));
    }

    /// <inheritdoc/>
    /// <remarks>Each step reads its own log, so that no rounding adds up.</remarks>
    public static void Advance(
        C context, int asset, int row, int first, int count, bool isDrawn)
    {
        AssetRow price = AssetRow.Read(context, row);
        HistoryRow history = HistoryRow.Read(context, price.DiffusionRow);
        W start = R.ToWord(context.Load(price.DiffusionState + HistoryState.Start));
        R origin = context.Real(history.Logs, start);
        int slot = Buffers<R, W, C>.Slot(context, price.Diffused);
        R log = context.Load(price.State + AssetState.Diffusion);
        R minimum = context.Load(price.State + AssetState.Minimum);
        for (int i = 0; i < count; i++)
        {
            int rows = (first + i + 1) * history.Stride;
            log = context.Real(history.Logs + rows, start) - origin;
            context.Store(slot + i, log);
            minimum = Bounds<R, W>.Min(log, minimum);
        }

        Diffusion<R, W, C>.Keep(context, price, log, minimum);
    }
}
