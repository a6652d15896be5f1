namespace GpuRisk.Scenarios;

/// <summary>What happens at a stated time, on every path.</summary>
/// <param name="AtSeconds">When it begins, in seconds from the start; a whole number of steps, 0 or
/// more.</param>
/// <param name="OverSeconds">How long it takes, in seconds; a whole number of steps, 1 or more,
/// that ends within the horizon.</param>
/// <param name="Prices">What it does to prices, by index of the asset.</param>
public sealed record StatedShock(
    double AtSeconds, double OverSeconds, IReadOnlyList<StatedMove> Prices)
{
    /// <summary>By what it multiplies pools' noise volume while it lasts, by index of the pool.
    /// </summary>
    public IReadOnlyList<StatedVolume> Volumes { get; init; } = [];

    /// <summary>By what it multiplies the price of gas while it lasts; 0 or more, null where it
    /// does not.</summary>
    public double? GasFactor { get; init; }

    /// <summary>What it does to the prices of stablecoins, by index of the coin.</summary>
    public IReadOnlyList<StatedPegMove> Pegs { get; init; } = [];

    /// <summary>The first of the steps at whose ends it acts.</summary>
    public int FirstStep(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return (int)Math.Round(AtSeconds / scenario.StepSeconds);
    }

    /// <summary>The number of these steps, on which it acts in equal parts.</summary>
    public int Steps(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return (int)Math.Round(OverSeconds / scenario.StepSeconds);
    }
}

/// <summary>A move of a price beside what its process does.</summary>
/// <param name="Asset">The asset; its price moves of its own.</param>
/// <param name="Move">The move as a part of the price, above -1 and at most 1000.</param>
public sealed record StatedMove(Asset Asset, double Move)
{
    /// <summary>What it adds to the log price.</summary>
    public double Log => Math.Log(1 + Move);
}

/// <summary>A change of a pool's noise volume.</summary>
/// <param name="Pool">The pool; it has noise volume.</param>
/// <param name="Factor">By what the volume is multiplied; 0 or more.</param>
public sealed record StatedVolume(ArbitragedPool Pool, double Factor);

/// <summary>A move of a stablecoin's price beside what its model does.</summary>
/// <param name="Stablecoin">The stablecoin.</param>
/// <param name="Move">The move as a part of the price, above -1 and at most 1.</param>
public sealed record StatedPegMove(Stablecoin Stablecoin, double Move)
{
    /// <summary>What it adds to the log price.</summary>
    public double Log => Math.Log(1 + Move);
}
