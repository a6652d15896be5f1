using GpuRisk.Kernels.Stablecoins;

namespace GpuRisk.Engine.Planning.Stablecoins;

/// <summary>
/// Where a StableSwap pool of two coins stands at a price (<see cref="StableSwapPair{R, W}"/>).
/// With s = x + y, d = |x - y| and c = 1 / (4 x y) in shares of the invariant, that is
/// A n (s - 1) = c - 1, and the gap r = |price - 1| / (2 min(price, 1)) is
/// 2 c^2 d / (A n + 2 c^2 (s - d)). So c - 1 is a function of the size of the log price alone; near
/// the peg it goes with its square, and what remains is fitted.
/// </summary>
internal static class StableSwapCurve
{
    // Newton's method doubles the digits each time; from the first guess it needs six at most.
    private const int Refinements = 9;

    /// <summary>Powers of two between which the fit's argument lies: a little more than the size
    /// of the log price, so that it is not 0, and smooth on the scale of 1 / A n.</summary>
    public static (int First, int Last) Octaves(double amplification)
    {
        int first = (int)Math.Floor(Math.Log2(1 / amplification));
        double most = StableSwapPair.MostLog + Math.ScaleB(1, first);
        return (first, (int)Math.Floor(Math.Log2(most)) + 1);
    }

    /// <summary>The coefficients of (c - 1) / log^2 as a function of |log| + 2^first.</summary>
    /// <param name="amplification">A n.</param>
    public static IEnumerable<double> Fit(double amplification)
    {
        (int first, int last) = Octaves(amplification);
        double start = Math.ScaleB(1, first);
        return PiecewiseFit.Of(
            argument => OverSquare(argument - start, amplification), first, last);
    }

    /// <summary>The first coin's balance, in shares of the invariant.</summary>
    /// <param name="log">Log of its price in the other.</param>
    /// <param name="amplification">A n.</param>
    public static double Balance(double log, double amplification)
    {
        double excess = OverSquare(Math.Abs(log), amplification) * log * log;
        double inverse = 1 / amplification;
        double c = 1 + excess;
        double larger = 0.5 * (1 + (excess * inverse)
            + Math.Sqrt(excess * ((((excess * inverse) + 2) * inverse) + (1 / c))));
        return log < 0 ? larger : 0.25 / (c * larger);
    }

    /// <summary>(c - 1) / log^2.</summary>
    /// <param name="log">The size of the log price.</param>
    /// <param name="amplification">A n.</param>
    public static double OverSquare(double log, double amplification)
    {
        if (log * amplification < 1e-9)
        {
            return amplification * (amplification + 2) / 16;
        }

        // From the asymptotes at both ends.
        double inverse = 1 / amplification;
        double gap = Math.Exp(0.5 * log) * Math.Sinh(0.5 * log);
        double ratio = Math.Tanh(0.5 * log);
        double near = 0.25 * ratio * ratio * amplification * (amplification + 2);
        double far = Math.Sqrt(0.5 * gap * amplification);
        double excess = near * far / (near + far);
        for (int i = 0; i < Refinements; i++)
        {
            excess = Refine(excess, gap, amplification, inverse);
        }

        return excess / (log * log);
    }

    // One step of Newton's method in logs. The power of the ratio that it asks for is taken by its
    // Pade approximant of order one, which is exact in the limit.
    private static double Refine(
        double excess, double gap, double amplification, double inverse)
    {
        double c = 1 + excess;
        double sum = 1 + (excess * inverse);
        double width = (((excess * inverse) + 2) * inverse) + (1 / c);
        double difference = Math.Sqrt(excess * width);
        double smaller = 1 / (c * (sum + difference));
        double square = 2 * c * c;
        double divisor = amplification + (square * smaller);
        double missing = (gap * divisor / (square * difference)) - 1;

        // Derivatives by c.
        double change = 0.5
            * ((excess * ((inverse * inverse) - (1 / (c * c)))) + width) / difference;
        double slope = excess * ((2 / c) + (change / difference)
            - (((4 * c * smaller) + (square * (inverse - change))) / divisor));
        double twice = 2 * slope;
        return excess * (((slope + 1) * missing) + twice) / (((slope - 1) * missing) + twice);
    }
}
