using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Pools;
using GpuRisk.Kernels.Prices;

namespace GpuRisk.Kernels.Models;

/// <summary>Pools under market prices, and what their liquidity providers gain and lose.
/// Without pools it simulates the prices alone.</summary>
public readonly struct ImpermanentLossModel : IModel
{
    static void IModel.Simulate<R, W, C>(C context) =>
        ImpermanentLossModel<R, W, C>.Simulate(context);
}

/// <summary>The model's code.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class ImpermanentLossModel<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>Simulates the context's paths.</summary>
    public static void Simulate(C context)
    {
        PoolHeader header = PoolHeader.Read(
            context, context.Integer(PriceHeader.PlaceOf.Model));
        int steps = context.Integer(PriceHeader.PlaceOf.Steps);
        PriceProcess<R, W, C>.Begin(context);
        for (int i = 0; i < header.Pools; i++)
        {
            Pools<R, W, C>.Begin(context, header.PoolRows + (i * PoolRow.Width));
        }

        for (int first = 0; first < steps; first += R.BlockSteps)
        {
            int count = Math.Min(steps - first, R.BlockSteps);
            PriceProcess<R, W, C>.Advance(context, first, count);
            for (int i = 0; i < header.Pools; i++)
            {
                int row = header.PoolRows + (i * PoolRow.Width);
                Pool<R, W, C>.Draw(context, i, row, first, count);
                Pools<R, W, C>.Advance(context, row, first, 0, count);
            }
        }

        PriceProcess<R, W, C>.Emit(context);
        for (int i = 0; i < header.Pools; i++)
        {
            Pools<R, W, C>.Emit(context, header.PoolRows + (i * PoolRow.Width));
        }
    }
}
