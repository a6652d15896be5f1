using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;

namespace GpuRisk.Kernels.Stablecoins;

/// <summary>What every pool of two coins has in common.</summary>
public static class StableSwapPair
{
    /// <summary>The largest size of a log price: prices from a millionth to a million.</summary>
    public const double MostLog = 13.815510557964274;
}

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

    // Where a coin is worth nothing by any measure, and whose square has a square.
    private const double MostBalance = 1e8;

    /// <summary>The other coin's balance when the first's is x &gt; 0.</summary>
    /// <param name="x">The first coin's balance.</param>
    /// <param name="inverse">1 / (A n), in Curve's convention (A holds n^(n-1)).</param>
    [MethodImpl(Inline)]
    public static R Other(R x, R inverse)
    {
        R bounded = Bounds<R, W>.Min(x, R.Of(MostBalance));
        R b = ((R.Of(1.0) - bounded) - inverse) * bounded;
        R root = R.Sqrt(R.Fma(b, b, inverse * bounded));

        // Of the two forms of the positive root, the one that does not cancel.
        W negative = R.Less(b, R.Of(0.0));
        return R.Of(0.5) * R.Select(negative, inverse, root + b)
            / R.Select(negative, root - b, bounded);
    }

    /// <summary>The price of the first coin in the other.</summary>
    /// <param name="x">The first coin's balance.</param>
    /// <param name="y">The other's.</param>
    /// <param name="amplification">A n.</param>
    [MethodImpl(Inline)]
    public static R Price(R x, R y, R amplification) => MeanPrice(x, y, x, y, amplification);

    /// <summary>The mean price of the first coin over a trade: what is received over what is paid
    /// in.</summary>
    /// <remarks>The difference of the invariants, divided by that of the balances. As nothing is
    /// taken from what is nearly like it, the smallest trade keeps its digits.</remarks>
    /// <param name="before">The first coin's balance before the trade.</param>
    /// <param name="otherBefore">The other's before it.</param>
    /// <param name="after">The first coin's balance after it.</param>
    /// <param name="otherAfter">The other's after it.</param>
    /// <param name="amplification">A n.</param>
    [MethodImpl(Inline)]
    public static R MeanPrice(
        R before, R otherBefore, R after, R otherAfter, R amplification)
    {
        R quarter = R.Of(0.25);
        R product = amplification * (before * otherAfter);
        return R.Fma(product, after, quarter) * otherBefore
            / (R.Fma(product, otherBefore, quarter) * after);
    }

    /// <summary>What the pool is worth beyond half of each coin, in shares of the invariant and
    /// units of the other coin.</summary>
    /// <remarks>With u = x - 1/2 and v = y - 1/2 the invariant is u + v = u^2 / (x (A n y + 1)):
    /// that and u times the fall of the price are of the size of the loss itself. At the pool's own
    /// price an error of x cancels, so that the digits which it has lost near 1/2 do no harm.
    /// </remarks>
    /// <param name="x">The first coin's balance.</param>
    /// <param name="y">The other's.</param>
    /// <param name="log">Log of the first coin's price.</param>
    /// <param name="amplification">A n.</param>
    [MethodImpl(Inline)]
    public static R VersusHold(R x, R y, R log, R amplification)
    {
        R excess = x - R.Of(0.5);
        R both = x * R.Fma(amplification, y, R.Of(1.0));
        return R.Fma(excess, R.ExpM1(log), excess * excess / both);
    }

    /// <summary>Both balances from how far 1 / (4 x y) is above one.</summary>
    /// <param name="excess">1 / (4 x y) - 1.</param>
    /// <param name="inverse">1 / (A n).</param>
    /// <param name="larger">The larger balance: that of the cheaper coin.</param>
    /// <param name="smaller">The smaller one.</param>
    [MethodImpl(Inline)]
    public static void Balances(R excess, R inverse, out R larger, out R smaller)
    {
        R product = R.Of(1.0) / (R.Of(1.0) + excess);
        R sum = R.Fma(excess, inverse, R.Of(1.0));

        // |x - y|, without cancellation.
        R difference = R.Sqrt(
            excess * R.Fma(R.Fma(excess, inverse, R.Of(2.0)), inverse, product));
        larger = R.Of(0.5) * (sum + difference);
        smaller = R.Of(0.25) * product / larger;
    }
}
