using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Stablecoins;

namespace GpuRisk.Kernels.Models;

/// <summary>Stablecoins that may lose their peg, and those who hold them.</summary>
public readonly struct DepegModel : IModel
{
    static void IModel.Simulate<R, W, C>(C context) =>
        DepegModel<R, W, C>.Simulate(context);
}

/// <summary>The model's code.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class DepegModel<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>Simulates the context's paths.</summary>
    public static void Simulate(C context)
    {
        int steps = context.Integer(PriceHeader.PlaceOf.Steps);
        StablecoinHeader header = StablecoinHeader.Read(
            context, context.Integer(PriceHeader.PlaceOf.Model));
        PriceProcess<R, W, C>.Begin(context);
        for (int coin = 0; coin < header.Coins; coin++)
        {
            Stablecoin<R, W, C>.Begin(context, Row(header, coin));
        }

        for (int first = 0; first < steps; first += R.BlockSteps)
        {
            int length = Math.Min(steps - first, R.BlockSteps);
            PriceProcess<R, W, C>.Advance(context, first, length);
            for (int coin = 0; coin < header.Coins; coin++)
            {
                int row = Row(header, coin);
                Stablecoin<R, W, C>.Draw(context, coin, row, first, length);
                Stablecoin<R, W, C>.Advance(context, coin, row, first, 0, length);
            }
        }

        PriceProcess<R, W, C>.Emit(context);
        for (int coin = 0; coin < header.Coins; coin++)
        {
            Stablecoin<R, W, C>.Emit(context, Row(header, coin));
        }
    }

    private static int Row(StablecoinHeader header, int coin) =>
        header.CoinRows + (coin * StablecoinRow.Width);
}
