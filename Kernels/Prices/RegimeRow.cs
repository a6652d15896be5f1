using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Prices;

/// <summary>The integers of the chain of regimes.</summary>
[Row]
public partial struct RegimeRow
{
    /// <summary>The most regimes that a plan can hold; plans with fewer say the last one again.
    /// </summary>
    public const int Most = 3;

    /// <summary>Where the terms stand: those of the start, and then those of each regime.</summary>
    public required int Terms;

    /// <summary>Where the state stands.</summary>
    public required int State;

    /// <summary>Steps after which the regime may change.</summary>
    public required int PeriodSteps;

    /// <summary>The first of <see cref="ArrivalRow.BlocksAhead"/> buffers of the steps' regimes,
    /// as numbers from 0.</summary>
    public required int Ahead;

    /// <summary>Buffer of those of this block's steps.</summary>
    public required int Steps;

    /// <summary>Whether diffusions are correlated in each regime in its own way (1), so that plans
    /// tell of correlations once for each, or always alike (0).</summary>
    public required int Correlated;
}

/// <summary>Where the chain goes from a regime; the others in their order, so that small
/// probabilities meet small uniforms.</summary>
/// <typeparam name="R">The lane.</typeparam>
[Terms]
public partial struct RegimeTerms<R>
{
    /// <summary>Probability of the first of the others.</summary>
    public required R First;

    /// <summary>Probability of any of the others.</summary>
    public required R Any;
}

/// <summary>The chain on a path.</summary>
/// <typeparam name="R">The lane.</typeparam>
[State]
public partial struct RegimeState<R>
{
    /// <summary>The regime, as a number from 0.</summary>
    public R Regime;

    /// <summary>The uniform of the next period, where it is drawn.</summary>
    public R Kept;
}
