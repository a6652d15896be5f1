using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Random;

/// <summary>
/// Scrambled Sobol points as normals. Path p has point p / 64 of the scramble p mod 64, which is
/// that of its batch: 64 independent replicates.
/// </summary>
/// <remarks>
/// Scrambles are nested (Owen 1995): a digit is flipped or not by those before it and by chance.
/// On the number with its bits in reverse that is any function whose bits depend on no higher one:
/// sums with random words, and multiplications by even constants that are xored (Laine, Karras
/// 2011; Burley 2020). Whatever the rest is, the first sum makes each point uniform.
/// </remarks>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class SobolPoints<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>Binary digits of a coordinate, and most bits of a point's index.</summary>
    public const int Bits = 32;

    // Paths p with equal p mod 2^6 have one scramble.
    private const int ReplicateBits = 6;

    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>The words that scramble.</summary>
    [MethodImpl(Inline)]
    public static Philox<W, C> Scrambles(C context) => new(
        context.PathLow & W.Of((1ul << ReplicateBits) - 1), 0, Streams.Scrambles, context);

    /// <summary>A path's standard normal of a dimension.</summary>
    /// <param name="context">The context.</param>
    /// <param name="scrambles">What <see cref="Scrambles"/> tells.</param>
    /// <param name="directions">Where the plan's direction numbers begin, each dimension's with
    /// their bits in reverse.</param>
    /// <param name="dimension">The dimension, from 0.</param>
    [MethodImpl(Inline)]
    public static R Normal(
        C context, Philox<W, C> scrambles, int directions, int dimension)
    {
        W point = Reversed(context, directions + (dimension * Bits));
        return NormalOf(Reverse(Scramble(point, scrambles.At((uint)dimension))));
    }

    // The coordinate of the point, its most significant digit first.
    [MethodImpl(Inline)]
    private static W Reversed(C context, int directions)
    {
        W zero = W.Of(0);
        W one = W.Of(1);
        W index = context.PathLow >>> ReplicateBits
            | W.Of(context.PathHigh << (Bits - ReplicateBits));
        W point = zero;

        // A digit 0 changes nothing, so that more rounds than a path needs do not show.
        while (W.Any(~W.Equal(index, zero)))
        {
            point ^= (zero - (index & one)) & W.Of((uint)context.Integer(directions));
            index >>>= 1;
            directions++;
        }

        return point;
    }

    [MethodImpl(Inline)]
    private static W Scramble(W point, PhiloxWords<W> words)
    {
        point = Mixed(Cut(point + words.Word0), 0x6c50b47cu);
        point = Mixed(Cut(point + words.Word1), 0xb82f1e52u);
        point = Mixed(Cut(point + words.Word2), 0xc7afe638u);
        return Mixed(Cut(point + words.Word3), 0x8d22f6e6u);
    }

    [MethodImpl(Inline)]
    private static W Mixed(W point, uint even)
    {
        W.MultiplyWide(point, even, out _, out W low);
        return point ^ low;
    }

    [MethodImpl(Inline)]
    private static W Cut(W word) => word & W.Of(uint.MaxValue);

    [MethodImpl(Inline)]
    private static W Reverse(W word)
    {
        word = Swap(word, 1, 0x55555555);
        word = Swap(word, 2, 0x33333333);
        word = Swap(word, 4, 0x0F0F0F0F);
        word = Swap(word, 8, 0x00FF00FF);
        return Swap(word, 16, 0x0000FFFF);
    }

    [MethodImpl(Inline)]
    private static W Swap(W word, int bits, ulong mask) =>
        ((word >>> bits) & W.Of(mask)) | ((word & W.Of(mask)) << bits);

    // Of the distance to the nearer end, so that both tails have all digits.
    [MethodImpl(Inline)]
    private static R NormalOf(W word)
    {
        W upper = W.Of(0) - (word >>> (Bits - 1));
        W near = (word ^ upper) & W.Of(int.MaxValue);
        R normal = R.InverseNormal(R.Fma(
            R.FromInt32(near), R.Of(2.3283064365386963e-10), R.Of(1.1641532182693481e-10)));
        return R.Select(upper, -normal, normal);
    }
}
