namespace GpuRisk.Scenarios;

/// <summary>When arbitrageurs bring a pool to the market price.</summary>
public enum ArbitrageTiming
{
    /// <summary>At every moment and at no cost: the frictionless limit of the theory.</summary>
    Continuous,

    /// <summary>Once a step, outside the fee band, where the profit exceeds the gas.</summary>
    Step,
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
