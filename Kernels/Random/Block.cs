using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Random;

/// <summary>
/// The random numbers of four successive steps. One Philox evaluation yields four words, so each
/// stream draws for a block of four steps at once and keeps them in four slots of the state.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class Block<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>Steps in a block.</summary>
    public const int Steps = 4;

    /// <summary>The four words of a block of a stream.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxWords<W> Words(C context, int block, uint stream) =>
        Stream(context, stream).At((uint)block);

    /// <summary>All words of a stream.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Philox<W, C> Stream(C context, uint stream) =>
        new(context.PathLow, context.PathHigh, stream, context);

    /// <summary>Draws the standard normals of successive blocks into slots, four a block.
    /// </summary>
    public static void DrawNormals(C context, uint stream, int first, int blocks, int slot)
    {
        bool halves = HalfSteps<R, W, C>.Are(context);
        if (R.IsWide && !halves)
        {
            NormalBuffer<R, W, C>.Draw(context, stream, first, blocks, slot);
            return;
        }

        for (int i = 0; i < blocks; i++)
        {
            DrawNormals(context, first + i, stream, slot + (i * Steps), halves);
        }
    }

    /// <summary>Draws the uniforms in (0, 1] of successive blocks into slots, four a block.
    /// </summary>
    public static void DrawUniforms(C context, uint stream, int first, int blocks, int slot)
    {
        bool halves = HalfSteps<R, W, C>.Are(context);
        for (int i = 0; i < blocks; i++)
        {
            DrawUniforms(context, first + i, stream, slot + (i * Steps), halves);
        }
    }

    private static void DrawNormals(C context, int block, uint stream, int slot, bool halves)
    {
        for (int draw = 0; draw < (halves ? 2 : 1); draw++)
        {
            PhiloxWords<W> words = Words(context, block, stream, halves, draw);
            Normals<R, W>.Four(
                in words, out R first, out R second, out R third, out R fourth);
            if (!halves)
            {
                context.Store(slot, first);
                context.Store(slot + 1, second);
                context.Store(slot + 2, third);
                context.Store(slot + 3, fourth);
                return;
            }

            R early = block % 2 == 0 ? first : third;
            R late = block % 2 == 0 ? second : fourth;
            if (draw == 0)
            {
                context.Store(slot, early);
                context.Store(slot + 2, late);
            }
            else
            {
                HalfSteps<R, W, C>.Part(context, slot, early);
                HalfSteps<R, W, C>.Part(context, slot + 2, late);
            }
        }
    }

    private static void DrawUniforms(C context, int block, uint stream, int slot, bool halves)
    {
        for (int draw = 0; draw < (halves ? 2 : 1); draw++)
        {
            PhiloxWords<W> words = Words(context, block, stream, halves, draw);
            if (!halves)
            {
                context.Store(slot, Uniforms<R, W>.Of(words.Word0));
                context.Store(slot + 1, Uniforms<R, W>.Of(words.Word1));
                context.Store(slot + 2, Uniforms<R, W>.Of(words.Word2));
                context.Store(slot + 3, Uniforms<R, W>.Of(words.Word3));
                return;
            }

            W early = block % 2 == 0 ? words.Word0 : words.Word2;
            W late = block % 2 == 0 ? words.Word1 : words.Word3;
            if (draw == 0)
            {
                context.Store(slot, Uniforms<R, W>.Of(early));
                context.Store(slot + 2, Uniforms<R, W>.Of(late));
            }
            else
            {
                HalfSteps<R, W, C>.PartUniform(context, slot, early);
                HalfSteps<R, W, C>.PartUniform(context, slot + 2, late);
            }
        }
    }

    // Four half steps take half a block of whole ones, and as many further words.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static PhiloxWords<W> Words(
        C context, int block, uint stream, bool halves, int draw) => Words(
        context, halves ? block / 2 : block, draw == 0 ? stream : stream + Streams.Halves);
}
