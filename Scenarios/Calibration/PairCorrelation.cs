namespace GpuRisk.Scenarios.Calibration;

/// <summary>The correlation of the log returns of two assets.</summary>
/// <param name="First">The first asset's name.</param>
/// <param name="Second">The second asset's name.</param>
/// <param name="Value">The sample correlation.</param>
/// <param name="StandardError">Its standard error, at the kurtosis of the sample and with
/// neighbouring returns that may depend on each other; null where the data give none.</param>
public sealed record PairCorrelation(
    string First, string Second, double Value, double? StandardError)
{
    /// <summary>The correlation of two samples.</summary>
    internal static double Of(IReadOnlyList<double> first, IReadOnlyList<double> second) =>
        MathNet.Numerics.Statistics.Correlation.Pearson(first, second);

    /// <summary>What each return contributes to the error of the correlation: the influence
    /// xy - r (x² + y²) / 2 of standardised returns, over their number.</summary>
    internal static double[] Contributions(
        IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        ReturnMoments one = ReturnMoments.Of(first);
        ReturnMoments other = ReturnMoments.Of(second);
        double correlation = Of(first, second);
        return [.. first.Zip(second, (a, b) =>
        {
            double x = (a - one.Mean) / one.StandardDeviation;
            double y = (b - other.Mean) / other.StandardDeviation;
            return ((x * y) - (0.5 * correlation * ((x * x) + (y * y)))) / first.Count;
        })];
    }
}
