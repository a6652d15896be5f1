using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Random;

namespace GpuRisk.Kernels.Paths;

/// <summary>Slots that hold a number for each step of a block. They stand behind all others,
/// because how many steps a block has is the lane's affair and not the plan's.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class Buffers<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>The first slot of a buffer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Slot(C context, int buffer) =>
        context.Integer(PriceHeader.PlaceOf.Buffers) + (buffer * R.BlockSteps);

    /// <summary>The number of the block's i-th step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static R Load(C context, int buffer, int i) =>
        context.Load(Slot(context, buffer) + i);

    /// <summary>Draws a standard normal for each step of a block.</summary>
    /// <param name="context">The context.</param>
    /// <param name="buffer">The buffer.</param>
    /// <param name="stream">The stream of the random numbers.</param>
    /// <param name="first">The block's first step.</param>
    /// <param name="count">Steps of the block within the horizon.</param>
    public static void DrawNormals(C context, int buffer, uint stream, int first, int count) =>
        Block<R, W, C>.DrawNormals(
            context, stream, first / Block<R, W, C>.Steps, Draws(count), Slot(context, buffer));

    /// <summary>Draws a uniform in (0, 1] for each step of a block.</summary>
    /// <param name="context">The context.</param>
    /// <param name="buffer">The buffer.</param>
    /// <param name="stream">The stream of the random numbers.</param>
    /// <param name="first">The block's first step.</param>
    /// <param name="count">Steps of the block within the horizon.</param>
    public static void DrawUniforms(C context, int buffer, uint stream, int first, int count) =>
        Block<R, W, C>.DrawUniforms(
            context, stream, first / Block<R, W, C>.Steps, Draws(count), Slot(context, buffer));

    private static int Draws(int count) =>
        (count + Block<R, W, C>.Steps - 1) / Block<R, W, C>.Steps;
}
