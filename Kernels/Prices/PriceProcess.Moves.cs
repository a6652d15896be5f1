using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Random;

namespace GpuRisk.Kernels.Prices;

/// <content>What a block of steps does to prices.</content>
public static partial class PriceProcess<R, W, C>
{
    /// <summary>Moves the prices through a block of steps.</summary>
    /// <param name="context">The context.</param>
    /// <param name="block">The block.</param>
    /// <param name="steps">Steps of the block within the horizon, 1 to 4.</param>
    public static void Move(C context, int block, int steps)
    {
        int assets = context.Integer(PriceTable.Assets);
        bool correlated = context.Integer(PriceTable.Correlated) != 0;
        if (correlated)
        {
            for (int asset = 0; asset < assets; asset++)
            {
                Draw(context, asset, block);
            }

            Correlate(context, assets);
            DrawCommonJumps(context, block);
        }

        for (int asset = 0; asset < assets; asset++)
        {
            if (correlated)
            {
                Diffuse(context, asset, block, steps);
            }
            else
            {
                MoveAlone(context, asset, block, steps);
            }
        }
    }

    /// <summary>Moves the price of an asset that is correlated with no other.</summary>
    public static void MoveAlone(C context, int asset, int block, int steps)
    {
        if (!R.IsWide && DiffusesOnly(context, asset))
        {
            DrawAndDiffuse(context, asset, block, steps);
        }
        else
        {
            Draw(context, asset, block);
            Diffuse(context, asset, block, steps);
        }
    }

    /// <summary>Whether an asset's price diffuses and never jumps.</summary>
    [MethodImpl(Inline)]
    public static bool DiffusesOnly(C context, int asset)
    {
        int row = Row(asset);
        return context.Integer(row + PriceTable.Row.Diffuses) != 0
            && context.Integer(row + PriceTable.Row.Jumps) == 0;
    }

    /// <summary>A step of a diffusion: what it does to the log price and the lowest one.
    /// </summary>
    /// <remarks>Drift and noise are added to each other first: a drift added to the log price
    /// alone would be rounded the same way step after step.</remarks>
    [MethodImpl(Inline)]
    public static void Step(R normal, R drift, R deviation, ref R log, ref R minimum)
    {
        log += R.Fma(deviation, normal, drift);
        minimum = Bounds<R, W>.Min(log, minimum);
    }

    private static void Draw(C context, int asset, int block)
    {
        int row = Row(asset);
        if (context.Integer(row + PriceTable.Row.Diffuses) != 0)
        {
            Block<R, W, C>.DrawNormals(
                context, block, Streams.Diffusion + (uint)asset,
                context.Integer(row + PriceTable.Row.State) + PriceTable.State.Diffused);
        }

        if (context.Integer(row + PriceTable.Row.Jumps) != 0)
        {
            DrawJumps(context, block, asset);
        }
    }

    // Normals never leave the registers.
    private static void DrawAndDiffuse(C context, int asset, int block, int steps)
    {
        int row = Row(asset);
        int reals = context.Integer(row + PriceTable.Row.Reals);
        int state = context.Integer(row + PriceTable.Row.State);
        int logs = state + PriceTable.State.Diffused;
        R drift = context.Real(reals + PriceTable.Real.Drift);
        R deviation = context.Real(reals + PriceTable.Real.Deviation);
        R log = context.Load(state + PriceTable.State.Log);
        R minimum = context.Load(state + PriceTable.State.Minimum);
        PhiloxWords<W> words =
            Block<R, W, C>.Words(context, block, Streams.Diffusion + (uint)asset);
        Normals<R, W>.Four(
            in words, out R first, out R second, out R third, out R fourth);
        Step(first, drift, deviation, ref log, ref minimum);
        context.Store(logs, log);
        if (steps > 1)
        {
            Step(second, drift, deviation, ref log, ref minimum);
            context.Store(logs + 1, log);
        }

        if (steps > 2)
        {
            Step(third, drift, deviation, ref log, ref minimum);
            context.Store(logs + 2, log);
        }

        if (steps > 3)
        {
            Step(fourth, drift, deviation, ref log, ref minimum);
            context.Store(logs + 3, log);
        }

        context.Store(state + PriceTable.State.Log, log);
        context.Store(state + PriceTable.State.Minimum, minimum);
    }

    private static void Diffuse(C context, int asset, int block, int steps)
    {
        int row = Row(asset);
        if (context.Integer(row + PriceTable.Row.Jumps) != 0)
        {
            DiffuseAndJump(context, asset, block, steps);
        }
        else if (context.Integer(row + PriceTable.Row.Diffuses) != 0)
        {
            DiffuseDrawn(context, asset, steps);
        }
        else
        {
            Grow(context, asset, block, steps);
        }
    }

    // Log price and minimum stay in registers over the block.
    private static void DiffuseDrawn(C context, int asset, int steps)
    {
        int row = Row(asset);
        int reals = context.Integer(row + PriceTable.Row.Reals);
        int state = context.Integer(row + PriceTable.Row.State);
        int logs = state + PriceTable.State.Diffused;
        R drift = context.Real(reals + PriceTable.Real.Drift);
        R deviation = context.Real(reals + PriceTable.Real.Deviation);
        R log = context.Load(state + PriceTable.State.Log);
        R minimum = context.Load(state + PriceTable.State.Minimum);
        for (int i = 0; i < steps; i++)
        {
            Step(context.Load(logs + i), drift, deviation, ref log, ref minimum);
            context.Store(logs + i, log);
        }

        context.Store(state + PriceTable.State.Log, log);
        context.Store(state + PriceTable.State.Minimum, minimum);
    }

    // Without noise the rounding of step after step would add up: growth is counted from the
    // start. A price that follows something else stays until it is told.
    private static void Grow(C context, int asset, int block, int steps)
    {
        int row = Row(asset);
        int state = context.Integer(row + PriceTable.Row.State);
        bool follows = context.Integer(row + PriceTable.Row.Follows) != 0;
        R log = context.Load(state + PriceTable.State.Log);
        R minimum = context.Load(state + PriceTable.State.Minimum);
        for (int i = 0; i < steps; i++)
        {
            log = follows ? log : Grown(context, row, block, i);
            context.Store(state + PriceTable.State.Diffused + i, log);
            minimum = Bounds<R, W>.Min(log, minimum);
        }

        context.Store(state + PriceTable.State.Log, log);
        context.Store(state + PriceTable.State.Minimum, minimum);
    }

    // What drift alone does to a log price up to the end of the block's i-th step.
    private static R Grown(C context, int row, int block, int i)
    {
        int reals = context.Integer(row + PriceTable.Row.Reals);
        R steps = R.FromInt32(W.Of((uint)((block * Block<R, W, C>.Steps) + i + 1)));
        return steps * context.Real(reals + PriceTable.Real.Drift);
    }

    private static void DiffuseAndJump(C context, int asset, int block, int steps)
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
        R sum = context.Load(state + PriceTable.State.JumpSum);
        for (int i = 0; i < steps; i++)
        {
            int slot = state + PriceTable.State.Diffused + i;
            log = diffuses
                ? log + R.Fma(deviation, context.Load(slot), drift)
                : sum + Grown(context, row, block, i);
            context.Store(slot, log);
            R size = context.Load(state + PriceTable.State.JumpSizes + i);
            log += size;
            sum += size;
            context.Store(logs + i, log);
            minimum = Bounds<R, W>.Min(log, minimum);
            jumps += context.Load(state + PriceTable.State.JumpCounts + i);
        }

        context.Store(state + PriceTable.State.Log, log);
        context.Store(state + PriceTable.State.Minimum, minimum);
        context.Store(state + PriceTable.State.Jumps, jumps);
        context.Store(state + PriceTable.State.JumpSum, sum);
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
}
