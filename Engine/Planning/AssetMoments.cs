using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning;

/// <summary>Moments of an asset's log price, per year.</summary>
internal readonly record struct AssetMoments(
    double DiffusionDrift,
    double Volatility,
    double JumpsPerYear,
    double JumpMean,
    double JumpStdDev)
{
    private const double SecondsPerYear = 365.0 * 86400.0;

    /// <summary>Mean log return per year, jumps included.</summary>
    public double Mean => DiffusionDrift + (JumpsPerYear * JumpMean);

    /// <summary>Variance of the log return per year, jumps included.</summary>
    public double Variance => (Volatility * Volatility)
        + (JumpsPerYear * ((JumpMean * JumpMean) + (JumpStdDev * JumpStdDev)));

    /// <summary>The factor that a price may well grow by: two standard deviations.</summary>
    public double Growth(double years) =>
        Math.Exp(Math.Max(Mean * years, 0) + (2 * Math.Sqrt(Variance * years)));

    public static double Years(double seconds) => seconds / SecondsPerYear;

    /// <summary>
    /// The drift of a price is that of its mean, so the log price drifts by half the variance
    /// less; compensated jumps also take their own mean growth out.
    /// </summary>
    public static AssetMoments Of(Asset asset) => asset.Process switch
    {
        ConstantProcess or PeggedProcess => default,
        GbmProcess p => new(
            p.DriftPerYear - (0.5 * p.VolatilityPerYear * p.VolatilityPerYear),
            p.VolatilityPerYear, 0, 0, 0),
        MertonProcess p => new(
            p.DriftPerYear
                - (0.5 * p.VolatilityPerYear * p.VolatilityPerYear)
                - (p.Compensated ? p.JumpsPerYear * MeanJump(p) : 0),
            p.VolatilityPerYear, p.JumpsPerYear, p.JumpMean, p.JumpStdDev),
        _ => throw new ArgumentOutOfRangeException(
            nameof(asset), asset.Process, "Unknown process."),
    };

    private static double MeanJump(MertonProcess p) =>
        Math.Exp(p.JumpMean + (0.5 * p.JumpStdDev * p.JumpStdDev)) - 1;
}
