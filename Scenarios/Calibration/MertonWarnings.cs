using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace GpuRisk.Scenarios.Calibration;

/// <summary>Tells where a jump diffusion is at the edge of what can be estimated.</summary>
internal static class MertonWarnings
{
    /// <summary>With more jumps in an interval they are no longer rare.</summary>
    private const double ManyJumps = 0.1;

    /// <summary>With fewer jumps in the data, errors that suppose many are rough.</summary>
    private const double FewJumps = 10;

    /// <summary>A relative error that leaves it open whether jumps differ.</summary>
    private const double UnclearDeviation = 0.5;

    /// <summary>
    /// What forbids the use of a fit: parameters at the edge of what was searched, where neither
    /// likelihood nor criterion says anything.
    /// </summary>
    public static List<string> Obstacles(
        Vector<double> theta, MertonBounds bounds, bool hasErrors)
    {
        List<string> obstacles = [];
        if (bounds.IsAtLower(theta, 1))
        {
            obstacles.Add(
                "volatility stopped at its lower bound, 1% of the whole: the likelihood grows "
                + "without bound. Do not use this fit.");
        }

        if (bounds.IsAtLower(theta, 2))
        {
            obstacles.Add("jumpsPerYear tends to 0: there are no jumps in the data; use gbm.");
            return obstacles;
        }

        if (bounds.IsAtUpper(theta, 2))
        {
            obstacles.Add(
                "jumpsPerYear stopped at the most that a scenario allows, 10,000 a year or 5 in "
                + "an interval; use prices of a longer interval, or gbm.");
        }

        if (bounds.IsAtLower(theta, 4))
        {
            obstacles.Add(
                "jumpStdDev tends to 0, and its standard error is unknown: all jumps are alike, "
                + "or one of them decides.");
        }

        if (!bounds.IsWithin(theta, 3) || bounds.IsAtUpper(theta, 4))
            obstacles.Add("The size of jumps stopped at the most that a scenario allows, 5.");
        if (!hasErrors)
        {
            obstacles.Add(
                "The likelihood is not curved downwards at the fit; there are no standard errors.");
        }

        return obstacles;
    }

    /// <summary>What a user should know of a fit, be it usable or not.</summary>
    /// <param name="jumps">The mean number of jumps in an interval.</param>
    /// <param name="count">The number of returns.</param>
    /// <param name="relativeErrorOfJumpDeviation">Null where there is none.</param>
    public static List<string> Of(
        double jumps, int count, double? relativeErrorOfJumpDeviation)
    {
        List<string> warnings = [];
        if (jumps > ManyJumps)
        {
            warnings.Add(Invariant(
                $"{jumps:G2} jumps are expected in an interval, which is not small: the jumps ")
                + "describe fat tails and changing volatility rather than rare events.");
        }
        else if (jumps * count < FewJumps)
        {
            warnings.Add(Invariant(
                $"Only {jumps * count:G2} jumps are expected in all the data: ")
                + "the errors of the jumps' parameters are rough.");
        }

        if (relativeErrorOfJumpDeviation > UnclearDeviation)
        {
            warnings.Add(
                "jumpStdDev is less than two standard errors from 0: jumps may be all alike, and "
                + "its error is rough.");
        }

        return warnings;
    }

    private static string Invariant(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
