using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;

namespace GpuRisk.Kernels.Pools;

/// <summary>
/// The stationary law of a pool that is traded to the edge of its band at every block: in its means
/// that of a price which reflects, at every moment, at barriers a little beyond the band.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
public struct BlockLaw<R, W>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
{
    // What a narrow band changes at blocks of constant pace, fitted to the law of the walk
    // (docs/step.md): exp(-Decay x) times a polynomial of x, the band in deviations of a block.
    private const double BarrierDecay = 5.9;
    private const double RateDecay = 5.4;
    private const double Wide = 8;
    private const double LeastDeviation = 1e-9;

    /// <summary>Variance of the part.</summary>
    public R Variance;

    /// <summary>Distance of the barriers from the market's price.</summary>
    public R Barrier;

    /// <summary>Of that, what lies beyond the band.</summary>
    public R Beyond;

    /// <summary>Trades per sum of trades; 0 where there is no chance, and all blocks trade.
    /// </summary>
    public R Rate;

    /// <summary>Variance of the squares of trades per sum of trades.</summary>
    public R Noise;

    /// <summary>The law while a part has some variance.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BlockLaw<R, W> Of(in BlockTerms<R> terms, R band, R variance)
    {
        R perBlock = variance / (terms.Blocks * terms.Part);
        R deviation = Bounds<R, W>.Max(R.Sqrt(perBlock), R.Of(LeastDeviation));
        R x = Bounds<R, W>.Min(band / deviation, R.Of(Wide));
        R barrier = R.Fma(x, R.Of(0.44447446), R.Of(-0.47918433));
        barrier = R.Fma(x, barrier, R.Of(-0.11909209));
        barrier = R.Fma(x, barrier, R.Of(0.04493389));
        barrier = R.Fma(x, barrier, R.Of(0.04405292)) * R.Exp(x * R.Of(-BarrierDecay));
        R rate = R.Fma(x, R.Of(-1.40511086), R.Of(2.11917617));
        rate = R.Fma(x, rate, R.Of(-0.02749441));
        rate = R.Fma(x, rate, R.Of(-0.28539268));
        rate = R.Fma(x, rate, R.Of(-0.16093703)) * R.Exp(x * R.Of(-RateDecay));
        R beyond = deviation * R.Fma(terms.Narrow, barrier, terms.Overshoot);
        BlockLaw<R, W> law;
        law.Variance = variance;
        law.Beyond = beyond;
        law.Barrier = band + beyond;
        law.Rate = R.Select(
            R.Less(R.Of(LeastDeviation), deviation),
            R.Fma(terms.Narrow, rate, terms.Rate) / deviation, R.Of(0.0));
        law.Noise = terms.Noise * (deviation * perBlock);
        return law;
    }
}
