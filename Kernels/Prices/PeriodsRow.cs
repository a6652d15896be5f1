using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Prices;

/// <summary>Where the shock of a period comes from.</summary>
public enum PeriodShocks
{
    /// <summary>From the normals of its steps.</summary>
    Normal,

    /// <summary>From the normals of its steps and a mixing variable of the period.</summary>
    Mixed,

    /// <summary>From a row of a table.</summary>
    Rows,
}

/// <summary>The integers of a price whose variance is one in each period of several steps.
/// </summary>
[Row]
public partial struct PeriodsRow
{
    /// <summary>Steps of a period, at least 1.</summary>
    public required int Steps;

    /// <summary>A <see cref="PeriodShocks"/>.</summary>
    public required int Shocks;

    /// <summary>The stream of what a period draws, which assets may have in common.</summary>
    public required int Stream;

    /// <summary>Reals: the coefficients of <see cref="MixingRoot{R, W, C}"/>, or the rows; -1 where
    /// there are neither.</summary>
    public required int Table;
}

/// <summary>What of such a price does not change. Variances are those of a step.</summary>
/// <typeparam name="R">The lane.</typeparam>
[Terms]
public partial struct PeriodsTerms<R>
{
    /// <summary>Growth of the log price without what the variance takes.</summary>
    public required R Drift;

    /// <summary>Variance in the first period.</summary>
    public required R Start;

    /// <summary>What every period adds to the variance of the next.</summary>
    public required R Constant;

    /// <summary>The part of the variance that the next period keeps.</summary>
    public required R Kept;

    /// <summary>What the square of a period's shock adds.</summary>
    public required R Shock;

    /// <summary>What it adds beside that where the price fell.</summary>
    public required R Fall;

    /// <summary>The largest variance.</summary>
    public required R Most;

    /// <summary>The largest deviation of a step, the mixing variable included.</summary>
    public required R MostDeviation;

    /// <summary>What the variance takes from the growth of the log price.</summary>
    public required R Correction;

    /// <summary>Rows of the table.</summary>
    public required R Rows;

    /// <summary>Rows over the probability that a period begins at a new one.</summary>
    public required R Draws;
}

/// <summary>Such a price on a path.</summary>
/// <typeparam name="R">The lane.</typeparam>
[State]
public partial struct PeriodsState<R>
{
    /// <summary>Variance of a step without the mixing variable.</summary>
    public R Variance;

    /// <summary>Deviation of a step.</summary>
    public R Deviation;

    /// <summary>The period's shock: so far of what steps make up, the whole of a row's.</summary>
    public R Shock;

    /// <summary>What steps still have to bring of a row's shock.</summary>
    public R Rest;

    /// <summary>The row.</summary>
    public R Row;
}
