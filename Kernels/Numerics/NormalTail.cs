using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;

namespace GpuRisk.Kernels.Numerics;

/// <summary>The tail of the standard normal distribution, as a logarithm, which keeps its digits
/// where the tail itself is lost.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
public static class NormalTail<R, W>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>ln P(Z > x) of a standard normal Z, for x from -4 to 14: the probability is at most
    /// 10^-10 part off in float64, and a few roundings in float32.</summary>
    [MethodImpl(Inline)]
    public static R Log(R x)
    {
        W below = R.Less(x, R.Of(0.0));
        R half = x * x * R.Of(-0.5);
        R scaled = Scaled(Bounds<R, W>.Abs(x));
        R upper = R.Fma(-R.Exp(half), scaled, R.Of(1.0));
        return R.Select(below, R.Of(0.0), half) + R.Log(R.Select(below, upper, scaled));
    }

    // exp(x^2 / 2) P(Z > x) for x of 0 or more, a polynomial in t = 1 / (1 + x / 5) over t, fitted
    // by weighted least squares (Lawson 1961).
    [MethodImpl(Inline)]
    private static R Scaled(R x)
    {
        R t = R.Of(1.0) / R.Fma(x, R.Of(0.2), R.Of(1.0));
        R p = R.Fma(R.Of(0.02250847566302881), t, R.Of(-0.13244500114964766));
        p = R.Fma(p, t, R.Of(0.29582025024255953));
        p = R.Fma(p, t, R.Of(-0.34655144187974585));
        p = R.Fma(p, t, R.Of(0.32301237492614243));
        p = R.Fma(p, t, R.Of(-0.13123593341722603));
        p = R.Fma(p, t, R.Of(0.11704394015410853));
        p = R.Fma(p, t, R.Of(0.04233664497231425));
        p = R.Fma(p, t, R.Of(0.07373097757145226));
        p = R.Fma(p, t, R.Of(0.07617520663923338));
        p = R.Fma(p, t, R.Of(0.07981682676768842));
        p = R.Fma(p, t, R.Of(0.0797876795464441));
        return p * t;
    }
}
