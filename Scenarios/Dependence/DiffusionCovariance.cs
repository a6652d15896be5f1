using System.Collections.Concurrent;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace GpuRisk.Scenarios;

/// <summary>
/// How much covariance two diffusions can make. Student's moves are normals times the root of a
/// mixing variable M of mean 1, and normals with correlation 1 make E sqrt(M M') of what the
/// volatilities allow: all of it where both have one variable.
/// </summary>
internal static class DiffusionCovariance
{
    private static readonly ConcurrentDictionary<(double, double), double> Shared = new();

    /// <summary>The largest covariance, per year.</summary>
    public static double Most(AssetMoments first, AssetMoments second) =>
        first.Volatility * second.Volatility * Root(first.Mixing, second.Mixing);

    // E sqrt(M M'), with M = (f - 2) / chi-squared. Periods of one length have one probability at
    // which each asset takes the quantile of its own law.
    private static double Root(MixingLaw? first, MixingLaw? second)
    {
        if (first == second) return 1;
        return first is { } one && second is { } other && one.PeriodSeconds == other.PeriodSeconds
            ? Shared.GetOrAdd(
                (one.Freedom, other.Freedom), pair => Together(pair.Item1, pair.Item2))
            : Alone(first) * Alone(second);
    }

    private static double Alone(MixingLaw? law) => law is { Freedom: double freedom }
        ? Math.Sqrt(0.5 * (freedom - 2)) * Math.Exp(
            SpecialFunctions.GammaLn(0.5 * (freedom - 1)) - SpecialFunctions.GammaLn(0.5 * freedom))
        : 1;

    // The trapezoidal rule over the normal of the same probability.
    private static double Together(double first, double second)
    {
        const double Range = 8;
        const double Step = 1.0 / 16;
        return Step * Enumerable.Range(0, (int)(2 * Range / Step) + 1)
            .Select(i => (i * Step) - Range)
            .Sum(z => Normal.PDF(0, 1, z)
                * Math.Exp(MixingLaw.LogRoot(first, z) + MixingLaw.LogRoot(second, z)));
    }
}
