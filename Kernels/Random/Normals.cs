using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;

namespace GpuRisk.Kernels.Random;

/// <summary>Uniform and normal variates from random words.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
public static class Normals<R, W>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>A uniform variate in (0, 1], (k + 1/2) / 2^31 with k the word's upper 31 bits:
    /// near zero every one of them counts.</summary>
    [MethodImpl(Inline)]
    public static R Uniform(W word) => R.Fma(
        R.FromInt32(word >>> 1), R.Of(4.656612873077393e-10), R.Of(2.3283064365386963e-10));

    /// <summary>Two independent standard normals (Box, Muller 1958), at most 6.6605.</summary>
    [MethodImpl(Inline)]
    public static void Pair(W radius, W angle, out R first, out R second)
    {
        R r = R.Sqrt(R.Log(Uniform(radius)) * R.Of(-2.0));
        R.SinCosTurns(angle, out R sine, out R cosine);
        first = r * cosine;
        second = r * sine;
    }
}
