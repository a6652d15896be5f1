using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;

namespace GpuRisk.Kernels.Numerics;

/// <summary>
/// Elementary functions in float32, from correctly rounded operations alone, so that every
/// device computes the same bits. Polynomial coefficients of exp and log: Moshier, Cephes Math
/// Library 2.2 (expf, logf); of sine and cosine: weighted minimax fits.
/// </summary>
/// <remarks>
/// Largest errors over all inputs, in ulp: exp 1.01, expm1 1.44, log 0.83, sine 1.38, cosine
/// 1.42. What comes out for NaN differs between devices; no caller may pass one.
/// </remarks>
/// <typeparam name="R">A float32 lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
public static class Elementary32<R, W>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // 1.5 * 2^23: adding it rounds to an integer and leaves that integer in the low bits.
    private const double RoundingShift = 12582912.0;

    // ln 2 in two parts; the first has few bits, so that its multiples are exact.
    private const double Ln2High = 0.693359375;
    private const double Ln2Low = -2.12194440e-4;

    /// <summary>The exponential; 0 where it is below the smallest normal number (x &lt;
    /// -87.33654), infinity above 88.72283.</summary>
    [MethodImpl(Inline)]
    public static R Exp(R x)
    {
        R shifted = R.Fma(x, R.Of(1.44269504088896341), R.Of(RoundingShift));
        R n = shifted - R.Of(RoundingShift);
        R r = R.Fma(n, R.Of(-Ln2High), x);
        r = R.Fma(n, R.Of(-Ln2Low), r);
        R y = R.Fma(ExpTail(r), r * r, r) + R.Of(1.0);
        R scaled = R.FromBits(R.ToBits(y) + (R.ToBits(shifted) << 23));
        scaled = R.Select(R.Less(x, R.Of(-87.33654)), R.Of(0.0), scaled);
        return R.Select(
            R.Less(R.Of(88.72283), x), R.Of(double.PositiveInfinity), scaled);
    }

    /// <summary>exp(x) - 1; infinity above 88.72283.</summary>
    [MethodImpl(Inline)]
    public static R ExpM1(R x)
    {
        R shifted = R.Fma(x, R.Of(1.44269504088896341), R.Of(RoundingShift));
        R n = shifted - R.Of(RoundingShift);
        R r = R.Fma(n, R.Of(-Ln2High), x);
        r = R.Fma(n, R.Of(-Ln2Low), r);
        R y = R.Fma(ExpTail(r), r * r, r);
        // Half the scale, because the scale itself overflows where the result does not yet.
        R half = R.FromBits(R.ToBits(R.Of(0.5)) + (R.ToBits(shifted) << 23));
        R result = R.Fma(half, y, half - R.Of(0.5)) * R.Of(2.0);
        result = R.Select(R.Less(x, R.Of(-17.4)), R.Of(-1.0), result);
        return R.Select(R.Less(R.Of(88.72283), x), R.Of(double.PositiveInfinity), result);
    }

    // (exp(r) - 1 - r) / r^2 on [-ln2/2, ln2/2].
    [MethodImpl(Inline)]
    private static R ExpTail(R r)
    {
        R p = R.Fma(R.Of(1.9875691500e-4), r, R.Of(1.3981999507e-3));
        p = R.Fma(p, r, R.Of(8.3334519073e-3));
        p = R.Fma(p, r, R.Of(4.1665795894e-2));
        p = R.Fma(p, r, R.Of(1.6666665459e-1));
        return R.Fma(p, r, R.Of(5.0000001201e-1));
    }

    /// <summary>The natural logarithm of a positive normal number.</summary>
    [MethodImpl(Inline)]
    public static R Log(R x)
    {
        W bits = R.ToBits(x);
        W exponent = (bits - W.Of(0x3F3504F3ul)) >> 23;
        R n = R.FromInt32(exponent);
        R f = R.FromBits(bits - (exponent << 23)) - R.Of(1.0);
        R f2 = f * f;
        R p = R.Fma(R.Of(7.0376836292e-2), f, R.Of(-1.1514610310e-1));
        p = R.Fma(p, f, R.Of(1.1676998740e-1));
        p = R.Fma(p, f, R.Of(-1.2420140846e-1));
        p = R.Fma(p, f, R.Of(1.4249322787e-1));
        p = R.Fma(p, f, R.Of(-1.6668057665e-1));
        p = R.Fma(p, f, R.Of(2.0000714765e-1));
        p = R.Fma(p, f, R.Of(-2.4999993993e-1));
        p = R.Fma(p, f, R.Of(3.3333331174e-1));
        R tail = R.Fma(p * f, f2, n * R.Of(Ln2Low));
        tail = R.Fma(f2, R.Of(-0.5), tail);
        return R.Fma(n, R.Of(Ln2High), f + tail);
    }

    /// <summary>Sine and cosine of word / 2^32 turns.</summary>
    [MethodImpl(Inline)]
    public static void SinCosTurns(W word, out R sine, out R cosine)
    {
        W quadrant = (word + W.Of(0x20000000ul)) >>> 30;

        // Quarter turns from the nearest axis: a product with a power of two is exact, so pi / 2
        // enters in two parts below and the angle itself carries only its own rounding.
        R angle = R.FromInt32(word << 2) * R.Of(2.3283064365386963e-10);
        R square = angle * angle;
        R s = R.Fma(R.Of(-4.60530158154067997e-3), square, R.Of(7.96815759903860324e-2));
        s = R.Fma(s, square, R.Of(-6.45963642884857322e-1));
        s = R.Fma(s, square, R.Of(-4.37113882867379289e-8));
        s = R.Fma(angle, R.Of(1.57079637050628662), s * angle);
        R c = R.Fma(R.Of(8.93043049373642376e-4), square, R.Of(-2.08550939232399439e-2));
        c = R.Fma(c, square, R.Of(2.53668506362816921e-1));
        c = R.Fma(c * square, square, R.Fma(square, R.Of(-1.23370051383972168), R.Of(1.0)));
        W odd = W.Of(0ul) - (quadrant & W.Of(1ul));
        W sineSign = (quadrant & W.Of(2ul)) << 30;
        W cosineSign = ((quadrant + W.Of(1ul)) & W.Of(2ul)) << 30;
        sine = R.FromBits(R.ToBits(R.Select(odd, c, s)) ^ sineSign);
        cosine = R.FromBits(R.ToBits(R.Select(odd, s, c)) ^ cosineSign);
    }
}
