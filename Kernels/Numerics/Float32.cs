using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;

namespace GpuRisk.Kernels.Numerics;

/// <summary>
/// The float32 format. Polynomials of exp and log: Moshier, Cephes Math Library 2.2 (expf, logf);
/// the others are weighted minimax fits.
/// </summary>
/// <typeparam name="R">A float32 lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
public readonly struct Float32<R, W> : IFormat<R, W>
    where R : unmanaged, IArithmetic<R, W>
    where W : unmanaged, IWord<W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <inheritdoc/>
    public static int MantissaBits => 23;

    /// <inheritdoc/>
    public static ulong SignBit => 0x80000000ul;

    /// <inheritdoc/>
    public static int SignShift => 31;

    /// <inheritdoc/>
    public static ulong ExponentBits => 0xFF800000ul;

    /// <inheritdoc/>
    public static double ExponentUnit => 1.1920928955078125e-7;

    /// <inheritdoc/>
    public static ulong RootHalfBits => 0x3F3504F3ul;

    /// <inheritdoc/>
    public static double RoundingShift => 12582912.0;

    /// <inheritdoc/>
    public static double SmallestNormal => 1.1754943508222875e-38;

    /// <inheritdoc/>
    public static double ExpLowest => -87.33654;

    /// <inheritdoc/>
    public static double ExpHighest => 88.72283;

    /// <inheritdoc/>
    public static double ExpM1Lowest => -17.4;

    /// <inheritdoc/>
    public static double Ln2High => 0.693145751953125;

    /// <inheritdoc/>
    public static double Ln2Low => 1.42860682030941723e-6;

    /// <inheritdoc/>
    public static double TwelfthLow => -2.48352686564127604e-9;

    /// <inheritdoc/>
    public static double HalfPiLow => -4.37113900018624283e-8;

    /// <inheritdoc/>
    public static double RootTwoPiLow => -2.86602036646734715e-10;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static W Top(W word) => word;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static R ExponentOf(W bits) => R.FromInt32(bits);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static R ExpSeries(R r)
    {
        R p = R.Fma(R.Of(1.9875691500e-4), r, R.Of(1.3981999507e-3));
        p = R.Fma(p, r, R.Of(8.3334519073e-3));
        p = R.Fma(p, r, R.Of(4.1665795894e-2));
        p = R.Fma(p, r, R.Of(1.6666665459e-1));
        return R.Fma(p, r, R.Of(5.0000001201e-1));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static R LogSeries(R f, R square, R addend)
    {
        // Even and odd powers apart: two chains of half the length.
        R even = R.Fma(R.Of(7.0376836292e-2), square, R.Of(1.1676998740e-1));
        R odd = R.Fma(R.Of(-1.1514610310e-1), square, R.Of(-1.2420140846e-1));
        even = R.Fma(even, square, R.Of(1.4249322787e-1));
        odd = R.Fma(odd, square, R.Of(-1.6668057665e-1));
        even = R.Fma(even, square, R.Of(2.0000714765e-1));
        odd = R.Fma(odd, square, R.Of(-2.4999993993e-1));
        even = R.Fma(even, square, R.Of(3.3333331174e-1));
        R p = R.Fma(odd, f, even);
        return R.Fma(p * f, square, addend);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static R AtanhSeries(R square)
    {
        R p = R.Fma(R.Of(4.57400341785e-4), square, R.Of(2.23024369120e-3));
        return R.Fma(p, square, R.Of(1.25000476036e-2));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static R SineSeries(R square)
    {
        R p = R.Fma(R.Of(-4.60530158154e-3), square, R.Of(7.96815759904e-2));
        return R.Fma(p, square, R.Of(-6.45963642885e-1));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static R CosineSeries(R square)
    {
        R p = R.Fma(R.Of(8.93043049374e-4), square, R.Of(-2.08550939232e-2));
        return R.Fma(p, square, R.Of(2.53668506363e-1));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static R QuantileCentre(R t)
    {
        R n = R.Fma(R.Of(1.30454054805e1), t, R.Of(1.17809689017e2));
        n = R.Fma(n, t, R.Of(5.01861616209e1));
        n = R.Fma(n, t, R.Of(4.35781648052));
        R d = R.Fma(R.Of(8.40057702279e1), t, R.Of(7.47353548429e1));
        d = R.Fma(d, t, R.Of(1.64449926936e1));
        d = R.Fma(d, t, R.Of(1.0));
        return n / d;
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static R QuantileTail(R r)
    {
        R n = R.Fma(R.Of(1.04876476235e-2), r, R.Of(3.25688944998e-1));
        n = R.Fma(n, r, R.Of(7.57443108185e-1));
        n = R.Fma(n, r, R.Of(-3.92328725036));
        n = R.Fma(n, r, R.Of(-2.35596707674));
        R d = R.Fma(R.Of(1.41326005565e-2), r, R.Of(5.41281837089e-1));
        d = R.Fma(d, r, R.Of(3.62419090570));
        d = R.Fma(d, r, R.Of(4.78837047719));
        d = R.Fma(d, r, R.Of(1.0));
        return n / d;
    }
}
