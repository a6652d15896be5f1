using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;

namespace GpuRisk.Kernels.Numerics;

/// <summary>
/// Comparisons of numbers that may be equal by construction: a price with a threshold that it was
/// brought to, a reward with the gas that it pays for. What differs by less than a
/// hundred-thousandth is equal, so that rounding, and the precision with it, decides nothing.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
public static class Ties<R, W>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>The part by which equal numbers may differ.</summary>
    public const double Tolerance = 1e-5;

    /// <summary>Where the left number is below the right one, which is 0 or more, and not equal.
    /// </summary>
    [MethodImpl(Inline)]
    public static W Below(R left, R right) => R.Less(left, right * R.Of(1.0 - Tolerance));

    /// <summary>Where the left number, which is 0 or more, is below the right one or equal.
    /// </summary>
    [MethodImpl(Inline)]
    public static W AtMost(R left, R right) =>
        R.LessOrEqual(left * R.Of(1.0 - Tolerance), right);
}
