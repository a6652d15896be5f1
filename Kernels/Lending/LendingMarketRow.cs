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

/// <summary>What a call costs in a lending market.</summary>
/// <typeparam name="R">The lane.</typeparam>
[Terms]
public partial struct LendingMarketTerms<R>
{
    /// <summary>Gas of a liquidation at the start, USD.</summary>
    public required R Gas;

    /// <summary>What of the sold collateral a liquidator keeps after the swap fee.</summary>
    public required R KeptAfterSwap;
}
