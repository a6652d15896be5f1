using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Random;
using GpuRisk.Kernels.Tokens;

namespace GpuRisk.Kernels.Farms;

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
        FarmRow farm = FarmRow.Read(context, row);
        new FarmState<R> { Alive = R.Of(1.0), Index = R.Of(0.0), AliveSteps = R.Of(0.0) }
            .Store(context, farm.State);
        for (int i = 0; i < farm.Stakes; i++)
        {
            Stake<R, W, C>.Begin(context, farm.StakeRows + (i * StakeRow.Width));
        }

        for (int i = 0; i < farm.Claims; i++)
        {
            Claims<R, W, C>.Begin(context, farm.ClaimRows + (i * ClaimsRow.Width));
        }
    }

    /// <summary>Draws the arrivals of a block of steps.</summary>
    public static void Draw(C context, int farm, int row, int first, int count)
    {
        int uniforms = context.Integer(row + FarmRow.PlaceOf.Uniforms);
        if (uniforms >= 0)
        {
            Buffers<R, W, C>.DrawUniforms(
                context, uniforms, Streams.Rug + (uint)farm, first, count);
            Tilts<R, W, C>.Apply(
                context, Streams.Rug + (uint)farm, Buffers<R, W, C>.Slot(context, uniforms), first,
                count);
        }
    }

    /// <summary>Takes a farm through a step.</summary>
    public static void Step(C context, int row, int step, int i)
    {
        FarmRow farm = FarmRow.Read(context, row);
        FarmState<R> state = FarmState<R>.Load(context, farm.State);
        R alive = state.Alive;
        state.Index = R.Select(
            R.Less(R.Of(0.0), alive), context.Real(farm.Rewards + step), state.Index);
        state.AliveSteps += alive;
        state.Store(context, farm.State);
        if (farm.Uniforms >= 0)
        {
            Rug(context, row, step, i, alive);
        }

        for (int j = 0; j < farm.Claims; j++)
        {
            Claims<R, W, C>.Step(context, farm.ClaimRows + (j * ClaimsRow.Width), row, step);
        }
    }

    private static void Rug(C context, int row, int step, int i, R alive)
    {
        FarmRow farm = FarmRow.Read(context, row);
        W runs = R.Less(R.Of(0.0), alive) & R.LessOrEqual(
            Buffers<R, W, C>.Load(context, farm.Uniforms, i),
            context.Real(farm.Terms + FarmTerms.RugProbability));
        if (!W.Any(runs))
        {
            return;
        }

        context.Store(
            farm.State + FarmState.Alive, R.Select(runs, R.Of(0.0), alive));
        R share = R.Select(
            runs, context.Real(farm.Terms + FarmTerms.RuggedShare), R.Of(0.0));
        for (int j = 0; j < farm.Stakes; j++)
        {
            Stake<R, W, C>.Take(context, farm.StakeRows + (j * StakeRow.Width), step, i, share);
        }
    }

    /// <summary>Writes the outcomes of a farm, its stakes and its claims.</summary>
    public static void Emit(C context, int row)
    {
        FarmRow farm = FarmRow.Read(context, row);
        FarmState<R> state = FarmState<R>.Load(context, farm.State);
        context.Emit(farm.Outcome, R.Of(1.0) - state.Alive);
        R stepYears = context.Real(farm.Terms + FarmTerms.StepYears);
        for (int i = 0; i < farm.Stakes; i++)
        {
            Stake<R, W, C>.Emit(
                context, farm.StakeRows + (i * StakeRow.Width), state.AliveSteps, stepYears);
        }

        for (int i = 0; i < farm.Covers; i++)
        {
            Cover<R, W, C>.Emit(context, farm.CoverRows + (i * CoverRow.Width));
        }

        R price = TokenMarket<R, W, C>.Price(context, farm.Token);
        for (int i = 0; i < farm.Claims; i++)
        {
            Claims<R, W, C>.Emit(context, farm.ClaimRows + (i * ClaimsRow.Width), price);
        }
    }
}
