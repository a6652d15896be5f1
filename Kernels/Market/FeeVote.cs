using GpuRisk.Kernels.ImpermanentLoss;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Market;

/// <summary>
/// A vote, by tokens, on the liquidity providers' share of a pool's fees.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class FeeVote<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>Puts a vote to its start.</summary>
    public static void Begin(C context, int row) =>
        context.Store(context.Integer(row + VoteTable.Row.State), R.Of(0.0));

    /// <summary>Votes where a step is due.</summary>
    public static void Step(C context, int row, int step)
    {
        if ((step + 1) % context.Integer(row + VoteTable.Row.Every) != 0)
        {
            return;
        }

        int reals = context.Integer(row + VoteTable.Row.Reals);
        R inFavour = context.Real(reals + VoteTable.Real.For);
        R against = context.Real(reals + VoteTable.Real.Against);
        int voters = context.Integer(row + VoteTable.Row.VoterRows);
        for (int i = 0; i < context.Integer(row + VoteTable.Row.Voters); i++)
        {
            R votes = context.Load(context.Integer(voters + (3 * i)))
                * context.Real(context.Integer(voters + (3 * i) + 1));
            if (context.Integer(voters + (3 * i) + 2) != 0)
            {
                inFavour += votes;
            }
            else
            {
                against += votes;
            }
        }

        W passes = Ties<R, W>.Below(against, inFavour);
        int passed = context.Integer(row + VoteTable.Row.State);
        context.Store(passed, context.Load(passed) + Bounds<R, W>.Indicator(passes));
        Pool<R, W, C>.Share(
            context, context.Integer(row + VoteTable.Row.Pool),
            R.Select(
                passes,
                context.Real(reals + VoteTable.Real.ShareFor),
                context.Real(reals + VoteTable.Real.ShareAgainst)));
    }

    /// <summary>Writes how many votes passed.</summary>
    public static void Emit(C context, int row) => context.Emit(
        context.Integer(row + VoteTable.Row.Metrics),
        context.Load(context.Integer(row + VoteTable.Row.State)));
}
