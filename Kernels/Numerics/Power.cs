using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;

namespace GpuRisk.Kernels.Numerics;

/// <summary>
/// Powers as exp(y log x), where the logarithm is kept as the sum of two numbers: the exponential
/// turns an absolute error into a relative one, and its argument may be large.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="F">The lane's format.</typeparam>
public static class Power<R, W, F>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where F : struct, IFormat<R, W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>x to the power y for a positive normal x and a finite y; 0 where that is below
    /// the smallest normal number, infinity where it overflows.</summary>
    [MethodImpl(Inline)]
    public static R Pow(R x, R y)
    {
        Logarithm(x, out R logHigh, out R logLow);
        R high = y * logHigh;
        R low = R.Fma(y, logHigh, -high) + (y * logLow);

        // Far outside the range the parts are infinite or lose their meaning.
        R limit = R.Of(1.9 * F.ExpHighest);
        W above = R.Less(limit, high);
        W below = R.Less(high, -limit);
        high = R.Select(above, limit, R.Select(below, -limit, high));
        low = R.Select(above | below, R.Of(0.0), low);
        return Elementary<R, W, F>.ExpOfSum(high, low);
    }

    // log x as an unevaluated sum with a relative error below 2^-33 (2^-62 in float64).
    [MethodImpl(Inline)]
    private static void Logarithm(R x, out R high, out R low)
    {
        R f = Elementary<R, W, F>.Split(x, out R n);

        // q = 2 f / (2 + f) and what its rounding left out: log(1 + f) = 2 atanh(q / 2).
        R twice = f + f;
        R reciprocal = R.Of(1.0) / (f + R.Of(2.0));
        R q = twice * reciprocal;
        R qLow = R.Fma(-q, f, R.Fma(q, R.Of(-2.0), twice)) * reciprocal;
        R z = q * q;
        R zLow = R.Fma(q + q, qLow, R.Fma(q, q, -z));

        // q + q^3 (1/12 + q^2 (1/80 + ...)), with the first two terms as sums of two numbers.
        R series = z * F.AtanhSeries(z);
        R a = R.Of(1.0 / 12.0) + series;
        R aLow = (R.Of(1.0 / 12.0) - a) + series + R.Of(F.TwelfthLow);
        R b = z * a;
        R bLow = R.Fma(z, a, -b) + R.Fma(z, aLow, zLow * a);
        R c = q * b;
        R cLow = R.Fma(q, b, -c) + R.Fma(q, bLow, qLow * b);
        R sum = q + c;
        R sumLow = (q - sum) + c + (qLow + cLow);

        R multiple = n * R.Of(F.Ln2High * F.ExponentUnit);
        high = multiple + sum;
        low = (multiple - high) + sum + R.Fma(n, R.Of(F.Ln2Low * F.ExponentUnit), sumLow);
    }
}
