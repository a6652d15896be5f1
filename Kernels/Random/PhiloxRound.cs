using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;

namespace GpuRisk.Kernels.Random;

/// <summary>A round of Philox4x32 when all four words differ from path to path: from the third to
/// the tenth.</summary>
/// <typeparam name="P">The words' layout.</typeparam>
/// <typeparam name="K">The keys.</typeparam>
public static class PhiloxRound<P, K>
    where P : unmanaged, IFactor<P>
    where K : struct, IKeySchedule
{
    /// <summary>Takes the four words through a round; rounds count from 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(ref P x, ref P y, ref P z, ref P w, K keys, int round)
    {
        P.MultiplyWide(x, PhiloxConstants.Multiplier0, out P high0, out P low0);
        P.MultiplyWide(z, PhiloxConstants.Multiplier1, out P high1, out P low1);
        x = P.Xor(high1, y, P.Of(keys.Key0(round)));
        y = low1;
        z = P.Xor(high0, w, P.Of(keys.Key1(round)));
        w = low0;
    }

    /// <summary>Takes the four words through all of them, one after the other in the code.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RunAll(ref P x, ref P y, ref P z, ref P w, K keys)
    {
        Run(ref x, ref y, ref z, ref w, keys, 2);
        Run(ref x, ref y, ref z, ref w, keys, 3);
        Run(ref x, ref y, ref z, ref w, keys, 4);
        Run(ref x, ref y, ref z, ref w, keys, 5);
        Run(ref x, ref y, ref z, ref w, keys, 6);
        Run(ref x, ref y, ref z, ref w, keys, 7);
        Run(ref x, ref y, ref z, ref w, keys, 8);
        Run(ref x, ref y, ref z, ref w, keys, 9);
    }
}
