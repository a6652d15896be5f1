using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Prices;

/// <summary>The integers of one asset's price in another's, where the variance of a step's log
/// return changes.</summary>
[Row]
public partial struct RatioRow
{
    /// <summary>The asset whose price it is.</summary>
    public required int Asset;

    /// <summary>The asset that it is in.</summary>
    public required int Other;

    /// <summary>Where the terms stand: one, or one for each regime where those correlate prices
    /// in their own ways.</summary>
    public required int Terms;
}

/// <summary>Covariances of a step's diffusions, each in units of <see cref="StepVariance{R, W,
/// C}.Scale"/>.</summary>
/// <typeparam name="R">The lane.</typeparam>
[Terms]
public partial struct RatioTerms<R>
{
    /// <summary>Variance of the asset's log return.</summary>
    public required R Variance;

    /// <summary>Variance of the other's.</summary>
    public required R OtherVariance;

    /// <summary>Twice their covariance.</summary>
    public required R TwiceCovariance;
}

/// <summary>How far diffusions may well go within a step, as who looks between two steps must
/// know. Where variances are constant, plans tell them; where they change, each step does.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class StepVariance<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>By what a plan's deviation of a step's log return is to be multiplied: by one of
    /// a constant deviation, otherwise by the deviation, in place of which plans say one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static R Scale(C context, int asset, int i)
    {
        int variances = context.Integer(
            PriceProcess<R, W, C>.Row(asset) + AssetRow.PlaceOf.Variances);
        return variances < 0 ? R.Of(1.0) : R.Sqrt(Buffers<R, W, C>.Load(context, variances, i));
    }

    /// <summary>Variance of a step's log return of one asset's price in another's.</summary>
    /// <param name="context">The context.</param>
    /// <param name="row">The row of the ratio.</param>
    /// <param name="i">The step of the block.</param>
    public static R OfRatio(C context, int row, int i)
    {
        RatioRow ratio = RatioRow.Read(context, row);
        RatioTerms<R> terms = RatioTerms<R>.Read(context, ratio.Terms);
        R scale = Scale(context, ratio.Asset, i);
        R other = Scale(context, ratio.Other, i);
        R twice = terms.TwiceCovariance;
        if (Regimes<R, W, C>.Correlate(context))
        {
            twice = Regimes<R, W, C>.Of(
                context, Regimes<R, W, C>.At(context, i),
                ratio.Terms + RatioTerms.TwiceCovariance, RatioTerms.Width);
        }

        R variance = (scale * scale * terms.Variance) + (other * other * terms.OtherVariance)
            - (scale * other * twice);
        return Bounds<R, W>.Max(variance, R.Of(0.0));
    }

    /// <summary>Covariance of a step's log returns of two assets, each in units of
    /// <see cref="Scale"/>.</summary>
    /// <param name="context">The context.</param>
    /// <param name="table">Reals: the covariances, a row of <see cref="PriceHeader.MaximumAssets"/>
    /// for each asset; one table for each regime where those correlate prices in their own ways.
    /// </param>
    /// <param name="first">An asset.</param>
    /// <param name="second">An asset.</param>
    /// <param name="i">The step of the block.</param>
    public static R Covariance(C context, int table, int first, int second, int i)
    {
        const int size = PriceHeader.MaximumAssets * PriceHeader.MaximumAssets;
        int at = table + (first * PriceHeader.MaximumAssets) + second;
        return Regimes<R, W, C>.Correlate(context)
            ? Regimes<R, W, C>.Of(context, Regimes<R, W, C>.At(context, i), at, size)
            : context.Real(at);
    }

    /// <summary>The largest of several.</summary>
    public static R LargestOfRatios(C context, int rows, int count, int i)
    {
        R largest = R.Of(0.0);
        for (int k = 0; k < count; k++)
        {
            largest = Bounds<R, W>.Max(
                largest, OfRatio(context, rows + (k * RatioRow.Width), i));
        }

        return largest;
    }
}
