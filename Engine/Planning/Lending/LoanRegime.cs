using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Lending;

/// <summary>Which of a market's rules hold for a borrower at the start. Wallets for whom different
/// rules hold have no average.</summary>
/// <param name="IsUnderWater">Whether the health factor is at or below one.</param>
/// <param name="IsSmall">Whether a reserve is so small that it may be closed whole.</param>
/// <param name="IsDust">Whether nobody gains by liquidating.</param>
internal readonly record struct LoanRegime(bool IsUnderWater, bool IsSmall, bool IsDust)
    : IComparable<LoanRegime>
{
    public static LoanRegime Of(LendingMarket market, Borrower borrower) => new(
        borrower.HealthFactor(market) <= 1,
        borrower.Debt.Any(d => d.ValueUsd < market.FullCloseBelowUsd)
            || borrower.Collateral.Any(c => c.ValueUsd < market.FullCloseBelowUsd),
        BonusUsd(market, borrower) <= market.LiquidatorGasUsd);

    // What a liquidator keeps at most before gas, who repays no more than he seizes.
    private static double BonusUsd(LendingMarket market, Borrower borrower)
    {
        double most = borrower.Collateral.Select(amount =>
        {
            CollateralTerms terms = market.Collateral.First(
                c => c.Asset.Index == amount.Asset.Index);
            double kept = 1 + (terms.LiquidationBonus * (1 - terms.ProtocolShareOfBonus));
            return (kept * (1 - market.SwapFeeFraction)) - 1;
        }).DefaultIfEmpty().Max();
        return most * Math.Min(
            borrower.Debt.Sum(d => d.ValueUsd), borrower.Collateral.Sum(c => c.ValueUsd));
    }

    public int CompareTo(LoanRegime other) => Rank.CompareTo(other.Rank);

    private int Rank => (IsUnderWater ? 4 : 0) + (IsSmall ? 2 : 0) + (IsDust ? 1 : 0);
}
