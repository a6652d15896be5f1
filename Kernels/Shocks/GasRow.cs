using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Shocks;

/// <summary>The integers of the price of gas.</summary>
[Row]
public partial struct GasRow
{
    /// <summary>Where its terms stand.</summary>
    public required int Terms;

    /// <summary>Where its state stands.</summary>
    public required int State;

    /// <summary>The asset that pays for gas.</summary>
    public required int Asset;

    /// <summary>Its outcome: the final price, 10^-9 of the asset.</summary>
    public required int Outcome;

    /// <summary>Buffer of the steps' normals.</summary>
    public required int Normals;

    /// <summary>Reals: by what each regime multiplies the price; -1 where none does.</summary>
    public required int Regimes;

    /// <summary>Number of factors that are stated, each for some steps.</summary>
    public required int Stated;

    /// <summary>Where their rows begin.</summary>
    public required int StatedRows;
}

/// <summary>What of the price of gas does not change.</summary>
/// <typeparam name="R">The lane.</typeparam>
[Terms]
public partial struct GasTerms<R>
{
    /// <summary>What remains of a deviation of the log price after a step.</summary>
    public required R Persistence;

    /// <summary>Standard deviation of a step's noise of the log price.</summary>
    public required R Deviation;

    /// <summary>What a shock adds to the log price.</summary>
    public required R Stress;

    /// <summary>Price at the start, 10^-9 of the asset.</summary>
    public required R Price;
}

/// <summary>The price of gas on a path.</summary>
/// <typeparam name="R">The lane.</typeparam>
[State]
public partial struct GasState<R>
{
    /// <summary>Log of the price over its start, in the asset.</summary>
    public R Log;

    /// <summary>The price over its start, in USD.</summary>
    public R Factor;
}
