using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Random;

/// <summary>
/// Antithetic normals (Hammersley, Morton 1956): a path and the one 64 further, which counts into
/// the same batch, have the same with opposite signs. Of each such block of 128 paths the first 64
/// have those that they would have otherwise.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class PairedNormals<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    // The bit of the path's index that tells the two apart.
    private const int Bit = 6;

    /// <summary>Draws the standard normals of successive blocks into slots, four a block.
    /// </summary>
    public static void Draw(C context, uint stream, int first, int blocks, int slot)
    {
        W second = W.Of(1ul << Bit);
        W path = context.PathLow;
        R sign = R.Of(1.0) - R.FromInt32((path & second) >>> (Bit - 1));
        Philox<W, C> words =
            new(path ^ (path & second), context.PathHigh, stream, context);
        for (int i = 0; i < blocks; i++)
        {
            PhiloxWords<W> drawn = words.At((uint)(first + i));
            Normals<R, W>.Four(
                in drawn, out R normal0, out R normal1, out R normal2, out R normal3);
            int target = slot + (i * Block<R, W, C>.Steps);
            context.Store(target, normal0 * sign);
            context.Store(target + 1, normal1 * sign);
            context.Store(target + 2, normal2 * sign);
            context.Store(target + 3, normal3 * sign);
        }
    }
}
