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

    /// <summary>A part of equal returns that shows that prices are rounded coarsely.</summary>
    private const double ManyZeros = 0.2;

    public static List<string> Of(
        Vector<double> theta,
        MertonBounds bounds,
        double[] returns,
        double? relativeErrorOfJumpDeviation,
        bool hasErrors)
    {
        List<string> warnings = [];
        double jumps = Math.Exp(theta[2]);
        double zeros = returns.Count(value => value == 0) / (double)returns.Length;
        if (bounds.IsAtLower(theta, 1))
        {
            warnings.Add(
                "volatility stopped at its lower bound, 1% of the whole: the likelihood grows "
                + "without bound. Do not use this fit.");
        }

        if (zeros > ManyZeros)
        {
            warnings.Add(Invariant(
                $"{zeros:P0} of the returns are 0: prices are rounded coarsely or rarely traded, ")
                + "which neither model knows.");
        }

        AddJumpWarnings(theta, bounds, jumps, returns.Length, warnings);
        if (relativeErrorOfJumpDeviation > UnclearDeviation)
        {
            warnings.Add(
                "jumpStdDev is less than two standard errors from 0: jumps may be all alike, and "
                + "its error is rough.");
        }

        if (!hasErrors)
        {
            warnings.Add(
                "The likelihood is not curved downwards at the fit; there are no standard errors.");
        }

        return warnings;
    }

    private static void AddJumpWarnings(
        Vector<double> theta,
        MertonBounds bounds,
        double jumps,
        int count,
        List<string> warnings)
    {
        if (bounds.IsAtLower(theta, 2))
        {
            warnings.Add("jumpsPerYear tends to 0: there are no jumps in the data; use gbm.");
            return;
        }

        if (bounds.IsAtUpper(theta, 2))
        {
            warnings.Add(
                "jumpsPerYear stopped at the most that a scenario allows, 10,000 a year or 5 in "
                + "an interval; use prices of a longer interval, or gbm.");
        }

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

        if (bounds.IsAtLower(theta, 4))
        {
            warnings.Add(
                "jumpStdDev tends to 0, and its standard error is unknown: all jumps are alike, "
                + "or one of them decides.");
        }

        if (!bounds.IsWithin(theta, 3) || bounds.IsAtUpper(theta, 4))
        {
            warnings.Add("The size of jumps stopped at the most that a scenario allows, 5.");
        }
    }

    private static string Invariant(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
