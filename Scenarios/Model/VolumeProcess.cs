namespace GpuRisk.Scenarios;

/// <summary>What a pool's mean noise volume is multiplied by: the exponential of an
/// Ornstein-Uhlenbeck process whose mean is kept, times a power of the volatility of the pool's
/// price over its mean.</summary>
/// <param name="MeanReversionPerDay">The speed at which the log reverts, per day; 0 or more.
/// </param>
/// <param name="VolatilityPerDay">The volatility of the log, per square root of a day; 0 or more.
/// </param>
/// <param name="Start">The volume at the start over its mean; above 0.</param>
/// <param name="Elasticity">The power.</param>
public sealed record VolumeProcess(
    double MeanReversionPerDay, double VolatilityPerDay, double Start, double Elasticity);
