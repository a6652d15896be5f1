using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;

namespace GpuRisk.Kernels.Numerics;

/// <summary>
/// The quantile of the standard normal distribution: rational functions about the median and in
/// the tails (the division of Wichura 1988, algorithm AS 241), each added to an exact leading
/// term, so that their rounding errors hardly count.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="F">The lane's format.</typeparam>
public static class Quantile<R, W, F>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where F : struct, IFormat<R, W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>The x that a standard normal variate undercuts with probability p, a normal
    /// number below 1. For p = 0 and 1 the result is finite and of no meaning.</summary>
    [MethodImpl(Inline)]
    public static R InverseNormal(R p)
    {
        R q = p - R.Of(0.5);
        W lower = R.Less(q, R.Of(0.0));
        R tail = Tail(R.Select(lower, p, R.Of(1.0) - p));
        tail = R.FromBits(R.ToBits(tail) ^ (lower & W.Of(F.SignBit)));
        R square = q * q;
        return R.Select(R.Less(square, R.Of(0.16)), Centre(p, q, square), tail);
    }

    // sqrt(2 pi) q + q^3 (...), q = p - 1/2.
    [MethodImpl(Inline)]
    private static R Centre(R p, R q, R square)
    {
        const double RootTwoPi = 2.5066282746310005;
        R series = square * F.QuantileCentre(R.Fma(-q, q, R.Of(0.16)));

        // Below 1/4 the difference q is rounded; the slope there, roughly, restores what it lost.
        R qLow = p - (q + R.Of(0.5));
        R slope = R.Fma(series, R.Of(3.0), R.Of(RootTwoPi));
        R rest = R.Fma(q, series + R.Of(F.RootTwoPiLow), qLow * slope);
        return R.Fma(q, R.Of(RootTwoPi), rest);
    }

    // r - 3/4 + (...) with p = exp(-r^2 / 2); the difference is exact.
    [MethodImpl(Inline)]
    private static R Tail(R p)
    {
        Elementary<R, W, F>.LogSum(p, out R logHigh, out R logLow);
        R square = logHigh * R.Of(-2.0);
        R r = R.Sqrt(square);

        // The root's own rounding error counts double near the centre.
        R rest = R.Fma(logLow, R.Of(-2.0), R.Fma(-r, r, square)) / (r + r);
        return (r - R.Of(0.75)) + R.Fma(rest, R.Of(1.1), F.QuantileTail(r));
    }
}
