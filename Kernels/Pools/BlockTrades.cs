using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Random;

namespace GpuRisk.Kernels.Pools;

/// <summary>What a part of a step does to a pool that is traded at every block: how far trades
/// move it in all, and where it is left.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
public static class BlockTrades<R, W>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // Up to here hardly any part goes from one barrier to the other.
    private const double MostReflected = 0.5;

    // From here on the size of the move tells a part of the trades.
    private const double LeastSized = 8.0 / 3;

    /// <summary>Takes the market's distance from the pool through a part.</summary>
    /// <param name="law">The law.</param>
    /// <param name="move">The market's move.</param>
    /// <param name="word">A random word.</param>
    /// <param name="sign">A random sign.</param>
    /// <param name="distance">The distance.</param>
    /// <returns>The sum of all trades' log sizes.</returns>
    [MethodImpl(Inline)]
    public static R Take(in BlockLaw<R, W> law, R move, W word, W sign, ref R distance)
    {
        R uniform = Uniforms<R, W>.Of(word);
        R width = law.Variance / (law.Barrier * law.Barrier);
        W isShort = R.LessOrEqual(width, R.Of(MostReflected));
        R end = distance;
        R sum = Reflect(law, move, uniform, ref end);
        if (W.Any(~isShort))
        {
            R mixed = R.Fma(uniform + uniform, law.Barrier, -law.Barrier);
            R mixedSum = Mix(law, move, width, sign, distance, mixed);
            sum = R.Select(isShort, sum, mixedSum);
            end = R.Select(isShort, end, mixed);
        }

        distance = end;
        return sum;
    }

    // A bridge that reflects at one barrier is pushed back by as far as its extreme lies beyond.
    [MethodImpl(Inline)]
    private static R Reflect(in BlockLaw<R, W> law, R move, R uniform, ref R distance)
    {
        R none = R.Of(0.0);
        R half = R.Of(0.5);
        R free = distance + move;
        R root = R.Sqrt(R.Fma(move, move, R.Of(-2.0) * law.Variance * R.Log(uniform)));
        W isUp = R.LessOrEqual(none, distance + free);
        R far = R.Select(isUp, root, -root);
        R extreme = R.Fma(half, far, half * (distance + free));
        R pushed = Bounds<R, W>.Max(Bounds<R, W>.Abs(extreme) - law.Barrier, none);
        R reflected = free - R.Select(isUp, pushed, -pushed);
        distance = Bounds<R, W>.Clamp(reflected, -law.Barrier, law.Barrier);
        return pushed + Bounds<R, W>.Abs(reflected - distance);
    }

    // d(z^2) = 2 z dX + v dt - 2 B dT: what a long part trades follows from where it begins and
    // ends, from the size of its move, and from chance of a known variance.
    [MethodImpl(Inline)]
    private static R Mix(
        in BlockLaw<R, W> law, R move, R width, W sign, R distance, R end)
    {
        R none = R.Of(0.0);
        R squares = R.Fma(distance, distance, law.Variance) - (end * end);
        W isSized = R.LessOrEqual(R.Of(LeastSized), width);
        R sized = law.Barrier * R.Of(2.0 / 3.0)
            * ((move * move / Bounds<R, W>.Max(law.Variance, R.Of(1e-30))) - R.Of(1.0));
        R known = R.Select(isSized, law.Barrier * law.Barrier * R.Of(8.0 / 9.0), none);
        R chance = R.Sqrt(Bounds<R, W>.Max((law.Variance * R.Of(1.0 / 3.0)) - known, none));
        R sum = (squares / (law.Barrier + law.Barrier)) + R.Select(isSized, sized, none)
            + R.Select(sign, chance, -chance);
        return Bounds<R, W>.Max(sum, none);
    }
}
