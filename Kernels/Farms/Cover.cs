using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Farms;

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
        CoverRow cover = CoverRow.Read(context, row);
        R claimed = R.Of(0.0);
        for (int i = 0; i < cover.Covered; i++)
        {
            CoveredRow stake = Covered(context, cover.CoveredRows, i);
            claimed = R.Fma(context.Load(stake.Stolen), context.Real(stake.Claim), claimed);
        }

        R capital = context.Real(cover.Capital);
        R paid = capital / Bounds<R, W>.Max(claimed, capital);
        for (int i = 0; i < cover.Covered; i++)
        {
            CoveredRow stake = Covered(context, cover.CoveredRows, i);
            context.Emit(cover.Outcomes + i, context.Load(stake.Stolen) * paid);
        }
    }

    private static CoveredRow Covered(C context, int rows, int index) =>
        CoveredRow.Read(context, rows + (index * CoveredRow.Width));
}
