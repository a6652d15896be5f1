using GpuRisk.Kernels.Lanes;

namespace GpuRisk.Kernels.Numerics;

/// <summary>exp(x) - 1 - x, of which a difference has no digits left near zero.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
public static class Remainder<R, W>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
{
    private const double Small = 0.34;
    private const int SingleBits = 23;

    /// <summary>exp(x) - 1 - x, at most 8 ulp; infinity where the exponential overflows.</summary>
    public static R Of(R x)
    {
        R series = Series(x) * (x * x);
        W large = R.Less(R.Of(Small), Bounds<R, W>.Abs(x));
        return W.Any(large) ? R.Select(large, R.ExpM1(x) - x, series) : series;
    }

    // Of x^(k-2) / k! from k = 2 to 8, which leaves out 3e-9 of it, or to 14, 2e-18.
    private static R Series(R x)
    {
        R p = R.MantissaBits > SingleBits ? Tail(x) : R.Of(1.0 / 40320);
        p = R.Fma(p, x, R.Of(1.0 / 5040));
        p = R.Fma(p, x, R.Of(1.0 / 720));
        p = R.Fma(p, x, R.Of(1.0 / 120));
        p = R.Fma(p, x, R.Of(1.0 / 24));
        p = R.Fma(p, x, R.Of(1.0 / 6));
        return R.Fma(p, x, R.Of(0.5));
    }

    private static R Tail(R x)
    {
        R p = R.Fma(R.Of(1.0 / 87178291200), x, R.Of(1.0 / 6227020800));
        p = R.Fma(p, x, R.Of(1.0 / 479001600));
        p = R.Fma(p, x, R.Of(1.0 / 39916800));
        p = R.Fma(p, x, R.Of(1.0 / 3628800));
        p = R.Fma(p, x, R.Of(1.0 / 362880));
        return R.Fma(p, x, R.Of(1.0 / 40320));
    }
}
