using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Market;

/// <summary>Insurance of stakes in a farm. Claims are paid in full as far as the capital goes, and
/// beyond that in proportion.</summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class Cover<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>Writes a cover's outcomes.</summary>
    public static void Emit(C context, int row)
    {
        int stakes = context.Integer(row + CoverTable.Row.Stakes);
        R claimed = R.Of(0.0);
        for (int i = 0; i < stakes; i++)
        {
            R weight = context.Real(context.Integer(row + CoverTable.Row.Claims) + i);
            claimed = R.Fma(Stolen(context, row, i), weight, claimed);
        }

        R capital = context.Real(context.Integer(row + CoverTable.Row.Capital));
        R paid = capital / Bounds<R, W>.Max(claimed, capital);
        int metrics = context.Integer(row + CoverTable.Row.Metrics);
        for (int i = 0; i < stakes; i++)
        {
            context.Emit(metrics + i, Stolen(context, row, i) * paid);
        }
    }

    private static R Stolen(C context, int row, int stake) => context.Load(
        context.Integer(context.Integer(row + CoverTable.Row.StakeStates) + stake)
        + FarmTable.StakeState.Stolen);
}
