using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Lending;

/// <summary>One call of each loan of a list's part that is due: which of them are closed, which
/// repaid in part and which given away, by the rules of their market.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class ListCall<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Calls the loans of a part that are due, and tells on which paths any was.</summary>
    /// <typeparam name="TRules">Their market's rules.</typeparam>
    /// <param name="context">The context.</param>
    /// <param name="list">The list.</param>
    /// <param name="i">The part.</param>
    /// <param name="mask">On which paths.</param>
    /// <param name="start">Number of loans before it.</param>
    /// <param name="end">Number of loans up to its last that may be called.</param>
    /// <param name="step">The step.</param>
    /// <param name="between">Whether they are those that crossed between the steps, each at its
    /// own barrier, or those below it at the step's end.</param>
    public static W Call<TRules>(
        C context, LoanListRow list, int i, W mask, R start, R end, int step, bool between)
        where TRules : struct, ILendingRules<R, W, C>
    {
        LoanPartState<R> part =
            LoanPartState<R>.Load(context, LoanParts<R, W, C>.Place(list, i));
        part.End = end;
        W due = mask & R.Less(start, part.End) & R.Less(R.Of(0.0), part.Scale);
        if (!W.Any(due))
        {
            return due;
        }

        R level = ListRepayment<R, W, C>.Level(context, list, LendingPairState.Level);
        R first = LoanParts<R, W, C>.HealthFactor(context, list, part, start);
        due &= R.Less(first * level, R.Of(1.0));
        return W.Any(due)
            ? Call<TRules>(context, list, part, i, due, start, first, step, between)
            : due;
    }

    private static W Call<TRules>(
        C context, LoanListRow list, LoanPartState<R> part, int i, W due, R start, R first,
        int step, bool between)
        where TRules : struct, ILendingRules<R, W, C>
    {
        // Debts on both sides of the limit have no rule in common.
        R one = R.Of(1.0);
        R perLevel = one / ListRepayment<R, W, C>.Level(context, list, LendingPairState.Level);
        int portfolio = list.Portfolio;
        LendingLimits<R> limits = TRules.Limits(
            context, context.Integer(portfolio + LoanPortfolioRow.PlaceOf.RulesTerms));
        R owed = part.Scale * Loan<R, W, C>.DebtPrice(context, portfolio, 0);
        R largest = owed * context.Real(list.Terms + LoanListTerms.LargestDebt);
        R smallest = owed * context.Real(list.Terms + LoanListTerms.SmallestDebt);
        W small = R.Less(largest, limits.Debt);
        W unlike = ~small & R.Less(smallest, limits.Debt);
        W full = small | R.LessOrEqual(
            between ? one : first, limits.HealthFactor * (between ? one : perLevel));
        R repaid = R.Select(full | unlike, largest, largest * limits.CloseFactor);
        W waiting = due & ListRepayment<R, W, C>.IsWorth(context, portfolio, repaid);
        if (!W.Any(waiting))
        {
            return waiting;
        }

        // Up to which loan all were below one before, so that they cross nothing; are below it now;
        // is all repaid; and does that take all collateral. One loop, so that the search stands
        // once in a kernel.
        R from = start;
        R to = start;
        R last = start;
        R exhausted = start;
        for (int limit = 0; limit < 4; limit++)
        {
            R health = perLevel;
            if (limit == 0)
            {
                health = between
                    ? one / ListRepayment<R, W, C>.Level(
                        context, list, LendingPairState.LevelBefore)
                    : R.Of(0.0);
            }
            else if (limit == 2)
            {
                health = between ? R.Of(0.0) : perLevel * limits.HealthFactor;
            }
            else if (limit == 3)
            {
                health = between
                    ? R.Of(0.0)
                    : perLevel * ListRepayment<R, W, C>.SeizedPerRepaid(context, portfolio);
            }

            R found = start;
            W some = waiting & R.Less(first, health);
            if (W.Any(some))
            {
                found = R.Select(
                    some, LoanParts<R, W, C>.Below(context, list, part, start, health), start);
            }

            if (limit == 0)
            {
                from = found;
            }
            else if (limit == 1)
            {
                to = Bounds<R, W>.Max(from, found);
            }
            else if (limit == 2)
            {
                W all = small;
                if (between)
                {
                    all |= R.LessOrEqual(one, limits.HealthFactor);
                }

                last = R.Select(all, to, Bounds<R, W>.Max(from, Bounds<R, W>.Min(to, found)));
            }
            else
            {
                exhausted = Bounds<R, W>.Max(from, Bounds<R, W>.Min(last, found));
            }
        }

        W called = waiting & R.Less(from, to);
        W few = LoanParts<R, W, C>.AreFew(context, list);
        R giveFrom = R.Select(few, start, from);
        R giveTo = R.Select(
            few, context.Load(LoanParts<R, W, C>.Place(list, i) + LoanPartState.End), to);
        W given = called & (unlike | few);

        // Four kinds of loans: those that are given away whatever comes, those that lose all
        // collateral, those that are closed, and those that repay a part.
        ListActs<W> nobody = new(W.Of(0), W.Of(0));
        ListActs<W> givenActs = nobody;
        ListActs<W> exhaustedActs = nobody;
        ListActs<W> closedActs = nobody;
        ListActs<W> partActs = nobody;
        for (int kind = 0; kind < 4; kind++)
        {
            W mask = kind == 0 ? given : called & ~given;
            R begin = kind == 0 ? giveFrom : kind == 1 ? from : kind == 2 ? exhausted : last;
            R end = kind == 0 ? giveTo : kind == 1 ? exhausted : kind == 2 ? last : to;
            if (!W.Any(mask & R.Less(begin, end)))
            {
                continue;
            }

            ListActs<W> acts = ListRepayment<R, W, C>.Act(
                context, list, portfolio, part, mask, begin, end,
                kind == 3 ? limits.CloseFactor : one, first, step, between, kind == 1, kind == 0);
            if (kind == 0)
            {
                givenActs = acts;
            }
            else if (kind == 1)
            {
                exhaustedActs = acts;
            }
            else if (kind == 2)
            {
                closedActs = acts;
            }
            else
            {
                partActs = acts;
            }
        }

        // From the last to the first, so that places stay.
        LoanPartState<R> inPart = InPart(
            context, list, portfolio, part, limits.CloseFactor, between);
        for (int kind = 0; kind < 5; kind++)
        {
            W mask = kind == 0 ? partActs.Leave & ~partActs.Acts
                : kind == 1 ? partActs.Acts
                : kind == 2 ? closedActs.Leave
                : kind == 3 ? exhaustedActs.Leave
                : givenActs.Leave;
            R begin = kind < 2 ? last : kind == 2 ? exhausted : kind == 3 ? from : giveFrom;
            R end = kind < 2 ? to : kind == 2 ? last : kind == 3 ? exhausted : giveTo;
            if (W.Any(mask & R.Less(begin, end)))
            {
                LoanParts<R, W, C>.Assign(
                    context, list, i, mask, begin, end, kind == 1 ? inPart : default);
            }
        }

        return partActs.Acts;
    }

    // What a part is after a share of its debts is repaid: at a health factor of one for each
    // loan, or at the prices of the step's end.
    private static LoanPartState<R> InPart(
        C context, LoanListRow list, int portfolio, LoanPartState<R> part, R share,
        bool between)
    {
        R one = R.Of(1.0);
        R kept = one - share;
        R perKept = one / R.Select(R.Less(R.Of(0.0), kept), kept, one);
        R seized = share * ListRepayment<R, W, C>.SeizedPerRepaid(context, portfolio);
        LoanPartState<R> called = default;
        called.Scale = part.Scale * kept;
        if (between)
        {
            R grown = (one - seized) * perKept;
            called.Slope = part.Slope * grown;
            called.Shift = part.Shift * grown;
        }
        else
        {
            called.Slope = part.Slope * perKept;
            R level = ListRepayment<R, W, C>.Level(context, list, LendingPairState.Level);
            called.Shift = perKept * (part.Shift + (seized / level));
        }

        return called;
    }
}
