namespace GpuRisk.Scenarios;

/// <summary>Moments of an asset's log price over a horizon, per year of 365 days of it.</summary>
/// <param name="DiffusionDrift">The mean of the diffusion.</param>
/// <param name="Volatility">The volatility of the diffusion; where it changes, the root of the
/// mean of its square.</param>
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

    /// <summary>Quadratic variation of the log price, jumps included.</summary>
    public double QuadraticVariation =>
        (Volatility * Volatility) + Own.VariancePerYear + Common.VariancePerYear;

    /// <summary>Root of the quadratic variation, by which correlations are told.</summary>
    public double Deviation =>
        // Squares of very small volatilities are lost.
        JumpsPerYear > 0 ? Math.Sqrt(QuadraticVariation) : Volatility;

    /// <summary>What the variance of the log return is beyond its quadratic variation, because the
    /// volatility itself is random.</summary>
    public double ExcessVariance { get; init; }

    /// <summary>Variance of the log return, jumps included.</summary>
    public double Variance => QuadraticVariation + ExcessVariance;

    /// <summary>Standard deviation of the log return, jumps included.</summary>
    public double ReturnDeviation => ExcessVariance == 0 ? Deviation : Math.Sqrt(Variance);

    /// <summary>What the fourth cumulant of the log return is beyond that of the jumps, because
    /// the volatility changes.</summary>
    public double ExcessFourthCumulant { get; init; }

    /// <summary>What the variance of the number of jumps is beyond its mean, because they come
    /// more often in some regimes.</summary>
    public double ExcessJumpVariance { get; init; }

    /// <summary>Whether it follows the market's regimes, as other assets may.</summary>
    public bool FollowsRegimes { get; init; }

    /// <summary>Whether the volatility changes, so that log returns over a horizon are not
    /// correlated as those of a moment are.</summary>
    public bool HasChangingVolatility { get; init; }

    /// <summary>Whether the variance of the log return is known only as far as the quadratic
    /// variation goes, so that no run can be held to it.</summary>
    public bool HasUnknownVariance { get; init; }

    /// <summary>The draws that the asset has in common with others; null where there are none.
    /// </summary>
    public CommonShocks? CommonShocks { get; init; }

    /// <summary>What makes Student's tails; null of normal moves.</summary>
    public MixingLaw? Mixing { get; init; }

    /// <summary>Whether the price reverts, with the same consequence.</summary>
    public bool Reverts { get; init; }

    /// <summary>Fourth cumulant of the log return.</summary>
    public double FourthCumulant => ExcessFourthCumulant + Own.FourthCumulantPerYear
        + Common.FourthCumulantPerYear;

    /// <summary>ln E[(S(T) / S(0))^power] of a Brownian log price with jumps at Poisson times
    /// (Merton 1976).</summary>
    /// <param name="power">The power.</param>
    /// <param name="years">The time.</param>
    public double LogExpectation(double power, double years) => years * (
        (power * DiffusionDrift) + (0.5 * power * power * Volatility * Volatility)
        + Own.Cumulant(power) + Common.Cumulant(power));

    /// <summary>The mean of the sum of the squares of its moves over equal steps.</summary>
    /// <param name="steps">The number of steps.</param>
    /// <param name="stepYears">The length of a step.</param>
    public double RealisedVariance(int steps, double stepYears) =>
        steps * ((QuadraticVariation * stepYears) + Math.Pow(Mean * stepYears, 2));

    /// <summary>The factor that a price may well grow by: two standard deviations.</summary>
    public double Growth(double years) =>
        Math.Exp(Math.Max(Mean * years, 0) + (2 * Math.Sqrt(UsualVariance * years)));

    /// <summary>A duration in years.</summary>
    public static double Years(double seconds) => seconds / SecondsPerYear;

    /// <summary>Moments of an asset's log price over a horizon.</summary>
    public static AssetMoments Of(Asset asset, double years)
    {
        ArgumentNullException.ThrowIfNull(asset);
        return asset.Process.Moments(years);
    }

    // A variance that is mostly that of rare explosions tells nothing of how prices usually grow.
    private double UsualVariance => QuadraticVariation > 0
        ? Math.Min(Variance, 4 * QuadraticVariation)
        : Variance;
}
