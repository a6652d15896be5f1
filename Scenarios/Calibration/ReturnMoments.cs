using MathNet.Numerics.Statistics;

namespace GpuRisk.Scenarios.Calibration;

/// <summary>Moments of the log return over one interval.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="StandardDeviation">The root of the mean squared deviation.</param>
/// <param name="Skewness">The third standardised moment; 0 for a normal.</param>
/// <param name="Kurtosis">The fourth standardised moment; 3 for a normal.</param>
public sealed record ReturnMoments(
    double Mean,
    double StandardDeviation,
    double Skewness,
    double Kurtosis)
{
    private const double NormalKurtosis = 3;

    /// <summary>The moments of a sample, without corrections for its size.</summary>
    internal static ReturnMoments Of(IEnumerable<double> returns)
    {
        var statistics = new RunningStatistics(returns);
        return new ReturnMoments(
            statistics.Mean,
            statistics.PopulationStandardDeviation,
            statistics.PopulationSkewness,
            statistics.PopulationKurtosis + NormalKurtosis);
    }

    /// <summary>The moments from the first four cumulants.</summary>
    internal static ReturnMoments OfCumulants(
        double mean, double variance, double third, double fourth) => new(
            mean,
            Math.Sqrt(variance),
            third / Math.Pow(variance, 1.5),
            (fourth / (variance * variance)) + NormalKurtosis);
}
