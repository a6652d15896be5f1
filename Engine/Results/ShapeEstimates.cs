namespace GpuRisk.Engine.Results;

/// <summary>Standard deviation, skewness and excess kurtosis, read from the sketch.</summary>
/// <param name="StandardDeviation">The standard deviation's error only.</param>
/// <param name="Skewness">The third standardised central moment.</param>
/// <param name="Kurtosis">The fourth, less the normal distribution's 3.</param>
internal readonly record struct ShapeEstimates(
    Estimate StandardDeviation,
    Estimate Skewness,
    Estimate Kurtosis)
{
    // Where bins are so wide beside the spread that they hide more of the variance than this,
    // as for outcomes far from zero, the sketch says nothing reliable about shape.
    private const double LargestHiddenShare = 0.01;

    /// <summary>
    /// The shape of a distribution whose exact mean and population standard deviation are known,
    /// both in fixed-point units. Errors are those of the influence functions, for any shape.
    /// </summary>
    internal static ShapeEstimates Of(Distribution outcomes, double mean, double deviation)
    {
        if (outcomes.Count < 2 || deviation <= 0.0)
        {
            return default;
        }

        (double second, double third, double fourth) = Moments(outcomes, mean, deviation);
        if (second < 1.0 - LargestHiddenShare)
        {
            return default;
        }

        double spread = deviation * Math.Sqrt(second);
        double skewness = third / Math.Pow(second, 1.5);
        double kurtosis = fourth / (second * second);
        var ofDeviation = new Influence();
        var ofSkewness = new Influence();
        var ofKurtosis = new Influence();
        foreach (ValueBin bin in outcomes.Bins)
        {
            double z = (bin.Mean - mean) / spread;
            double square = (z * z) - 1.0;
            double power = (z * z * z * z) - kurtosis - (4.0 * skewness * z);
            ofDeviation.Add(bin, 0.5 * square);
            ofSkewness.Add(
                bin, (z * z * z) - skewness - (3.0 * z) - (1.5 * skewness * square));
            ofKurtosis.Add(bin, power - (2.0 * kurtosis * square));
        }

        return new ShapeEstimates(
            ofDeviation.Of(0) with
            {
                StandardError = ofDeviation.StandardError * deviation * outcomes.Unit,
            },
            ofSkewness.Of(skewness),
            ofKurtosis.Of(kurtosis - 3.0));
    }

    private static (double Second, double Third, double Fourth) Moments(
        Distribution outcomes,
        double mean,
        double deviation)
    {
        double second = 0.0;
        double third = 0.0;
        double fourth = 0.0;
        foreach (ValueBin bin in outcomes.Bins)
        {
            double z = (bin.Mean - mean) / deviation;
            double share = (double)bin.Count / outcomes.Count;
            second += share * z * z;
            third += share * z * z * z;
            fourth += share * z * z * z * z;
        }

        return (second, third, fourth);
    }
}
