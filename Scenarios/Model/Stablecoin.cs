namespace GpuRisk.Scenarios;

/// <summary>How a stablecoin keeps its peg.</summary>
public enum StablecoinDesign
{
    /// <summary>By reserves that the issuer holds.</summary>
    ReserveBacked,
}

/// <summary>When an issuer does not redeem.</summary>
public enum ClosedHours
{
    /// <summary>It redeems at any time.</summary>
    Never,

    /// <summary>It does not redeem on Saturdays and Sundays, UTC.</summary>
    Weekends,
}

/// <summary>A coin that is meant to be worth a stated price.</summary>
public sealed record Stablecoin
{
    /// <summary>The position in <see cref="Scenario.Stablecoins"/>, from 0.</summary>
    [NotHashed("the order of the list")]
    public required int Index { get; init; }

    /// <summary>The name that the scenario gives it.</summary>
    public required string Name { get; init; }

    /// <summary>How it keeps its peg.</summary>
    public required StablecoinDesign Design { get; init; }

    /// <summary>The price that it is meant to have, in USD; above 0.</summary>
    public required double PegUsd { get; init; }

    /// <summary>The speed at which the log peg reverts, per day; 0 or more.</summary>
    public required double MeanReversionPerDay { get; init; }

    /// <summary>The volatility of the log peg, per square root of a day; 0 or more.</summary>
    public required double VolatilityPerDay { get; init; }

    /// <summary>The intensity of jumps of the log peg that leave reserves whole, per year; 0 or
    /// more.</summary>
    public double JumpsPerYear { get; init; }

    /// <summary>The mean of such a jump.</summary>
    public double JumpMean { get; init; }

    /// <summary>Its standard deviation; 0 or more.</summary>
    public double JumpStdDev { get; init; }

    /// <summary>The intensity at which reserves are impaired, per year; 0 or more.</summary>
    public required double ImpairmentsPerYear { get; init; }

    /// <summary>
    /// The mean of the part of the reserves that an impairment takes, in (0, 1); 0 where none is
    /// stated, which is only so without random impairments.
    /// </summary>
    public required double ImpairmentMean { get; init; }

    /// <summary>
    /// The concentration c of the beta distribution of that part: a = mean c, b = (1 - mean) c.
    /// </summary>
    public required double ImpairmentConcentration { get; init; }

    /// <summary>The part of an impairment that is recovered, in [0, 1].</summary>
    public required double RecoveredShare { get; init; }

    /// <summary>The time from impairment to recovery, in seconds; above 0.</summary>
    public required double RecoveryTimeSeconds { get; init; }

    /// <summary>An impairment at a stated time; null where none is stated.</summary>
    public required StatedImpairment? ImpairmentAt { get; init; }

    /// <summary>How the issuer redeems; null where it does not.</summary>
    public required RedemptionTerms? Redemption { get; init; }

    /// <summary>
    /// The moment at which paths start, in seconds after Monday 00:00 UTC, 0 to 604800.
    /// </summary>
    public required double StartsAtSeconds { get; init; }

    /// <summary>The coins outstanding; above 0.</summary>
    public required double SupplyCoins { get; init; }

    /// <summary>What the issuer earns on reserves, per year.</summary>
    public required double ReserveYieldPerYear { get; init; }

    /// <summary>Exits per day per unit of peg gap plus redeemed share; 0 or more.</summary>
    public required double RunIntensityPerDay { get; init; }

    /// <summary>Reserves per coin below which redemption stops for good, in (0, 1).</summary>
    public required double FailureThreshold { get; init; }
}

/// <summary>An impairment that the scenario states, to replay an event.</summary>
/// <param name="TimeSeconds">The time after the start, in seconds; above 0.</param>
/// <param name="SizeFraction">The part of the reserves that is impaired, in (0, 1].</param>
public sealed record StatedImpairment(double TimeSeconds, double SizeFraction);

/// <summary>The terms on which an issuer redeems at the peg.</summary>
/// <param name="MinimumUsd">The least that is redeemed at once, in USD; 0 or more.</param>
/// <param name="FeeFraction">The fee, as a fraction in [0, 1).</param>
/// <param name="DailyCapacityUsd">The most that is redeemed in a day, in USD; above 0.</param>
/// <param name="Closed">When the issuer does not redeem.</param>
public sealed record RedemptionTerms(
    double MinimumUsd,
    double FeeFraction,
    double DailyCapacityUsd,
    ClosedHours Closed)
{
    // Sizes are parts of wealth, so that rounding takes a hair off one that is the least.
    private const double Rounding = 1e-9;

    /// <summary>Whether a wallet of a size, in USD, is large enough to redeem.</summary>
    public bool Admit(double walletUsd) => walletUsd >= MinimumUsd * (1 - Rounding);
}
