using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Pools;

/// <summary>A liquidity position's integers.</summary>
[Row]
public partial struct PositionRow
{
    /// <summary>Where the position's terms stand.</summary>
    public required int Terms;

    /// <summary>Where its state stands.</summary>
    public required int State;

    /// <summary>Its first outcome.</summary>
    public required int Outcomes;

    /// <summary>Whether it has a price range (1) or the whole axis (0).</summary>
    public required int Ranged;

    /// <summary>Steps between recentrings; 0 never, -1 whenever the price leaves the range.
    /// </summary>
    public required int RecentreEvery;

    /// <summary>The first of the buffers of <see cref="PositionMove{R}"/>.</summary>
    public required int Moves;

    /// <summary>Whether it is told who paid the fees (1) or not (0).</summary>
    public required int TellsPayers;
}

/// <summary>What of a position does not change. Bounds are log prices from its centre.</summary>
/// <typeparam name="R">The lane.</typeparam>
[Terms]
public partial struct PositionTerms<R>
{
    /// <summary>Lower bound; minus infinity for a full range.</summary>
    public required R Lower;

    /// <summary>Upper bound; infinity for a full range.</summary>
    public required R Upper;

    /// <summary>Liquidity at the start, USD.</summary>
    public required R Liquidity;

    /// <summary>Value at the start, USD.</summary>
    public required R Value;

    /// <summary>Gas of one action of the liquidity provider, USD.</summary>
    public required R GasPerAction;

    /// <summary>1 / (steps in the horizon).</summary>
    public required R InverseSteps;

    /// <summary>Log of the first centre over the pool's price at the start: 0, or the end of the
    /// range that is nearest to it.</summary>
    public required R Centre;
}

/// <summary>What a step does to a position with a price range. Each field is a buffer of a number
/// for each step of a block; all positions of a plan use the same, one after the other.</summary>
/// <typeparam name="R">The lane.</typeparam>
[State]
public partial struct PositionMove<R>
{
    /// <summary>Quote that the step leaves, per unit of liquidity, USD.</summary>
    public R Left;

    /// <summary>What the market pays for base beyond the mean price of the step's trade, as a
    /// fraction of that.</summary>
    public R Excess;

    /// <summary>The share of the step in which the price is in the range.</summary>
    public R Share;
}

/// <summary>A position on a path.</summary>
/// <typeparam name="R">The lane.</typeparam>
[State]
public partial struct PositionState<R>
{
    /// <summary>Log of the centre over the pool's price at the start.</summary>
    public R Centre;

    /// <summary>Log of the market's price over its start when the centre was set.</summary>
    public R Market;

    /// <summary>Liquidity, USD.</summary>
    public R Liquidity;

    /// <summary>Value less that of holding when the centre was set, in units of the quote asset
    /// that are worth one USD at the start.</summary>
    public R VersusHold;

    /// <summary>Loss versus rebalancing, USD.</summary>
    public Sum<R> LossVersusRebalancing;

    /// <summary>Fees, USD.</summary>
    public Sum<R> Fees;

    /// <summary>The part of the fees that arbitrageurs paid, USD.</summary>
    public Sum<R> ArbitrageFees;

    /// <summary>Steps spent in range.</summary>
    public Sum<R> StepsInRange;

    /// <summary>Recentrings.</summary>
    public R Rebalances;

    /// <summary>Fees paid for swaps when recentring, USD.</summary>
    public Sum<R> SwapFees;

    /// <summary>Gas paid, USD.</summary>
    public Sum<R> Gas;
}
