namespace GpuRisk.Scenarios;

/// <summary>When arbitrageurs bring a pool to the market price.</summary>
public enum ArbitrageTiming
{
    /// <summary>At every moment and at no cost: the frictionless limit of the theory.</summary>
    Continuous,

    /// <summary>Once a step, outside the fee band, where the profit exceeds the gas.</summary>
    Step,
}

/// <summary>An automated market maker.</summary>
public abstract record Pool
{
    /// <summary>The position in <see cref="Scenario.Pools"/>, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The name that the scenario gives it.</summary>
    public required string Name { get; init; }

    /// <summary>The swap fee as a fraction of the amount swapped, in [0, 1).</summary>
    public required double FeeFraction { get; init; }

    /// <summary>The value of all that the pool holds at the start, in USD; above 0.</summary>
    public required double ValueUsd { get; init; }
}

/// <summary>A pool of a base and a quote asset, priced in quote per base.</summary>
public abstract record PairPool : Pool
{
    /// <summary>The asset that is priced.</summary>
    public required Asset Base { get; init; }

    /// <summary>The asset in which the price is told.</summary>
    public required Asset Quote { get; init; }

    /// <summary>Noise volume per day as a fraction of the pool's value; 0 or more.</summary>
    public required double NoiseVolumePerDay { get; init; }

    /// <summary>Log-normal standard deviation of a step's noise, 0 to 3; mean kept.</summary>
    public required double NoiseVolumeStdDev { get; init; }

    /// <summary>When arbitrageurs act.</summary>
    public required ArbitrageTiming Arbitrage { get; init; }

    /// <summary>What an arbitrage costs in gas, in USD; 0 with continuous arbitrage.</summary>
    public required double ArbitrageGasUsd { get; init; }

    /// <summary>The protocol's part of the fees, in [0, 1].</summary>
    public required double ProtocolShareOfFees { get; init; }

    /// <summary>The price at the start, in quote per base.</summary>
    public double Price => Base.PriceUsd / Quote.PriceUsd;

    /// <summary>
    /// The liquidity L active at the start, in square roots of base times quote: a full-range
    /// pool of value V (in quote) at price P has L = V / (2 sqrt(P)).
    /// </summary>
    public virtual double ActiveLiquidity => ValueUsd / Quote.PriceUsd / (2 * Math.Sqrt(Price));
}

/// <summary>A pool that keeps the product of its reserves.</summary>
public sealed record ConstantProductPool : PairPool;

/// <summary>A pool whose positions each cover a range of prices.</summary>
public sealed record ConcentratedPool : PairPool
{
    /// <summary>
    /// Active liquidity as a multiple of a full-range pool's of the same value; 1 or more.
    /// </summary>
    public required double Concentration { get; init; }

    /// <summary>The ticks between usable prices, 1 to 16384; null where any is usable.</summary>
    public required int? TickSpacing { get; init; }

    /// <inheritdoc/>
    public override double ActiveLiquidity => Concentration * base.ActiveLiquidity;
}

/// <summary>A pool of two coins of like value after the StableSwap invariant.</summary>
public sealed record StableSwapPool : Pool
{
    /// <summary>The amplification, in the convention of the contracts; 1 to 1,000,000.</summary>
    public required double Amplification { get; init; }

    /// <summary>The coin listed first.</summary>
    public required PoolLeg First { get; init; }

    /// <summary>The coin listed second.</summary>
    public required PoolLeg Second { get; init; }
}

/// <summary>One coin of a StableSwap pool: a stablecoin or a constant asset.</summary>
/// <param name="Stablecoin">The stablecoin, or null where the leg is an asset.</param>
/// <param name="Asset">The constant asset, or null where the leg is a stablecoin.</param>
public sealed record PoolLeg(Stablecoin? Stablecoin, Asset? Asset)
{
    /// <summary>The name of the coin.</summary>
    public string Name => Stablecoin?.Name ?? Asset?.Name ?? "";
}
