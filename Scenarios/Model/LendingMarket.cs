namespace GpuRisk.Scenarios;

/// <summary>The rules by which a lending market liquidates.</summary>
public enum LiquidationRules
{
    /// <summary>Aave version 3.3.</summary>
    AaveV3,
}

/// <summary>When the health of loans is looked at.</summary>
public enum MonitoringTiming
{
    /// <summary>At every moment, by a Brownian bridge between steps.</summary>
    Continuous,

    /// <summary>At the end of each step.</summary>
    Step,
}

/// <summary>A market in which loans are taken against collateral.</summary>
public sealed record LendingMarket
{
    /// <summary>The position in <see cref="Scenario.LendingMarkets"/>, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The name that the scenario gives it.</summary>
    public required string Name { get; init; }

    /// <summary>The rules of liquidation.</summary>
    public required LiquidationRules Rules { get; init; }

    /// <summary>The part of the debt that one liquidation may close, in (0, 1].</summary>
    public required double CloseFactor { get; init; }

    /// <summary>At or below this health factor all of the debt may be closed, in (0, 2].</summary>
    public required double FullCloseHealthFactor { get; init; }

    /// <summary>A reserve smaller than this may be closed whole, in USD; 0 or more.</summary>
    public required double FullCloseBelowUsd { get; init; }

    /// <summary>The least that a liquidation may leave on either side, in USD; 0 or more.</summary>
    public required double MinimumLeftoverUsd { get; init; }

    /// <summary>When health is looked at.</summary>
    public required MonitoringTiming Monitoring { get; init; }

    /// <summary>What a liquidation costs in gas, in USD; 0 or more.</summary>
    public required double LiquidatorGasUsd { get; init; }

    /// <summary>The fee of selling seized collateral, as a fraction in [0, 1).</summary>
    public required double SwapFeeFraction { get; init; }

    /// <summary>What absorbs bad debt before the suppliers do, in USD; 0 or more.</summary>
    public required double ReserveFundUsd { get; init; }

    /// <summary>The assets that secure loans here, in the order of their asset index.</summary>
    public required IReadOnlyList<CollateralTerms> Collateral { get; init; }

    /// <summary>The assets that may be borrowed here, in the order of their asset index.</summary>
    public required IReadOnlyList<DebtTerms> Debt { get; init; }

    /// <summary>How sales move prices, in the order of asset index; may be empty.</summary>
    public required IReadOnlyList<MarketDepth> Depth { get; init; }
}

/// <summary>The terms on which an asset secures loans.</summary>
public sealed record CollateralTerms
{
    /// <summary>The asset.</summary>
    public required Asset Asset { get; init; }

    /// <summary>The part of the value that counts in the health factor, in (0, 1).</summary>
    public required double LiquidationThreshold { get; init; }

    /// <summary>The part of the value that may be borrowed; null where none is stated.</summary>
    public required double? LoanToValue { get; init; }

    /// <summary>What a liquidator gets above what he repays, as a fraction in [0, 1).</summary>
    public required double LiquidationBonus { get; init; }

    /// <summary>The protocol's part of the bonus, in [0, 1].</summary>
    public required double ProtocolShareOfBonus { get; init; }

    /// <summary>The rate at which the oracle values it; null for its market price.</summary>
    public required RedemptionRate? Redemption { get; init; }
}

/// <summary>
/// An oracle value that follows another asset: price(0) P(t) / P(0) exp(rate t), with P the price
/// of <paramref name="Asset"/>.
/// </summary>
/// <param name="Asset">The asset that the collateral can be redeemed for.</param>
/// <param name="RatePerYear">The growth of the redemption rate, per year.</param>
public sealed record RedemptionRate(Asset Asset, double RatePerYear);

/// <summary>The terms on which an asset is lent: a kinked curve of the borrow rate.</summary>
public sealed record DebtTerms
{
    /// <summary>The asset.</summary>
    public required Asset Asset { get; init; }

    /// <summary>The rate at no utilisation, per year; 0 or more.</summary>
    public required double BaseRatePerYear { get; init; }

    /// <summary>The rise of the rate up to the optimal utilisation, per year; 0 or more.</summary>
    public required double Slope1PerYear { get; init; }

    /// <summary>The rise from the optimal to full utilisation, per year; 0 or more.</summary>
    public required double Slope2PerYear { get; init; }

    /// <summary>The utilisation at the kink, in (0, 1).</summary>
    public required double OptimalUtilisation { get; init; }

    /// <summary>The utilisation at the start, in [0, 1].</summary>
    public required double Utilisation { get; init; }

    /// <summary>The utilisation at the horizon, in [0, 1]; reached linearly.</summary>
    public required double UtilisationAtHorizon { get; init; }
}

/// <summary>How sales of an asset move its price.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="DepthUsdPerPercent">The sales that move the price by 1%, in USD; above 0.</param>
/// <param name="RecoveryHalfLifeSeconds">The half-life of the move, in seconds; above 0.</param>
public sealed record MarketDepth(
    Asset Asset,
    double DepthUsdPerPercent,
    double RecoveryHalfLifeSeconds);
