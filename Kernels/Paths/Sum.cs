using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Paths;

/// <summary>A sum of as many amounts as there are steps. In single precision a million equal
/// amounts, added one after the other, would err by several hundredths.</summary>
/// <typeparam name="R">The lane.</typeparam>
[State]
public partial struct Sum<R>
{
    /// <summary>The sum up to the last multiple of <c>Sums.Steps</c> steps.</summary>
    public R Total;

    /// <summary>What rounding has left out of it (Kahan 1965).</summary>
    public R Carried;

    /// <summary>The sum since then.</summary>
    public R Partial;
}

/// <summary>What is done with sums.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class Sums<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>Steps after which a partial sum is folded: a multiple of every lane's block, so
    /// that no sum depends on it.</summary>
    public const int Steps = 64;

    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>What has been added so far.</summary>
    [MethodImpl(Inline)]
    public static R Value(C context, int slot) =>
        context.Load(slot + Sum.Total) + context.Load(slot + Sum.Partial);

    /// <summary>Keeps the partial sum to which amounts were added in a register.</summary>
    /// <param name="context">The context.</param>
    /// <param name="slot">Where the sum stands.</param>
    /// <param name="partial">The partial sum.</param>
    /// <param name="end">The step after the last.</param>
    [MethodImpl(Inline)]
    public static void Keep(C context, int slot, R partial, int end)
    {
        if (end % Steps != 0)
        {
            context.Store(slot + Sum.Partial, partial);
            return;
        }

        R before = context.Load(slot + Sum.Total);
        R due = partial + context.Load(slot + Sum.Carried);
        R total = before + due;
        new Sum<R>
        {
            Total = total,
            Carried = due - (total - before),
            Partial = R.Of(0.0),
        }.Store(context, slot);
    }
}
