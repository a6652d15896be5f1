using GpuRisk.Kernels.Lanes;

namespace GpuRisk.Kernels.Numerics;

/// <summary>
/// What the elementary functions need to know of a floating-point format: its layout, constants
/// in two parts whose sum exceeds the format's precision, and polynomials fitted to it.
/// </summary>
/// <typeparam name="R">A lane of the format.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
public interface IFormat<R, W>
    where R : unmanaged, IArithmetic<R, W>
    where W : unmanaged, IWord<W>
{
    /// <summary>Bits of the mantissa that are stored.</summary>
    static abstract int MantissaBits { get; }

    /// <summary>The sign's bit.</summary>
    static abstract ulong SignBit { get; }

    /// <summary>The shift from the sign's place to the lowest.</summary>
    static abstract int SignShift { get; }

    /// <summary>The exponent's bits and the sign's.</summary>
    static abstract ulong ExponentBits { get; }

    /// <summary>What an exponent counts in <see cref="ExponentOf"/>.</summary>
    static abstract double ExponentUnit { get; }

    /// <summary>The bits of the square root of 1/2.</summary>
    static abstract ulong RootHalfBits { get; }

    /// <summary>1.5 * 2^MantissaBits: adding it rounds to an integer and leaves that integer in
    /// the low bits.</summary>
    static abstract double RoundingShift { get; }

    /// <summary>The smallest normal number.</summary>
    static abstract double SmallestNormal { get; }

    /// <summary>The exponential of anything less is not a normal number.</summary>
    static abstract double ExpLowest { get; }

    /// <summary>The exponential of anything more overflows.</summary>
    static abstract double ExpHighest { get; }

    /// <summary>exp(x) - 1 rounds to -1 for anything less.</summary>
    static abstract double ExpM1Lowest { get; }

    /// <summary>The upper part of ln 2, of so few bits that its multiples are exact.</summary>
    static abstract double Ln2High { get; }

    /// <summary>ln 2 less its upper part.</summary>
    static abstract double Ln2Low { get; }

    /// <summary>1/12 less its nearest number.</summary>
    static abstract double TwelfthLow { get; }

    /// <summary>pi/2 less its nearest number.</summary>
    static abstract double HalfPiLow { get; }

    /// <summary>The square root of 2 pi less its nearest number.</summary>
    static abstract double RootTwoPiLow { get; }

    /// <summary>The 32 bits of a word at the upper end of the format's.</summary>
    static abstract W Top(W word);

    /// <summary>A number whose bits below the exponent are zero as exponent, in units of
    /// <see cref="ExponentUnit"/>.</summary>
    static abstract R ExponentOf(W bits);

    /// <summary>(exp(r) - 1 - r) / r^2 for |r| up to ln(2) / 2.</summary>
    static abstract R ExpSeries(R r);

    /// <summary>log(1 + f) - f + f^2 / 2 + addend for 1 + f from the square root of 1/2 to that
    /// of 2.</summary>
    static abstract R LogSeries(R f, R square, R addend);

    /// <summary>(2 atanh(q / 2) / q^3 - 1 / q^2 - 1 / 12) / q^2 as a function of q^2, for the
    /// same range of q = 2 f / (2 + f).</summary>
    static abstract R AtanhSeries(R square);

    /// <summary>(sin(pi/2 a) / a - pi/2) / a^2 as a function of a^2 up to 1/4.</summary>
    static abstract R SineSeries(R square);

    /// <summary>(cos(pi/2 a) - 1 + pi^2/8 a^2) / a^4 as a function of a^2 up to 1/4.</summary>
    static abstract R CosineSeries(R square);

    /// <summary>(x / q - sqrt(2 pi)) / q^2 with x the standard normal quantile of 1/2 + q, as a
    /// function of 0.16 - q^2 from 0 to 0.16.</summary>
    static abstract R QuantileCentre(R t);

    /// <summary>x - r + 3/4 with -x the standard normal quantile of exp(-r^2 / 2) up to 0.1.
    /// </summary>
    static abstract R QuantileTail(R r);
}
