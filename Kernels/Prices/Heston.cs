using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Random;
using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Prices;

/// <summary>What of Heston's process does not change, per step.</summary>
/// <typeparam name="R">The lane.</typeparam>
[Terms]
public partial struct HestonTerms<R>
{
    /// <summary>Variance at the start, per year.</summary>
    public required R Start;

    /// <summary>Growth of the log of the mean price.</summary>
    public required R Drift;

    /// <summary>The part of the variance that a step leaves in the mean.</summary>
    public required R Kept;

    /// <summary>What reversion adds to the mean of the variance.</summary>
    public required R Pull;

    /// <summary>Variance of the variance after a step over variance and the square of its
    /// volatility, about.</summary>
    public required R Spread;

    /// <summary>Volatility of the variance.</summary>
    public required R Xi;

    /// <summary>One over it; 0 where it is 0.</summary>
    public required R InverseXi;

    /// <summary>Correlation of price and variance.</summary>
    public required R Correlation;

    /// <summary>The root of what it leaves of one.</summary>
    public required R Rest;

    /// <summary>Half a step, years.</summary>
    public required R HalfStep;

    /// <summary>The same times the square of <see cref="Rest"/>.</summary>
    public required R HalfOwn;

    /// <summary>What the log price moves by with the variance's surprise.</summary>
    public required R Move;

    /// <summary>What its exponential's mean counts that surprise by.</summary>
    public required R Weight;
}

/// <summary>Heston's process on a path.</summary>
/// <typeparam name="R">The lane.</typeparam>
[State]
public partial struct HestonState<R>
{
    /// <summary>Variance per year.</summary>
    public R Variance;
}

/// <summary>
/// Stochastic variance (Heston 1993), by quadratic-exponential steps with the martingale correction
/// (Andersen 2008): the mean of the price is exact on any step, and other moments as steps become
/// short. All is told in the surprise of the variance over its volatility, (V' - E V') / xi, which
/// stays finite where the variance does not move.
/// </summary>
/// <remarks>The variance is moved by rho G + sqrt(1 - rho^2) P, with G the normal that is
/// correlated with other assets' and P one of its own; sqrt(1 - rho^2) G - rho P, which is
/// independent of that, moves the price beside it. So the price's Brownian motion is G's.
/// </remarks>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public readonly struct Heston<R, W, C> : IDiffusion<C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // The variance over the square of its mean above which its law has a part at zero.
    private const double Switch = 1.5;

    // A mean that counts as none; divisions by it stay in range.
    private const double Least = 1e-25;

    /// <inheritdoc/>
    public static void Begin(C context, int row)
    {
        AssetRow asset = AssetRow.Read(context, row);
        context.Store(
            asset.DiffusionState + HestonState.Variance,
            context.Real(asset.DiffusionTerms + HestonTerms.Start));
    }

    /// <inheritdoc/>
    public static void Advance(
        C context, int asset, int row, int first, int count, bool isDrawn)
    {
        AssetRow price = AssetRow.Read(context, row);
        if (!isDrawn)
        {
            Buffers<R, W, C>.DrawNormals(
                context, price.Diffused, Streams.Diffusion + (uint)asset, first, count);
        }

        Buffers<R, W, C>.DrawNormals(
            context, price.Normals, Streams.Variance + (uint)asset, first, count);
        Move(context, row, count);
    }

    private static void Move(C context, int row, int count)
    {
        AssetRow asset = AssetRow.Read(context, row);
        HestonTerms<R> terms = HestonTerms<R>.Read(context, asset.DiffusionTerms);
        int logs = Buffers<R, W, C>.Slot(context, asset.Diffused);
        int normals = Buffers<R, W, C>.Slot(context, asset.Normals);
        int variances = Buffers<R, W, C>.Slot(context, asset.Variances);
        R variance = context.Load(asset.DiffusionState + HestonState.Variance);
        R log = context.Load(asset.State + AssetState.Diffusion);
        R minimum = context.Load(asset.State + AssetState.Minimum);
        for (int i = 0; i < count; i++)
        {
            R shared = context.Load(logs + i);
            R own = context.Load(normals + i);
            R driver = R.Fma(terms.Correlation, shared, terms.Rest * own);
            R beside = R.Fma(terms.Rest, shared, -(terms.Correlation * own));
            R mean = R.Fma(variance, terms.Kept, terms.Pull);
            R next = Next(terms, variance, mean, driver, out R surprise, out R growth);
            R move = R.Fma(terms.Move, surprise, terms.Drift - growth)
                - (R.Of(0.5) * terms.HalfOwn * (variance + mean));
            R twice = variance + next;
            log += R.Fma(R.Sqrt(terms.HalfOwn * twice), beside, move);
            minimum = Bounds<R, W>.Min(log, minimum);
            context.Store(logs + i, log);
            context.Store(variances + i, terms.HalfStep * twice);
            variance = next;
        }

        context.Store(asset.DiffusionState + HestonState.Variance, variance);
        Diffusion<R, W, C>.Keep(context, asset, log, minimum);
    }

    // The variance after a step, its surprise over xi, and ln E exp(weight x surprise).
    [MethodImpl(Inline)]
    private static R Next(
        HestonTerms<R> terms, R variance, R mean, R driver, out R surprise, out R growth)
    {
        R safe = Bounds<R, W>.Max(mean, R.Of(Least));
        R unit = terms.Spread * R.Fma(variance, terms.Kept, R.Of(0.5) * terms.Pull) / safe;
        R shock = unit * terms.Xi;
        R spread = shock * terms.Xi;

        // a (b + Z)^2 with b^2 = root (1 + root) / share and a = mean share / (1 + root), where
        // 2 share is the variance over the square of the mean.
        R share = Bounds<R, W>.Min(R.Of(0.5) * spread / safe, R.Of(0.5 * Switch));
        R root = R.Sqrt(R.Of(1.0) - share);
        R inverse = R.Of(1.0) / (R.Of(1.0) + root);
        R square = R.Of(2.0) * safe * unit * root * inverse;
        R curve = R.Of(0.5) * shock * inverse;
        surprise = R.Fma(
            R.Sqrt(square), driver, curve * R.Fma(driver, driver, R.Of(-1.0)));
        R bend = terms.Weight * curve;
        R left = R.Fma(bend, R.Of(-2.0), R.Of(1.0));
        growth = (R.Of(0.5) * terms.Weight * terms.Weight * square / left) - bend
            - (R.Of(0.5) * LogOnePlus<R, W>.Of(bend * R.Of(-2.0)));
        R next = R.Fma(terms.Xi, surprise, mean);
        W isRare = R.Less(R.Of(Switch) * safe, spread);
        if (W.Any(isRare))
        {
            R rare = NextNearZero(
                terms, safe, spread, driver, out R rareSurprise, out R rareGrowth);
            next = R.Select(isRare, rare, next);
            surprise = R.Select(isRare, rareSurprise, surprise);
            growth = R.Select(isRare, rareGrowth, growth);
        }

        return R.Select(R.Less(R.Of(Least), next), next, R.Of(0.0));
    }

    // Zero with a probability p, otherwise exponential: by inversion of U = Phi(Z), where
    // 1 - p = mean / half and the exponential's mean is half = (mean + spread) / 2. On other paths
    // the numbers mean nothing, and are numbers.
    private static R NextNearZero(
        HestonTerms<R> terms, R mean, R spread, R driver, out R surprise, out R growth)
    {
        R least = Bounds<R, W>.Max(
            Bounds<R, W>.Min(mean, spread * R.Of(1 / Switch)), R.Of(Least));
        R half = R.Of(0.5) * (least + spread);
        R beyond = R.Log(least / half) - NormalTail<R, W>.Log(driver);
        R next = Bounds<R, W>.Max(beyond, R.Of(0.0)) * half;
        surprise = (next - least) * terms.InverseXi;
        R weight = terms.Weight * terms.InverseXi;
        R rise = weight * least;
        growth = LogOnePlus<R, W>.Of(rise / R.Fma(-weight, half, R.Of(1.0))) - rise;
        return next;
    }
}
