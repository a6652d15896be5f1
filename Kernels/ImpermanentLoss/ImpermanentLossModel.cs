using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Random;

namespace GpuRisk.Kernels.ImpermanentLoss;

/// <summary>Pools under market prices, and what their liquidity providers gain and lose.
/// Without pools it simulates the prices alone.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public readonly struct ImpermanentLossModel<R, W, C> : IModel<C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <inheritdoc/>
    public static void Simulate(C context)
    {
        int header = context.Integer(PriceHeader.PlaceOf.Model);
        int pools = context.Integer(header + PoolTable.Header.Pools);
        int rows = context.Integer(header + PoolTable.Header.PoolRows);
        int steps = context.Integer(PriceHeader.PlaceOf.Steps);

        PriceProcess<R, W, C>.Begin(context);
        for (int pool = 0; pool < pools; pool++)
        {
            Begin(context, rows + (pool * PoolTable.Row.Width));
        }

        for (int first = 0; first < steps; first += R.BlockSteps)
        {
            int length = Math.Min(steps - first, R.BlockSteps);
            PriceProcess<R, W, C>.Advance(context, first, length);
            for (int pool = 0; pool < pools; pool++)
            {
                int row = rows + (pool * PoolTable.Row.Width);
                for (int i = 0; i < length; i++)
                {
                    if (i % Block<R, W, C>.Steps == 0)
                    {
                        Pool<R, W, C>.Draw(
                            context, (first + i) / Block<R, W, C>.Steps, pool, row);
                    }

                    Step(context, row, first + i, i);
                }
            }
        }

        PriceProcess<R, W, C>.Emit(context);
        for (int pool = 0; pool < pools; pool++)
        {
            Emit(context, rows + (pool * PoolTable.Row.Width));
        }
    }

    /// <summary>Puts a pool and its positions to their start.</summary>
    internal static void Begin(C context, int row)
    {
        Pool<R, W, C>.Begin(context, row);
        int positions = context.Integer(row + PoolTable.Row.PositionRows);
        for (int i = 0; i < context.Integer(row + PoolTable.Row.Positions); i++)
        {
            Position<R, W, C>.Begin(context, positions + (i * PositionTable.Row.Width));
        }
    }

    /// <summary>Takes a pool and its positions through a step.</summary>
    internal static void Step(C context, int row, int step, int i)
    {
        PoolTrade<R> trade = Pool<R, W, C>.Step(context, row, i);
        int positions = context.Integer(row + PoolTable.Row.PositionRows);
        for (int j = 0; j < context.Integer(row + PoolTable.Row.Positions); j++)
        {
            Position<R, W, C>.Step(
                context, positions + (j * PositionTable.Row.Width), row, step, trade);
        }
    }

    /// <summary>Writes the outcomes of a pool and its positions.</summary>
    internal static void Emit(C context, int row)
    {
        Pool<R, W, C>.Emit(context, row);
        int positions = context.Integer(row + PoolTable.Row.PositionRows);
        for (int i = 0; i < context.Integer(row + PoolTable.Row.Positions); i++)
        {
            Position<R, W, C>.Emit(
                context, positions + (i * PositionTable.Row.Width), row);
        }
    }
}
