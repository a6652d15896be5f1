using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Prices;

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
}
