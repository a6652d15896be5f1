namespace GpuRisk.Scenarios;

/// <summary>What the holder of a ranged position does as the price moves.</summary>
public enum RangeStrategy
{
    /// <summary>Nothing.</summary>
    Hold,

    /// <summary>Centres the range on the price whenever the price leaves it.</summary>
    RecentreOnExit,

    /// <summary>Centres the range on the price at stated times.</summary>
    RecentreOnSchedule,
}

/// <summary>A range of prices, in quote per base.</summary>
/// <param name="Lower">The lower end; above 0.</param>
/// <param name="Upper">The upper end; above <paramref name="Lower"/>.</param>
public readonly record struct PriceRange(double Lower, double Upper);

/// <summary>Liquidity that somebody holds in a pool.</summary>
public sealed record Position
{
    /// <summary>The position in <see cref="Scenario.Positions"/>, from 0.</summary>
    [NotHashed("the order of the list")]
    public required int Index { get; init; }

    /// <summary>The name that the scenario gives it.</summary>
    public required string Name { get; init; }

    /// <summary>The pool that holds the liquidity.</summary>
    public required ArbitragedPool Pool { get; init; }

    /// <summary>The value at the start, in USD; above 0.</summary>
    public required double ValueUsd { get; init; }

    /// <summary>The range; set where the pool has ranges, else null.</summary>
    public required PriceRange? Range { get; init; }

    /// <summary>What the holder does.</summary>
    public required RangeStrategy Strategy { get; init; }

    /// <summary>
    /// The time between recentrings, in seconds, a whole number of steps; 0 unless the strategy
    /// is <see cref="RangeStrategy.RecentreOnSchedule"/>.
    /// </summary>
    public required double RecentreEverySeconds { get; init; }

    /// <summary>What one action of the holder costs in gas, in USD; 0 or more.</summary>
    public required double GasPerActionUsd { get; init; }

    /// <summary>The liquidity of this position, in the unit of
    /// <see cref="ArbitragedPool.ActiveLiquidity"/>.</summary>
    public double Liquidity => Pool.LiquidityOf(ValueUsd, Range);
}
