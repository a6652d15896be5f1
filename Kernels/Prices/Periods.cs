using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Prices;

/// <summary>
/// A price whose variance is one throughout a period, and follows from the variance and the shock
/// of the period before: GARCH(1,1) (Bollerslev 1986), with leverage (Glosten, Jagannathan, Runkle
/// 1993). Its shocks are normal, Student's t (a mixing variable for each period), or come from the
/// rows of a table: residuals (Barone-Adesi, Giannopoulos, Vosper 1999), or blocks of rows
/// (Politis, Romano 1994).
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public readonly struct Periods<R, W, C> : IDiffusion<C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <inheritdoc/>
    public static void Begin(C context, int row)
    {
        AssetRow asset = AssetRow.Read(context, row);
        R start = context.Real(asset.DiffusionTerms + PeriodsTerms.Start);
        new PeriodsState<R>
        {
            Variance = start,
            Deviation = R.Sqrt(start),
            Shock = R.Of(0.0),
            Rest = R.Of(0.0),
            Row = R.Of(0.0),
        }.Store(context, asset.DiffusionState);
    }

    /// <inheritdoc/>
    public static void Advance(
        C context, int asset, int row, int first, int count, bool isDrawn)
    {
        AssetRow price = AssetRow.Read(context, row);
        PeriodsRow periods = PeriodsRow.Read(context, price.DiffusionRow);
        bool hasRows = periods.Shocks == (int)PeriodShocks.Rows;
        if (!hasRows || periods.Steps > 1)
        {
            Diffusion<R, W, C>.Draw(context, asset, row, first, count, isDrawn);
        }

        if (hasRows)
        {
            PeriodDraws<R, W, C>.DrawUniforms(context, periods, price.Normals, first, count);
            FollowRows(context, row, first, count);
        }
        else
        {
            if (periods.Shocks == (int)PeriodShocks.Mixed)
            {
                PeriodDraws<R, W, C>.DrawRoots(context, periods, price.Normals, first, count);
            }

            Diffuse(context, row, first, count);
        }
    }

    // The shock of a period is what its steps add up to.
    private static void Diffuse(C context, int row, int first, int count)
    {
        AssetRow asset = AssetRow.Read(context, row);
        PeriodsRow periods = PeriodsRow.Read(context, asset.DiffusionRow);
        PeriodsTerms<R> terms = PeriodsTerms<R>.Read(context, asset.DiffusionTerms);
        int logs = Buffers<R, W, C>.Slot(context, asset.Diffused);
        int variances = Buffers<R, W, C>.Slot(context, asset.Variances);
        bool isMixed = periods.Shocks == (int)PeriodShocks.Mixed;
        int roots = isMixed ? Buffers<R, W, C>.Slot(context, asset.Normals) : 0;
        int state = asset.DiffusionState;
        R variance = context.Load(state + PeriodsState.Variance);
        R deviation = context.Load(state + PeriodsState.Deviation);
        R shock = context.Load(state + PeriodsState.Shock);
        R log = context.Load(asset.State + AssetState.Diffusion);
        R minimum = context.Load(asset.State + AssetState.Minimum);
        int place = first % periods.Steps;
        for (int i = 0; i < count; i++)
        {
            if (place == 0)
            {
                variance = Next(terms, first + i, variance, shock);
                shock = R.Of(0.0);
                deviation = R.Sqrt(variance);
                if (isMixed)
                {
                    deviation = Bounds<R, W>.Min(
                        deviation * context.Load(roots + i), terms.MostDeviation);
                }
            }

            R move = deviation * context.Load(logs + i);
            shock += move;
            log += move + R.Fma(variance, terms.Correction, terms.Drift);
            minimum = Bounds<R, W>.Min(log, minimum);
            context.Store(logs + i, log);
            context.Store(variances + i, deviation * deviation);
            place = place + 1 == periods.Steps ? 0 : place + 1;
        }

        context.Store(state + PeriodsState.Variance, variance);
        context.Store(state + PeriodsState.Deviation, deviation);
        context.Store(state + PeriodsState.Shock, shock);
        Diffusion<R, W, C>.Keep(context, asset, log, minimum);
    }

    // The shock of a period is known where it begins; steps are a Brownian bridge to it.
    private static void FollowRows(C context, int row, int first, int count)
    {
        AssetRow asset = AssetRow.Read(context, row);
        PeriodsRow periods = PeriodsRow.Read(context, asset.DiffusionRow);
        PeriodsTerms<R> terms = PeriodsTerms<R>.Read(context, asset.DiffusionTerms);
        int logs = Buffers<R, W, C>.Slot(context, asset.Diffused);
        int variances = Buffers<R, W, C>.Slot(context, asset.Variances);
        int uniforms = Buffers<R, W, C>.Slot(context, asset.Normals);
        int state = asset.DiffusionState;
        R variance = context.Load(state + PeriodsState.Variance);
        R deviation = context.Load(state + PeriodsState.Deviation);
        R shock = context.Load(state + PeriodsState.Shock);
        R rest = context.Load(state + PeriodsState.Rest);
        R number = context.Load(state + PeriodsState.Row);
        R log = context.Load(asset.State + AssetState.Diffusion);
        R minimum = context.Load(asset.State + AssetState.Minimum);
        int place = first % periods.Steps;
        for (int i = 0; i < count; i++)
        {
            if (place == 0)
            {
                variance = Next(terms, first + i, variance, shock);
                deviation = R.Sqrt(variance);
                number = PeriodDraws<R, W, C>.Row(
                    number, context.Load(uniforms + i), terms.Rows,
                    first + i == 0 ? terms.Rows : terms.Draws);
                shock = deviation * context.Real(periods.Table, R.ToWord(number));
                rest = shock;
            }

            R move = rest;
            if (place + 1 < periods.Steps)
            {
                move = Bridge(
                    rest, deviation, context.Load(logs + i), (uint)(periods.Steps - place));
            }

            rest -= move;
            log += move + R.Fma(variance, terms.Correction, terms.Drift);
            minimum = Bounds<R, W>.Min(log, minimum);
            context.Store(logs + i, log);
            context.Store(variances + i, variance);
            place = place + 1 == periods.Steps ? 0 : place + 1;
        }

        context.Store(state + PeriodsState.Variance, variance);
        context.Store(state + PeriodsState.Deviation, deviation);
        context.Store(state + PeriodsState.Shock, shock);
        context.Store(state + PeriodsState.Rest, rest);
        context.Store(state + PeriodsState.Row, number);
        Diffusion<R, W, C>.Keep(context, asset, log, minimum);
    }

    // A step of a Brownian bridge that has the rest to go in so many steps.
    [MethodImpl(Inline)]
    private static R Bridge(R rest, R deviation, R normal, uint steps)
    {
        R share = R.Of(1.0) / R.FromInt32(W.Of(steps));
        return R.Fma(rest, share, R.Sqrt(R.Of(1.0) - share) * deviation * normal);
    }

    // The variance of the period that begins at a step.
    [MethodImpl(Inline)]
    private static R Next(PeriodsTerms<R> terms, int step, R variance, R shock)
    {
        if (step == 0)
        {
            return variance;
        }

        R weight = terms.Shock + R.Select(
            R.Less(shock, R.Of(0.0)), terms.Fall, R.Of(0.0));
        R next = R.Fma(
            weight * shock, shock, R.Fma(variance, terms.Kept, terms.Constant));
        return Bounds<R, W>.Min(next, terms.Most);
    }
}
