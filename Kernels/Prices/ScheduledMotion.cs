using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Prices;

/// <summary>The integers of a diffusion whose drift and volatility change at stated times.
/// </summary>
[Row]
public partial struct ScheduleRow
{
    /// <summary>How many parts the time has.</summary>
    public required int Parts;

    /// <summary>The first step after each of them; the last one's is beyond all.</summary>
    public required int Ends;
}

/// <summary>A geometric Brownian motion whose drift and volatility are constant between stated
/// times; exact on any step. Its terms are those of a Brownian motion, part by part.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public readonly struct ScheduledMotion<R, W, C> : IDiffusion<C>
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
        AssetRow price = AssetRow.Read(context, row);
        Diffusion<R, W, C>.Draw(context, asset, row, first, count, isDrawn);
        ScheduleRow schedule = ScheduleRow.Read(context, price.DiffusionRow);
        int from = 0;
        for (int part = 0; part < schedule.Parts; part++)
        {
            int until = Math.Min(context.Integer(schedule.Ends + part) - first, count);
            if (until > from)
            {
                Move(
                    context, row, price.DiffusionTerms + (part * BrownianTerms.Width), from,
                    until);
                from = until;
            }
        }
    }

    private static void Move(C context, int row, int at, int from, int until)
    {
        AssetRow asset = AssetRow.Read(context, row);
        BrownianTerms<R> terms = BrownianTerms<R>.Read(context, at);
        int logs = Buffers<R, W, C>.Slot(context, asset.Diffused);
        int variances = Buffers<R, W, C>.Slot(context, asset.Variances);
        R variance = terms.Deviation * terms.Deviation;
        R log = context.Load(asset.State + AssetState.Diffusion);
        R minimum = context.Load(asset.State + AssetState.Minimum);
        for (int i = from; i < until; i++)
        {
            GeometricBrownianMotion<R, W, C>.Step(
                context.Load(logs + i), terms.Drift, terms.Deviation, ref log, ref minimum);
            context.Store(logs + i, log);
            context.Store(variances + i, variance);
        }

        Diffusion<R, W, C>.Keep(context, asset, log, minimum);
    }
}
