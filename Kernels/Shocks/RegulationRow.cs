using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Shocks;

/// <summary>The integers of regulators' interventions.</summary>
[Row]
public partial struct RegulationRow
{
    /// <summary>Where the terms stand.</summary>
    public required int Terms;

    /// <summary>Where the state stands.</summary>
    public required int State;

    /// <summary>Its outcome: the number of interventions.</summary>
    public required int Outcome;

    /// <summary>Buffer of the steps' uniforms.</summary>
    public required int Uniforms;

    /// <summary>Reals: what an intervention adds to the log prices, asset by asset.</summary>
    public required int Falls;

    /// <summary>Slots of what interventions have added to the log prices so far, asset by asset.
    /// </summary>
    public required int Fallen;

    /// <summary>Slots of what they add in this step, asset by asset.</summary>
    public required int Shocks;

    /// <summary>Number of holdings that are frozen.</summary>
    public required int Freezes;

    /// <summary>Where their rows begin.</summary>
    public required int FreezeRows;
}

/// <summary>What of regulators' interventions does not change.</summary>
/// <typeparam name="R">The lane.</typeparam>
[Terms]
public partial struct RegulationTerms<R>
{
    /// <summary>Probability of an intervention in a step.</summary>
    public required R Probability;

    /// <summary>What remains of the volume.</summary>
    public required R VolumeKept;

    /// <summary>What remains of a lack of volume after a step.</summary>
    public required R VolumePersistence;
}

/// <summary>What interventions have done on a path.</summary>
/// <typeparam name="R">The lane.</typeparam>
[State]
public partial struct RegulationState<R>
{
    /// <summary>Noise volume over what it would be without interventions.</summary>
    public R Volume;

    /// <summary>Interventions so far.</summary>
    public R Count;
}

/// <summary>The integers of a holding that interventions freeze.</summary>
[Row]
public partial struct FreezeRow
{
    /// <summary>Real: the share that an intervention freezes.</summary>
    public required int Share;

    /// <summary>The asset.</summary>
    public required int Asset;

    /// <summary>Where its state stands.</summary>
    public required int State;

    /// <summary>Its first outcome.</summary>
    public required int Outcomes;
}

/// <summary>A holding of one USD at the start that interventions freeze.</summary>
/// <typeparam name="R">The lane.</typeparam>
[State]
public partial struct FreezeState<R>
{
    /// <summary>Units left, over those at the start.</summary>
    public R Units;

    /// <summary>Value of frozen units at the time.</summary>
    public R Frozen;
}

/// <summary>What a path tells of such a holding, per USD held at the start.</summary>
/// <typeparam name="R">The lane, or what is known of the outcome.</typeparam>
[Outcomes]
public partial struct FreezeOutcomes<R>
{
    /// <summary>What prices did to it.</summary>
    public required R Revaluation;

    /// <summary>Value of what was frozen, at the time.</summary>
    public required R Frozen;
}
