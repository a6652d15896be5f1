using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;

namespace GpuRisk.Kernels.Numerics;

/// <summary>A way to make exp(x) - 1. All give the same bits where they can tell it.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
public interface IGrowth<R, W>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
{
    /// <summary>exp(move) - 1.</summary>
    static abstract R Of(R move);

    /// <summary>Whether moves of up to this size are told right.</summary>
    static abstract bool CanTell(R largest);
}

/// <summary>Of small moves, in a few instructions without a call.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
public readonly struct SmallGrowth<R, W> : IGrowth<R, W>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
{
    /// <summary>The largest move that is told: ln(2) / 2, a little less for rounding.</summary>
    public const double Largest = 0.34;

    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static R Of(R move) => R.ExpM1Small(move);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static bool CanTell(R largest) => !W.Any(R.Less(R.Of(Largest), largest));
}

/// <summary>Of any moves.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
public readonly struct AnyGrowth<R, W> : IGrowth<R, W>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static R Of(R move) => R.ExpM1(move);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static bool CanTell(R largest) => true;
}
