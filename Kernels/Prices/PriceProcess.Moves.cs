using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Random;

namespace GpuRisk.Kernels.Prices;

/// <content>What a block of steps does to prices: short loops in functions of their own, so that
/// what they change stays in registers.</content>
public static partial class PriceProcess<R, W, C>
{
    /// <summary>Moves the prices through a block of steps.</summary>
    /// <param name="context">The context.</param>
    /// <param name="first">The block's first step, a multiple of its length.</param>
    /// <param name="count">Steps of the block within the horizon.</param>
    public static void Advance(C context, int first, int count)
    {
        PriceHeader header = PriceHeader.Read(context, 0);
        if (header.Correlated != 0)
        {
            DrawTogether(context, header.Assets, first, count);
        }

        for (int asset = 0; asset < header.Assets; asset++)
        {
            Diffuse(context, asset, first, count, header.Correlated != 0);
        }

        for (int i = 0; i < header.Arrivals; i++)
        {
            Arrivals<R, W, C>.Draw(
                context, header.ArrivalRows + (i * ArrivalRow.Width), first, count);
        }

        for (int asset = 0; asset < header.Assets; asset++)
        {
            int row = Row(asset);
            if (context.Integer(row + AssetRow.PlaceOf.Jumps) != 0)
            {
                Jump(context, row, count);
            }
        }
    }

    /// <summary>Whether an asset's price diffuses and never jumps.</summary>
    [MethodImpl(Inline)]
    public static bool DiffusesOnly(C context, int asset)
    {
        AssetRow row = Asset(context, asset);
        return row.Diffuses != 0 && row.Jumps == 0;
    }

    /// <summary>A step of a diffusion: what it does to the log price and the lowest one.
    /// </summary>
    /// <remarks>Drift and noise are added to each other first: a drift added to the log price
    /// alone would be rounded the same way step after step.</remarks>
    [MethodImpl(Inline)]
    public static void Step(R normal, R drift, R deviation, ref R log, ref R minimum)
    {
        log += R.Fma(deviation, normal, drift);
        minimum = Bounds<R, W>.Min(log, minimum);
    }

    private static void Diffuse(C context, int asset, int first, int count, bool isDrawn)
    {
        int row = Row(asset);
        if (context.Integer(row + AssetRow.PlaceOf.Jumps) != 0)
        {
            Clear(context, row, count);
        }

        if (context.Integer(row + AssetRow.PlaceOf.Diffuses) == 0)
        {
            Grow(context, row, first, count);
        }
        else if (isDrawn)
        {
            DiffuseDrawn(context, row, count);
        }
        else if (R.IsWide)
        {
            int blocks = Blocks(count);
            NormalBuffer<R, W, C>.Prepare(
                context, Streams.Diffusion + (uint)asset, first / Block<R, W, C>.Steps, blocks,
                LogsBeforeJump(context, asset));
            DiffusePrepared(context, row, count);
        }
        else
        {
            DiffuseInRegisters(context, asset, row, first, count);
        }
    }

    [MethodImpl(Inline)]
    private static int Blocks(int count) =>
        (count + Block<R, W, C>.Steps - 1) / Block<R, W, C>.Steps;

    private static void Clear(C context, int row, int count) => Slots<R, W, C>.Clear(
        context,
        Buffers<R, W, C>.Slot(context, context.Integer(row + AssetRow.PlaceOf.Sizes)), count);

    private static void DiffusePrepared(C context, int row, int count)
    {
        AssetRow asset = AssetRow.Read(context, row);
        AssetTerms<R> terms = AssetTerms<R>.Read(context, asset.Terms);
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

        KeepDiffusion(context, asset, log, minimum);
    }

    // Normals never leave the registers.
    private static void DiffuseInRegisters(C context, int index, int row, int first, int count)
    {
        AssetRow asset = AssetRow.Read(context, row);
        AssetTerms<R> terms = AssetTerms<R>.Read(context, asset.Terms);
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

        KeepDiffusion(context, asset, log, minimum);
    }

    // The lowest price of an asset that jumps is known when jumps are.
    [MethodImpl(Inline)]
    private static void KeepDiffusion(C context, AssetRow asset, R log, R minimum)
    {
        context.Store(asset.State + AssetState.Diffusion, log);
        if (asset.Jumps == 0)
        {
            context.Store(asset.State + AssetState.Minimum, minimum);
        }
    }

    private static void DiffuseDrawn(C context, int row, int count)
    {
        AssetRow asset = AssetRow.Read(context, row);
        AssetTerms<R> terms = AssetTerms<R>.Read(context, asset.Terms);
        int slot = Buffers<R, W, C>.Slot(context, asset.Diffused);
        R log = context.Load(asset.State + AssetState.Diffusion);
        R minimum = context.Load(asset.State + AssetState.Minimum);
        for (int i = slot; i < slot + count; i++)
        {
            Step(context.Load(i), terms.Drift, terms.Deviation, ref log, ref minimum);
            context.Store(i, log);
        }

        KeepDiffusion(context, asset, log, minimum);
    }

    // Without noise the rounding of step after step would add up: growth is counted from the
    // start. A price that follows something else stays until it is told.
    private static void Grow(C context, int row, int first, int count)
    {
        AssetRow asset = AssetRow.Read(context, row);
        R drift = context.Real(asset.Terms + AssetTerms.Drift);
        int slot = Buffers<R, W, C>.Slot(context, asset.Diffused);
        R log = context.Load(asset.State + AssetState.Diffusion);
        R minimum = context.Load(asset.State + AssetState.Minimum);
        for (int i = 0; i < count; i++)
        {
            R grown = R.FromInt32(W.Of((uint)(first + i + 1))) * drift;
            log = asset.Follows != 0 ? log : grown;
            context.Store(slot + i, log);
            minimum = Bounds<R, W>.Min(log, minimum);
        }

        KeepDiffusion(context, asset, log, minimum);
    }

    // What jumps have done is added to what diffusion did.
    private static void Jump(C context, int row, int count)
    {
        AssetRow asset = AssetRow.Read(context, row);
        int before = Buffers<R, W, C>.Slot(context, asset.Diffused);
        int logs = Buffers<R, W, C>.Slot(context, asset.Logs);
        int sizes = Buffers<R, W, C>.Slot(context, asset.Sizes);
        R jumped = context.Load(asset.State + AssetState.Jumped);
        R minimum = context.Load(asset.State + AssetState.Minimum);
        for (int i = 0; i < count; i++)
        {
            R diffusion = context.Load(before + i);
            context.Store(before + i, diffusion + jumped);
            jumped += context.Load(sizes + i);
            R log = diffusion + jumped;
            context.Store(logs + i, log);
            minimum = Bounds<R, W>.Min(log, minimum);
        }

        context.Store(asset.State + AssetState.Jumped, jumped);
        context.Store(asset.State + AssetState.Minimum, minimum);
    }

    // Draws the diffusions' normals and correlates them, from the last asset to the first: each
    // needs the raw normals of those before it.
    private static void DrawTogether(C context, int assets, int first, int count)
    {
        for (int asset = 0; asset < assets; asset++)
        {
            if (context.Integer(Row(asset) + AssetRow.PlaceOf.Diffuses) != 0)
            {
                Block<R, W, C>.DrawNormals(
                    context, Streams.Diffusion + (uint)asset, first / Block<R, W, C>.Steps,
                    Blocks(count), LogsBeforeJump(context, asset));
            }
        }

        for (int asset = assets - 1; asset > 0; asset--)
        {
            if (context.Integer(Row(asset) + AssetRow.PlaceOf.Diffuses) != 0)
            {
                Correlate(context, asset, count);
            }
        }
    }

    private static void Correlate(C context, int asset, int count)
    {
        AssetRow row = Asset(context, asset);
        int target = Buffers<R, W, C>.Slot(context, row.Diffused);
        Scale(context, target, count, row.Factors + asset);
        for (int other = 0; other < asset; other++)
        {
            if (context.Integer(Row(other) + AssetRow.PlaceOf.Diffuses) != 0)
            {
                AddScaled(
                    context, target, LogsBeforeJump(context, other), count, row.Factors + other);
            }
        }
    }

    private static void Scale(C context, int target, int count, int factor)
    {
        R scale = context.Real(factor);
        for (int i = target; i < target + count; i++)
        {
            context.Store(i, context.Load(i) * scale);
        }
    }

    private static void AddScaled(C context, int target, int source, int count, int factor)
    {
        R scale = context.Real(factor);
        for (int i = 0; i < count; i++)
        {
            context.Store(
                target + i, R.Fma(context.Load(source + i), scale, context.Load(target + i)));
        }
    }
}
