using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Random;

namespace GpuRisk.Kernels.Prices;

/// <summary>The diffusion that an asset's row names.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class Diffusion<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Puts a price to its start.</summary>
    public static void Begin(C context, int row)
    {
        default(AssetState<R>).Store(context, context.Integer(row + AssetRow.PlaceOf.State));
        DiffusionKind kind = Kind(context, row);
        if (kind == DiffusionKind.Heston)
        {
            Heston<R, W, C>.Begin(context, row);
        }
        else if (kind == DiffusionKind.Periods)
        {
            Periods<R, W, C>.Begin(context, row);
        }
        else if (kind == DiffusionKind.History)
        {
            History<R, W, C>.Begin(context, row);
        }
    }

    /// <inheritdoc cref="IDiffusion{C}.Advance"/>
    public static void Advance(
        C context, int asset, int row, int first, int count, bool isDrawn)
    {
        DiffusionKind kind = Kind(context, row);
        if (kind == DiffusionKind.None)
        {
            Growth<R, W, C>.Advance(context, asset, row, first, count, isDrawn);
        }
        else if (kind == DiffusionKind.Heston)
        {
            Heston<R, W, C>.Advance(context, asset, row, first, count, isDrawn);
        }
        else if (kind == DiffusionKind.Periods)
        {
            Periods<R, W, C>.Advance(context, asset, row, first, count, isDrawn);
        }
        else if (kind == DiffusionKind.History)
        {
            History<R, W, C>.Advance(context, asset, row, first, count, isDrawn);
        }
        else if (kind == DiffusionKind.Brownian)
        {
            GeometricBrownianMotion<R, W, C>.Advance(context, asset, row, first, count, isDrawn);
        }
        else if (kind == DiffusionKind.RegimeSwitching)
        {
            RegimeSwitching<R, W, C>.Advance(context, asset, row, first, count, isDrawn);
        }
        else if (kind == DiffusionKind.OrnsteinUhlenbeck)
        {
            OrnsteinUhlenbeck<R, W, C>.Advance(context, asset, row, first, count, isDrawn);
        }
        else if (kind == DiffusionKind.Scheduled)
        {
            ScheduledMotion<R, W, C>.Advance(context, asset, row, first, count, isDrawn);
        }
        else
        {
            // A kind without an arm makes outcomes that no tally takes.
            context.Store(
                context.Integer(row + AssetRow.PlaceOf.State) + AssetState.Diffusion,
                R.Of(double.NaN));
        }
    }

    /// <summary>Draws the normals of a block's steps into the buffer of the logs, unless it holds
    /// them.</summary>
    public static void Draw(
        C context, int asset, int row, int first, int count, bool isDrawn)
    {
        if (!isDrawn)
        {
            Buffers<R, W, C>.DrawNormals(
                context, context.Integer(row + AssetRow.PlaceOf.Diffused),
                Streams.Diffusion + (uint)asset, first, count);
        }
    }

    /// <summary>Keeps what a block has done. The lowest price of an asset that jumps is known when
    /// jumps are.</summary>
    [MethodImpl(Inline)]
    public static void Keep(C context, AssetRow asset, R log, R minimum)
    {
        context.Store(asset.State + AssetState.Diffusion, log);
        if (asset.Jumps == 0)
        {
            context.Store(asset.State + AssetState.Minimum, minimum);
        }
    }

    [MethodImpl(Inline)]
    private static DiffusionKind Kind(C context, int row) =>
        (DiffusionKind)context.Integer(row + AssetRow.PlaceOf.Diffusion);
}
