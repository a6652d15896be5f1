using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Lending;

/// <summary>The integers of a pair: one collateral and one debt asset of a market, whose prices
/// move the health factors of all loans on them together.</summary>
[Row]
public partial struct LendingPairRow
{
    /// <summary>The row of the collateral asset.</summary>
    public required int Collateral;

    /// <summary>The row of the debt asset.</summary>
    public required int Debt;

    /// <summary>Where the pair's terms stand.</summary>
    public required int Terms;

    /// <summary>Buffer of what tells how low the pair falls between steps; -1 where health factors
    /// are watched at steps only.</summary>
    public required int Spreads;

    /// <summary>The row that tells the pair's variance; -1 where it is constant.</summary>
    public required int Ratio;

    /// <summary>Where the pair's state stands.</summary>
    public required int State;
}

/// <summary>What of a pair does not change.</summary>
/// <typeparam name="R">The lane.</typeparam>
[Terms]
public partial struct LendingPairTerms<R>
{
    /// <summary>Variance of a step's diffusion of the log of collateral over debt, where it is
    /// constant.</summary>
    public required R Variance;

    /// <summary>The collateral's price at the start times its liquidation threshold, USD.</summary>
    public required R ThresholdPrice;

    /// <summary>Price of the debt at the start, USD.</summary>
    public required R DebtPrice;

    /// <summary>Tokens of debt below which nobody liquidates a wallet's loan at any time, because
    /// of gas; 0 where that depends on the path.</summary>
    public required R LeastDebt;
}

/// <summary>A pair on a path: the price of its collateral over that of its debt with interest, over
/// what it was at the start.</summary>
/// <typeparam name="R">The lane.</typeparam>
[State]
public partial struct LendingPairState<R>
{
    /// <summary>Its log at the step's end.</summary>
    public R Log;

    /// <summary>Its log at the last step's end.</summary>
    public R LogBefore;

    /// <summary>Its lowest log between the two, before prices jump.</summary>
    public R Low;

    /// <summary>The log below which a loan may have a health factor of less than one.</summary>
    public R Barrier;

    /// <summary>The level at which loans are looked at.</summary>
    public R Level;

    /// <summary>The level at the last step's end.</summary>
    public R LevelBefore;
}
