namespace GpuRisk.Kernels.Liquidation;

/// <summary>Where the numbers of a loan stand, or of a bucket of like wallets.</summary>
/// <param name="row">The row of its portfolio.</param>
/// <param name="amounts">Its first slot of state: tokens of one wallet, collateral, then debt.
/// </param>
/// <param name="reals">Its reals: number of wallets, then its tokens at the start.</param>
public readonly struct LoanPlace(int row, int amounts, int reals)
{
    /// <summary>The row of its portfolio.</summary>
    public readonly int Row = row;

    /// <summary>Its first slot of state.</summary>
    public readonly int Amounts = amounts;

    /// <summary>Its first real.</summary>
    public readonly int Reals = reals;
}
