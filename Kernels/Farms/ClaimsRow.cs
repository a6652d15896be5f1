using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Farms;

/// <summary>The integers of a class whose wallets claim a farm's rewards.</summary>
[Row]
public partial struct ClaimsRow
{
    /// <summary>Where the class's terms stand.</summary>
    public required int Terms;

    /// <summary>Steps between two looks at the reward.</summary>
    public required int Every;

    /// <summary>The step at which the class enters.</summary>
    public required int Entry;

    /// <summary>Slot: the farm's index when the class entered.</summary>
    public required int First;

    /// <summary>Number of groups of like wallets.</summary>
    public required int Groups;

    /// <summary>Where their terms begin.</summary>
    public required int GroupTerms;

    /// <summary>Where their states begin.</summary>
    public required int GroupStates;

    /// <summary>Where their outcomes begin.</summary>
    public required int GroupOutcomes;
}

/// <summary>What of a class's claims does not change.</summary>
/// <typeparam name="R">The lane.</typeparam>
[Terms]
public partial struct ClaimsTerms<R>
{
    /// <summary>Gas of a claim at the start, USD.</summary>
    public required R Gas;

    /// <summary>The part of a reward that a wallet will pay for gas.</summary>
    public required R Tolerance;

    /// <summary>The part of a reward that is sold at once.</summary>
    public required R SoldShare;
}

/// <summary>What of the claims of a group of like wallets does not change.</summary>
/// <typeparam name="R">The lane.</typeparam>
[Terms]
public partial struct ClaimTerms<R>
{
    /// <summary>A wallet's stake at the start, USD.</summary>
    public required R Stake;

    /// <summary>Number of wallets.</summary>
    public required R Wallets;
}

/// <summary>The claims of a group of like wallets on a path.</summary>
/// <typeparam name="R">The lane.</typeparam>
[State]
public partial struct ClaimState<R>
{
    /// <summary>The farm's index at the last claim.</summary>
    public R Index;

    /// <summary>Value of a wallet's rewards when claimed, USD.</summary>
    public R Reward;

    /// <summary>Gas paid by a wallet, USD.</summary>
    public R Gas;

    /// <summary>Lost by all wallets to their own and others' sales, USD.</summary>
    public R Slippage;
}

/// <summary>What a path tells of such a group's claims, for one wallet.</summary>
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
