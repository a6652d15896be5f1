using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;

namespace GpuRisk.Kernels.Numerics;

/// <summary>The logarithm of numbers near one.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
public static class LogOnePlus<R, W>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
{
    // Of y, below which fifteen powers are enough.
    private const double Small = 0.1;

    /// <summary>ln(1 + x) for x above -1, at most some ten units in the last place off however
    /// small it is: 2 artanh(y) with y = x / (2 + x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static R Of(R x)
    {
        R y = x / (x + R.Of(2.0));
        R square = y * y;
        R series = R.Fma(R.Of(2.0 / 15.0), square, R.Of(2.0 / 13.0));
        series = R.Fma(series, square, R.Of(2.0 / 11.0));
        series = R.Fma(series, square, R.Of(2.0 / 9.0));
        series = R.Fma(series, square, R.Of(2.0 / 7.0));
        series = R.Fma(series, square, R.Of(2.0 / 5.0));
        series = R.Fma(series, square, R.Of(2.0 / 3.0));
        R near = R.Fma(series * square, y, y + y);
        W small = R.Less(Bounds<R, W>.Abs(y), R.Of(Small));
        if (!W.Any(~small))
        {
            return near;
        }

        R safe = R.Select(small, R.Of(1.0), x + R.Of(1.0));
        return R.Select(small, near, R.Log(safe));
    }
}
