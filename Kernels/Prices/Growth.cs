using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Prices;

/// <summary>A price without noise: it grows, or stays until it is told what it follows.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public readonly struct Growth<R, W, C> : IDiffusion<C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <inheritdoc/>
    public static void Begin(C context, int row)
    {
    }

    /// <inheritdoc/>
    /// <remarks>The rounding of step after step would add up: growth is counted from the start.
    /// </remarks>
    public static void Advance(
        C context, int asset, int row, int first, int count, bool isDrawn)
    {
        AssetRow price = AssetRow.Read(context, row);
        R drift = context.Real(price.DiffusionTerms + BrownianTerms.Drift);
        int slot = Buffers<R, W, C>.Slot(context, price.Diffused);
        R log = context.Load(price.State + AssetState.Diffusion);
        R minimum = context.Load(price.State + AssetState.Minimum);
        for (int i = 0; i < count; i++)
        {
            R grown = R.FromInt32(W.Of((uint)(first + i + 1))) * drift;
            log = price.Follows != 0 ? log : grown;
            context.Store(slot + i, log);
            minimum = Bounds<R, W>.Min(log, minimum);
        }

        Diffusion<R, W, C>.Keep(context, price, log, minimum);
    }
}
