namespace GpuRisk.Kernels.Lending;

/// <summary>Where the numbers of a loan stand, or of a bucket of like wallets.</summary>
/// <param name="portfolio">Its portfolio.</param>
/// <param name="amounts">Its slots: tokens of one wallet, collateral, then debt.</param>
/// <param name="wallets">Its reals: number of wallets, then its tokens at the start.</param>
public readonly struct LoanPlace(LoanPortfolioRow portfolio, int amounts, int wallets)
{
    /// <summary>Its portfolio.</summary>
    public readonly LoanPortfolioRow Portfolio = portfolio;

    /// <summary>Slots of its collateral: tokens of one wallet.</summary>
    public readonly int Collateral = amounts;

    /// <summary>Slots of its debt: tokens of one wallet.</summary>
    public readonly int Debt = amounts + portfolio.Collateral;

    /// <summary>Real: its number of wallets.</summary>
    public readonly int Wallets = wallets;

    /// <summary>Reals: its tokens at the start, collateral, then debt.</summary>
    public readonly int Start = wallets + 1;
}
