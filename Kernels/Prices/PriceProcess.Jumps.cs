using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Random;

namespace GpuRisk.Kernels.Prices;

/// <content>How prices jump.</content>
public static partial class PriceProcess<R, W, C>
{
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
}
