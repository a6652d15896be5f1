using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;

namespace GpuRisk.Kernels.Pools;

/// <summary>The share of a step that a log price spends within a range, given where it stands at
/// the step's two ends.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
public static class Occupation<R, W>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // What a path spends beyond a level so far away is less than a 10^-9 part of the step:
    // exp(-20) / 2.
    private const double Farthest = 5.0;

    /// <summary>The share of a price that moves straight from one end to the other; one that does
    /// not move is within the range or not.</summary>
    [MethodImpl(Inline)]
    public static R Straight(R from, R to, R lower, R upper)
    {
        R move = to - from;
        R inside = Bounds<R, W>.Clamp(to, lower, upper) - Bounds<R, W>.Clamp(from, lower, upper);
        W stays = R.LessOrEqual(Bounds<R, W>.Abs(move), R.Of(0.0));
        W within = R.LessOrEqual(lower, to) & R.LessOrEqual(to, upper);
        R share = inside / R.Select(stays, R.Of(1.0), move);
        return R.Select(stays, Bounds<R, W>.Indicator(within), share);
    }

    /// <summary>The expected share of a Brownian bridge.</summary>
    /// <remarks>
    /// With x and y the ends, d their distance and v the variance of a step, the density of the
    /// time at a level l is sqrt(pi / 2v) exp(d^2 / 2v) erfc((|x - l| + |y - l|) / sqrt(2v)): the
    /// integral over the step of the bridge's normal density. Between the ends it is constant.
    /// </remarks>
    /// <param name="from">The log price at the start.</param>
    /// <param name="to">The log price at the end.</param>
    /// <param name="lower">The range's lower end.</param>
    /// <param name="upper">The range's upper end.</param>
    /// <param name="scale">1 / sqrt(2 v).</param>
    public static R Bridge(R from, R to, R lower, R upper, R scale)
    {
        R straight = Straight(from, to, lower, upper);
        R first = Bounds<R, W>.Min(from, to);
        R last = Bounds<R, W>.Max(from, to);
        R length = (last - first) * scale;
        R toLower = Distance(first, last, lower) * scale;
        R toUpper = Distance(first, last, upper) * scale;
        W nearLower = IsNear(toLower, length);
        W nearUpper = IsNear(toUpper, length);
        W near = nearLower | nearUpper;
        if (!W.Any(near))
        {
            return straight;
        }

        R beyond = Beyond(length);
        R below = Tail(nearLower, toLower, length);
        R above = Tail(nearUpper, toUpper, length);
        R share = R.Fma(straight, -beyond, straight)
            + (Above(lower, last, below, beyond) - Above(upper, last, above, beyond));
        share = Bounds<R, W>.Clamp(share, R.Of(0.0), R.Of(1.0));
        return R.Select(near, share, straight);
    }

    // From a level to the nearer end of the step, 0 between the ends.
    [MethodImpl(Inline)]
    private static R Distance(R first, R last, R level) =>
        Bounds<R, W>.Max(Bounds<R, W>.Max(first - level, level - last), R.Of(0.0));

    [MethodImpl(Inline)]
    private static W IsNear(R distance, R length) =>
        R.Less(distance * (distance + length), R.Of(Farthest));

    // The share of the time beyond a level that is not between the ends.
    [MethodImpl(Inline)]
    private static R Tail(W near, R distance, R length)
    {
        if (!W.Any(near))
        {
            return R.Of(0.0);
        }

        R decay = R.Exp(distance * (distance + length) * R.Of(-4.0));
        return R.Select(
            near, R.Of(0.5) * decay * Beyond(length + (distance + distance)), R.Of(0.0));
    }

    // The part above a level of what is spent beyond the ends. Between the ends half is above.
    [MethodImpl(Inline)]
    private static R Above(R level, R last, R tail, R beyond) =>
        R.Select(R.Less(level, last), beyond - tail, tail);

    // 1 - sqrt(pi) z exp(z^2) erfc(z) for z of 0 or more, at most 4e-9 off: with z = d / sqrt(2v)
    // the share that is spent beyond the ends. A polynomial in 1 / (1 + 0.33 z), fitted by weighted
    // least squares (Lawson 1961): by itself the difference has no digits for large z.
    [MethodImpl(Inline)]
    private static R Beyond(R z)
    {
        R t = R.Of(1.0) / R.Fma(z, R.Of(0.33), R.Of(1.0));
        R p = R.Fma(R.Of(0.163510130318264750), t, R.Of(-0.798236581500416760));
        p = R.Fma(p, t, R.Of(1.35004343200875710));
        p = R.Fma(p, t, R.Of(-1.00146190570170600));
        p = R.Fma(p, t, R.Of(0.769849306956564390));
        p = R.Fma(p, t, R.Of(-0.0238247186600923370));
        p = R.Fma(p, t, R.Of(0.227835567355918560));
        p = R.Fma(p, t, R.Of(0.148542740280940780));
        p = R.Fma(p, t, R.Of(0.109302512225311290));
        p = R.Fma(p, t, R.Of(0.0544395204030382330));
        return p * t * t;
    }
}
