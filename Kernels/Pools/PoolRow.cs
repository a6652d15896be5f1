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

/// <summary>A pool's integers, of whatever kind it is.</summary>
[Row]
public partial struct PoolRow
{
    /// <summary>Its kind, one of <see cref="PoolKind"/>.</summary>
    public required int Kind;

    /// <summary>Where the row that only its kind has stands.</summary>
    public required int Own;

    /// <summary>Where the pool's terms stand.</summary>
    public required int Terms;

    /// <summary>Where its state stands.</summary>
    public required int State;

    /// <summary>Its first outcome.</summary>
    public required int Outcomes;

    /// <summary>Whether the pool follows the market at no cost (1) or is arbitraged step by step
    /// (0).</summary>
    public required int Continuous;

    /// <summary>Whether noise traders trade (1) or nobody does (0).</summary>
    public required int Noise;

    /// <summary>Number of positions in the pool.</summary>
    public required int Positions;

    /// <summary>Where the positions' rows begin.</summary>
    public required int PositionRows;

    /// <summary>Buffer of the normals of a log-normal noise volume; -1 where it is constant.
    /// </summary>
    public required int Normals;

    /// <summary>The row of what the noise volume is multiplied by step by step; -1 where nothing
    /// does.</summary>
    public required int Volume;
}

/// <summary>What of a pool does not change.</summary>
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

    /// <summary>Active liquidity at the start, in its kind's unit of USD.</summary>
    public required R Liquidity;

    /// <summary>Mean of a step's noise volume at the start, USD.</summary>
    public required R NoiseVolume;

    /// <summary>Standard deviation of the log of a step's noise volume.</summary>
    public required R NoiseDeviation;

    /// <summary>Gas of an arbitrage trade, USD.</summary>
    public required R ArbitrageGas;

    /// <summary>The liquidity providers' share of fees at the start.</summary>
    public required R ProviderShare;
}

/// <summary>A pool on a path.</summary>
/// <typeparam name="R">The lane.</typeparam>
[State]
public partial struct PoolState<R>
{
    /// <summary>Active liquidity, in its kind's unit of USD.</summary>
    public R Liquidity;

    /// <summary>The liquidity providers' share of fees.</summary>
    public R ProviderShare;

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
