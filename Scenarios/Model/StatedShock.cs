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
