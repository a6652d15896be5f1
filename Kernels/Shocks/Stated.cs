using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Shocks;

/// <summary>What a scenario states of some steps, the same on every path.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class Stated<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>The product of the values of a step.</summary>
    /// <param name="context">The context.</param>
    /// <param name="rows">Where the rows begin.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="step">The step.</param>
    public static R Product(C context, int rows, int count, int step)
    {
        R product = R.Of(1.0);
        for (int i = 0; i < count; i++)
        {
            StatedRow row = StatedRow.Read(context, rows + (i * StatedRow.Width));
            if (Holds(row, step))
            {
                product *= context.Real(row.Value);
            }
        }

        return product;
    }

    /// <summary>The sum of the values of a step.</summary>
    /// <param name="context">The context.</param>
    /// <param name="rows">Where the rows begin.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="step">The step.</param>
    public static R Sum(C context, int rows, int count, int step)
    {
        R sum = R.Of(0.0);
        for (int i = 0; i < count; i++)
        {
            StatedRow row = StatedRow.Read(context, rows + (i * StatedRow.Width));
            if (Holds(row, step))
            {
                sum += context.Real(row.Value);
            }
        }

        return sum;
    }

    /// <summary>Multiplies numbers of a block's steps by their values.</summary>
    /// <param name="context">The context.</param>
    /// <param name="rows">Where the rows begin.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="slots">The first number's slot.</param>
    /// <param name="first">The block's first step.</param>
    /// <param name="length">Its steps.</param>
    public static void Multiply(
        C context, int rows, int count, int slots, int first, int length)
    {
        for (int j = 0; j < count; j++)
        {
            StatedRow row = StatedRow.Read(context, rows + (j * StatedRow.Width));
            R value = context.Real(row.Value);
            int end = Math.Min(row.First + row.Steps - first, length);
            for (int i = Math.Max(row.First - first, 0); i < end; i++)
            {
                context.Store(slots + i, context.Load(slots + i) * value);
            }
        }
    }

    private static bool Holds(StatedRow row, int step) =>
        step >= row.First && step < row.First + row.Steps;
}
