using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;

namespace GpuRisk.Kernels.Numerics;

/// <summary>The float64 format. All polynomials are weighted minimax fits.</summary>
/// <typeparam name="R">A float64 lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
public readonly struct Float64<R, W> : IFormat<R, W>
    where R : unmanaged, IArithmetic<R, W>
    where W : unmanaged, IWord<W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <inheritdoc/>
    public static int MantissaBits => 52;

    /// <inheritdoc/>
    public static ulong SignBit => 0x8000000000000000ul;

    /// <inheritdoc/>
    public static int SignShift => 63;

    /// <inheritdoc/>
    public static ulong ExponentBits => 0xFFF0000000000000ul;

    /// <inheritdoc/>
    public static double ExponentUnit => 1.0;

    /// <inheritdoc/>
    public static ulong RootHalfBits => 0x3FE6A09E667F3BCDul;

    /// <inheritdoc/>
    public static double RoundingShift => 6755399441055744.0;

    /// <inheritdoc/>
    public static double SmallestNormal => 2.2250738585072014e-308;

    /// <inheritdoc/>
    public static double ExpLowest => -708.3964185322641;

    /// <inheritdoc/>
    public static double ExpHighest => 709.782712893384;

    /// <inheritdoc/>
    public static double ExpM1Lowest => -37.5;

    /// <inheritdoc/>
    public static double Ln2High => 6.93147180369123816490e-1;

    /// <inheritdoc/>
    public static double Ln2Low => 1.90821492927058770002e-10;

    /// <inheritdoc/>
    public static double TwelfthLow => 4.62592926927148559e-18;

    /// <inheritdoc/>
    public static double HalfPiLow => 6.12323399573676589e-17;

    /// <inheritdoc/>
    public static double RootTwoPiLow => -1.83285799804591675e-16;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static W Top(W word) => word << 32;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static R ExponentOf(W bits) => R.FromInt32(bits >> MantissaBits);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static R ExpSeries(R r)
    {
        R p = R.Fma(R.Of(2.09242584632985908e-9), r, R.Of(2.51090568430700773e-8));
        p = R.Fma(p, r, R.Of(2.75572433459620376e-7));
        p = R.Fma(p, r, R.Of(2.75572441447754916e-6));
        p = R.Fma(p, r, R.Of(0.00002480158735989326));
        p = R.Fma(p, r, R.Of(0.000198412698861991859));
        p = R.Fma(p, r, R.Of(0.00138888888888671531));
        p = R.Fma(p, r, R.Of(0.00833333333332159766));
        p = R.Fma(p, r, R.Of(0.0416666666666667008));
        p = R.Fma(p, r, R.Of(0.166666666666666766));
        return R.Fma(p, r, R.Of(0.5));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static R LogSeries(R f, R square, R addend)
    {
        // log(1 + f) = 2 atanh s; its first two terms leave f and f^2 / 2 to the caller.
        R s = f / (f + R.Of(2.0));
        R z = s * s;
        R p = R.Fma(R.Of(0.147961511225740076), z, R.Of(0.153140308893947599));
        p = R.Fma(p, z, R.Of(0.181835650789096065));
        p = R.Fma(p, z, R.Of(0.222221985589198126));
        p = R.Fma(p, z, R.Of(0.285714287425259305));
        p = R.Fma(p, z, R.Of(0.399999999994140469));
        p = R.Fma(p, z, R.Of(0.666666666666673451));
        return R.Fma(s, R.Fma(p, z, square * R.Of(0.5)), addend);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static R AtanhSeries(R square)
    {
        R p = R.Fma(R.Of(2.28675872421071937e-7), square, R.Of(8.90716071281466768e-7));
        p = R.Fma(p, square, R.Of(4.06992150071111773e-6));
        p = R.Fma(p, square, R.Of(0.0000187799766009701515));
        p = R.Fma(p, square, R.Of(0.0000887784124559261909));
        p = R.Fma(p, square, R.Of(0.000434027777686137237));
        p = R.Fma(p, square, R.Of(0.00223214285714415173));
        return R.Fma(p, square, R.Of(0.0124999999999999929));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static R SineSeries(R square)
    {
        R p = R.Fma(R.Of(5.63467233546523e-8), square, R.Of(-3.59864931935017976e-6));
        p = R.Fma(p, square, R.Of(0.000160441152592256444));
        p = R.Fma(p, square, R.Of(-0.00468175413261541854));
        p = R.Fma(p, square, R.Of(0.0796926262460626711));
        return R.Fma(p, square, R.Of(-0.645964097506244912));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static R CosineSeries(R square)
    {
        R p = R.Fma(R.Of(-6.28623359764627914e-9), square, R.Of(4.71030966194371039e-7));
        p = R.Fma(p, square, R.Of(-0.0000252020267357734065));
        p = R.Fma(p, square, R.Of(0.000919260272536478243));
        p = R.Fma(p, square, R.Of(-0.0208634807631751321));
        return R.Fma(p, square, R.Of(0.253669507901041579));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static R QuantileCentre(R t)
    {
        R n = R.Fma(R.Of(-50.4604432488424963), t, R.Of(359.204501372298472));
        n = R.Fma(n, t, R.Of(7985.26849844282075));
        n = R.Fma(n, t, R.Of(11783.391543552872));
        n = R.Fma(n, t, R.Of(5882.43595938588945));
        n = R.Fma(n, t, R.Of(1273.15784357534596));
        n = R.Fma(n, t, R.Of(123.135238803354256));
        n = R.Fma(n, t, R.Of(4.35781649519062909));
        R d = R.Fma(R.Of(4755.25350005801803), t, R.Of(10601.85393525313));
        d = R.Fma(d, t, R.Of(7810.97871815298842));
        d = R.Fma(d, t, R.Of(2585.96973766111365));
        d = R.Fma(d, t, R.Of(422.359915494554713));
        d = R.Fma(d, t, R.Of(33.184820287049349));
        d = R.Fma(d, t, R.Of(1.0));
        return n / d;
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static R QuantileTail(R r) =>
        R.Select(R.Less(r, R.Of(6.0)), NearTail(r), FarTail(r));

    // Up to r = 6.
    [MethodImpl(Inline)]
    private static R NearTail(R r)
    {
        R n = R.Fma(R.Of(7.87285402933557614e-4), r, R.Of(4.65766040823366849e-2));
        n = R.Fma(n, r, R.Of(5.64568506219510272e-1));
        n = R.Fma(n, r, R.Of(1.86021738432263275));
        n = R.Fma(n, r, R.Of(-1.07168411745393712));
        n = R.Fma(n, r, R.Of(-1.86567147021904450e1));
        n = R.Fma(n, r, R.Of(-1.86101572870814041e1));
        n = R.Fma(n, r, R.Of(-2.82479143535716062));
        R d = R.Fma(R.Of(0.00105743876163404215), r, R.Of(0.0707422585362967001));
        d = R.Fma(d, r, R.Of(1.15942432384098134));
        d = R.Fma(d, r, R.Of(7.43014916663487921));
        d = R.Fma(d, r, R.Of(22.8592876334537757));
        d = R.Fma(d, r, R.Of(29.4764620865134987));
        d = R.Fma(d, r, R.Of(12.3678426687526997));
        d = R.Fma(d, r, R.Of(1.0));
        return n / d;
    }

    // From r = 6 to 37.7, the smallest normal number.
    [MethodImpl(Inline)]
    private static R FarTail(R r)
    {
        R n = R.Fma(R.Of(-2.70552749183352008e-8), r, R.Of(-1.05422003985648562e-5));
        n = R.Fma(n, r, R.Of(-9.25371696506917330e-4));
        n = R.Fma(n, r, R.Of(-2.39934360688553404e-2));
        n = R.Fma(n, r, R.Of(-1.45427782099204449e-1));
        n = R.Fma(n, r, R.Of(5.18809799541542920e-1));
        n = R.Fma(n, r, R.Of(2.26119351606327665));
        n = R.Fma(n, r, R.Of(-4.68195527983086952));
        n = R.Fma(n, r, R.Of(-2.50895534351439358));
        R d = R.Fma(R.Of(-3.61183118019584849e-8), r, R.Of(-0.0000144374182633967142));
        d = R.Fma(d, r, R.Of(-0.00135108710662414987));
        d = R.Fma(d, r, R.Of(-0.0407648652605695457));
        d = R.Fma(d, r, R.Of(-0.399865537071535891));
        d = R.Fma(d, r, R.Of(-0.687117398413967373));
        d = R.Fma(d, r, R.Of(3.38402160716753909));
        d = R.Fma(d, r, R.Of(5.54741503775868038));
        d = R.Fma(d, r, R.Of(1.0));
        return n / d;
    }
}
