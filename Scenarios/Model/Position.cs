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
    public required PairPool Pool { get; init; }

    /// <summary>The value at the start, in USD; above 0.</summary>
    public required double ValueUsd { get; init; }

    /// <summary>The range; null in a constant-product pool, set in a concentrated one.</summary>
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

    /// <summary>
    /// The liquidity L of this position, in the unit of <see cref="PairPool.ActiveLiquidity"/>.
    /// </summary>
    public double Liquidity
    {
        get
        {
            double valueInQuote = ValueUsd / Pool.Quote.PriceUsd;
            double price = Pool.Price;
            if (Range is not { } range) return valueInQuote / (2 * Math.Sqrt(price));
            double root = Math.Sqrt(Math.Clamp(price, range.Lower, range.Upper));

            // Not as differences of roots, which have no digits left where a range is narrow.
            double baseAmount = -double.ExpM1(Math.Log(root * root / range.Upper) / 2) / root;
            double quoteAmount = -double.ExpM1(Math.Log(range.Lower / (root * root)) / 2) * root;
            return valueInQuote / ((baseAmount * price) + quoteAmount);
        }
    }
}
