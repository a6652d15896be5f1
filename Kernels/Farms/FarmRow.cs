using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Farms;

/// <summary>A farm's integers.</summary>
[Row]
public partial struct FarmRow
{
    /// <summary>Where its terms stand.</summary>
    public required int Terms;

    /// <summary>Where its state stands.</summary>
    public required int State;

    /// <summary>Its outcome: 1 if its owners ran away.</summary>
    public required int Outcome;

    /// <summary>Reals: tokens paid per USD staked by the ends of steps 0, 1, ...</summary>
    public required int Rewards;

    /// <summary>The row of the token that it pays.</summary>
    public required int Token;

    /// <summary>Buffer of the steps' uniforms; -1 where its owners cannot run away.</summary>
    public required int Uniforms;

    /// <summary>Number of classes with a stake.</summary>
    public required int Stakes;

    /// <summary>Where the stakes' rows begin.</summary>
    public required int StakeRows;

    /// <summary>Number of classes that claim.</summary>
    public required int Claims;

    /// <summary>Where the claims' rows begin.</summary>
    public required int ClaimRows;

    /// <summary>Number of covers.</summary>
    public required int Covers;

    /// <summary>Where the covers' rows begin.</summary>
    public required int CoverRows;
}

/// <summary>What of a farm does not change.</summary>
/// <typeparam name="R">The lane.</typeparam>
[Terms]
public partial struct FarmTerms<R>
{
    /// <summary>Probability that the owners run away in a step.</summary>
    public required R RugProbability;

    /// <summary>The share of the stakes that they take.</summary>
    public required R RuggedShare;

    /// <summary>Years in a step.</summary>
    public required R StepYears;
}

/// <summary>A farm on a path.</summary>
/// <typeparam name="R">The lane.</typeparam>
[State]
public partial struct FarmState<R>
{
    /// <summary>One until the owners run away, then zero.</summary>
    public R Alive;

    /// <summary>Tokens paid so far per USD staked.</summary>
    public R Index;

    /// <summary>Steps until the owners ran away.</summary>
    public R AliveSteps;
}
