namespace GpuRisk.Kernels.ImpermanentLoss;

/// <summary>What one step did to a pool, as its positions need to know it.</summary>
/// <typeparam name="R">The lane.</typeparam>
public readonly struct PoolTrade<R>(
    R before, R after, R start, R end, R market, R inputFee, R noiseFee, R quoteUsd)
    where R : unmanaged
{
    /// <summary>Log of the pool's price over its start before the step.</summary>
    public readonly R Before = before;

    /// <summary>Log of the pool's price over its start after the step.</summary>
    public readonly R After = after;

    /// <summary>Log of the pool's price over its start from which the step moves it, after what
    /// sales before the step did.</summary>
    public readonly R Start = start;

    /// <summary>Log of the pool's price over its start to which the step moves it, before the
    /// jumps at its end.</summary>
    public readonly R End = end;

    /// <summary>Log of the market's price over its start after the step.</summary>
    public readonly R Market = market;

    /// <summary>Fee to providers per unit of what arbitrage kept in the pool.</summary>
    public readonly R InputFee = inputFee;

    /// <summary>Fees to providers from noise volume, per unit of liquidity, USD.</summary>
    public readonly R NoiseFee = noiseFee;

    /// <summary>The quote asset's price over its start.</summary>
    public readonly R QuoteUsd = quoteUsd;
}
