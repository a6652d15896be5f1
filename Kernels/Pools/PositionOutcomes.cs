using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Pools;

/// <summary>What a path tells of a position.</summary>
/// <typeparam name="R">The lane, or what is known of the outcome.</typeparam>
[Outcomes]
public partial struct PositionOutcomes<R>
{
    /// <summary>Value without fees over the value of holding, less one.</summary>
    public required R ImpermanentLoss;

    /// <summary>Loss versus rebalancing, USD.</summary>
    public required R LossVersusRebalancing;

    /// <summary>Fees, USD.</summary>
    public required R Fees;

    /// <summary>Gas, USD.</summary>
    public required R Gas;

    /// <summary>Final wealth less that of holding, USD.</summary>
    public required R NetVersusHold;

    /// <summary>Final wealth less that of the rebalancing portfolio, USD.</summary>
    public required R NetVersusRebalancing;

    /// <summary>Final wealth less the initial value, USD.</summary>
    public required R Net;

    /// <summary>Fraction of the time in range.</summary>
    public required R TimeInRange;

    /// <summary>Recentrings.</summary>
    public required R Rebalances;

    /// <summary>Fees paid for swaps when recentring, USD.</summary>
    public required R SwapFees;

    /// <summary>What prices alone did to the value, before what arbitrageurs took, USD.</summary>
    public required R Revaluation;

    /// <summary>The part of the fees that arbitrageurs paid, USD; 0 unless told.</summary>
    public required R ArbitrageFees;
}

/// <summary>How a position in a pool of any kind ends.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class PositionEnd<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>What an action of the holder costs now, USD. He pays for opening, for closing and
    /// for every recentring between them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static R Gas(C context, int terms) => GasPrice<R, W, C>.Of(
        context, context.Real(terms + PositionTerms.GasPerAction));

    /// <summary>Closes a position and writes its outcomes.</summary>
    /// <param name="context">The context.</param>
    /// <param name="row">The position's row.</param>
    /// <param name="hold">What the tokens of its start are worth, USD.</param>
    /// <param name="holdGain">The same less what they were worth at the start.</param>
    /// <param name="versusHold">What it is worth beyond that, without fees, USD.</param>
    public static void Emit(C context, int row, R hold, R holdGain, R versusHold)
    {
        int reals = context.Integer(row + PositionRow.PlaceOf.Terms);
        int state = context.Integer(row + PositionRow.PlaceOf.State);
        R gain = holdGain + versusHold;
        R loss = Sums<R, W, C>.Value(context, state + PositionState.LossVersusRebalancing);
        R fees = Sums<R, W, C>.Value(context, state + PositionState.Fees);
        R swapFees = Sums<R, W, C>.Value(context, state + PositionState.SwapFees);

        R gas = Sums<R, W, C>.Value(context, state + PositionState.Gas) + Gas(context, reals);
        R income = fees - gas - swapFees;
        new PositionOutcomes<R>
        {
            ImpermanentLoss = versusHold / hold,
            LossVersusRebalancing = loss,
            Fees = fees,
            Gas = gas,
            NetVersusHold = versusHold + income,
            NetVersusRebalancing = income - loss,
            Net = gain + income,
            TimeInRange = Sums<R, W, C>.Value(context, state + PositionState.StepsInRange)
                * context.Real(reals + PositionTerms.InverseSteps),
            Rebalances = context.Load(state + PositionState.Rebalances),
            SwapFees = swapFees,
            Revaluation = gain + loss,
            ArbitrageFees = Sums<R, W, C>.Value(context, state + PositionState.ArbitrageFees),
        }.Emit(context, context.Integer(row + PositionRow.PlaceOf.Outcomes));
    }
}
