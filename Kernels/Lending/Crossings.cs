using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Random;

namespace GpuRisk.Kernels.Lending;

/// <summary>
/// How low a log price falls between two steps. The minimum of a Brownian bridge from a to b with
/// variance v is (a + b - sqrt((a - b)^2 - 2 v ln u)) / 2 with u uniform, because the bridge goes
/// below m with probability exp(-2 (a - m) (b - m) / v).
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class Crossings<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>Draws -2 ln u for each step of a block.</summary>
    /// <param name="context">The context.</param>
    /// <param name="row">Which random numbers.</param>
    /// <param name="first">The block's first step.</param>
    public static void Draw(C context, int row, int first)
    {
        CrossingRow crossing = CrossingRow.Read(context, row);
        int left = context.Integer(PriceHeader.PlaceOf.Steps) - first;
        int count = Math.Min(left, R.BlockSteps);
        int slot = Buffers<R, W, C>.Slot(context, crossing.Spreads);
        Block<R, W, C>.DrawUniforms(
            context, (uint)crossing.Stream, first / Block<R, W, C>.Steps,
            (count + Block<R, W, C>.Steps - 1) / Block<R, W, C>.Steps, slot);
        for (int i = slot; i < slot + count; i++)
        {
            context.Store(i, R.Log(context.Load(i)) * R.Of(-2.0));
        }
    }

    /// <summary>What was drawn for a step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static R Spread(C context, int buffer, int step) => context.Load(
        Buffers<R, W, C>.Slot(context, buffer) + (step % R.BlockSteps));

    /// <summary>The lowest log price between two steps.</summary>
    /// <param name="before">The log price at the first step.</param>
    /// <param name="after">The log price at the second step.</param>
    /// <param name="spread">-2 ln(uniform) times the variance between them.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static R Lowest(R before, R after, R spread)
    {
        R move = after - before;
        return ((before + after) - R.Sqrt(R.Fma(move, move, spread))) * R.Of(0.5);
    }
}
