using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Lending;

/// <summary>The parts of a list: what calls have made of which loans.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class LoanParts<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // Assigning a range to a part's loans takes at most two more parts; a part's loans are called
    // in up to two ranges.
    private const int PartsOfACall = 4;

    /// <summary>Puts all loans into one part.</summary>
    public static void Begin(C context, LoanListRow list)
    {
        R loans = Count(list);
        for (int i = 0; i < LoanListRow.MaximumParts; i++)
        {
            LoanPartState<R> part = default;
            part.End = loans;
            part.Scale = R.Of(1.0);
            part.Slope = R.Of(1.0);
            part.Store(context, Place(list, i));
        }
    }

    /// <summary>The number of loans.</summary>
    [MethodImpl(Inline)]
    public static R Count(LoanListRow list) => R.FromInt32(W.Of((uint)list.Loans));

    /// <summary>Where the state of the i-th part stands.</summary>
    [MethodImpl(Inline)]
    public static int Place(LoanListRow list, int i) =>
        list.Parts + (i * LoanPartState.Width);

    /// <summary>Number of loans before the i-th part.</summary>
    [MethodImpl(Inline)]
    public static R Start(C context, LoanListRow list, int i) => i == 0
        ? R.Of(0.0)
        : context.Load(Place(list, i - 1) + LoanPartState.End);

    /// <summary>Number of parts that are not empty on every path.</summary>
    public static int Used(C context, LoanListRow list)
    {
        R loans = Count(list);
        int used = 1;
        while (used < LoanListRow.MaximumParts
            && W.Any(R.Less(context.Load(Place(list, used - 1) + LoanPartState.End), loans)))
        {
            used++;
        }

        return used;
    }

    /// <summary>On which paths there may be too few parts for a call.</summary>
    [MethodImpl(Inline)]
    public static W AreFew(C context, LoanListRow list) => R.Less(
        context.Load(
            Place(list, LoanListRow.MaximumParts - 1 - PartsOfACall) + LoanPartState.End),
        Count(list));

    /// <summary>Takes empty parts away, and those that became what the next one is, on the paths
    /// where there may be too few.</summary>
    public static void Compact(C context, LoanListRow list)
    {
        W few = AreFew(context, list);
        if (!W.Any(few))
        {
            return;
        }

        for (int i = LoanListRow.MaximumParts - 2; i >= 0; i--)
        {
            W needless = few & IsLike(
                context, list, i, LoanPartState<R>.Load(context, Place(list, i + 1)));
            if (W.Any(needless))
            {
                for (int j = i; j < LoanListRow.MaximumParts - 1; j++)
                {
                    Set(
                        context, Place(list, j), needless,
                        LoanPartState<R>.Load(context, Place(list, j + 1)));
                }
            }
        }
    }

    /// <summary>The health factor of the loan behind the first so many, at the prices of the start.
    /// </summary>
    [MethodImpl(Inline)]
    public static R HealthFactor(C context, LoanListRow list, LoanPartState<R> part, R before) =>
        R.Fma(part.Slope, context.Real(list.HealthFactors, R.ToWord(before)), -part.Shift);

    /// <summary>Number of loans up to the last of a part's whose health factor at the prices of the
    /// start is below a limit.</summary>
    /// <param name="context">The context.</param>
    /// <param name="list">The list.</param>
    /// <param name="part">The part.</param>
    /// <param name="start">Number of loans before the part.</param>
    /// <param name="limit">The limit.</param>
    public static R Below(
        C context, LoanListRow list, LoanPartState<R> part, R start, R limit)
    {
        // The guide says between which loans of the list the limit lies.
        R atStart = (limit + part.Shift) / part.Slope;
        R one = R.Of(1.0);
        R cell = (atStart - context.Real(list.HealthFactors))
            * context.Real(list.Terms + LoanListTerms.CellsPerHealth);
        R cells = R.FromInt32(W.Of((uint)(list.Cells - 1)));
        W guide = R.ToWord(R.Select(
            R.Less(R.Of(0.0), cell), Bounds<R, W>.Min(cell, cells), R.Of(0.0)));
        R position = Bounds<R, W>.Min(
            part.End, Bounds<R, W>.Max(start, context.Real(list.Guide, guide)));
        R end = Bounds<R, W>.Min(part.End, context.Real(list.Guide + list.Cells, guide));
        for (int half = list.HalfOfCell; half > 0; half >>= 1)
        {
            R next = position + R.FromInt32(W.Of((uint)half));
            W fits = R.LessOrEqual(next, end);
            R last = context.Real(
                list.HealthFactors - 1, R.ToWord(R.Select(fits, next, one)));
            position = R.Select(fits & R.Less(last, atStart), next, position);
        }

        return position;
    }

    /// <summary>Tells what calls made of some loans of the i-th part.</summary>
    /// <param name="context">The context.</param>
    /// <param name="list">The list.</param>
    /// <param name="i">The part.</param>
    /// <param name="mask">On which paths.</param>
    /// <param name="from">Number of loans before them.</param>
    /// <param name="to">Number of loans up to their last.</param>
    /// <param name="made">What they are now; its end does not count.</param>
    public static void Assign(
        C context, LoanListRow list, int i, W mask, R from, R to, LoanPartState<R> made)
    {
        W some = mask & R.Less(from, to);
        made.End = to;
        int changed = list.State + LoanListState.Changed;
        context.Store(changed, R.Select(some, R.Of(1.0), context.Load(changed)));
        LoanPartState<R> part = LoanPartState<R>.Load(context, Place(list, i));
        R start = Start(context, list, i);
        W heads = some & R.LessOrEqual(from, start);
        if (i > 0)
        {
            W joins = heads & IsLike(context, list, i - 1, made);
            Set(context, Place(list, i - 1), joins, made);
            some &= ~joins;
            heads &= ~joins;
        }

        // What follows them stays as it was, and so does what is before them.
        W splits = some & ~heads;
        for (int side = 0; side < 2; side++)
        {
            Insert(context, list, i, side == 0 ? some & R.Less(to, part.End) : splits);
        }

        context.Store(
            Place(list, i) + LoanPartState.End,
            R.Select(splits, from, context.Load(Place(list, i) + LoanPartState.End)));
        for (int side = 0; side < 2; side++)
        {
            W here = side == 0 ? heads : splits;
            if (W.Any(here))
            {
                Set(context, Place(list, i + side), here, made);
            }
        }
    }

    // Whether a part is empty, or is what others are to become.
    private static W IsLike(C context, LoanListRow list, int i, LoanPartState<R> made)
    {
        LoanPartState<R> part = LoanPartState<R>.Load(context, Place(list, i));
        W closed = R.LessOrEqual(part.Scale, R.Of(0.0)) & R.LessOrEqual(made.Scale, R.Of(0.0));
        W same = IsEqual(part.Scale, made.Scale) & IsEqual(part.Slope, made.Slope)
            & IsEqual(part.Shift, made.Shift);
        return R.LessOrEqual(part.End, Start(context, list, i)) | closed | same;
    }

    [MethodImpl(Inline)]
    private static W IsEqual(R left, R right) =>
        R.LessOrEqual(left, right) & R.LessOrEqual(right, left);

    [MethodImpl(Inline)]
    private static void Set(C context, int place, W mask, LoanPartState<R> part)
    {
        LoanPartState<R> old = LoanPartState<R>.Load(context, place);
        old.End = R.Select(mask, part.End, old.End);
        old.Scale = R.Select(mask, part.Scale, old.Scale);
        old.Slope = R.Select(mask, part.Slope, old.Slope);
        old.Shift = R.Select(mask, part.Shift, old.Shift);
        old.Store(context, place);
    }

    // Makes room for a part behind the i-th, which stands there twice then.
    private static void Insert(C context, LoanListRow list, int i, W mask)
    {
        if (!W.Any(mask))
        {
            return;
        }

        for (int j = LoanListRow.MaximumParts - 1; j > i; j--)
        {
            Set(
                context, Place(list, j), mask,
                LoanPartState<R>.Load(context, Place(list, j - 1)));
        }
    }
}
