namespace GpuRisk.Scenarios;

/// <summary>A pool of two coins of like value after the StableSwap invariant.</summary>
public sealed record StableSwapPool : Pool
{
    /// <summary>The amplification, in the convention of the contracts; 1 to 1,000,000.</summary>
    public required double Amplification { get; init; }

    /// <summary>The coin listed first.</summary>
    public required PoolLeg First { get; init; }

    /// <summary>The coin listed second.</summary>
    public required PoolLeg Second { get; init; }
}

/// <summary>One coin of a StableSwap pool: a stablecoin or a constant asset.</summary>
/// <param name="Stablecoin">The stablecoin, or null where the leg is an asset.</param>
/// <param name="Asset">The constant asset, or null where the leg is a stablecoin.</param>
public sealed record PoolLeg(Stablecoin? Stablecoin, Asset? Asset)
{
    /// <summary>The name of the coin.</summary>
    public string Name => Stablecoin?.Name ?? Asset?.Name ?? "";
}
