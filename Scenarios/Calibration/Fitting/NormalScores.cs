using MathNet.Numerics.Distributions;

namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>Returns as normal scores: the quantiles of their probabilities given those before them,
/// in rising order. Standard normal where the process is true.</summary>
/// <param name="Expected">The normal quantile of each rank.</param>
/// <param name="Found">The score of each rank.</param>
/// <param name="Low">What a score stays above with a probability of 97.5 %.</param>
/// <param name="High">What it stays below.</param>
public sealed record NormalScores(double[] Expected, double[] Found, double[] Low, double[] High)
{
    private const double Beyond = 0.025;

    // Beyond the chance of any number that a double tells from 0 and 1.
    private const double Farthest = 6;

    /// <summary>Those of probabilities.</summary>
    public static NormalScores Of(IReadOnlyList<double> probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        int count = probabilities.Count;
        double[] At(Func<int, double> probability) => [.. Enumerable.Range(0, count).Select(
            i => Math.Clamp(Normal.InvCDF(0, 1, probability(i)), -Farthest, Farthest))];
        double[] rising = [.. probabilities.Select(value => Math.Clamp(value, 0, 1)).Order()];
        return new NormalScores(
            At(i => (i + 0.5) / count), At(i => rising[i]),
            At(i => Beta.InvCDF(i + 1, count - i, Beyond)),
            At(i => Beta.InvCDF(i + 1, count - i, 1 - Beyond)));
    }
}
