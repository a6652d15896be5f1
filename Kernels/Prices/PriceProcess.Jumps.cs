using GpuRisk.Kernels.Random;

namespace GpuRisk.Kernels.Prices;

/// <content>How prices jump.</content>
public static partial class PriceProcess<R, W, C>
{
    // The jumps of an asset alone. The sum of n normal jumps is normal with n times the mean and
    // variance.
    private static void DrawJumps(C context, int block, int asset)
    {
        int row = Row(asset);
        int state = context.Integer(row + PriceTable.Row.State);
        int counts = state + PriceTable.State.JumpCounts;
        int sizes = state + PriceTable.State.JumpSizes;
        int terms = context.Integer(row + PriceTable.Row.JumpTerms);
        for (int i = 0; i < Block<R, W, C>.Steps; i++)
        {
            context.Store(sizes + i, R.Of(0.0));
            context.Store(counts + i, R.Of(0.0));
        }

        if (terms == 0)
        {
            return;
        }

        if (!Poisson<R, W, C>.Draw(
            context, block, Streams.JumpCount + (uint)asset, Streams.JumpCountPlace + (uint)asset,
            context.Integer(row + PriceTable.Row.JumpSurvival), terms, counts))
        {
            return;
        }

        int normals = state + PriceTable.State.Jumped;
        Block<R, W, C>.DrawNormals(context, block, Streams.JumpSize + (uint)asset, normals);
        int reals = context.Integer(row + PriceTable.Row.Reals);
        R mean = context.Real(reals + PriceTable.Real.JumpMean);
        R deviation = context.Real(reals + PriceTable.Real.JumpDeviation);
        for (int i = 0; i < Block<R, W, C>.Steps; i++)
        {
            R count = context.Load(counts + i);
            R noise = deviation * context.Load(normals + i);
            context.Store(sizes + i, R.Fma(R.Sqrt(count), noise, count * mean));
        }
    }

    /// <summary>Adds the jumps that assets have in common to those that each has alone.</summary>
    private static void DrawCommonJumps(C context, int block)
    {
        int rows = context.Integer(PriceTable.LayerRows);
        for (int layer = 0; layer < context.Integer(PriceTable.Layers); layer++)
        {
            DrawLayer(context, block, layer, rows + (layer * PriceTable.LayerRow.Width));
        }
    }

    private static void DrawLayer(C context, int block, int layer, int row)
    {
        int slots = context.Integer(PriceTable.LayerState);
        if (!Poisson<R, W, C>.Draw(
            context, block,
            Streams.CommonJumpCount + (uint)layer, Streams.CommonJumpCountPlace + (uint)layer,
            context.Integer(row + PriceTable.LayerRow.Survival),
            context.Integer(row + PriceTable.LayerRow.Terms),
            slots + PriceTable.LayerSlots.Counts))
        {
            return;
        }

        int factors = context.Integer(row + PriceTable.LayerRow.Factors);
        for (int factor = 0; factor < factors; factor++)
        {
            Block<R, W, C>.DrawNormals(
                context, block,
                Streams.CommonJumpSize + (uint)((layer * PriceTable.MaximumAssets) + factor),
                slots + PriceTable.LayerSlots.Factors + (factor * Block<R, W, C>.Steps));
        }

        int members = context.Integer(row + PriceTable.LayerRow.MemberRows);
        for (int i = 0; i < context.Integer(row + PriceTable.LayerRow.Members); i++)
        {
            AddLayer(context, members + (i * PriceTable.MemberRow.Width), slots, factors);
        }
    }

    private static void AddLayer(C context, int member, int slots, int factors)
    {
        int state = context.Integer(member + PriceTable.MemberRow.State);
        int reals = context.Integer(member + PriceTable.MemberRow.Reals);
        R mean = context.Real(reals);
        for (int i = 0; i < Block<R, W, C>.Steps; i++)
        {
            R noise = R.Of(0.0);
            for (int factor = 0; factor < factors; factor++)
            {
                R normal = context.Load(
                    slots + PriceTable.LayerSlots.Factors + (factor * Block<R, W, C>.Steps) + i);
                noise = R.Fma(normal, context.Real(reals + 1 + factor), noise);
            }

            R count = context.Load(slots + PriceTable.LayerSlots.Counts + i);
            R size = R.Fma(R.Sqrt(count), noise, count * mean);
            int sizes = state + PriceTable.State.JumpSizes + i;
            int counts = state + PriceTable.State.JumpCounts + i;
            context.Store(sizes, context.Load(sizes) + size);
            context.Store(counts, context.Load(counts) + count);
        }
    }
}
