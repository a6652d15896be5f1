using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;

namespace GpuRisk.Kernels.Depeg;

/// <summary>
/// A StableSwap pool of two coins (Egorov 2019) with balances as shares x, y of its invariant D.
/// With A n for A n^n, as Curve's contracts have it, the invariant is A n (x + y) + 1 =
/// A n + 1 / (4 x y): quadratic in y, so that it needs no iteration.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
public static class StableSwapPair<R, W>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // Far below what a price's precision tells from the peg, and far above where squares vanish.
    private const double SmallestDistance = 1e-12;

    /// <summary>The other coin's balance when the first's is x &gt; 0.</summary>
    /// <param name="x">The first coin's balance.</param>
    /// <param name="amplification">A n, in Curve's convention (A holds n^(n-1)).</param>
    [MethodImpl(Inline)]
    public static R Other(R x, R amplification)
    {
        R inverse = R.Of(1.0) / amplification;
        R b = (R.Of(1.0) - x) - inverse;
        R root = R.Sqrt(R.Fma(b, b, inverse / x));

        // Of the two forms of the positive root, the one that does not cancel.
        R direct = R.Of(0.5) * (root + b);
        R rationalised = R.Of(0.5) * inverse / (x * (root - b));
        return R.Select(R.Less(b, R.Of(0.0)), rationalised, direct);
    }

    /// <summary>The price of the first coin in the other.</summary>
    /// <param name="x">The first coin's balance.</param>
    /// <param name="amplification">A n.</param>
    [MethodImpl(Inline)]
    public static R Price(R x, R amplification)
    {
        R y = Other(x, amplification);
        R c = R.Of(0.25) / (x * y);
        return (amplification + (c / x)) / (amplification + (c / y));
    }

    /// <summary>The mean price of the first coin over a trade that takes its balance from one
    /// to another: what is received over what is paid in.</summary>
    /// <remarks>The difference of the invariants, divided by that of the balances. As nothing is
    /// taken from what is nearly like it, the smallest trade keeps its digits.</remarks>
    /// <param name="before">The first coin's balance before the trade.</param>
    /// <param name="after">Its balance after it.</param>
    /// <param name="amplification">A n.</param>
    [MethodImpl(Inline)]
    public static R MeanPrice(R before, R after, R amplification)
    {
        R otherBefore = Other(before, amplification);
        R otherAfter = Other(after, amplification);
        R c = R.Of(0.25) / (before * otherAfter);
        return (amplification + (c / after)) / (amplification + (c / otherBefore));
    }

    /// <summary>What the pool is worth beyond half of each coin, in shares of the invariant and
    /// units of the other coin.</summary>
    /// <remarks>With u = x - 1/2 and v = y - 1/2 the invariant is u + v = u^2 / (x (A n y + 1)):
    /// that and u times the fall of the price are of the size of the loss itself. At the pool's own
    /// price an error of x cancels, so that the digits which it has lost near 1/2 do no harm.
    /// </remarks>
    /// <param name="x">The first coin's balance.</param>
    /// <param name="log">Log of the first coin's price.</param>
    /// <param name="amplification">A n.</param>
    [MethodImpl(Inline)]
    public static R VersusHold(R x, R log, R amplification)
    {
        R excess = x - R.Of(0.5);
        R both = x * R.Fma(amplification, Other(x, amplification), R.Of(1.0));
        return R.Fma(excess, R.ExpM1(log), excess * excess / both);
    }

    // How often the search for a balance is refined. Three times give single precision from a
    // hundredth of the peg on, four times double precision; six reach a millionth of the peg.
    private const int Refinements = 6;

    /// <summary>The first coin's balance at which its price is the one given, for prices between
    /// 1e-6 and 1e6.</summary>
    /// <remarks>
    /// With s = x + y, d = |x - y| and c = 1 / (4 x y), the invariant is A n (s - 1) = c - 1, and
    /// the gap r = |price - 1| / (2 min(price, 1)) is 2 c^2 d / (A n + 2 c^2 (s - d)). The log of
    /// r as a function of the log of c - 1 has a slope that rises from 1/2 to 2 and 3: Newton's
    /// method in these logs converges from any start, and a first step from the two asymptotes is
    /// close.
    /// </remarks>
    /// <param name="price">The price of the first coin in the other.</param>
    /// <param name="amplification">A n.</param>
    [MethodImpl(Inline)]
    public static R Balance(R price, R amplification)
    {
        R distance = Bounds<R, W>.Max(
            Bounds<R, W>.Abs(price - R.Of(1.0)), R.Of(SmallestDistance));
        R gap = distance / (R.Of(2.0) * Bounds<R, W>.Min(price, R.Of(1.0)));
        R inverse = R.Of(1.0) / amplification;
        R ratio = distance / (price + R.Of(1.0));
        R near = R.Of(0.25) * ratio * ratio * amplification * (amplification + R.Of(2.0));
        R far = R.Sqrt(R.Of(0.5) * gap * amplification);
        R excess = near * far / (near + far);
        for (int i = 0; i < Refinements; i++)
        {
            excess = Refine(excess, gap, amplification, inverse);
        }

        R c = R.Of(1.0) + excess;
        R sum = R.Fma(excess, inverse, R.Of(1.0));
        R larger = R.Of(0.5) * (sum + Difference(excess, inverse, R.Of(1.0) / c));
        return R.Select(R.Less(price, R.Of(1.0)), larger, R.Of(0.25) / (c * larger));
    }

    // |x - y| from c - 1, without cancellation.
    [MethodImpl(Inline)]
    private static R Difference(R excess, R inverse, R reciprocal) => R.Sqrt(
        excess * R.Fma(R.Fma(excess, inverse, R.Of(2.0)), inverse, reciprocal));

    // One step of Newton's method in logs. The power of the ratio that it asks for is taken by its
    // Pade approximant of order one, which is exact in the limit.
    [MethodImpl(Inline)]
    private static R Refine(R excess, R gap, R amplification, R inverse)
    {
        R c = R.Of(1.0) + excess;
        R reciprocal = R.Of(1.0) / c;
        R sum = R.Fma(excess, inverse, R.Of(1.0));
        R difference = Difference(excess, inverse, reciprocal);
        R smaller = reciprocal / (sum + difference);
        R square = R.Of(2.0) * c * c;
        R divisor = R.Fma(square, smaller, amplification);
        R missing = (gap * divisor / (square * difference)) - R.Of(1.0);

        // Derivatives by c.
        R width = R.Fma(R.Fma(excess, inverse, R.Of(2.0)), inverse, reciprocal);
        R change = R.Of(0.5)
            * R.Fma(excess, (inverse * inverse) - (reciprocal * reciprocal), width) / difference;
        R slope = excess * (R.Fma(R.Of(2.0), reciprocal, change / difference)
            - (R.Fma(R.Of(4.0) * c, smaller, square * (inverse - change)) / divisor));
        R twice = R.Of(2.0) * slope;
        return excess * R.Fma(slope + R.Of(1.0), missing, twice)
            / R.Fma(slope - R.Of(1.0), missing, twice);
    }
}
