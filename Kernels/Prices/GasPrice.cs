using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Prices;

/// <summary>What gas costs now.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class GasPrice<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>The cost now of what cost <paramref name="startUsd"/> at the start, USD.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static R Of(C context, R startUsd)
    {
        int factor = context.Integer(PriceHeader.PlaceOf.Gas);
        return factor < 0 ? startUsd : startUsd * context.Load(factor);
    }
}
