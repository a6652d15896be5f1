namespace GpuRisk.Scenarios;

/// <summary>Moments of an asset's log price, per year of 365 days.</summary>
/// <param name="DiffusionDrift">The mean of the diffusion.</param>
/// <param name="Volatility">The standard deviation of the diffusion.</param>
/// <param name="Own">The jumps that the asset states as its own.</param>
/// <param name="Common">The jumps that it states to have in common with others.</param>
public readonly record struct AssetMoments(
    double DiffusionDrift, double Volatility, JumpLaw Own, JumpLaw Common)
{
    /// <summary>Seconds of a year, which has 365 days everywhere.</summary>
    public const double SecondsPerYear = 365.0 * 86400.0;

    /// <summary>Mean number of jumps.</summary>
    public double JumpsPerYear => Own.PerYear + Common.PerYear;

    /// <summary>Mean log return, jumps included.</summary>
    public double Mean => DiffusionDrift + Own.MeanPerYear + Common.MeanPerYear;

    /// <summary>Variance of the log return, jumps included.</summary>
    public double Variance =>
        (Volatility * Volatility) + Own.VariancePerYear + Common.VariancePerYear;

    /// <summary>Standard deviation of the log return, jumps included.</summary>
    public double Deviation =>
        // Squares of very small volatilities are lost.
        JumpsPerYear > 0 ? Math.Sqrt(Variance) : Volatility;

    /// <summary>Fourth cumulant of the log return, which jumps alone have.</summary>
    public double FourthCumulant => Own.FourthCumulantPerYear + Common.FourthCumulantPerYear;

    /// <summary>The factor that a price may well grow by: two standard deviations.</summary>
    public double Growth(double years) =>
        Math.Exp(Math.Max(Mean * years, 0) + (2 * Math.Sqrt(Variance * years)));

    /// <summary>A duration in years.</summary>
    public static double Years(double seconds) => seconds / SecondsPerYear;

    /// <summary>
    /// The drift of a price is that of its mean, so the log price drifts by half the variance
    /// less; compensated jumps also take their own mean growth out.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The process is unknown.</exception>
    public static AssetMoments Of(Asset asset)
    {
        ArgumentNullException.ThrowIfNull(asset);
        return asset.Process switch
        {
            ConstantProcess or PeggedProcess => default,
            GbmProcess p => new(
                LogDrift(p.DriftPerYear, p.VolatilityPerYear), p.VolatilityPerYear,
                default, default),
            MertonProcess p => new(
                LogDrift(p.DriftPerYear, p.VolatilityPerYear)
                    - (p.Compensated ? p.Own.GrowthPerYear + p.Common.GrowthPerYear : 0),
                p.VolatilityPerYear, p.Own, p.Common),
            _ => throw new ArgumentOutOfRangeException(
                nameof(asset), asset.Process, "No moments of this process."),
        };
    }

    private static double LogDrift(double drift, double volatility) =>
        drift - (0.5 * volatility * volatility);
}
