using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Random;

namespace GpuRisk.Kernels.Prices;

/// <summary>
/// The regime that a market is in: a Markov chain of two or three states that moves at the ends of
/// periods (Hamilton 1989), one for all prices.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class Regimes<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Puts the chain before its start, which is drawn with the first step.</summary>
    public static void Begin(C context, int row) =>
        default(RegimeState<R>).Store(context, context.Integer(row + RegimeRow.PlaceOf.State));

    /// <summary>Tells the regimes of a block's steps. They are drawn with those of further blocks,
    /// because jumps are.</summary>
    /// <param name="context">The context.</param>
    /// <param name="header">The prices' header.</param>
    /// <param name="first">The block's first step.</param>
    /// <param name="count">Its steps.</param>
    public static void Advance(C context, PriceHeader header, int first, int count)
    {
        RegimeRow row = RegimeRow.Read(context, header.Regimes);
        int window = ArrivalRow.BlocksAhead * R.BlockSteps;
        int ahead = Buffers<R, W, C>.Slot(context, row.Ahead);
        if (first % window == 0)
        {
            Draw(context, row, first, Math.Min(header.Steps - first, window), ahead);
        }

        int steps = Buffers<R, W, C>.Slot(context, row.Steps);
        ahead += first % window;
        for (int i = 0; i < count; i++)
        {
            context.Store(steps + i, context.Load(ahead + i));
        }
    }

    private static void Draw(C context, RegimeRow row, int first, int count, int slot)
    {
        RegimeState<R> chain = RegimeState<R>.Load(context, row.State);
        int next = (first + row.PeriodSteps - 1) / row.PeriodSteps * row.PeriodSteps;
        for (int i = 0; i < count; i++)
        {
            if (first + i == next)
            {
                int period = next / row.PeriodSteps;
                next += row.PeriodSteps;
                R uniform = chain.Kept;
                if (period % 2 == 0)
                {
                    uniform = Uniforms(context, period / 2, out R kept);
                    chain.Kept = kept;
                }

                chain.Regime = Next(context, row.Terms, period, chain.Regime, uniform);
            }

            context.Store(slot + i, chain.Regime);
        }

        chain.Store(context, row.State);
    }

    // One evaluation serves two periods, because rare moves need both words.
    private static R Uniforms(C context, int block, out R second)
    {
        PhiloxWords<W> words = Block<R, W, C>.Words(context, block, Streams.Regimes);
        second = FineUniforms<R, W>.Of(words.Word2, words.Word3);
        return FineUniforms<R, W>.Of(words.Word0, words.Word1);
    }

    private static R Next(C context, int terms, int period, R regime, R uniform)
    {
        int at = terms + RegimeTerms.Width;
        R first = Of(context, regime, at + RegimeTerms.First, RegimeTerms.Width);
        R any = Of(context, regime, at + RegimeTerms.Any, RegimeTerms.Width);
        if (period == 0)
        {
            first = context.Real(terms + RegimeTerms.First);
            any = context.Real(terms + RegimeTerms.Any);
        }

        R other = Pick(regime, R.Of(1.0), R.Of(0.0), R.Of(0.0));
        R last = Pick(regime, R.Of(2.0), R.Of(2.0), R.Of(1.0));
        R moved = R.Select(R.LessOrEqual(uniform, any), last, regime);
        return R.Select(R.LessOrEqual(uniform, first), other, moved);
    }

    /// <summary>The regime of the block's i-th step.</summary>
    [MethodImpl(Inline)]
    public static R At(C context, int i) => Buffers<R, W, C>.Load(
        context,
        context.Integer(
            context.Integer(PriceHeader.PlaceOf.Regimes) + RegimeRow.PlaceOf.Steps), i);

    /// <summary>The regime of the horizon's last step.</summary>
    public static R Last(C context)
    {
        int row = context.Integer(PriceHeader.PlaceOf.Regimes);
        return context.Load(
            context.Integer(row + RegimeRow.PlaceOf.State) + RegimeState.Regime);
    }

    /// <summary>A regime's own real, of those that follow each other at a distance.</summary>
    [MethodImpl(Inline)]
    public static R Of(C context, R regime, int reals, int distance) => Pick(
        regime, context.Real(reals), context.Real(reals + distance),
        context.Real(reals + (2 * distance)));

    /// <summary>That of three which is the regime's.</summary>
    [MethodImpl(Inline)]
    public static R Pick(R regime, R first, R second, R third) => R.Select(
        R.Less(R.Of(1.5), regime), third, R.Select(R.Less(R.Of(0.5), regime), second, first));

    /// <summary>Whether diffusions are correlated in each regime in its own way.</summary>
    [MethodImpl(Inline)]
    public static bool Correlate(C context)
    {
        int row = context.Integer(PriceHeader.PlaceOf.Regimes);
        return row >= 0 && context.Integer(row + RegimeRow.PlaceOf.Correlated) != 0;
    }
}
