using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Random;

/// <summary>The normals of many blocks of steps at once.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class NormalBuffer<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    // Inlined into a caller, the loops would exceed what the just-in-time compiler inlines.
    private const MethodImplOptions Call = MethodImplOptions.NoInlining;

    /// <summary>Draws the normals of successive blocks into slots, four a block.</summary>
    public static void Draw(C context, uint stream, int first, int blocks, int slot)
    {
        DrawWords(context, stream, first, blocks, slot);
        MakeRadii(context, blocks, slot);
        MakeNormal(context, blocks, slot);
    }

    [MethodImpl(Call)]
    private static void DrawWords(C context, uint stream, int first, int blocks, int slot)
    {
        Philox<W, C> words = Block<R, W, C>.Stream(context, stream);
        for (int i = 0; i < blocks; i++)
        {
            PhiloxWords<W> drawn = words.At((uint)(first + i));
            int target = slot + (i * Block<R, W, C>.Steps);
            context.Store(target, R.FromBits(drawn.Word0));
            context.Store(target + 1, R.FromBits(drawn.Word1));
            context.Store(target + 2, R.FromBits(drawn.Word2));
            context.Store(target + 3, R.FromBits(drawn.Word3));
        }
    }

    [MethodImpl(Call)]
    private static void MakeRadii(C context, int blocks, int slot)
    {
        for (int i = slot; i < slot + (blocks * Block<R, W, C>.Steps); i += Block<R, W, C>.Steps)
        {
            R.Rayleigh(
                R.ToBits(context.Load(i)), R.ToBits(context.Load(i + 2)),
                out R first, out R second);
            context.Store(i, first);
            context.Store(i + 2, second);
        }
    }

    [MethodImpl(Call)]
    private static void MakeNormal(C context, int blocks, int slot)
    {
        for (int i = slot; i < slot + (blocks * Block<R, W, C>.Steps); i += Block<R, W, C>.Steps)
        {
            R.SinCosTurns(
                R.ToBits(context.Load(i + 1)), R.ToBits(context.Load(i + 3)),
                out R sine0, out R cosine0, out R sine1, out R cosine1);
            R radius0 = context.Load(i);
            R radius1 = context.Load(i + 2);
            context.Store(i, radius0 * cosine0);
            context.Store(i + 1, radius0 * sine0);
            context.Store(i + 2, radius1 * cosine1);
            context.Store(i + 3, radius1 * sine1);
        }
    }
}
