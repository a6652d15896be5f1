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

    /// <summary>Variance of the variance after a step over the square of its volatility, by the
    /// variance before.</summary>
    public required R SpreadKept;

    /// <summary>What reversion adds to that.</summary>
    public required R SpreadPull;

    /// <summary>Volatility of the variance.</summary>
    public required R Xi;

    /// <summary>Half of it.</summary>
    public required R HalfXi;

    /// <summary>Half its square, negative.</summary>
    public required R MinusHalfSquareXi;

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

    /// <summary>Half of that, negative.</summary>
    public required R MinusHalf;

    /// <summary>What the log price moves by with the variance's surprise.</summary>
    public required R Move;

    /// <summary>What its exponential's mean counts that surprise by.</summary>
    public required R Weight;

    /// <summary>Half its square.</summary>
    public required R HalfSquareWeight;
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

    // A mean that counts as none; its square and divisions by it stay in range.
    private const double Least = 1e-18;

    // Below which six powers of twice a number are enough.
    private const double Small = 1.0 / 256;

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
        Diffusion<R, W, C>.Draw(context, asset, row, first, count, isDrawn);
        Buffers<R, W, C>.DrawNormals(
            context, price.Normals, Streams.Variance + (uint)asset, first, count);
        Vary(context, row, count);
        Move(context, row, count);
    }

    // The variances first, and what they move the price by; then the price. Each loop has few
    // enough numbers for a processor's registers.
    private static void Vary(C context, int row, int count)
    {
        AssetRow asset = AssetRow.Read(context, row);
        HestonTerms<R> terms = HestonTerms<R>.Read(context, asset.DiffusionTerms);
        int logs = Buffers<R, W, C>.Slot(context, asset.Diffused);
        int normals = Buffers<R, W, C>.Slot(context, asset.Normals);
        int variances = Buffers<R, W, C>.Slot(context, asset.Variances);
        R variance = context.Load(asset.DiffusionState + HestonState.Variance);
        for (int i = 0; i < count; i++)
        {
            R driver = R.Fma(
                terms.Correlation, context.Load(logs + i),
                terms.Rest * context.Load(normals + i));
            R mean = R.Fma(variance, terms.Kept, terms.Pull);
            R next = Next(terms, variance, mean, driver, out R surprise, out R growth);
            context.Store(
                normals + i,
                R.Fma(
                    terms.Rest, context.Load(logs + i),
                    -(terms.Correlation * context.Load(normals + i))));
            context.Store(
                logs + i,
                R.Fma(terms.Move, surprise, R.Fma(mean, terms.MinusHalf, terms.Drift) - growth));
            context.Store(variances + i, next);
            variance = next;
        }
    }

    private static void Move(C context, int row, int count)
    {
        AssetRow asset = AssetRow.Read(context, row);
        int at = asset.DiffusionTerms;
        R halfOwn = context.Real(at + HestonTerms.HalfOwn);
        R minusHalf = context.Real(at + HestonTerms.MinusHalf);
        R halfStep = context.Real(at + HestonTerms.HalfStep);
        int logs = Buffers<R, W, C>.Slot(context, asset.Diffused);
        int normals = Buffers<R, W, C>.Slot(context, asset.Normals);
        int variances = Buffers<R, W, C>.Slot(context, asset.Variances);
        R variance = context.Load(asset.DiffusionState + HestonState.Variance);
        R log = context.Load(asset.State + AssetState.Diffusion);
        R minimum = context.Load(asset.State + AssetState.Minimum);
        for (int i = 0; i < count; i++)
        {
            R next = context.Load(variances + i);
            R twice = variance + next;
            R move = R.Fma(minusHalf, variance, context.Load(logs + i));
            log += R.Fma(R.Sqrt(halfOwn * twice), context.Load(normals + i), move);
            minimum = Bounds<R, W>.Min(log, minimum);
            context.Store(logs + i, log);
            context.Store(variances + i, halfStep * twice);
            variance = next;
        }

        context.Store(asset.DiffusionState + HestonState.Variance, variance);
        Diffusion<R, W, C>.Keep(context, asset, log, minimum);
    }

    // The variance after a step, its surprise over xi, and ln E exp(weight x surprise). It is
    // a (b + Z)^2: of mean m and variance s^2, with q = sqrt(m^2 - s^2 / 2), a = s^2 / (2 (m + q))
    // and a b^2 = q. Steps wait for each other's variance: roots and divisions on its way go side
    // by side.
    [MethodImpl(Inline)]
    private static R Next(
        HestonTerms<R> terms, R variance, R mean, R driver, out R surprise, out R growth)
    {
        R safe = Bounds<R, W>.Max(mean, R.Of(Least));
        R unit = R.Fma(variance, terms.SpreadKept, terms.SpreadPull);
        R square = safe * safe;
        R least = square * R.Of(1 - (0.5 * Switch));
        R left = R.Fma(unit, terms.MinusHalfSquareXi, square);
        R root = R.Sqrt(Bounds<R, W>.Max(left, least));
        R sum = safe + root;
        R inverse = R.Of(1.0) / sum;
        R twice = unit * (root + root);
        R linear = twice * inverse;
        R curve = terms.HalfXi * unit * inverse;
        R deviation = R.Sqrt(twice * sum) * inverse;
        surprise = R.Fma(
            deviation, driver, curve * R.Fma(driver, driver, R.Of(-1.0)));
        R bend = terms.Weight * curve;
        growth = Growth(bend, terms.HalfSquareWeight * linear);
        R next = Bounds<R, W>.Max(R.Fma(terms.Xi, surprise, mean), R.Of(0.0));
        W isRare = R.Less(left, least);
        if (W.Any(isRare))
        {
            R spread = R.Of(-2.0) * unit * terms.MinusHalfSquareXi / safe;
            R rare = NextNearZero(
                terms, safe, spread, driver, out R rareSurprise, out R rareGrowth);
            next = R.Select(isRare, rare, next);
            surprise = R.Select(isRare, rareSurprise, surprise);
            growth = R.Select(isRare, rareGrowth, growth);
        }

        return next;
    }

    // ln E exp(x (Z^2 - 1) + sqrt(2 y) Z) = y / (1 - 2 x) - x - ln(1 - 2 x) / 2: by powers of 2 x
    // where it is small.
    [MethodImpl(Inline)]
    private static R Growth(R x, R y)
    {
        R twice = x + x;
        R series = R.Fma(R.Of(2.0 / 7), twice, R.Of(2.0 / 6));
        series = R.Fma(series, twice, R.Of(2.0 / 5));
        series = R.Fma(series, twice, R.Of(2.0 / 4));
        series = R.Fma(series, twice, R.Of(2.0 / 3));
        series = R.Fma(series, twice, R.Of(1.0));
        R inverse = R.Fma(twice, twice, twice) + R.Of(1.0);
        R cube = twice * twice * twice;
        inverse = R.Fma(inverse, cube, inverse);
        R near = R.Fma(y, inverse, series * x * x);
        W isSmall = R.Less(Bounds<R, W>.Abs(x), R.Of(Small));
        if (!W.Any(~isSmall))
        {
            return near;
        }

        R safe = R.Select(isSmall, R.Of(0.0), x);
        R left = R.Fma(safe, R.Of(-2.0), R.Of(1.0));
        R far = (y / left) - R.Fma(R.Of(0.5), LogOnePlus<R, W>.Of(safe * R.Of(-2.0)), safe);
        return R.Select(isSmall, near, far);
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
