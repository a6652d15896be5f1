using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Pools;

/// <summary>The integers of a pool of two assets.</summary>
[Row]
public partial struct PairPoolRow
{
    /// <summary>Where the state of such a pool stands.</summary>
    public required int State;

    /// <summary>The base asset.</summary>
    public required int Base;

    /// <summary>The quote asset.</summary>
    public required int Quote;

    /// <summary>Whether the quote asset's price may move (1) or never does (0).</summary>
    public required int QuoteMoves;

    /// <summary>Whether the pool's price diffuses within a step (1) or moves straight (0).
    /// </summary>
    public required int Diffuses;

    /// <summary>Real: 1 / sqrt(2 v), v the variance of a step's diffusion of the log price; 0
    /// where it does not diffuse.</summary>
    public required int BridgeScale;

    /// <summary>The row that tells the variance of its price; -1 where it is constant.</summary>
    public required int Ratio;

    /// <summary>The first of the buffers of <see cref="PoolMove{R}"/>.</summary>
    public required int Moves;

    /// <summary>The row of the chain at whose blocks it is arbitraged; -1 where that is at the ends
    /// of steps, or at every moment.</summary>
    public required int Blocks;

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

/// <summary>A pool of two assets on a path, beyond what all pools have.</summary>
/// <remarks>
/// Pool prices are relative to the start and kept as logs, which near the start hold far smaller
/// differences than the prices themselves do. Liquidity L is in USD: with s = sqrt(P / P0), a
/// position in range is worth L (2 s - s^2 / upper - lower) USD while the quote asset keeps its
/// price.
/// </remarks>
/// <typeparam name="R">The lane.</typeparam>
[State]
public partial struct PairPoolState<R>
{
    /// <summary>Log of the pool's price over its start.</summary>
    public R Log;

    /// <summary>The same before the steps that were taken last.</summary>
    public R LogBefore;

    /// <summary>Square root of the pool's price over its start.</summary>
    public R Root;

    /// <summary>Log of the market's price over its start, without what sales and shocks did to
    /// it.</summary>
    public R Unshifted;
}
