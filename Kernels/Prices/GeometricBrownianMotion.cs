using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Random;
using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Prices;

/// <summary>What of a geometric Brownian motion does not change.</summary>
/// <typeparam name="R">The lane.</typeparam>
[Terms]
public partial struct BrownianTerms<R>
{
    /// <summary>Mean of a step's move of the log price.</summary>
    public required R Drift;

    /// <summary>Standard deviation of a step's move of the log price.</summary>
    public required R Deviation;
}

/// <summary>A log price with drift and noise of constant size; exact on any step. Short loops in
/// functions of their own, so that what they change stays in registers.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public readonly struct GeometricBrownianMotion<R, W, C> : IDiffusion<C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>A step: what it does to the log price and the lowest one.</summary>
    /// <remarks>Drift and noise are added to each other first: a drift added to the log price
    /// alone would be rounded the same way step after step.</remarks>
    [MethodImpl(Inline)]
    public static void Step(R normal, R drift, R deviation, ref R log, ref R minimum)
    {
        log += R.Fma(deviation, normal, drift);
        minimum = Bounds<R, W>.Min(log, minimum);
    }

    /// <inheritdoc/>
    public static void Begin(C context, int row)
    {
    }

    /// <inheritdoc/>
    public static void Advance(
        C context, int asset, int row, int first, int count, bool isDrawn)
    {
        if (isDrawn)
        {
            AdvanceDrawn(context, row, count);
        }
        else if (R.IsWide)
        {
            int slot = Buffers<R, W, C>.Slot(
                context, context.Integer(row + AssetRow.PlaceOf.Diffused));
            NormalBuffer<R, W, C>.Prepare(
                context, Streams.Diffusion + (uint)asset, first / Block<R, W, C>.Steps,
                (count + Block<R, W, C>.Steps - 1) / Block<R, W, C>.Steps, slot);
            AdvancePrepared(context, row, count);
        }
        else
        {
            AdvanceInRegisters(context, asset, row, first, count);
        }
    }

    private static void AdvancePrepared(C context, int row, int count)
    {
        AssetRow asset = AssetRow.Read(context, row);
        BrownianTerms<R> terms = BrownianTerms<R>.Read(context, asset.DiffusionTerms);
        int slot = Buffers<R, W, C>.Slot(context, asset.Diffused);
        R log = context.Load(asset.State + AssetState.Diffusion);
        R minimum = context.Load(asset.State + AssetState.Minimum);
        int i = slot;
        for (; i <= slot + count - Block<R, W, C>.Steps; i += Block<R, W, C>.Steps)
        {
            NormalBuffer<R, W, C>.Take(
                context, i, out R first, out R second, out R third, out R fourth);
            Step(first, terms.Drift, terms.Deviation, ref log, ref minimum);
            context.Store(i, log);
            Step(second, terms.Drift, terms.Deviation, ref log, ref minimum);
            context.Store(i + 1, log);
            Step(third, terms.Drift, terms.Deviation, ref log, ref minimum);
            context.Store(i + 2, log);
            Step(fourth, terms.Drift, terms.Deviation, ref log, ref minimum);
            context.Store(i + 3, log);
        }

        if (i < slot + count)
        {
            NormalBuffer<R, W, C>.Finish(context, 1, i);
            for (; i < slot + count; i++)
            {
                Step(context.Load(i), terms.Drift, terms.Deviation, ref log, ref minimum);
                context.Store(i, log);
            }
        }

        Diffusion<R, W, C>.Keep(context, asset, log, minimum);
    }

    // Normals never leave the registers.
    private static void AdvanceInRegisters(C context, int index, int row, int first, int count)
    {
        AssetRow asset = AssetRow.Read(context, row);
        BrownianTerms<R> terms = BrownianTerms<R>.Read(context, asset.DiffusionTerms);
        int slot = Buffers<R, W, C>.Slot(context, asset.Diffused);
        R log = context.Load(asset.State + AssetState.Diffusion);
        R minimum = context.Load(asset.State + AssetState.Minimum);
        PhiloxWords<W> words = Block<R, W, C>.Words(
            context, first / Block<R, W, C>.Steps, Streams.Diffusion + (uint)index);
        Normals<R, W>.Four(
            in words, out R normal0, out R normal1, out R normal2, out R normal3);
        Step(normal0, terms.Drift, terms.Deviation, ref log, ref minimum);
        context.Store(slot, log);
        if (count > 1)
        {
            Step(normal1, terms.Drift, terms.Deviation, ref log, ref minimum);
            context.Store(slot + 1, log);
        }

        if (count > 2)
        {
            Step(normal2, terms.Drift, terms.Deviation, ref log, ref minimum);
            context.Store(slot + 2, log);
        }

        if (count > 3)
        {
            Step(normal3, terms.Drift, terms.Deviation, ref log, ref minimum);
            context.Store(slot + 3, log);
        }

        Diffusion<R, W, C>.Keep(context, asset, log, minimum);
    }

    private static void AdvanceDrawn(C context, int row, int count)
    {
        AssetRow asset = AssetRow.Read(context, row);
        BrownianTerms<R> terms = BrownianTerms<R>.Read(context, asset.DiffusionTerms);
        int slot = Buffers<R, W, C>.Slot(context, asset.Diffused);
        R log = context.Load(asset.State + AssetState.Diffusion);
        R minimum = context.Load(asset.State + AssetState.Minimum);
        for (int i = slot; i < slot + count; i++)
        {
            Step(context.Load(i), terms.Drift, terms.Deviation, ref log, ref minimum);
            context.Store(i, log);
        }

        Diffusion<R, W, C>.Keep(context, asset, log, minimum);
    }
}
