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
        if (header.Regimes >= 0)
        {
            Regimes<R, W, C>.Advance(context, header, first, count);
        }

        if (header.Together != 0)
        {
            DrawTogether(context, header, first, count);
        }

        for (int asset = 0; asset < header.Assets; asset++)
        {
            Diffusion<R, W, C>.Advance(
                context, asset, Row(asset), first, count, header.Together != 0);
        }

        if (header.Arrivals + header.Moves > 0)
        {
            Arrivals<R, W, C>.DrawAhead(context, header, first);
            for (int asset = 0; asset < header.Assets; asset++)
            {
                int row = Row(asset);
                if (context.Integer(row + AssetRow.PlaceOf.Jumps) != 0)
                {
                    Jump(context, row, first, count);
                }
            }
        }

        if (header.Together < PriceHeader.HalfSteps)
        {
            RealisedVariance<R, W, C>.Advance(context, -header.Together, first, count);
        }
    }

    /// <summary>Whether an asset's price is a geometric Brownian motion and never jumps.</summary>
    [MethodImpl(Inline)]
    public static bool IsBrownian(C context, int asset)
    {
        AssetRow row = Asset(context, asset);
        return row.Diffusion == (int)DiffusionKind.Brownian && row.Jumps == 0;
    }

    [MethodImpl(Inline)]
    private static int Blocks(int count) =>
        (count + Block<R, W, C>.Steps - 1) / Block<R, W, C>.Steps;

    // What jumps have done is added to what diffusion did.
    private static void Jump(C context, int row, int first, int count)
    {
        AssetRow asset = AssetRow.Read(context, row);
        int before = Buffers<R, W, C>.Slot(context, asset.Diffused);
        int logs = Buffers<R, W, C>.Slot(context, asset.Logs);
        int sizes = Arrivals<R, W, C>.Sizes(context, asset.Sizes, first);
        R jumped = context.Load(asset.State + AssetState.Jumped);
        R minimum = context.Load(asset.State + AssetState.Minimum);
        R kept = asset.Forgets < 0
            ? R.Of(1.0)
            : context.Real(asset.Forgets + ReversionTerms.Kept);
        for (int i = 0; i < count; i++)
        {
            R diffusion = context.Load(before + i);
            jumped *= kept;
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
    private static void DrawTogether(C context, PriceHeader header, int first, int count)
    {
        int assets = header.Assets;
        for (int asset = 0; asset < assets; asset++)
        {
            if (context.Integer(Row(asset) + AssetRow.PlaceOf.Diffusion) != 0)
            {
                Draw(context, header.Together, asset, first, count);
                Tilts<R, W, C>.Apply(
                    context, Streams.Diffusion + (uint)asset, LogsBeforeJump(context, asset),
                    first, count);
            }
        }

        for (int asset = assets - 1; asset > 0; asset--)
        {
            if (context.Integer(Row(asset) + AssetRow.PlaceOf.Diffusion) != 0)
            {
                Correlate(context, asset, count);
            }
        }
    }

    private static void Draw(C context, int together, int asset, int first, int count)
    {
        uint stream = Streams.Diffusion + (uint)asset;
        int block = first / Block<R, W, C>.Steps;
        int slot = LogsBeforeJump(context, asset);
        NormalsKind kind = together < PriceHeader.HalfSteps
            ? (NormalsKind)context.Integer(SamplingRow.PlaceOf.Normals - together)
            : NormalsKind.Independent;
        if (kind == NormalsKind.Antithetic)
        {
            PairedNormals<R, W, C>.Draw(context, stream, block, Blocks(count), slot);
            return;
        }

        Block<R, W, C>.DrawNormals(context, stream, block, Blocks(count), slot);
        if (kind == NormalsKind.Sobol)
        {
            int sobol = context.Integer(SamplingRow.PlaceOf.Sobol - together);
            SobolMotion<R, W, C>.Lead(context, sobol, asset, slot, first, count);
        }
    }

    // Adds what others' normals contribute to what is left of an asset's own.
    private static void Correlate(C context, int asset, int count)
    {
        if (Regimes<R, W, C>.Correlate(context))
        {
            CorrelateByRegime(context, asset, count);
            return;
        }

        AssetRow row = Asset(context, asset);
        int target = Buffers<R, W, C>.Slot(context, row.Diffused);
        R own = context.Real(row.Factors + asset);
        for (int other = 0; other < asset; other++)
        {
            if (context.Integer(Row(other) + AssetRow.PlaceOf.Diffusion) != 0)
            {
                Combine(
                    context, target, own, LogsBeforeJump(context, other),
                    context.Real(row.Factors + other), count);
                own = R.Of(1.0);
            }
        }
    }

    private static void Combine(
        C context, int target, R own, int source, R factor, int count)
    {
        for (int i = 0; i < count; i++)
        {
            context.Store(
                target + i,
                R.Fma(context.Load(source + i), factor, context.Load(target + i) * own));
        }
    }

    // The same where each regime has factors of its own.
    private static void CorrelateByRegime(C context, int asset, int count)
    {
        AssetRow row = Asset(context, asset);
        int target = Buffers<R, W, C>.Slot(context, row.Diffused);
        int distance = asset + 1;
        for (int i = 0; i < count; i++)
        {
            R regime = Regimes<R, W, C>.At(context, i);
            R sum = context.Load(target + i)
                * Regimes<R, W, C>.Of(context, regime, row.Factors + asset, distance);
            for (int other = 0; other < asset; other++)
            {
                if (context.Integer(Row(other) + AssetRow.PlaceOf.Diffusion) != 0)
                {
                    sum = R.Fma(
                        context.Load(LogsBeforeJump(context, other) + i),
                        Regimes<R, W, C>.Of(context, regime, row.Factors + other, distance), sum);
                }
            }

            context.Store(target + i, sum);
        }
    }
}
