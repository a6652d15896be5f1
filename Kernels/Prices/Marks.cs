using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Random;
using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Prices;

/// <summary>The integers of jumps that come in classes by size, so that large ones can come more
/// often than small ones.</summary>
[Row]
public partial struct MarkRow
{
    /// <summary>Number of classes.</summary>
    public required int Classes;

    /// <summary>Where the terms of the classes stand.</summary>
    public required int Terms;

    /// <summary>Slots of how many jumps of each class came so far.</summary>
    public required int Counts;
}

/// <summary>A class of jumps: their first normal lies between two quantiles.</summary>
/// <typeparam name="R">The lane.</typeparam>
[Terms]
public partial struct MarkTerms<R>
{
    /// <summary>The probability of the classes before it.</summary>
    public required R Before;

    /// <summary>The probability of a normal further out than the class.</summary>
    public required R Beyond;

    /// <summary>The probability of the class under the true law.</summary>
    public required R Chance;

    /// <summary>1 below the median, -1 above it.</summary>
    public required R Side;
}

/// <summary>Jumps in classes by size.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class Marks<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>Puts the counts to zero.</summary>
    public static void Begin(C context, int at)
    {
        MarkRow row = MarkRow.Read(context, at);
        Slots<R, W, C>.Clear(context, row.Counts, row.Classes);
    }

    /// <summary>Draws the first normal of a jump, and counts it where it is due.</summary>
    /// <remarks>It draws its random words itself, so that the loop over arrivals, which seldom have
    /// marks, stays small enough for a processor's compiler to inline all of it.</remarks>
    public static R Draw(C context, int at, int stream, W drawnBefore, W due)
    {
        PhiloxWords<W> words = Block<R, W, C>
            .Stream(context, (uint)(stream + (int)Streams.Marks)).At(drawnBefore);
        MarkRow row = MarkRow.Read(context, at);
        R choice = FineUniforms<R, W>.Of(words.Word0, words.Word1);
        MarkTerms<R> drawn = MarkTerms<R>.Read(context, row.Terms);
        for (int i = 1; i < row.Classes; i++)
        {
            MarkTerms<R> terms = MarkTerms<R>.Read(context, row.Terms + (i * MarkTerms.Width));
            W isAfter = R.Less(terms.Before, choice);
            drawn.Before = R.Select(isAfter, terms.Before, drawn.Before);
            drawn.Beyond = R.Select(isAfter, terms.Beyond, drawn.Beyond);
            drawn.Chance = R.Select(isAfter, terms.Chance, drawn.Chance);
            drawn.Side = R.Select(isAfter, terms.Side, drawn.Side);
        }

        for (int i = 0; i < row.Classes; i++)
        {
            R before = context.Real(row.Terms + (i * MarkTerms.Width) + MarkTerms.Before);
            W isOf = R.LessOrEqual(before, drawn.Before) & R.LessOrEqual(drawn.Before, before);
            Slots<R, W, C>.Add(context, row.Counts + i, isOf & due, R.Of(1.0));
        }

        R tail = R.Fma(drawn.Chance, Uniforms<R, W>.Of(words.Word2), drawn.Beyond);
        return drawn.Side * R.InverseNormal(tail);
    }
}
