using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Prices;

/// <summary>What of a log price that reverts does not change.</summary>
/// <typeparam name="R">The lane.</typeparam>
[Terms]
public partial struct ReversionTerms<R>
{
    /// <summary>What a step leaves of the log price.</summary>
    public required R Kept;

    /// <summary>What it adds of the log that the price reverts to.</summary>
    public required R Pull;

    /// <summary>Standard deviation of a step's move of the log price.</summary>
    public required R Deviation;

    /// <summary>Rate of forgetting a step, by which jumps within it count.</summary>
    public required R Rate;
}

/// <summary>A log price that reverts (Uhlenbeck, Ornstein 1930); exact on any step. Its jumps are
/// forgotten at the same rate, wherefore what they have done shrinks with each step.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public readonly struct OrnsteinUhlenbeck<R, W, C> : IDiffusion<C>
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
        ReversionTerms<R> terms = ReversionTerms<R>.Read(context, asset.DiffusionTerms);
        int logs = Buffers<R, W, C>.Slot(context, asset.Diffused);
        R log = context.Load(asset.State + AssetState.Diffusion);
        R minimum = context.Load(asset.State + AssetState.Minimum);
        for (int i = 0; i < count; i++)
        {
            log = R.Fma(
                terms.Deviation, context.Load(logs + i), R.Fma(terms.Kept, log, terms.Pull));
            minimum = Bounds<R, W>.Min(log, minimum);
            context.Store(logs + i, log);
        }

        Diffusion<R, W, C>.Keep(context, asset, log, minimum);
    }
}
