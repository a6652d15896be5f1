using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Prices;

/// <summary>Sums of the squares of prices' log returns over the steps, jumps included.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class RealisedVariance<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>Puts the sums to zero.</summary>
    public static void Begin(C context, int sampling)
    {
        SamplingRow row = SamplingRow.Read(context, sampling);
        for (int i = 0; i < row.Realised; i++)
        {
            default(RealisedState<R>).Store(context, Row(context, row, i).State);
        }
    }

    /// <summary>Adds what a block of steps did.</summary>
    /// <param name="context">The context.</param>
    /// <param name="sampling">Where the <see cref="SamplingRow"/> stands.</param>
    /// <param name="first">The block's first step.</param>
    /// <param name="count">Steps of the block within the horizon.</param>
    public static void Advance(C context, int sampling, int first, int count)
    {
        SamplingRow row = SamplingRow.Read(context, sampling);
        for (int i = 0; i < row.Realised; i++)
        {
            Advance(context, Row(context, row, i), first, count);
        }
    }

    /// <summary>Writes the sums.</summary>
    public static void Emit(C context, int sampling)
    {
        SamplingRow row = SamplingRow.Read(context, sampling);
        for (int i = 0; i < row.Realised; i++)
        {
            RealisedRow realised = Row(context, row, i);
            context.Emit(
                realised.Outcome,
                Sums<R, W, C>.Value(context, realised.State + RealisedState.Squares));
        }
    }

    private static void Advance(C context, RealisedRow row, int first, int count)
    {
        int logs = PriceProcess<R, W, C>.Logs(context, row.Asset);
        R last = context.Load(row.State + RealisedState.Last);
        R partial = context.Load(row.State + RealisedState.Squares + Sum.Partial);
        for (int i = 0; i < count; i++)
        {
            R log = context.Load(logs + i);
            R move = log - last;
            partial = R.Fma(move, move, partial);
            last = log;
        }

        context.Store(row.State + RealisedState.Last, last);
        Sums<R, W, C>.Keep(context, row.State + RealisedState.Squares, partial, first + count);
    }

    private static RealisedRow Row(C context, SamplingRow row, int i) =>
        RealisedRow.Read(context, row.RealisedRows + (i * RealisedRow.Width));
}
