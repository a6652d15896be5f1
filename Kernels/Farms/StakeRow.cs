using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Farms;

/// <summary>The integers of a class's stake of one USD.</summary>
[Row]
public partial struct StakeRow
{
    /// <summary>The step at which the class enters.</summary>
    public required int Entry;

    /// <summary>The row of the staked liquidity; -1 where an asset is staked.</summary>
    public required int Position;

    /// <summary>The row of its pool; -1 where an asset is staked.</summary>
    public required int Pool;

    /// <summary>The staked asset; -1 where liquidity is staked.</summary>
    public required int Asset;

    /// <summary>Where its state stands.</summary>
    public required int State;

    /// <summary>Its first outcome.</summary>
    public required int Outcomes;

    /// <summary>Real: the class's whole stake at the start, USD.</summary>
    public required int Stake;
}

/// <summary>A stake on a path.</summary>
/// <typeparam name="R">The lane.</typeparam>
[State]
public partial struct StakeState<R>
{
    /// <summary>What is left of the staked asset.</summary>
    public R Units;

    /// <summary>Value at the time of what the owners took.</summary>
    public R Stolen;
}

/// <summary>What a path tells of a stake.</summary>
/// <typeparam name="R">The lane, or what is known of the outcome.</typeparam>
[Outcomes]
public partial struct StakeOutcomes<R>
{
    /// <summary>What prices did to the staked asset; 0 for liquidity.</summary>
    public required R Revaluation;

    /// <summary>What the owners took.</summary>
    public required R Stolen;

    /// <summary>Years from the class's entry until the owners ran away.</summary>
    public required R InsuredYears;
}
