using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;

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
}
