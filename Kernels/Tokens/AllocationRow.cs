using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Tokens;

/// <summary>An allocation's integers.</summary>
[Row]
public partial struct AllocationRow
{
    /// <summary>Where its terms stand.</summary>
    public required int Terms;

    /// <summary>Steps between two unlocks.</summary>
    public required int Every;

    /// <summary>Reals: tokens of the first unlock, the second, ...</summary>
    public required int Unlocks;

    /// <summary>Where its state stands.</summary>
    public required int State;

    /// <summary>Its first outcome.</summary>
    public required int Outcomes;
}

/// <summary>What of an allocation does not change.</summary>
/// <typeparam name="R">The lane.</typeparam>
[Terms]
public partial struct AllocationTerms<R>
{
    /// <summary>Cost of a token, USD.</summary>
    public required R Cost;

    /// <summary>The part of an unlock that is sold at once.</summary>
    public required R SoldShare;
}

/// <summary>An allocation on a path.</summary>
/// <typeparam name="R">The lane.</typeparam>
[State]
public partial struct AllocationState<R>
{
    /// <summary>Value of unlocked tokens at the time, less their cost, USD.</summary>
    public R Gain;

    /// <summary>Unlocked tokens kept.</summary>
    public R Tokens;

    /// <summary>Their value when unlocked, USD.</summary>
    public R Cost;

    /// <summary>Lost to its own and others' sales, USD.</summary>
    public R Slippage;
}

/// <summary>What a path tells of an allocation.</summary>
/// <typeparam name="R">The lane, or what is known of the outcome.</typeparam>
[Outcomes]
public partial struct AllocationOutcomes<R>
{
    /// <summary>Value of unlocked tokens at the time, less their cost, USD.</summary>
    public required R Gain;

    /// <summary>Gain since then on those kept, USD.</summary>
    public required R Revaluation;

    /// <summary>Lost to its own and others' sales, USD.</summary>
    public required R Slippage;

    /// <summary>Unlocked tokens kept.</summary>
    public required R Tokens;
}
