using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Pools;

/// <summary>The integers of a plan's pools.</summary>
[Row]
public partial struct PoolHeader
{
    /// <summary>Number of pools.</summary>
    public required int Pools;

    /// <summary>Where the pools' rows begin.</summary>
    public required int PoolRows;
}

/// <summary>A pool's integers.</summary>
[Row]
public partial struct PoolRow
{
    /// <summary>Where the pool's terms stand.</summary>
    public required int Terms;

    /// <summary>Where its state stands.</summary>
    public required int State;

    /// <summary>Its first outcome.</summary>
    public required int Outcomes;

    /// <summary>The base asset.</summary>
    public required int Base;

    /// <summary>The quote asset.</summary>
    public required int Quote;

    /// <summary>Whether the quote asset's price may move (1) or never does (0).</summary>
    public required int QuoteMoves;

    /// <summary>Whether the pool follows the market at no cost (1) or is arbitraged step by step
    /// (0).</summary>
    public required int Continuous;

    /// <summary>Whether the pool's price diffuses within a step (1) or moves straight (0).
    /// </summary>
    public required int Diffuses;

    /// <summary>Whether noise traders trade (1) or nobody does (0).</summary>
    public required int Noise;

    /// <summary>Number of positions in the pool.</summary>
    public required int Positions;

    /// <summary>Where the positions' rows begin.</summary>
    public required int PositionRows;

    /// <summary>Buffer of the normals of a log-normal noise volume; -1 where it is constant.
    /// </summary>
    public required int Normals;

    /// <summary>The first of the buffers of <see cref="PoolMove{R}"/>.</summary>
    public required int Moves;

    /// <summary>Whether any position has a price range (1) or none (0).</summary>
    public required int Ranged;
}

/// <summary>What a step does to a pool, as its positions need to know it. Each field is a buffer
/// of a number for each step of a block; all pools of a plan use the same, one after the other.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
[State]
public partial struct PoolMove<R>
{
    /// <summary>Log of the market's price over its start.</summary>
    public R Market;

    /// <summary>Square root of the market's price over its start.</summary>
    public R MarketRoot;

    /// <summary>The quote asset's price over its start.</summary>
    public R QuoteUsd;

    /// <summary>Log of the pool's price over its start after the step.</summary>
    public R After;

    /// <summary>Square root of the pool's price over its start after the step.</summary>
    public R Root;

    /// <summary>Quote that the step leaves in the pool, per unit of liquidity, USD.</summary>
    public R Left;

    /// <summary>What the market pays for base beyond the mean price of the step's trade, as a
    /// fraction of that.</summary>
    public R Excess;

    /// <summary>Fees to providers from noise volume, per unit of liquidity, USD.</summary>
    public R NoiseFee;

    /// <summary>Log of the pool's price from which a step moves it, after what sales before the
    /// step did.</summary>
    public R Start;

    /// <summary>Log of the pool's price to which a step moves it, before the jumps at its end.
    /// </summary>
    public R End;
}

/// <summary>What of a pool does not change.</summary>
/// <remarks>
/// Pool prices are relative to the start and kept as logs, which near the start hold far smaller
/// differences than the prices themselves do. Liquidity L is in USD: with s = sqrt(P / P0), a
/// position in range is worth L (2 s - s^2 / upper - lower) USD while the quote asset keeps its
/// price.
/// </remarks>
/// <typeparam name="R">The lane.</typeparam>
[Terms]
public partial struct PoolTerms<R>
{
    /// <summary>The fee f, as a fraction of what is paid in.</summary>
    public required R Fee;

    /// <summary>1 / (1 - f).</summary>
    public required R InputPerKept;

    /// <summary>-ln(1 - f): half the width of the no-arbitrage band in log price.</summary>
    public required R Band;

    /// <summary>Active liquidity at the start, USD.</summary>
    public required R Liquidity;

    /// <summary>Mean of a step's noise volume at the start, USD.</summary>
    public required R NoiseVolume;

    /// <summary>Standard deviation of the log of a step's noise volume.</summary>
    public required R NoiseDeviation;

    /// <summary>Gas of an arbitrage trade, USD.</summary>
    public required R ArbitrageGas;

    /// <summary>The liquidity providers' share of fees at the start.</summary>
    public required R ProviderShare;

    /// <summary>1 / sqrt(2 v), v the variance of a step's diffusion of the log price; 0 where it
    /// does not diffuse.</summary>
    public required R BridgeScale;
}

/// <summary>A pool on a path.</summary>
/// <typeparam name="R">The lane.</typeparam>
[State]
public partial struct PoolState<R>
{
    /// <summary>Log of the pool's price over its start.</summary>
    public R Log;

    /// <summary>The same before the steps that were taken last.</summary>
    public R LogBefore;

    /// <summary>Square root of the pool's price over its start.</summary>
    public R Root;

    /// <summary>Active liquidity, USD.</summary>
    public R Liquidity;

    /// <summary>The liquidity providers' share of fees.</summary>
    public R ProviderShare;

    /// <summary>Log of the market's price over its start, without what sales and shocks did to
    /// it.</summary>
    public R Unshifted;

    /// <summary>Arbitrageurs' profit after fees and gas, USD.</summary>
    public Sum<R> ArbitrageProfit;

    /// <summary>Arbitrageurs' volume, USD.</summary>
    public Sum<R> ArbitrageVolume;

    /// <summary>Arbitrageurs' gas, USD.</summary>
    public Sum<R> ArbitrageGas;

    /// <summary>Noise traders' volume, USD.</summary>
    public Sum<R> NoiseVolume;

    /// <summary>Arbitrageurs' trades.</summary>
    public R ArbitrageTrades;

    /// <summary>Arbitrageurs' volume whose fees are settled, USD.</summary>
    public R SettledArbitrage;

    /// <summary>Noise traders' volume whose fees are settled, USD.</summary>
    public R SettledNoise;

    /// <summary>The protocol's fees from arbitrageurs, USD.</summary>
    public R ProtocolArbitrageFees;

    /// <summary>The protocol's fees from noise traders, USD.</summary>
    public R ProtocolNoiseFees;
}

/// <summary>What a path tells of a pool.</summary>
/// <typeparam name="R">The lane, or what is known of the outcome.</typeparam>
[Outcomes]
public partial struct PoolOutcomes<R>
{
    /// <summary>Arbitrageurs' profit after fees and gas, USD.</summary>
    public required R ArbitrageProfit;

    /// <summary>Arbitrageurs' volume, USD.</summary>
    public required R ArbitrageVolume;

    /// <summary>Arbitrageurs' trades.</summary>
    public required R ArbitrageTrades;

    /// <summary>Noise traders' volume, USD.</summary>
    public required R NoiseVolume;

    /// <summary>Fees to liquidity providers, USD.</summary>
    public required R ProviderFees;

    /// <summary>Fees to the protocol, USD.</summary>
    public required R ProtocolFees;

    /// <summary>The part of them that arbitrageurs paid, USD.</summary>
    public required R ProtocolArbitrageFees;

    /// <summary>Arbitrageurs' gas, USD.</summary>
    public required R ArbitrageGas;
}
