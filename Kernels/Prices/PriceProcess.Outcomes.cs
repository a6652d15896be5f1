namespace GpuRisk.Kernels.Prices;

/// <content>What a path tells of its prices.</content>
public static partial class PriceProcess<R, W, C>
{
    /// <summary>Writes the prices' outcomes.</summary>
    public static void Emit(C context)
    {
        int assets = context.Integer(PriceTable.Assets);
        for (int asset = 0; asset < assets; asset++)
        {
            int row = Row(asset);
            int reals = context.Integer(row + PriceTable.Row.Reals);
            int state = context.Integer(row + PriceTable.Row.State);
            int metric = context.Integer(row + PriceTable.Row.Metrics);
            R start = context.Real(reals + PriceTable.Real.Price);
            R excess = Excess(context, row);
            context.Emit(
                metric + PriceTable.Metric.Price,
                start * R.Exp(LastLog(context, asset)));
            context.Emit(
                metric + PriceTable.Metric.Minimum,
                start * R.Exp(context.Load(state + PriceTable.State.Minimum)));
            context.Emit(metric + PriceTable.Metric.LogReturn, excess);
            context.Emit(
                metric + PriceTable.Metric.Jumps, context.Load(state + PriceTable.State.Jumps));
            for (int other = asset; other < assets; other++)
            {
                context.Emit(
                    metric + PriceTable.Metric.Products + other - asset,
                    excess * Excess(context, Row(other)));
            }
        }
    }

    private static R Excess(C context, int row) =>
        context.Load(context.Integer(row + PriceTable.Row.State) + PriceTable.State.Log)
        - context.Real(
            context.Integer(row + PriceTable.Row.Reals) + PriceTable.Real.ExpectedLogReturn);
}
