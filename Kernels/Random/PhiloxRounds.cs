using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;

namespace GpuRisk.Kernels.Random;

/// <summary>The rounds of Philox4x32 from the third to the tenth, when all four words differ from
/// path to path.</summary>
/// <typeparam name="P">The words' layout.</typeparam>
/// <typeparam name="K">The keys.</typeparam>
public static class PhiloxRounds<P, K>
    where P : unmanaged, IFactor<P>
    where K : struct, IKeySchedule
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Takes the four words through the rounds.</summary>
    [MethodImpl(Inline)]
    public static void Run(ref P x, ref P y, ref P z, ref P w, K keys)
    {
        Round(ref x, ref y, ref z, ref w, keys, 2);
        Round(ref x, ref y, ref z, ref w, keys, 3);
        Round(ref x, ref y, ref z, ref w, keys, 4);
        Round(ref x, ref y, ref z, ref w, keys, 5);
        Round(ref x, ref y, ref z, ref w, keys, 6);
        Round(ref x, ref y, ref z, ref w, keys, 7);
        Round(ref x, ref y, ref z, ref w, keys, 8);
        Round(ref x, ref y, ref z, ref w, keys, 9);
    }

    [MethodImpl(Inline)]
    private static void Round(ref P x, ref P y, ref P z, ref P w, K keys, int round)
    {
        P.MultiplyWide(x, PhiloxConstants.Multiplier0, out P high0, out P low0);
        P.MultiplyWide(z, PhiloxConstants.Multiplier1, out P high1, out P low1);
        x = P.Xor(high1, y, P.Of(keys.Key0(round)));
        y = low1;
        z = P.Xor(high0, w, P.Of(keys.Key1(round)));
        w = low0;
    }
}
