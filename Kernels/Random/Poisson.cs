using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Random;

/// <summary>
/// Poisson variates of four successive steps, by inversion from the lower tail: N is the number
/// of survival probabilities P(N &gt;= 1), P(N &gt;= 2), ... that a uniform lies below.
/// </summary>
/// <remarks>
/// Floating point resolves near zero, not near one. A word has 2^31 cells there; where its cell
/// is among the lowest, a second word says where within the cell, so that probabilities down to
/// 2^-62 are met. On most steps of rare events no path needs it.
/// </remarks>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class Poisson<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    private const double Cell = 4.656612873077393e-10;

    // Above 2^-8 a cell is finer than single precision.
    private const double Fine = 0.00390625;

    /// <summary>Draws the counts of a block into four slots.</summary>
    /// <param name="context">The context.</param>
    /// <param name="block">The block.</param>
    /// <param name="cells">The stream of cells.</param>
    /// <param name="places">The stream of places within cells.</param>
    /// <param name="survival">Where the survival probabilities begin among the reals.</param>
    /// <param name="terms">How many there are, at least 1.</param>
    /// <param name="slot">The first of the four slots.</param>
    /// <returns>Whether any path may have a count above zero.</returns>
    public static bool Draw(
        C context, int block, uint cells, uint places, int survival, int terms, int slot)
    {
        PhiloxWords<W> words = Block<R, W, C>.Words(context, block, cells);
        context.Store(slot, LowerEnd(words.Word0));
        context.Store(slot + 1, LowerEnd(words.Word1));
        context.Store(slot + 2, LowerEnd(words.Word2));
        context.Store(slot + 3, LowerEnd(words.Word3));
        R any = context.Real(survival);
        R least = Bounds<R, W>.Min(
            Bounds<R, W>.Min(context.Load(slot), context.Load(slot + 1)),
            Bounds<R, W>.Min(context.Load(slot + 2), context.Load(slot + 3)));
        if (!W.Any(R.LessOrEqual(least, any)))
        {
            for (int i = 0; i < Block<R, W, C>.Steps; i++)
            {
                context.Store(slot + i, R.Of(0.0));
            }

            return false;
        }

        if (W.Any(R.LessOrEqual(least, Bounds<R, W>.Min(any, R.Of(Fine)))))
        {
            words = Block<R, W, C>.Words(context, block, places);
            Count(context, survival, terms, slot, Uniforms<R, W>.Of(words.Word0));
            Count(context, survival, terms, slot + 1, Uniforms<R, W>.Of(words.Word1));
            Count(context, survival, terms, slot + 2, Uniforms<R, W>.Of(words.Word2));
            Count(context, survival, terms, slot + 3, Uniforms<R, W>.Of(words.Word3));
        }
        else
        {
            for (int i = 0; i < Block<R, W, C>.Steps; i++)
            {
                Count(context, survival, terms, slot + i, R.Of(0.5));
            }
        }

        return true;
    }

    /// <summary>The lower end of a word's cell.</summary>
    public static R LowerEnd(W word) => R.FromInt32(word >>> 1) * R.Of(Cell);

    /// <summary>A uniform variate from the lower end of a cell and a place within, 0 to 1.
    /// </summary>
    public static R Uniform(R lower, R place)
    {
        R within = R.Select(R.LessOrEqual(lower, R.Of(Fine)), place, R.Of(0.5));
        return R.Fma(within, R.Of(Cell), lower);
    }

    private static void Count(C context, int survival, int terms, int slot, R place)
    {
        R uniform = Uniform(context.Load(slot), place);
        R count = R.Of(0.0);
        for (int term = 0; term < terms; term++)
        {
            count += Bounds<R, W>.Indicator(R.Less(uniform, context.Real(survival + term)));
        }

        context.Store(slot, count);
    }
}
