using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;

namespace GpuRisk.Kernels.Random;

/// <summary>
/// Random numbers of steps that are halves of another plan's, so that a path is that plan's, seen
/// at twice as many times. Of two normals the normalised sum is the whole step's (Lévy's
/// construction). Of two uniforms the lower one is below the probability of a half step exactly
/// where the whole step's is below that of a whole one.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class HalfSteps<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;
    private const double HalfRoot = 0.70710678118654752;

    /// <summary>Whether the plan's steps are such.</summary>
    [MethodImpl(Inline)]
    public static bool Are(C context) =>
        context.Integer(PriceHeader.PlaceOf.Together) == PriceHeader.HalfSteps;

    /// <summary>Makes two normals of the whole step's.</summary>
    /// <param name="context">The context.</param>
    /// <param name="slot">Where the whole step's normal stands, and they will.</param>
    /// <param name="other">A further normal.</param>
    [MethodImpl(Inline)]
    public static void Part(C context, int slot, R other)
    {
        R sum = context.Load(slot) * R.Of(HalfRoot);
        R difference = other * R.Of(HalfRoot);
        context.Store(slot, sum + difference);
        context.Store(slot + 1, sum - difference);
    }

    /// <summary>Makes two uniforms of the whole step's.</summary>
    /// <param name="context">The context.</param>
    /// <param name="slot">Where the whole step's uniform stands, and they will.</param>
    /// <param name="word">A further word: its last bit tells which of the two is the lower one.
    /// </param>
    [MethodImpl(Inline)]
    public static void PartUniform(C context, int slot, W word)
    {
        R one = R.Of(1.0);
        R whole = context.Load(slot);
        R lower = whole / (one + R.Sqrt(one - whole));
        R upper = R.Fma(one - lower, Uniforms<R, W>.Of(word), lower);
        W isFirst = R.Less(R.FromInt32(word & W.Of(1)), R.Of(0.5));
        context.Store(slot, R.Select(isFirst, lower, upper));
        context.Store(slot + 1, R.Select(isFirst, upper, lower));
    }
}
