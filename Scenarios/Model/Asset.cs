namespace GpuRisk.Scenarios;

/// <summary>A token with a simulated market price.</summary>
/// <param name="Index">The position in <see cref="Scenario.Assets"/>, from 0.</param>
/// <param name="Name">The name that the scenario gives it.</param>
/// <param name="PriceUsd">The price at the start, in USD per token; above 0.</param>
/// <param name="Process">How the price moves.</param>
public sealed record Asset(
    [property: NotHashed("the order of the list")] int Index,
    string Name,
    double PriceUsd,
    PriceProcess Process)
{
    /// <summary>Decimals of the token's contract, 0 to 36; null where not stated. They decide
    /// which prices a range may end on in a pool with ticks, and nothing else.</summary>
    public int? Decimals { get; init; }

    /// <summary>What the process was calibrated on, in words; null where not stated.</summary>
    [NotHashed("no path depends on it")]
    public string? Source { get; init; }
}
