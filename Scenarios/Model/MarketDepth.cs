namespace GpuRisk.Scenarios;

/// <summary>How sales of an asset move its price.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="DepthUsdPerPercent">The sales that move the price by 1%, in USD; above 0.</param>
/// <param name="RecoveryHalfLifeSeconds">The half-life of the move, in seconds; above 0.</param>
public sealed record MarketDepth(
    Asset Asset,
    double DepthUsdPerPercent,
    double RecoveryHalfLifeSeconds);
