using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Random;

namespace GpuRisk.Kernels.Stablecoins;

/// <summary>
/// What befalls a stablecoin at random: an impairment of its reserves, or a jump of its price that
/// leaves them whole. One uniform a step tells which of both arrives.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class CoinNews<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>Lets the price jump, and tells the share of reserves that the step impairs, to
    /// which a random impairment may add.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static R Arrive(
        C context, int number, in StablecoinRow row, ref StablecoinState<R> coin,
        in StablecoinTerms<R> terms, R size, int step, int i)
    {
        R impairs = terms.ImpairmentProbability;
        R arrives = terms.ArrivalProbability;
        if (row.RegimeHazards >= 0)
        {
            R regime = Regimes<R, W, C>.At(context, i);
            impairs = Regimes<R, W, C>.Of(context, regime, row.RegimeHazards, 2);
            arrives = Regimes<R, W, C>.Of(context, regime, row.RegimeHazards + 1, 2);
        }

        R uniform = context.Load(Buffers<R, W, C>.Slot(context, row.Arrivals) + i);
        W impairing = R.LessOrEqual(uniform, impairs);
        if (row.Jumps != 0)
        {
            Jump(
                context, number, ref coin, in terms,
                R.LessOrEqual(uniform, arrives) & ~impairing, step);
        }

        return row.ImpairmentQuantiles < 0
            ? size : Impairment(context, number, in row, impairing, size, step);
    }

    private static R Impairment(
        C context, int number, in StablecoinRow row, W impairing, R size, int step)
    {
        if (!W.Any(impairing))
        {
            return size;
        }

        // The upper ten bits choose an interval of the quantiles, the rest a place in it.
        W word = Block<R, W, C>.Words(
            context, step, Streams.ImpairmentSize + (uint)number).Word0;
        W interval = word >>> 22;
        R place = R.FromInt32(word & W.Of(0x3FFFFFul)) * R.Of(1.0 / 4194304.0);
        R lower = context.Real(row.ImpairmentQuantiles, interval);
        R upper = context.Real(row.ImpairmentQuantiles + 1, interval);
        R drawn = R.Fma(upper - lower, place, lower);
        R both = (size + drawn) - (size * drawn);
        return R.Select(impairing, both, size);
    }

    private static void Jump(
        C context, int number, ref StablecoinState<R> coin, in StablecoinTerms<R> terms,
        W jumping, int step)
    {
        if (!W.Any(jumping))
        {
            return;
        }

        PhiloxWords<W> words =
            Block<R, W, C>.Words(context, step, Streams.PegJump + (uint)number);
        R.SinCosTurns(words.Word1, out R sine, out R _);
        R size = R.Fma(R.Rayleigh(words.Word0) * sine, terms.JumpDeviation, terms.JumpMean);
        coin.Log = R.Select(jumping, coin.Log + size, coin.Log);
    }
}
