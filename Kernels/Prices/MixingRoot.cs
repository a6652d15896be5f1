using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Prices;

/// <summary>The root of a mixing variable: of (f - 2) / X with X chi-squared of f degrees of
/// freedom, by whose root a normal is multiplied to have Student's t of variance 1.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class MixingRoot<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>The degree of the polynomial, an even one.</summary>
    public const int Degree = 20;

    /// <summary>The normals for which it is made; none is beyond.</summary>
    public const double Range = 6.7;

    /// <summary>The root for a standard normal: its quantile at the normal's probability. The
    /// logarithm is a polynomial in the normal over <see cref="Range"/>.</summary>
    /// <param name="context">The context.</param>
    /// <param name="table">Reals: its coefficients, that of the highest power first.</param>
    /// <param name="normal">The normal.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static R Of(C context, int table, R normal)
    {
        // Even and odd powers apart: half as many products wait for each other.
        R place = normal * R.Of(1 / Range);
        R square = place * place;
        R even = context.Real(table);
        R odd = context.Real(table + 1);
        for (int i = 2; i < Degree; i += 2)
        {
            even = R.Fma(even, square, context.Real(table + i));
            odd = R.Fma(odd, square, context.Real(table + i + 1));
        }

        even = R.Fma(even, square, context.Real(table + Degree));
        R log = R.Fma(odd, place, even);
        return R.ExpInLoop(log);
    }
}
