namespace GpuRisk.Kernels.Prices;

/// <content>What a path tells of its prices.</content>
public static partial class PriceProcess<R, W, C>
{
    /// <summary>Writes the prices' outcomes.</summary>
    public static void Emit(C context)
    {
        int assets = Assets(context);
        for (int i = 0; i < assets; i++)
        {
            AssetRow asset = Asset(context, i);
            R start = context.Real(asset.Terms + AssetTerms.Price);
            R excess = Excess(context, i);
            new AssetOutcomes<R>
            {
                Price = start * R.Exp(LastLog(context, i)),
                Minimum = start * R.Exp(context.Load(asset.State + AssetState.Minimum)),
                LogReturn = excess,
                Jumps = context.Load(asset.State + AssetState.Jumps),
            }.Emit(context, asset.Outcomes);
            for (int other = i; other < assets; other++)
            {
                context.Emit(
                    asset.Outcomes + AssetOutcomes.Width + other - i,
                    excess * Excess(context, other));
            }
        }

        Tilts<R, W, C>.Emit(context);
        int together = context.Integer(PriceHeader.PlaceOf.Together);
        if (together < PriceHeader.HalfSteps)
        {
            RealisedVariance<R, W, C>.Emit(context, -together);
        }
    }

    private static R Excess(C context, int asset) => Last(context, asset) - context.Real(
        context.Integer(Row(asset) + AssetRow.PlaceOf.Terms) + AssetTerms.ExpectedLogReturn);
}
