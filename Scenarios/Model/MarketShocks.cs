namespace GpuRisk.Scenarios;

/// <summary>What a unit of gas costs.</summary>
public sealed record GasMarket
{
    /// <summary>The price at the start, in 10^-9 of the asset; 0 or more.</summary>
    public required double PriceGwei { get; init; }

    /// <summary>The asset that pays for gas.</summary>
    public required Asset Asset { get; init; }

    /// <summary>The speed at which the log price reverts, per day; 0 or more.</summary>
    public required double MeanReversionPerDay { get; init; }

    /// <summary>The volatility of the log price, per square root of a day; 0 or more.</summary>
    public required double VolatilityPerDay { get; init; }

    /// <summary>By what a jump of any asset, or a regulatory shock, multiplies the price; 1 or
    /// more. It reverts as the price does.</summary>
    public required double StressMultiplier { get; init; }

    /// <summary>The part that is burned, in [0, 1]; validators get the rest.</summary>
    public required double BurnedShare { get; init; }

    /// <summary>The part of their profits that arbitrageurs and liquidators bid away to
    /// validators, in [0, 1].</summary>
    public required double BidShare { get; init; }

    /// <summary>A unit of gas at the start, in USD.</summary>
    public double UsdPerUnit => PriceGwei * 1e-9 * Asset.PriceUsd;
}

/// <summary>Regulators' interventions, at random times.</summary>
public sealed record Regulation
{
    /// <summary>The intensity, per year; 0 or more.</summary>
    public required double ShocksPerYear { get; init; }

    /// <summary>The part of the noise volume that goes away, in [0, 1].</summary>
    public required double VolumeDrop { get; init; }

    /// <summary>The half-life in which it comes back, in seconds; above 0.</summary>
    public required double VolumeHalfLifeSeconds { get; init; }

    /// <summary>The lasting falls of prices.</summary>
    public required IReadOnlyList<RegulatoryFall> Falls { get; init; }

    /// <summary>What is frozen.</summary>
    public required IReadOnlyList<Freeze> Freezes { get; init; }
}

/// <summary>A lasting fall of a price.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="Fall">The fall, in (0, 1).</param>
public sealed record RegulatoryFall(Asset Asset, double Fall);

/// <summary>A part of a class's holdings of an asset, frozen for good.</summary>
/// <param name="Class">The class.</param>
/// <param name="Asset">The asset, held by the class.</param>
/// <param name="Share">The part, in (0, 1].</param>
public sealed record Freeze(WalletClass Class, Asset Asset, double Share);

/// <summary>Insurance of stakes in a farm against its owners.</summary>
public sealed record Cover
{
    /// <summary>The name that the scenario gives it.</summary>
    public required string Name { get; init; }

    /// <summary>The farm.</summary>
    public required Farm Farm { get; init; }

    /// <summary>The premium, per year and USD covered; 0 or more.</summary>
    public required double PremiumPerYear { get; init; }

    /// <summary>The part of a loss that is paid, in (0, 1].</summary>
    public required double PayoutShare { get; init; }

    /// <summary>The most that is paid in all, in USD; above 0.</summary>
    public required double CapitalUsd { get; init; }

    /// <summary>Who is covered, and which part of his stake.</summary>
    public required IReadOnlyList<CoveredStake> Covered { get; init; }
}

/// <summary>A class's cover.</summary>
/// <param name="Class">The class; it has a stake in the farm.</param>
/// <param name="Share">The part of its stake that is covered, in (0, 1].</param>
public sealed record CoveredStake(WalletClass Class, double Share);

/// <summary>What the treasury pays to infrastructure.</summary>
/// <param name="AuditsUsdPerYear">To auditors; 0 or more.</param>
/// <param name="DevelopersUsdPerYear">To developers; 0 or more.</param>
public sealed record Services(double AuditsUsdPerYear, double DevelopersUsdPerYear);
