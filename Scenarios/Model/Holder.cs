namespace GpuRisk.Scenarios;

/// <summary>A class of wallets that hold a stablecoin.</summary>
/// <param name="Index">The position in <see cref="Scenario.Holders"/>, from 0.</param>
/// <param name="Name">The name that the scenario gives it.</param>
/// <param name="Stablecoin">What they hold.</param>
/// <param name="HoldingsUsd">What they hold together at the start, in USD; above 0.</param>
/// <param name="LatencySeconds">How late they act, in seconds, a whole number of steps.</param>
/// <param name="Wallets">The number of wallets; 1 or more.</param>
public sealed record Holder(
    [property: NotHashed("the order of the list")] int Index,
    string Name,
    Stablecoin Stablecoin,
    double HoldingsUsd,
    double LatencySeconds,
    long Wallets);
