using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Random;

namespace GpuRisk.Kernels.Prices;

/// <summary>
/// Correlated asset prices: geometric Brownian motion, and with jumps Merton's process (Merton
/// 1976). A step diffuses first and jumps at its end; both are exact in distribution.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static partial class PriceProcess<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Where an asset's row of integers begins.</summary>
    [MethodImpl(Inline)]
    public static int Row(int asset) => PriceTable.FirstRow + (asset * PriceTable.Row.Width);

    /// <summary>Log of an asset's price over its start at the end of the block's i-th step.
    /// </summary>
    [MethodImpl(Inline)]
    public static R Log(C context, int asset, int i) =>
        context.Load(context.Integer(Row(asset) + PriceTable.Row.Logs) + i);

    /// <summary>The same before the step's jumps.</summary>
    [MethodImpl(Inline)]
    public static R LogBeforeJump(C context, int asset, int i) => context.Load(
        context.Integer(Row(asset) + PriceTable.Row.State) + PriceTable.State.Diffused + i);

    /// <summary>Log of an asset's price over its start at the end of the block, with what sales
    /// and shocks did to it.</summary>
    [MethodImpl(Inline)]
    public static R LastLog(C context, int asset) => Shifted(
        context,
        asset,
        context.Load(context.Integer(Row(asset) + PriceTable.Row.State) + PriceTable.State.Log));

    /// <summary>Log of the price that traders meet at the end of the block's i-th step: with what
    /// sales and shocks did to it before.</summary>
    [MethodImpl(Inline)]
    public static R MarketLog(C context, int asset, int i) =>
        Shifted(context, asset, Log(context, asset, i));

    /// <summary>A log price with what sales and shocks did to it before.</summary>
    [MethodImpl(Inline)]
    public static R Shifted(C context, int asset, R log)
    {
        int offsets = context.Integer(PriceTable.Offsets);
        return offsets < 0 ? log : log + context.Load(offsets + asset);
    }

    /// <summary>Sets the log price of an asset that follows something else. The whole move counts
    /// as a jump at the step's end.</summary>
    public static void Follow(C context, int asset, int i, R log)
    {
        int state = context.Integer(Row(asset) + PriceTable.Row.State);
        int minimum = state + PriceTable.State.Minimum;
        context.Store(
            state + PriceTable.State.Diffused + i, context.Load(state + PriceTable.State.Log));
        context.Store(context.Integer(Row(asset) + PriceTable.Row.Logs) + i, log);
        context.Store(state + PriceTable.State.Log, log);
        context.Store(minimum, Bounds<R, W>.Min(log, context.Load(minimum)));
    }

    /// <summary>Puts all prices to their start.</summary>
    public static void Begin(C context)
    {
        for (int asset = 0; asset < context.Integer(PriceTable.Assets); asset++)
        {
            int state = context.Integer(Row(asset) + PriceTable.Row.State);
            context.Store(state + PriceTable.State.Log, R.Of(0.0));
            context.Store(state + PriceTable.State.Minimum, R.Of(0.0));
            context.Store(state + PriceTable.State.Jumps, R.Of(0.0));
        }
    }

    /// <summary>Moves the prices through a block of steps.</summary>
    /// <param name="context">The context.</param>
    /// <param name="block">The block.</param>
    /// <param name="steps">Steps of the block within the horizon, 1 to 4.</param>
    public static void Move(C context, int block, int steps)
    {
        int assets = context.Integer(PriceTable.Assets);
        for (int asset = 0; asset < assets; asset++)
        {
            int row = Row(asset);
            int state = context.Integer(row + PriceTable.Row.State);
            if (context.Integer(row + PriceTable.Row.Diffuses) != 0)
            {
                Block<R, W, C>.DrawNormals(
                    context, block, Streams.Diffusion + (uint)asset,
                    state + PriceTable.State.Diffused);
            }

            if (context.Integer(row + PriceTable.Row.JumpTerms) != 0)
            {
                DrawJumps(context, block, asset);
            }
        }

        if (context.Integer(PriceTable.Correlated) != 0)
        {
            Correlate(context, assets);
        }

        for (int asset = 0; asset < assets; asset++)
        {
            if (context.Integer(Row(asset) + PriceTable.Row.JumpTerms) != 0)
            {
                DiffuseAndJump(context, asset, steps);
            }
            else
            {
                Diffuse(context, asset, steps);
            }
        }
    }

    // From the last asset to the first: each needs the raw normals of those before it.
    private static void Correlate(C context, int assets)
    {
        for (int asset = assets - 1; asset > 0; asset--)
        {
            int row = Row(asset);
            int factor = context.Integer(row + PriceTable.Row.Reals) + PriceTable.Real.Cholesky;
            int target = context.Integer(row + PriceTable.Row.State) + PriceTable.State.Diffused;
            if (context.Integer(row + PriceTable.Row.Diffuses) == 0)
            {
                continue;
            }

            for (int i = 0; i < Block<R, W, C>.Steps; i++)
            {
                R sum = context.Load(target + i) * context.Real(factor + asset);
                for (int other = 0; other < asset; other++)
                {
                    int otherRow = Row(other);
                    if (context.Integer(otherRow + PriceTable.Row.Diffuses) == 0)
                    {
                        continue;
                    }

                    int source = context.Integer(otherRow + PriceTable.Row.State)
                        + PriceTable.State.Diffused;
                    sum = R.Fma(
                        context.Load(source + i), context.Real(factor + other), sum);
                }

                context.Store(target + i, sum);
            }
        }
    }

    // The sum of n normal jumps is normal with n times the mean and variance.
    private static void DrawJumps(C context, int block, int asset)
    {
        int row = Row(asset);
        int distribution = context.Integer(row + PriceTable.Row.JumpDistribution);
        int state = context.Integer(row + PriceTable.Row.State);
        int sizes = state + PriceTable.State.JumpSizes;
        Block<R, W, C>.DrawUniforms(context, block, Streams.JumpCount + (uint)asset, sizes);
        R none = context.Real(distribution);
        R largest = Bounds<R, W>.Max(
            Bounds<R, W>.Max(context.Load(sizes), context.Load(sizes + 1)),
            Bounds<R, W>.Max(context.Load(sizes + 2), context.Load(sizes + 3)));
        if (!W.Any(R.Less(none, largest)))
        {
            for (int i = 0; i < Block<R, W, C>.Steps; i++)
            {
                context.Store(sizes + i, R.Of(0.0));
                context.Store(state + PriceTable.State.JumpCounts + i, R.Of(0.0));
            }

            return;
        }

        Block<R, W, C>.DrawNormals(
            context, block, Streams.JumpSize + (uint)asset,
            state + PriceTable.State.Jumped);
        for (int i = 0; i < Block<R, W, C>.Steps; i++)
        {
            StoreJump(context, row, i);
        }
    }

    private static void StoreJump(C context, int row, int i)
    {
        int reals = context.Integer(row + PriceTable.Row.Reals);
        int terms = context.Integer(row + PriceTable.Row.JumpTerms);
        int distribution = context.Integer(row + PriceTable.Row.JumpDistribution);
        int state = context.Integer(row + PriceTable.Row.State);
        R normal = context.Load(state + PriceTable.State.Jumped + i);
        R uniform = context.Load(state + PriceTable.State.JumpSizes + i);
        R count = R.Of(0.0);
        for (int term = 0; term < terms; term++)
        {
            count += Bounds<R, W>.Indicator(R.Less(context.Real(distribution + term), uniform));
        }

        R spread = context.Real(reals + PriceTable.Real.JumpDeviation) * R.Sqrt(count);
        R size = R.Fma(spread, normal, count * context.Real(reals + PriceTable.Real.JumpMean));
        W jumps = R.Less(R.Of(0.0), count);
        context.Store(
            state + PriceTable.State.JumpSizes + i, R.Select(jumps, size, R.Of(0.0)));
        context.Store(state + PriceTable.State.JumpCounts + i, count);
    }

    // Log price and minimum stay in registers over the block.
    private static void Diffuse(C context, int asset, int steps)
    {
        int row = Row(asset);
        int reals = context.Integer(row + PriceTable.Row.Reals);
        int state = context.Integer(row + PriceTable.Row.State);
        int logs = state + PriceTable.State.Diffused;
        bool diffuses = context.Integer(row + PriceTable.Row.Diffuses) != 0;
        R drift = context.Real(reals + PriceTable.Real.Drift);
        R deviation = context.Real(reals + PriceTable.Real.Deviation);
        R log = context.Load(state + PriceTable.State.Log);
        R minimum = context.Load(state + PriceTable.State.Minimum);
        for (int i = 0; i < steps; i++)
        {
            // Drift and noise are added to each other first: a drift added to the log price alone
            // would be rounded the same way step after step.
            log += diffuses ? R.Fma(deviation, context.Load(logs + i), drift) : drift;
            context.Store(logs + i, log);
            minimum = Bounds<R, W>.Min(log, minimum);
        }

        context.Store(state + PriceTable.State.Log, log);
        context.Store(state + PriceTable.State.Minimum, minimum);
    }

    private static void DiffuseAndJump(C context, int asset, int steps)
    {
        int row = Row(asset);
        int reals = context.Integer(row + PriceTable.Row.Reals);
        int state = context.Integer(row + PriceTable.Row.State);
        int logs = context.Integer(row + PriceTable.Row.Logs);
        bool diffuses = context.Integer(row + PriceTable.Row.Diffuses) != 0;
        R drift = context.Real(reals + PriceTable.Real.Drift);
        R deviation = context.Real(reals + PriceTable.Real.Deviation);
        R log = context.Load(state + PriceTable.State.Log);
        R minimum = context.Load(state + PriceTable.State.Minimum);
        R jumps = context.Load(state + PriceTable.State.Jumps);
        for (int i = 0; i < steps; i++)
        {
            int slot = state + PriceTable.State.Diffused + i;
            log += diffuses ? R.Fma(deviation, context.Load(slot), drift) : drift;
            context.Store(slot, log);
            log += context.Load(state + PriceTable.State.JumpSizes + i);
            context.Store(logs + i, log);
            minimum = Bounds<R, W>.Min(log, minimum);
            jumps += context.Load(state + PriceTable.State.JumpCounts + i);
        }

        context.Store(state + PriceTable.State.Log, log);
        context.Store(state + PriceTable.State.Minimum, minimum);
        context.Store(state + PriceTable.State.Jumps, jumps);
    }

    /// <summary>Whether any price of any path may jump at the end of the block's i-th step.
    /// </summary>
    public static bool Jumps(C context, int i)
    {
        if (context.Integer(PriceTable.Shocks) >= 0)
        {
            return true;
        }

        for (int asset = 0; asset < context.Integer(PriceTable.Assets); asset++)
        {
            int row = Row(asset);
            if (context.Integer(row + PriceTable.Row.Follows) != 0)
            {
                return true;
            }

            if (context.Integer(row + PriceTable.Row.JumpTerms) != 0)
            {
                int counts = context.Integer(row + PriceTable.Row.State)
                    + PriceTable.State.JumpCounts;
                if (W.Any(R.Less(R.Of(0.0), context.Load(counts + i))))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>On which paths an asset's price jumps at the end of the block's i-th step.
    /// </summary>
    [MethodImpl(Inline)]
    public static W JumpsOf(C context, int asset, int i)
    {
        int row = Row(asset);
        return context.Integer(row + PriceTable.Row.JumpTerms) == 0
            ? W.Of(0)
            : R.Less(
                R.Of(0.0),
                context.Load(
                    context.Integer(row + PriceTable.Row.State) + PriceTable.State.JumpCounts
                    + i));
    }
}
