using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Random;

/// <summary>
/// The normals of many blocks of steps, in short loops one after the other: words, radii, and
/// then sines and cosines. A processor overlaps the rounds of such a loop; of the whole chain at
/// once it could hold no two in flight.
/// </summary>
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
        Prepare(context, stream, first, blocks, slot);
        Finish(context, blocks, slot);
    }

    /// <summary>Draws radii and angles of successive blocks into slots, four a block.</summary>
    public static void Prepare(C context, uint stream, int first, int blocks, int slot)
    {
        DrawWords(context, stream, first, blocks, slot);
        MakeRadii(context, blocks, slot);
    }

    /// <summary>The four normals of a block that is prepared.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Take(
        C context, int slot, out R first, out R second, out R third, out R fourth)
    {
        R.SinCosTurns(R.ToBits(context.Load(slot + 1)), out R sine0, out R cosine0);
        R.SinCosTurns(R.ToBits(context.Load(slot + 3)), out R sine1, out R cosine1);
        R radius0 = context.Load(slot);
        R radius1 = context.Load(slot + 2);
        first = radius0 * cosine0;
        second = radius0 * sine0;
        third = radius1 * cosine1;
        fourth = radius1 * sine1;
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
            context.Store(i, R.Rayleigh(R.ToBits(context.Load(i))));
            context.Store(i + 2, R.Rayleigh(R.ToBits(context.Load(i + 2))));
        }
    }

    /// <summary>Makes normals of radii and angles.</summary>
    [MethodImpl(Call)]
    public static void Finish(C context, int blocks, int slot)
    {
        for (int i = slot; i < slot + (blocks * Block<R, W, C>.Steps); i += Block<R, W, C>.Steps)
        {
            Take(context, i, out R first, out R second, out R third, out R fourth);
            context.Store(i, first);
            context.Store(i + 1, second);
            context.Store(i + 2, third);
            context.Store(i + 3, fourth);
        }
    }
}
