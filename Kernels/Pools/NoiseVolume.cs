using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Random;
using GpuRisk.Kernels.Shocks;

namespace GpuRisk.Kernels.Pools;

/// <summary>
/// What the mean of a pool's noise volume is multiplied by: an Ornstein-Uhlenbeck process in
/// logarithms whose mean is kept, a power of the price's volatility, what the regime says, and what
/// is stated of some steps.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class NoiseVolume<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    // Of a variance over its mean: so much the volume falls at most with the volatility.
    private const double LeastVariance = 1e-8;

    /// <summary>Puts the factor to its start.</summary>
    public static void Begin(C context, int at)
    {
        VolumeRow row = VolumeRow.Read(context, at);
        new VolumeState<R>
        {
            Log = context.Real(row.Terms + VolumeTerms.Start),
            Variance = R.Of(0.0),
        }.Store(context, row.State);
    }

    /// <summary>Tells the factors of a block's steps, whose prices are known.</summary>
    /// <param name="context">The context.</param>
    /// <param name="index">The pool's index, which tells its random numbers.</param>
    /// <param name="at">The row.</param>
    /// <param name="first">The block's first step.</param>
    /// <param name="count">Its steps.</param>
    public static void Advance(C context, int index, int at, int first, int count)
    {
        VolumeRow row = VolumeRow.Read(context, at);
        int factors = Buffers<R, W, C>.Slot(context, row.Factors);
        if (row.Normals >= 0)
        {
            Buffers<R, W, C>.DrawNormals(
                context, row.Normals, Streams.PersistentVolume + (uint)index, first, count);
        }

        Persist(context, row, factors, count);
        if (row.Regimes >= 0)
        {
            for (int i = 0; i < count; i++)
            {
                R factor = Regimes<R, W, C>.Of(
                    context, Regimes<R, W, C>.At(context, i), row.Regimes, 1);
                context.Store(factors + i, context.Load(factors + i) * factor);
            }
        }

        Stated<R, W, C>.Multiply(
            context, row.StatedRows, row.Stated, factors, first, count);
    }

    private static void Persist(C context, VolumeRow row, int factors, int count)
    {
        VolumeTerms<R> terms = VolumeTerms<R>.Read(context, row.Terms);
        VolumeState<R> state = VolumeState<R>.Load(context, row.State);
        int normals = Buffers<R, W, C>.Slot(context, row.Normals);
        for (int i = 0; i < count; i++)
        {
            state.Log *= terms.Persistence;
            if (row.Normals >= 0)
            {
                state.Log = R.Fma(terms.Deviation, context.Load(normals + i), state.Log);
                state.Variance = R.Fma(
                    terms.Deviation, terms.Deviation,
                    state.Variance * terms.Persistence * terms.Persistence);
            }

            R log = R.Fma(state.Variance, R.Of(-0.5), state.Log);
            if (row.Ratio >= 0)
            {
                R variance = StepVariance<R, W, C>.OfRatio(context, row.Ratio, i)
                    / terms.MeanVariance;
                log = R.Fma(
                    terms.HalfElasticity,
                    R.Log(Bounds<R, W>.Max(variance, R.Of(LeastVariance))), log);
            }

            context.Store(factors + i, R.Exp(log));
        }

        state.Store(context, row.State);
    }
}
