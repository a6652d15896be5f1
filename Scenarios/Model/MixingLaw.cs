using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace GpuRisk.Scenarios;

/// <summary>What makes Student's tails: once a period, all moves are multiplied by the root of
/// (f - 2) / X, X chi-squared of f degrees of freedom.</summary>
/// <param name="Freedom">f, above 2.</param>
/// <param name="PeriodSeconds">The length of a period, in seconds; assets whose periods are of one
/// length draw one probability.</param>
public readonly record struct MixingLaw(double Freedom, double PeriodSeconds)
{
    /// <summary>The logarithm of the root for a standard normal: X is its own quantile at the
    /// normal's probability.</summary>
    public static double LogRoot(double freedom, double normal)
    {
        // By bisection of the logarithm: tails keep their digits.
        double tail = Normal.CDF(0, 1, -Math.Abs(normal));
        (double low, double high) = (-100.0, 10.0);
        for (int i = 0; i < 64; i++)
        {
            double middle = 0.5 * (low + high);
            double half = 0.5 * Math.Exp(middle);
            bool isBelow = normal < 0
                ? SpecialFunctions.GammaLowerRegularized(0.5 * freedom, half) < tail
                : SpecialFunctions.GammaUpperRegularized(0.5 * freedom, half) > tail;
            (low, high) = isBelow ? (middle, high) : (low, middle);
        }

        return 0.5 * (Math.Log(freedom - 2) - (0.5 * (low + high)));
    }
}
