using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Random;

namespace GpuRisk.Kernels.Market;

/// <summary>
/// A farm pays new tokens in proportion to stakes, until its owners run away with them. As its
/// contract would, it keeps what was paid per unit of stake; a wallet's reward is the rise of
/// that index since its last claim.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class Farm<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>Puts a farm, its stakes and its claims to their start.</summary>
    public static void Begin(C context, int row)
    {
        int state = context.Integer(row + FarmTable.Row.State);
        Slots<R, W, C>.Clear(context, state, FarmTable.State.Width);

        context.Store(state + FarmTable.State.Alive, R.Of(1.0));
        int stakes = context.Integer(row + FarmTable.Row.StakeRows);
        for (int i = 0; i < context.Integer(row + FarmTable.Row.Stakes); i++)
        {
            Stake<R, W, C>.Begin(context, stakes + (i * FarmTable.StakeRow.Width));
        }

        int claims = context.Integer(row + FarmTable.Row.ClaimRows);
        for (int i = 0; i < context.Integer(row + FarmTable.Row.Claims); i++)
        {
            Claim<R, W, C>.Begin(context, claims + (i * FarmTable.ClaimRow.Width));
        }
    }

    /// <summary>Draws a block's arrivals.</summary>
    public static void Draw(C context, int block, int farm, int row)
    {
        if (context.Integer(row + FarmTable.Row.CanRug) != 0)
        {
            Block<R, W, C>.DrawUniforms(
                context, block, Streams.Rug + (uint)farm,
                context.Integer(row + FarmTable.Row.State) + FarmTable.State.Uniforms);
        }
    }

    /// <summary>Takes a farm through a step.</summary>
    public static void Step(C context, int row, int step, int i)
    {
        int state = context.Integer(row + FarmTable.Row.State);
        int index = state + FarmTable.State.Index;
        R alive = context.Load(state + FarmTable.State.Alive);
        context.Store(index, R.Select(
            R.Less(R.Of(0.0), alive),
            context.Real(context.Integer(row + FarmTable.Row.Rewards) + step),
            context.Load(index)));
        Slots<R, W, C>.Add(context, state + FarmTable.State.AliveSteps, alive);
        if (context.Integer(row + FarmTable.Row.CanRug) != 0)
        {
            Rug(context, row, step, i, alive);
        }

        int claims = context.Integer(row + FarmTable.Row.ClaimRows);
        for (int j = 0; j < context.Integer(row + FarmTable.Row.Claims); j++)
        {
            Claim<R, W, C>.Step(
                context, claims + (j * FarmTable.ClaimRow.Width), row, step);
        }
    }

    private static void Rug(C context, int row, int step, int i, R alive)
    {
        int reals = context.Integer(row + FarmTable.Row.Reals);
        int state = context.Integer(row + FarmTable.Row.State);
        W runs = R.Less(R.Of(0.0), alive) & R.LessOrEqual(
            context.Load(state + FarmTable.State.Uniforms + (i % Block<R, W, C>.Steps)),
            context.Real(reals + FarmTable.Real.RugProbability));
        if (!W.Any(runs))
        {
            return;
        }

        context.Store(
            state + FarmTable.State.Alive, R.Select(runs, R.Of(0.0), alive));
        R share = R.Select(
            runs, context.Real(reals + FarmTable.Real.RuggedShare), R.Of(0.0));
        int stakes = context.Integer(row + FarmTable.Row.StakeRows);
        for (int j = 0; j < context.Integer(row + FarmTable.Row.Stakes); j++)
        {
            Stake<R, W, C>.Take(
                context, stakes + (j * FarmTable.StakeRow.Width), step, i, share);
        }
    }

    /// <summary>Writes the outcomes of a farm, its stakes and its claims.</summary>
    public static void Emit(C context, int row)
    {
        int state = context.Integer(row + FarmTable.Row.State);
        int metrics = context.Integer(row + FarmTable.Row.Metrics);
        context.Emit(
            metrics + FarmTable.Metric.Rugged,
            R.Of(1.0) - context.Load(state + FarmTable.State.Alive));
        int stakes = context.Integer(row + FarmTable.Row.StakeRows);
        for (int i = 0; i < context.Integer(row + FarmTable.Row.Stakes); i++)
        {
            Stake<R, W, C>.Emit(context, stakes + (i * FarmTable.StakeRow.Width), row);
        }

        int covers = context.Integer(row + FarmTable.Row.CoverRows);
        for (int i = 0; i < context.Integer(row + FarmTable.Row.Covers); i++)
        {
            Cover<R, W, C>.Emit(context, covers + (i * CoverTable.Row.Width));
        }

        int claims = context.Integer(row + FarmTable.Row.ClaimRows);
        int token = context.Integer(row + FarmTable.Row.Token);
        for (int i = 0; i < context.Integer(row + FarmTable.Row.Claims); i++)
        {
            Claim<R, W, C>.Emit(context, claims + (i * FarmTable.ClaimRow.Width), token);
        }
    }
}
