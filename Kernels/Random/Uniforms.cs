using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;

namespace GpuRisk.Kernels.Random;

/// <summary>Uniform variates from random words.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
public static class Uniforms<R, W>
    where R : unmanaged, IArithmetic<R, W>
    where W : unmanaged, IWord<W>
{
    /// <summary>A uniform variate in (0, 1], (k + 1/2) / 2^31 with k the word's upper 31 bits:
    /// near zero every one of them counts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static R Of(W word) => R.Fma(
        R.FromInt32(word >>> 1), R.Of(4.656612873077393e-10), R.Of(2.3283064365386963e-10));
}
