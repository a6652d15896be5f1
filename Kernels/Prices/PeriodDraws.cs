using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Random;

namespace GpuRisk.Kernels.Prices;

/// <summary>The random numbers of periods: each takes that of its first step, so that assets whose
/// periods are of one length have them in common. Where periods are short, those of all steps are
/// drawn at once.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class PeriodDraws<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Draws the roots of the mixing variables of the periods that begin in a block of
    /// steps, each into the place of its first step.</summary>
    public static void DrawRoots(
        C context, PeriodsRow periods, int buffer, int first, int count)
    {
        bool isDense = IsDense(context, periods);
        if (isDense)
        {
            Buffers<R, W, C>.DrawNormals(context, buffer, (uint)periods.Stream, first, count);
        }

        int slot = Buffers<R, W, C>.Slot(context, buffer);
        for (int i = Start(periods, first); i < count; i += periods.Steps)
        {
            R normal = isDense
                ? context.Load(slot + i)
                : Normal(context, (uint)periods.Stream, Whole(context, first + i));
            context.Store(slot + i, MixingRoot<R, W, C>.Of(context, periods.Table, normal));
        }
    }

    /// <summary>Draws a uniform for each of the periods that begin in a block.</summary>
    public static void DrawUniforms(
        C context, PeriodsRow periods, int buffer, int first, int count)
    {
        if (IsDense(context, periods))
        {
            Buffers<R, W, C>.DrawUniforms(context, buffer, (uint)periods.Stream, first, count);
            return;
        }

        int slot = Buffers<R, W, C>.Slot(context, buffer);
        for (int i = Start(periods, first); i < count; i += periods.Steps)
        {
            context.Store(
                slot + i, Uniform(context, (uint)periods.Stream, Whole(context, first + i)));
        }
    }

    /// <summary>The row of a period: a new one, each as probable as any other, where the uniform
    /// is below rows / draws, and otherwise the next, after the last the first.</summary>
    [MethodImpl(Inline)]
    public static R Row(R last, R uniform, R rows, R draws)
    {
        R drawn = uniform * draws;
        R fresh = R.FromInt32(R.ToWord(Bounds<R, W>.Min(drawn, rows - R.Of(1.0))));
        R next = last + R.Of(1.0);
        next = R.Select(R.Less(next, rows), next, R.Of(0.0));
        return R.Select(R.LessOrEqual(drawn, rows), fresh, next);
    }

    // Whether the numbers of all steps are drawn at once. Of half steps a period takes that of the
    // whole step with which it begins.
    [MethodImpl(Inline)]
    private static bool IsDense(C context, PeriodsRow periods) =>
        periods.Steps < Block<R, W, C>.Steps && !HalfSteps<R, W, C>.Are(context);

    // The first step of the block with which a period begins.
    [MethodImpl(Inline)]
    private static int Start(PeriodsRow periods, int first)
    {
        int place = first % periods.Steps;
        return place == 0 ? 0 : periods.Steps - place;
    }

    [MethodImpl(Inline)]
    private static int Whole(C context, int step) =>
        HalfSteps<R, W, C>.Are(context) ? step / 2 : step;

    [MethodImpl(Inline)]
    private static R Normal(C context, uint stream, int step)
    {
        PhiloxWords<W> words = Block<R, W, C>.Words(
            context, step / Block<R, W, C>.Steps, stream);
        bool isLate = (step & 2) != 0;
        R radius = R.Rayleigh(isLate ? words.Word2 : words.Word0);
        R.SinCosTurns(isLate ? words.Word3 : words.Word1, out R sine, out R cosine);
        return radius * ((step & 1) != 0 ? sine : cosine);
    }

    [MethodImpl(Inline)]
    private static R Uniform(C context, uint stream, int step)
    {
        PhiloxWords<W> words = Block<R, W, C>.Words(
            context, step / Block<R, W, C>.Steps, stream);
        W early = (step & 1) != 0 ? words.Word1 : words.Word0;
        W late = (step & 1) != 0 ? words.Word3 : words.Word2;
        return Uniforms<R, W>.Of((step & 2) != 0 ? late : early);
    }
}
