using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;

namespace GpuRisk.Kernels.Market;

/// <summary>
/// Transactions that wallets make from time to time, unless gas costs too much.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class Habit<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>Puts a habit to its start.</summary>
    public static void Begin(C context, int row) =>
        context.Store(context.Integer(row + HabitTable.Row.State), R.Of(0.0));

    /// <summary>Makes the transaction where a step is due.</summary>
    public static void Step(C context, int row, int step)
    {
        if ((step + 1) % context.Integer(row + HabitTable.Row.Every) != 0)
        {
            return;
        }

        int reals = context.Integer(row + HabitTable.Row.Reals);
        int paid = context.Integer(row + HabitTable.Row.State);
        R gas = GasPrice<R, W, C>.Of(context, context.Real(reals + HabitTable.Real.Gas));
        W affordable = Ties<R, W>.AtMost(
            gas, context.Real(reals + HabitTable.Real.Limit));
        context.Store(paid, context.Load(paid) + R.Select(affordable, gas, R.Of(0.0)));
    }

    /// <summary>Writes the gas that was paid.</summary>
    public static void Emit(C context, int row) => context.Emit(
        context.Integer(row + HabitTable.Row.Metrics),
        context.Load(context.Integer(row + HabitTable.Row.State)));
}
