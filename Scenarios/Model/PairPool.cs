using System.Diagnostics.CodeAnalysis;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios;

/// <summary>How blocks of a chain follow each other.</summary>
public enum BlockPace
{
    /// <summary>Always after the same time.</summary>
    Constant,

    /// <summary>After exponential times.</summary>
    Poisson,
}

/// <summary>A pool of a base and a quote asset, priced in quote per base.</summary>
public abstract record PairPool : ArbitragedPool
{
    /// <summary>A pool whose properties the caller sets.</summary>
    protected PairPool()
    {
    }

    /// <summary>A pool as it is written.</summary>
    [SetsRequiredMembers]
    private protected PairPool(Value entry, int index, Asset priced, Asset quote)
        : base(entry, index)
    {
        Base = priced;
        Quote = quote;
        BlockSeconds = entry["blockTime"] is { IsGiven: true } time ? time.Number : 0;
        Blocks = entry["blocks"].Choice<BlockPace>();
    }

    /// <summary>The mean time between two blocks, at each of which arbitrageurs may trade, in
    /// seconds; 0 where they do at the ends of steps.</summary>
    public double BlockSeconds { get; init; }

    /// <summary>How blocks follow each other.</summary>
    public BlockPace Blocks { get; init; }

    /// <summary>The asset that is priced.</summary>
    public required Asset Base { get; init; }

    /// <summary>The asset in which the price is told.</summary>
    public required Asset Quote { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<Asset> Assets => [Base, Quote];

    /// <summary>The price at the start, in quote per base.</summary>
    public override double Price => Base.PriceUsd / Quote.PriceUsd;

    /// <summary>
    /// The liquidity L active at the start, in square roots of base times quote: a full-range
    /// pool of value V (in quote) at price P has L = V / (2 sqrt(P)).
    /// </summary>
    public override double ActiveLiquidity => ValueUsd / Quote.PriceUsd / (2 * Math.Sqrt(Price));

    /// <inheritdoc/>
    public override double LiquidityOf(double valueUsd, PriceRange? range)
    {
        double valueInQuote = valueUsd / Quote.PriceUsd;
        double price = Price;
        if (range is not { } ends) return valueInQuote / (2 * Math.Sqrt(price));
        double root = Math.Sqrt(Math.Clamp(price, ends.Lower, ends.Upper));

        // Not as differences of roots, which have no digits left where a range is narrow.
        double baseAmount = -double.ExpM1(Math.Log(root * root / ends.Upper) / 2) / root;
        double quoteAmount = -double.ExpM1(Math.Log(ends.Lower / (root * root)) / 2) * root;
        return valueInQuote / ((baseAmount * price) + quoteAmount);
    }

    /// <summary>Kernels count liquidity against the square root of the price over its start.
    /// </summary>
    public override double LiquidityUsd(double liquidity) =>
        liquidity * Math.Sqrt(Price) * Quote.PriceUsd;
}

/// <summary>A pool that keeps the product of its reserves.</summary>
public sealed record ConstantProductPool : PairPool
{
    /// <summary>A pool whose properties the caller sets.</summary>
    public ConstantProductPool()
    {
    }

    /// <summary>A pool as it is written.</summary>
    [SetsRequiredMembers]
    internal ConstantProductPool(Value entry, int index, Asset priced, Asset quote)
        : base(entry, index, priced, quote)
    {
    }

    /// <inheritdoc/>
    public override string Kind => "constant-product";
}

/// <summary>A pool whose positions each cover a range of prices.</summary>
public sealed record ConcentratedPool : PairPool
{
    /// <summary>A pool whose properties the caller sets.</summary>
    public ConcentratedPool()
    {
    }

    /// <summary>A pool as it is written.</summary>
    [SetsRequiredMembers]
    internal ConcentratedPool(Value entry, int index, Asset priced, Asset quote)
        : base(entry, index, priced, quote)
    {
        Concentration = entry["concentration"].Number;
        Source = entry["source"].Text;
        TickSpacing = entry["tickSpacing"].IsSound ? (int)entry["tickSpacing"].Integer : null;
    }

    /// <inheritdoc/>
    public override string Kind => "concentrated";

    /// <inheritdoc/>
    public override bool IsRanged => true;

    /// <summary>
    /// Active liquidity as a multiple of a full-range pool's of the same value; 1 or more.
    /// </summary>
    public required double Concentration { get; init; }

    /// <summary>What the concentration was estimated from, in words; null where not stated.
    /// </summary>
    [NotHashed("no path depends on it")]
    public string? Source { get; init; }

    /// <summary>The liquidity at each price that the concentration follows from; null where it is
    /// stated.</summary>
    [NotHashed("the concentration says what paths depend on")]
    public LiquidityDistribution? Liquidity { get; init; }

    /// <summary>The tick at which <see cref="Liquidity"/> is taken; null where there is none.
    /// </summary>
    [NotHashed("the concentration says what paths depend on")]
    public int? Tick { get; init; }

    /// <summary>The ticks between usable prices, 1 to 16384; null where any is usable.</summary>
    public required int? TickSpacing { get; init; }

    /// <inheritdoc/>
    public override double ActiveLiquidity => Concentration * base.ActiveLiquidity;
}
