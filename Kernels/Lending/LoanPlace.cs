namespace GpuRisk.Kernels.Lending;

/// <summary>Where the numbers of a loan stand, or of a bucket of like wallets.</summary>
/// <param name="portfolio">The row of its portfolio.</param>
/// <param name="collateral">Slots of its collateral: tokens of one wallet.</param>
/// <param name="debt">Slots of its debt: tokens of one wallet.</param>
/// <param name="wallets">Its reals: number of wallets, then its tokens at the start.</param>
public readonly struct LoanPlace(int portfolio, int collateral, int debt, int wallets)
{
    /// <summary>The row of its portfolio.</summary>
    public readonly int Portfolio = portfolio;

    /// <summary>Slots of its collateral: tokens of one wallet.</summary>
    public readonly int Collateral = collateral;

    /// <summary>Slots of its debt: tokens of one wallet.</summary>
    public readonly int Debt = debt;

    /// <summary>Real: its number of wallets.</summary>
    public readonly int Wallets = wallets;

    /// <summary>Reals: its tokens at the start, collateral, then debt.</summary>
    public int Start => Wallets + 1;
}
