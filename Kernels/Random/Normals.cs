using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;

namespace GpuRisk.Kernels.Random;

/// <summary>Normal variates from random words (Box, Muller 1958).</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
public static class Normals<R, W>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
{
    /// <summary>Four independent standard normals, at most 6.6605.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Four(
        in PhiloxWords<W> words, out R first, out R second, out R third, out R fourth)
    {
        R radius0 = R.Rayleigh(words.Word0);
        R radius1 = R.Rayleigh(words.Word2);
        R.SinCosTurns(words.Word1, out R sine0, out R cosine0);
        R.SinCosTurns(words.Word3, out R sine1, out R cosine1);
        first = radius0 * cosine0;
        second = radius0 * sine0;
        third = radius1 * cosine1;
        fourth = radius1 * sine1;
    }
}
