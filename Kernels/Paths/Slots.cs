using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;

namespace GpuRisk.Kernels.Paths;

/// <summary>What models do to slots of a path's state.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class Slots<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Adds to a slot.</summary>
    [MethodImpl(Inline)]
    public static void Add(C context, int slot, R amount) =>
        context.Store(slot, context.Load(slot) + amount);

    /// <summary>Adds to a slot on the masked paths.</summary>
    [MethodImpl(Inline)]
    public static void Add(C context, int slot, W mask, R amount) =>
        Add(context, slot, R.Select(mask, amount, R.Of(0.0)));

    /// <summary>Adds to a slot on the masked paths. The slot after it carries what rounding has
    /// left out (Kahan 1965). On other paths nothing may change, and even adding zero would move
    /// what is carried.</summary>
    [MethodImpl(Inline)]
    public static void Accumulate(C context, int slot, W mask, R amount)
    {
        R carried = context.Load(slot + 1);
        R due = amount + carried;
        R before = context.Load(slot);
        R after = before + due;
        context.Store(slot, R.Select(mask, after, before));
        context.Store(slot + 1, R.Select(mask, due - (after - before), carried));
    }

    /// <summary>Sets slots that follow each other to zero.</summary>
    public static void Clear(C context, int first, int count)
    {
        for (int i = 0; i < count; i++)
        {
            context.Store(first + i, R.Of(0.0));
        }
    }
}
