using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Numerics;

/// <summary>How a plan holds a function that was fitted while planning: each octave of its
/// argument is cut into equal intervals, and on each of them it is a polynomial in the distance of
/// the argument's mantissa, from 1 to 2, to that of the interval's middle. The polynomials'
/// coefficients follow each other, those of lower powers first.</summary>
public static class Piecewise
{
    /// <summary>An octave has two to this power intervals.</summary>
    public const int IntervalBits = 6;

    /// <summary>Coefficients of an interval have two to this power places.</summary>
    public const int CoefficientBits = 3;

    /// <summary>Intervals of an octave.</summary>
    public const int Intervals = 1 << IntervalBits;

    /// <summary>Coefficients of an interval. Double precision takes them all, single precision
    /// the first half: it could not tell the difference.</summary>
    public const int Coefficients = 1 << CoefficientBits;

    /// <summary>Bits of the mantissa of single precision.</summary>
    public const int SinglePrecision = 23;

    /// <summary>The mantissa in the middle of an octave's first interval.</summary>
    public const double FirstMiddle = 1 + (0.5 / Intervals);
}

/// <summary>Functions that were fitted while planning.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class Piecewise<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>The function's value.</summary>
    /// <param name="context">The context.</param>
    /// <param name="fit">The reals where its coefficients begin.</param>
    /// <param name="octaves">Octaves of the fit below 1.</param>
    /// <param name="argument">The argument, within the octaves of the fit.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static R Value(C context, int fit, int octaves, R argument)
    {
        int shift = R.MantissaBits - Piecewise.IntervalBits;
        W bits = R.ToBits(argument);
        W one = R.ToBits(R.Of(1.0));
        W interval = (bits >>> shift) - (one >>> shift)
            + W.Of((uint)octaves << Piecewise.IntervalBits);
        W start = interval << Piecewise.CoefficientBits;
        R distance = R.FromBits(one | (bits & W.Of((1ul << shift) - 1)))
            - R.Of(Piecewise.FirstMiddle);
        R value = context.Real(fit + 3, start);
        if (R.MantissaBits > Piecewise.SinglePrecision)
        {
            R upper = R.Fma(
                context.Real(fit + 7, start), distance, context.Real(fit + 6, start));
            upper = R.Fma(upper, distance, context.Real(fit + 5, start));
            upper = R.Fma(upper, distance, context.Real(fit + 4, start));
            value = R.Fma(upper, distance, value);
        }

        value = R.Fma(value, distance, context.Real(fit + 2, start));
        value = R.Fma(value, distance, context.Real(fit + 1, start));
        return R.Fma(value, distance, context.Real(fit, start));
    }
}
