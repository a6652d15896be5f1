namespace GpuRisk.Scenarios;

/// <summary>Jumps of a log price at Poisson times, with independent normal sizes.</summary>
/// <param name="PerYear">The intensity, at least 0; without jumps 0.</param>
/// <param name="Mean">The mean of a jump.</param>
/// <param name="StdDev">The standard deviation of a jump, at least 0.</param>
public readonly record struct JumpLaw(double PerYear, double Mean, double StdDev)
{
    /// <summary>What the jumps add to the mean log return, per year.</summary>
    public double MeanPerYear => PerYear * Mean;

    /// <summary>What they add to the variance of the log return, per year.</summary>
    public double VariancePerYear => PerYear * ((Mean * Mean) + (StdDev * StdDev));

    /// <summary>What they add to the fourth cumulant of the log return, per year.</summary>
    public double FourthCumulantPerYear
    {
        get
        {
            double mean = Mean * Mean;
            double variance = StdDev * StdDev;
            return PerYear * ((mean * mean) + (6 * mean * variance) + (3 * variance * variance));
        }
    }

    /// <summary>What they add to the growth of the mean price, per year.</summary>
    public double GrowthPerYear => Cumulant(1);

    /// <summary>What they add to the growth of the mean of a power of the price, per year.
    /// </summary>
    /// <param name="power">The power.</param>
    public double Cumulant(double power) => PerYear
        * (Math.Exp((power * Mean) + (0.5 * power * power * StdDev * StdDev)) - 1);
}
