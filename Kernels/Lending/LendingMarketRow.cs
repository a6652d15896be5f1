using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Lending;

/// <summary>A lending market's integers.</summary>
[Row]
public partial struct LendingMarketRow
{
    /// <summary>Where the market's terms stand.</summary>
    public required int Terms;

    /// <summary>Number of collateral assets.</summary>
    public required int Collateral;

    /// <summary>Where their rows begin.</summary>
    public required int CollateralRows;

    /// <summary>Number of debt assets.</summary>
    public required int Debt;

    /// <summary>Where their rows begin.</summary>
    public required int DebtRows;
}

/// <summary>A lending market's rules.</summary>
/// <typeparam name="R">The lane.</typeparam>
[Terms]
public partial struct LendingMarketTerms<R>
{
    /// <summary>Share of a position's whole debt that one liquidation may repay.</summary>
    public required R CloseFactor;

    /// <summary>Health factor at or below which all debt may be repaid.</summary>
    public required R FullCloseHealthFactor;

    /// <summary>Reserve below which all debt may be repaid, USD.</summary>
    public required R FullCloseBelow;

    /// <summary>Least that a liquidation may leave on either side, USD.</summary>
    public required R MinimumLeftover;

    /// <summary>Gas of a liquidation at the start, USD.</summary>
    public required R Gas;

    /// <summary>What of the sold collateral a liquidator keeps after the swap fee.</summary>
    public required R KeptAfterSwap;
}
