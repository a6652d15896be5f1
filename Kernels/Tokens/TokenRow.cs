using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Tokens;

/// <summary>A token's integers.</summary>
[Row]
public partial struct TokenRow
{
    /// <summary>Where its terms stand.</summary>
    public required int Terms;

    /// <summary>The asset.</summary>
    public required int Asset;

    /// <summary>Where its state stands.</summary>
    public required int State;

    /// <summary>Number of allocations.</summary>
    public required int Allocations;

    /// <summary>Where their rows begin.</summary>
    public required int AllocationRows;
}

/// <summary>What of a token does not change.</summary>
/// <typeparam name="R">The lane.</typeparam>
[Terms]
public partial struct TokenTerms<R>
{
    /// <summary>Price at the start, USD.</summary>
    public required R Price;

    /// <summary>Fall of the log price per USD sold.</summary>
    public required R ImpactPerUsd;

    /// <summary>What remains of an impact after a step.</summary>
    public required R ImpactDecay;
}

/// <summary>A token on a path.</summary>
/// <typeparam name="R">The lane.</typeparam>
[State]
public partial struct TokenState<R>
{
    /// <summary>Price now, USD.</summary>
    public R Price;

    /// <summary>What sales did to the log price.</summary>
    public R Impact;

    /// <summary>Sold in this step, USD.</summary>
    public R Sold;

    /// <summary>The part by which this step's sales have lowered the price.</summary>
    public R Fallen;
}
