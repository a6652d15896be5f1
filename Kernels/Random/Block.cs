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
    public static Philox<W> Words(C context, int block, uint stream) => new(
        context.PathLow,
        W.Of(context.PathHigh),
        W.Of((uint)block),
        W.Of(stream),
        context.SeedLow,
        context.SeedHigh);

    /// <summary>Draws four standard normals into four slots.</summary>
    public static void DrawNormals(C context, int block, uint stream, int slot)
    {
        Philox<W> words = Words(context, block, stream);
        W radius = words.Word0;
        W angle = words.Word1;

        // A loop, so that the code of a pair stands here once and is inlined: called, it costs
        // twice the time, because vectors are passed through memory.
        for (int pair = 0; pair < Steps; pair += 2)
        {
            Normals<R, W>.Pair(radius, angle, out R first, out R second);
            context.Store(slot + pair, first);
            context.Store(slot + pair + 1, second);
            radius = words.Word2;
            angle = words.Word3;
        }
    }

    /// <summary>Draws four uniforms in (0, 1] into four slots.</summary>
    public static void DrawUniforms(C context, int block, uint stream, int slot)
    {
        Philox<W> words = Words(context, block, stream);
        context.Store(slot, Normals<R, W>.Uniform(words.Word0));
        context.Store(slot + 1, Normals<R, W>.Uniform(words.Word1));
        context.Store(slot + 2, Normals<R, W>.Uniform(words.Word2));
        context.Store(slot + 3, Normals<R, W>.Uniform(words.Word3));
    }
}
