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
    [NotHashed("the order of the list")]
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
