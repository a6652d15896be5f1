using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Random;

namespace GpuRisk.Kernels.Models;

/// <summary>Prices alone. On a GPU one that is correlated with no other and never jumps stays in
/// registers from the first step to the last.</summary>
public readonly struct PricesModel : IModel
{
    static void IModel.Simulate<R, W, C>(C context) =>
        PricesModel<R, W, C>.Simulate(context);
}

/// <summary>The model's code.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class PricesModel<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>Simulates the context's paths.</summary>
    public static void Simulate(C context)
    {
        int steps = context.Integer(PriceHeader.PlaceOf.Steps);
        PriceProcess<R, W, C>.Begin(context);
        int first = 0;
        if (!R.IsWide && IsSimple(context))
        {
            first = steps / Block<R, W, C>.Steps * Block<R, W, C>.Steps;
            for (int asset = 0; asset < PriceProcess<R, W, C>.Assets(context); asset++)
            {
                Diffuse(context, asset, first / Block<R, W, C>.Steps);
            }
        }

        for (; first < steps; first += R.BlockSteps)
        {
            PriceProcess<R, W, C>.Advance(
                context, first, Math.Min(steps - first, R.BlockSteps));
        }

        PriceProcess<R, W, C>.Emit(context);
    }

    private static bool IsSimple(C context)
    {
        bool isSimple = context.Integer(PriceHeader.PlaceOf.Together) == 0;
        for (int asset = 0; asset < PriceProcess<R, W, C>.Assets(context); asset++)
        {
            isSimple &= PriceProcess<R, W, C>.IsBrownian(context, asset);
        }

        return isSimple;
    }

    // Whole blocks from the start.
    private static void Diffuse(C context, int asset, int blocks)
    {
        AssetRow row = PriceProcess<R, W, C>.Asset(context, asset);
        BrownianTerms<R> terms = BrownianTerms<R>.Read(context, row.DiffusionTerms);
        R log = R.Of(0.0);
        R minimum = R.Of(0.0);
        Philox<W, C> stream = Block<R, W, C>.Stream(context, Streams.Diffusion + (uint)asset);
        for (int block = 0; block < blocks; block++)
        {
            PhiloxWords<W> words = stream.At((uint)block);
            Normals<R, W>.Four(
                in words, out R first, out R second, out R third, out R fourth);
            GeometricBrownianMotion<R, W, C>.Step(
                first, terms.Drift, terms.Deviation, ref log, ref minimum);
            GeometricBrownianMotion<R, W, C>.Step(
                second, terms.Drift, terms.Deviation, ref log, ref minimum);
            GeometricBrownianMotion<R, W, C>.Step(
                third, terms.Drift, terms.Deviation, ref log, ref minimum);
            GeometricBrownianMotion<R, W, C>.Step(
                fourth, terms.Drift, terms.Deviation, ref log, ref minimum);
        }

        context.Store(row.State + AssetState.Diffusion, log);
        context.Store(row.State + AssetState.Minimum, minimum);
    }
}
