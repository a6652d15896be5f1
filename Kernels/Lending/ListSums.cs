using System.Runtime.CompilerServices;
using GpuRisk.Kernels.Lanes;
using GpuRisk.Kernels.Paths;

namespace GpuRisk.Kernels.Lending;

/// <summary>What loans of a list that follow each other had at the start, all wallets together.
/// </summary>
/// <typeparam name="R">The lane.</typeparam>
/// <typeparam name="W">Its words.</typeparam>
/// <typeparam name="C">The context.</typeparam>
public static class ListSums<R, W, C>
    where R : unmanaged, IReal<R, W>
    where W : unmanaged, IWord<W>
    where C : struct, IPathContext<R, W>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>A difference of sums, each of which stands as a rounded number and what that
    /// lacks: few loans of many are told as well as all.</summary>
    /// <param name="context">The context.</param>
    /// <param name="list">The list.</param>
    /// <param name="sums">Reals: the sums of tokens.</param>
    /// <param name="from">Number of loans before the first.</param>
    /// <param name="to">Number of loans up to the last.</param>
    [MethodImpl(Inline)]
    public static R Of(C context, LoanListRow list, int sums, R from, R to)
    {
        W first = R.ToWord(from);
        W last = R.ToWord(to);
        int lacking = sums + list.Loans + 1;
        return (context.Real(sums, last) - context.Real(sums, first))
            + (context.Real(lacking, last) - context.Real(lacking, first));
    }

    /// <summary>The number of wallets.</summary>
    [MethodImpl(Inline)]
    public static R Wallets(C context, LoanListRow list, R from, R to) => list.Single != 0
        ? to - from
        : context.Real(list.Wallets, R.ToWord(to)) - context.Real(list.Wallets, R.ToWord(from));
}
