namespace GpuRisk.Scenarios.Calibration;

/// <summary>Merton's jump diffusion over one interval of the data.</summary>
/// <param name="Mean">The mean of the log return without jumps.</param>
/// <param name="Deviation">Its standard deviation without jumps, above 0.</param>
/// <param name="Jumps">The mean number of jumps, above 0.</param>
/// <param name="JumpMean">The mean of a jump.</param>
/// <param name="JumpDeviation">The standard deviation of a jump, at least 0.</param>
internal readonly record struct MertonStep(
    double Mean,
    double Deviation,
    double Jumps,
    double JumpMean,
    double JumpDeviation)
{
    /// <summary>
    /// The moments: the cumulants of a compound Poisson sum are its intensity times the moments
    /// of a jump about 0 (Cont and Tankov 2004, section 4.1).
    /// </summary>
    public ReturnMoments Moments()
    {
        double m = JumpMean;
        double m2 = m * m;
        double v = JumpDeviation * JumpDeviation;
        return ReturnMoments.OfCumulants(
            Mean + (Jumps * m),
            (Deviation * Deviation) + (Jumps * (m2 + v)),
            Jumps * m * (m2 + (3 * v)),
            Jumps * ((m2 * m2) + (6 * m2 * v) + (3 * v * v)));
    }

    /// <summary>The same in returns that are divided by a scale.</summary>
    public MertonStep Over(double scale) =>
        new(Mean / scale, Deviation / scale, Jumps, JumpMean / scale, JumpDeviation / scale);
}
