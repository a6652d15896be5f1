namespace GpuRisk.Scenarios;

/// <summary>An automated market maker.</summary>
public abstract record Pool
{
    /// <summary>The position in <see cref="Scenario.Pools"/>, from 0.</summary>
    [NotHashed("the order of the list")]
    public required int Index { get; init; }

    /// <summary>The name that the scenario gives it.</summary>
    public required string Name { get; init; }

    /// <summary>The swap fee as a fraction of the amount swapped, in [0, 1).</summary>
    public required double FeeFraction { get; init; }

    /// <summary>The value of all that the pool holds at the start, in USD; above 0.</summary>
    public required double ValueUsd { get; init; }
}
