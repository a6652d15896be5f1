using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Pools;

namespace GpuRisk.Kernels.Tokens;

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
        context.Store(context.Integer(row + VoteRow.PlaceOf.Passed), R.Of(0.0));

    /// <summary>Votes where a step is due.</summary>
    public static void Step(C context, int row, int step)
    {
        VoteRow vote = VoteRow.Read(context, row);
        if ((step + 1) % vote.Every != 0)
        {
            return;
        }

        VoteTerms<R> terms = VoteTerms<R>.Read(context, vote.Terms);
        R inFavour = terms.For;
        R against = terms.Against;
        for (int i = 0; i < vote.Voters; i++)
        {
            VoterRow voter = VoterRow.Read(context, vote.VoterRows + (i * VoterRow.Width));
            R votes = context.Load(voter.Tokens) * context.Real(voter.Turnout);
            if (voter.Favours != 0)
            {
                inFavour += votes;
            }
            else
            {
                against += votes;
            }
        }

        W passes = Ties<R, W>.Below(against, inFavour);
        Slots<R, W, C>.Add(context, vote.Passed, Bounds<R, W>.Indicator(passes));
        Pool<R, W, C>.Share(
            context, vote.Pool, R.Select(passes, terms.ShareFor, terms.ShareAgainst));
    }

    /// <summary>Writes how many votes passed.</summary>
    public static void Emit(C context, int row)
    {
        VoteRow vote = VoteRow.Read(context, row);
        context.Emit(vote.Outcome, context.Load(vote.Passed));
    }
}
