using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Prices;

/// <summary>A geometric Brownian motion whose drift and volatility are those of the regime; exact
/// on any step, because regimes last for whole steps. Its terms are those of a Brownian motion,
/// regime by regime.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public readonly struct RegimeSwitching<R, W, C> : IDiffusion<C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <inheritdoc/>
    public static void Begin(C context, int row)
    {
    }

    /// <inheritdoc/>
    public static void Advance(
        C context, int asset, int row, int first, int count, bool isDrawn)
    {
        Diffusion<R, W, C>.Draw(context, asset, row, first, count, isDrawn);
        Move(context, row, count);
    }

    private static void Move(C context, int row, int count)
    {
        AssetRow asset = AssetRow.Read(context, row);
        BrownianTerms<R> first = BrownianTerms<R>.Read(context, asset.DiffusionTerms);
        BrownianTerms<R> second = BrownianTerms<R>.Read(
            context, asset.DiffusionTerms + BrownianTerms.Width);
        BrownianTerms<R> third = BrownianTerms<R>.Read(
            context, asset.DiffusionTerms + (2 * BrownianTerms.Width));
        int regimes = context.Integer(PriceHeader.PlaceOf.Regimes);
        int steps = Buffers<R, W, C>.Slot(
            context, context.Integer(regimes + RegimeRow.PlaceOf.Steps));
        int logs = Buffers<R, W, C>.Slot(context, asset.Diffused);
        int variances = Buffers<R, W, C>.Slot(context, asset.Variances);
        R log = context.Load(asset.State + AssetState.Diffusion);
        R minimum = context.Load(asset.State + AssetState.Minimum);
        for (int i = 0; i < count; i++)
        {
            R regime = context.Load(steps + i);
            W isSecond = R.Less(R.Of(0.5), regime);
            W isThird = R.Less(R.Of(1.5), regime);
            R drift = R.Select(
                isThird, third.Drift, R.Select(isSecond, second.Drift, first.Drift));
            R deviation = R.Select(
                isThird, third.Deviation,
                R.Select(isSecond, second.Deviation, first.Deviation));
            log += R.Fma(deviation, context.Load(logs + i), drift);
            minimum = Bounds<R, W>.Min(log, minimum);
            context.Store(logs + i, log);
            context.Store(variances + i, deviation * deviation);
        }

        Diffusion<R, W, C>.Keep(context, asset, log, minimum);
    }
}
