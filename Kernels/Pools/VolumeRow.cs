using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Pools;

/// <summary>The integers of what a pool's noise volume is multiplied by, step by step.</summary>
[Row]
public partial struct VolumeRow
{
    /// <summary>Where the terms stand.</summary>
    public required int Terms;

    /// <summary>Where the state stands.</summary>
    public required int State;

    /// <summary>Buffer of the steps' normals; -1 where nothing persists.</summary>
    public required int Normals;

    /// <summary>Buffer of the steps' factors.</summary>
    public required int Factors;

    /// <summary>Reals: the factor of each regime; -1 where regimes have none.</summary>
    public required int Regimes;

    /// <summary>Number of factors that are stated, each for some steps.</summary>
    public required int Stated;

    /// <summary>Where their rows begin.</summary>
    public required int StatedRows;

    /// <summary>The row of the price whose variance the volume follows; -1 of none.</summary>
    public required int Ratio;
}

/// <summary>What of the factor does not change.</summary>
/// <typeparam name="R">The lane.</typeparam>
[Terms]
public partial struct VolumeTerms<R>
{
    /// <summary>Log of the factor at the start.</summary>
    public required R Start;

    /// <summary>What remains of a deviation of the log after a step.</summary>
    public required R Persistence;

    /// <summary>Standard deviation of a step's noise of the log.</summary>
    public required R Deviation;

    /// <summary>Mean variance of a step's log return of the price.</summary>
    public required R MeanVariance;

    /// <summary>Half the elasticity to the price's volatility.</summary>
    public required R HalfElasticity;
}

/// <summary>The factor on a path.</summary>
/// <typeparam name="R">The lane.</typeparam>
[State]
public partial struct VolumeState<R>
{
    /// <summary>Its log, but for what keeps the mean.</summary>
    public R Log;

    /// <summary>The variance of that so far.</summary>
    public R Variance;
}
