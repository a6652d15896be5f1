namespace GpuRisk.Scenarios;

/// <summary>A farm that pays new tokens to those who stake, in proportion to their stake.</summary>
public sealed record Farm
{
    /// <summary>The position in <see cref="Scenario.Farms"/>, from 0.</summary>
    [NotHashed("the order of the list")]
    public required int Index { get; init; }

    /// <summary>The name that the scenario gives it.</summary>
    public required string Name { get; init; }

    /// <summary>The pool whose liquidity is staked; null where an asset is.</summary>
    public required ArbitragedPool? Pool { get; init; }

    /// <summary>The asset that is staked; null where liquidity of a pool is.</summary>
    public required Asset? Asset { get; init; }

    /// <summary>The token in which rewards are paid.</summary>
    public required Asset Reward { get; init; }

    /// <summary>The tokens paid per day at the start; 0 or more.</summary>
    public required double EmissionPerDay { get; init; }

    /// <summary>The time in which emission falls by half, in seconds; null where it does not.
    /// </summary>
    public required double? EmissionHalfLifeSeconds { get; init; }

    /// <summary>What others than the scenario's classes stake, in USD; 0 or more.</summary>
    public required double OutsideStakeUsd { get; init; }

    /// <summary>What a claim takes, in units of gas; 0 or more.</summary>
    public required double ClaimGasUnits { get; init; }

    /// <summary>The part of a claimed reward that is sold at once, in [0, 1].</summary>
    public required double SoldShare { get; init; }

    /// <summary>The intensity at which its owners run away with stakes, per year; 0 or more.
    /// </summary>
    public required double RugsPerYear { get; init; }

    /// <summary>The part of the stakes that they take, in [0, 1].</summary>
    public required double RuggedShare { get; init; }
}
