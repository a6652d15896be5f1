using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Random;

namespace GpuRisk.Kernels.Depeg;

/// <summary>Stablecoins that may lose their peg, and those who hold them.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public readonly struct DepegModel<R, W, C> : IModel<C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <inheritdoc/>
    public static void Simulate(C context)
    {
        int header = context.Integer(PriceHeader.PlaceOf.Model);
        int coins = context.Integer(header + StablecoinTable.Header.Coins);
        int rows = context.Integer(header + StablecoinTable.Header.CoinRows);
        int steps = context.Integer(PriceHeader.PlaceOf.Steps);
        PriceProcess<R, W, C>.Begin(context);
        for (int coin = 0; coin < coins; coin++)
        {
            Begin(context, rows + (coin * StablecoinTable.Row.Width));
        }

        for (int first = 0; first < steps; first += R.BlockSteps)
        {
            int length = Math.Min(steps - first, R.BlockSteps);
            PriceProcess<R, W, C>.Advance(context, first, length);
            for (int coin = 0; coin < coins; coin++)
            {
                int row = rows + (coin * StablecoinTable.Row.Width);
                for (int i = 0; i < length; i++)
                {
                    if (i % Block<R, W, C>.Steps == 0)
                    {
                        Stablecoin<R, W, C>.Draw(
                            context, (first + i) / Block<R, W, C>.Steps, coin, row);
                    }

                    Step(context, coin, row, first + i, i);
                }
            }
        }

        PriceProcess<R, W, C>.Emit(context);
        for (int coin = 0; coin < coins; coin++)
        {
            Emit(context, rows + (coin * StablecoinTable.Row.Width));
        }
    }

    /// <summary>Puts a stablecoin and its holders to their start.</summary>
    internal static void Begin(C context, int row)
    {
        Stablecoin<R, W, C>.Begin(context, row);
        int holders = context.Integer(row + StablecoinTable.Row.HolderRows);
        for (int i = 0; i < context.Integer(row + StablecoinTable.Row.Holders); i++)
        {
            Holder<R, W, C>.Begin(context, holders + (i * HolderTable.Row.Width));
        }
    }

    /// <summary>Takes a stablecoin and its holders through a step.</summary>
    internal static void Step(C context, int coin, int row, int step, int i)
    {
        Stablecoin<R, W, C>.Evolve(context, coin, row, step, i);
        int holders = context.Integer(row + StablecoinTable.Row.HolderRows);
        for (int j = 0; j < context.Integer(row + StablecoinTable.Row.Holders); j++)
        {
            Holder<R, W, C>.Step(
                context, holders + (j * HolderTable.Row.Width), row, step);
        }

        CoinMarket<R, W, C>.Arbitrage(context, row);
        Stablecoin<R, W, C>.Settle(context, row);
    }

    /// <summary>Writes the outcomes of a stablecoin and its holders.</summary>
    internal static void Emit(C context, int row)
    {
        Stablecoin<R, W, C>.Emit(context, row);
        if (context.Integer(row + StablecoinTable.Row.HasPool) != 0)
        {
            CoinMarket<R, W, C>.EmitPool(context, row);
        }

        int holders = context.Integer(row + StablecoinTable.Row.HolderRows);
        for (int i = 0; i < context.Integer(row + StablecoinTable.Row.Holders); i++)
        {
            Holder<R, W, C>.Emit(
                context, holders + (i * HolderTable.Row.Width), row);
        }
    }
}
