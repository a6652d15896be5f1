using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;

namespace GpuRisk.Kernels.Numerics;

/// <summary>Minimum, maximum and what is made of them.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
public static class Bounds<R, W>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>The smaller number.</summary>
    [MethodImpl(Inline)]
    public static R Min(R left, R right) => R.Min(left, right);

    /// <summary>The larger number.</summary>
    [MethodImpl(Inline)]
    public static R Max(R left, R right) => R.Max(left, right);

    /// <summary>value, but not outside [lower, upper].</summary>
    [MethodImpl(Inline)]
    public static R Clamp(R value, R lower, R upper) => Min(Max(value, lower), upper);

    /// <summary>The number without its sign.</summary>
    [MethodImpl(Inline)]
    public static R Abs(R value) => R.Select(R.Less(value, R.Of(0.0)), -value, value);

    /// <summary>One where the mask is set, zero elsewhere.</summary>
    [MethodImpl(Inline)]
    public static R Indicator(W mask) => R.Select(mask, R.Of(1.0), R.Of(0.0));
}
