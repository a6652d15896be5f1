using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;

namespace GpuRisk.Kernels.Random;

/// <summary>
/// Uniform variates that keep their digits near zero. A word has 2^31 cells; in the lowest of them
/// a second word says where within the cell, so that probabilities down to 2^-62 are met.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
public static class FineUniforms<R, W>
    where R : unmanaged, IArithmetic<R, W>
    where W : unmanaged, IWord<W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;
    private const double Cell = 4.656612873077393e-10;

    // Above 2^-8 a cell is finer than single precision.
    private const double Fine = 0.00390625;

    /// <summary>A uniform variate in (0, 1) from two words.</summary>
    [MethodImpl(Inline)]
    public static R Of(W word, W place)
    {
        R lower = R.FromInt32(word >>> 1) * R.Of(Cell);
        R within = R.Select(
            R.LessOrEqual(lower, R.Of(Fine)), Uniforms<R, W>.Of(place), R.Of(0.5));
        return R.Fma(within, R.Of(Cell), lower);
    }
}
