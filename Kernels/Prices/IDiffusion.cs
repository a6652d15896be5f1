namespace GpuRisk.Kernels.Prices;

/// <summary>
/// How a price moves between its jumps. A kind is one file here, an arm of
/// <see cref="Diffusion{R, W, C}"/> and what <c>DiffusionPlanner</c> writes into the asset's row.
/// </summary>
/// <remarks>
/// A diffusion whose variance changes tells that of each step's log return in the buffer
/// <see cref="AssetRow.Variances"/>, where whoever asks how low a price falls between two steps
/// reads it (<see cref="StepVariance{R, W, C}"/>).
/// </remarks>
/// <typeparam name="C">The context.</typeparam>
public interface IDiffusion<C>
    where C : struct
{
    /// <summary>Puts what only this diffusion knows to its start; the log price and its minimum
    /// are.</summary>
    /// <param name="context">The context.</param>
    /// <param name="row">The asset's row.</param>
    static abstract void Begin(C context, int row);

    /// <summary>Moves a price through a block of steps: tells its logs before jumps in their
    /// buffer, keeps the last one and, of a price that never jumps, the lowest.</summary>
    /// <param name="context">The context.</param>
    /// <param name="asset">The asset's index, which tells its random numbers.</param>
    /// <param name="row">The asset's row.</param>
    /// <param name="first">The block's first step, a multiple of its length.</param>
    /// <param name="count">Steps of the block within the horizon.</param>
    /// <param name="isDrawn">Whether the buffer of the logs holds the normals of the steps, which
    /// are correlated with other assets'; otherwise they are still to be drawn.</param>
    static abstract void Advance(
        C context, int asset, int row, int first, int count, bool isDrawn);
}
