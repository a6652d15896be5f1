using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Farms;

/// <summary>The integers of a group of like wallets that claim.</summary>
[Row]
public partial struct ClaimRow
{
    /// <summary>Where its terms stand.</summary>
    public required int Terms;

    /// <summary>Steps between two looks at the reward.</summary>
    public required int Every;

    /// <summary>The step at which the wallets enter.</summary>
    public required int Entry;

    /// <summary>Where its state stands.</summary>
    public required int State;

    /// <summary>Its first outcome.</summary>
    public required int Outcomes;
}

/// <summary>What of a claim does not change.</summary>
/// <typeparam name="R">The lane.</typeparam>
[Terms]
public partial struct ClaimTerms<R>
{
    /// <summary>A wallet's stake at the start, USD.</summary>
    public required R Stake;

    /// <summary>Number of wallets.</summary>
    public required R Wallets;

    /// <summary>Gas of a claim at the start, USD.</summary>
    public required R Gas;

    /// <summary>The part of a reward that a wallet will pay for gas.</summary>
    public required R Tolerance;

    /// <summary>The part of a reward that is sold at once.</summary>
    public required R SoldShare;
}

/// <summary>A claim on a path, of one wallet.</summary>
/// <typeparam name="R">The lane.</typeparam>
[State]
public partial struct ClaimState<R>
{
    /// <summary>The farm's index at the last claim.</summary>
    public R Index;

    /// <summary>Value of rewards when claimed, USD.</summary>
    public R Reward;

    /// <summary>Gas paid, USD.</summary>
    public R Gas;

    /// <summary>Tokens kept.</summary>
    public R Tokens;

    /// <summary>Their value when claimed, USD.</summary>
    public R Cost;

    /// <summary>Lost to its own and others' sales, USD.</summary>
    public R Slippage;
}

/// <summary>What a path tells of a claim, of one wallet.</summary>
/// <typeparam name="R">The lane, or what is known of the outcome.</typeparam>
[Outcomes]
public partial struct ClaimOutcomes<R>
{
    /// <summary>Value of rewards when claimed, USD.</summary>
    public required R Reward;

    /// <summary>Gas paid, USD.</summary>
    public required R Gas;

    /// <summary>Gain on tokens kept, USD.</summary>
    public required R Revaluation;

    /// <summary>Lost to its own and others' sales, USD.</summary>
    public required R Slippage;

    /// <summary>Tokens kept.</summary>
    public required R Tokens;
}
