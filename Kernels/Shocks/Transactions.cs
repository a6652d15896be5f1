using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Numerics;
using GpuRisk.Kernels.Paths;
using GpuRisk.Kernels.Prices;

namespace GpuRisk.Kernels.Shocks;

/// <summary>
/// Transactions that wallets make from time to time, unless gas costs too much.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class Transactions<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    /// <summary>Puts a group to its start.</summary>
    public static void Begin(C context, int row) =>
        context.Store(context.Integer(row + TransactionsRow.PlaceOf.Paid), R.Of(0.0));

    /// <summary>Makes the transaction where a step is due.</summary>
    public static void Step(C context, int row, int step)
    {
        TransactionsRow wallets = TransactionsRow.Read(context, row);
        if ((step + 1) % wallets.Every != 0)
        {
            return;
        }

        TransactionsTerms<R> terms = TransactionsTerms<R>.Read(context, wallets.Terms);
        R gas = GasPrice<R, W, C>.Of(context, terms.Gas);
        W affordable = Ties<R, W>.AtMost(gas, terms.Limit);
        Slots<R, W, C>.Add(context, wallets.Paid, affordable, gas);
    }

    /// <summary>Writes the gas that was paid.</summary>
    public static void Emit(C context, int row)
    {
        TransactionsRow wallets = TransactionsRow.Read(context, row);
        context.Emit(wallets.Outcome, context.Load(wallets.Paid));
    }
}
