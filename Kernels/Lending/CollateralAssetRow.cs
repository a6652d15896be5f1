using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Lending;

/// <summary>The integers of an asset that a market takes as collateral.</summary>
[Row]
public partial struct CollateralAssetRow
{
    /// <summary>Where its terms stand.</summary>
    public required int Terms;

    /// <summary>The asset.</summary>
    public required int Asset;

    /// <summary>The asset whose price the oracle follows.</summary>
    public required int OracleAsset;

    /// <summary>Whether sales move the price (1) or not (0).</summary>
    public required int HasDepth;

    /// <summary>Where its state stands.</summary>
    public required int State;
}

/// <summary>A collateral asset's rules.</summary>
/// <typeparam name="R">The lane.</typeparam>
[Terms]
public partial struct CollateralAssetTerms<R>
{
    /// <summary>Price at the start, USD.</summary>
    public required R Price;

    /// <summary>Liquidation threshold.</summary>
    public required R Threshold;

    /// <summary>1 + liquidation bonus.</summary>
    public required R BonusFactor;

    /// <summary>The protocol's share of the bonus.</summary>
    public required R ProtocolShare;

    /// <summary>Growth of the redemption rate's log in a step.</summary>
    public required R RedemptionGrowth;

    /// <summary>Fall of the log price per USD sold.</summary>
    public required R ImpactPerUsd;

    /// <summary>What remains of an impact after a step.</summary>
    public required R ImpactDecay;
}

/// <summary>A collateral asset's prices and sales on a path.</summary>
/// <typeparam name="R">The lane.</typeparam>
[State]
public partial struct CollateralAssetState<R>
{
    /// <summary>The oracle's price, USD.</summary>
    public R OraclePrice;

    /// <summary>The oracle's price times the liquidation threshold, USD.</summary>
    public R ThresholdPrice;

    /// <summary>Market price over the oracle's.</summary>
    public R MarketRatio;

    /// <summary>Log of the price's departure because of sales in this market.</summary>
    public R Impact;

    /// <summary>Sold by liquidators in this step, USD.</summary>
    public R Sold;

    /// <summary>The threshold price at the last step's end, USD.</summary>
    public R ThresholdPriceBefore;
}
