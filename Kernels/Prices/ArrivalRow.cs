using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Prices;

/// <summary>The integers of a Poisson process that lets prices jump, one asset's or several at the
/// same moment.</summary>
[Row]
public partial struct ArrivalRow
{
    /// <summary>Blocks of steps whose jumps are drawn at once.</summary>
    public const int BlocksAhead = 8;

    /// <summary>Real: steps between arrivals, on average.</summary>
    public required int MeanGap;

    /// <summary>Where its state stands.</summary>
    public required int State;

    /// <summary>The stream of its random numbers.</summary>
    public required int Stream;

    /// <summary>The regime in which its arrivals count, from 0; -1 where they always do.</summary>
    public required int Regime;

    /// <summary>Number of normals that the sizes are made of, at least 1.</summary>
    public required int Factors;

    /// <summary>Slots of these normals.</summary>
    public required int Normals;

    /// <summary>Number of assets that jump.</summary>
    public required int Members;

    /// <summary>Where their rows begin.</summary>
    public required int MemberRows;

    /// <summary>Where the row of their classes by size stands, a <see cref="MarkRow"/>; -1 where
    /// they come in none.</summary>
    public required int Marks;
}

/// <summary>The integers of an asset that jumps at a process's arrivals.</summary>
[Row]
public partial struct JumpRow
{
    /// <summary>The asset's row.</summary>
    public required int Asset;

    /// <summary>Reals: the mean of a jump of the log price, and then what each factor adds.
    /// </summary>
    public required int Sizes;
}

/// <summary>The integers of a move of an asset's price at a stated time.</summary>
[Row]
public partial struct StatedMoveRow
{
    /// <summary>The asset's row.</summary>
    public required int Asset;

    /// <summary>The first step at whose end the price moves.</summary>
    public required int First;

    /// <summary>Steps over which it does.</summary>
    public required int Steps;

    /// <summary>Real: what each of them adds to the log price.</summary>
    public required int Size;
}

/// <summary>When a process lets prices jump next.</summary>
/// <typeparam name="R">The lane.</typeparam>
[State]
public partial struct ArrivalState<R>
{
    /// <summary>The step in which it does, as the bits of an integer.</summary>
    public R Step;

    /// <summary>When within that step, 0 to 1.</summary>
    public R Place;

    /// <summary>Arrivals drawn so far, as the bits of an integer.</summary>
    public R Drawn;
}
