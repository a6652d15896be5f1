using GpuRisk.Kernels.Lending;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Lending;

/// <summary>Where a lending market stands in a plan.</summary>
/// <param name="Market">The market.</param>
/// <param name="Terms">Where its terms stand.</param>
/// <param name="Rules">Its rules of liquidation.</param>
/// <param name="CollateralRows">Where the rows of its collateral assets begin.</param>
/// <param name="DebtRows">Where the rows of its debt assets begin.</param>
internal sealed record PlannedMarket(
    LendingMarket Market, int Terms, PlannedRules Rules, int CollateralRows, int DebtRows)
{
    /// <summary>The row of a collateral asset.</summary>
    public int CollateralRow(Asset asset) => CollateralRows + (CollateralAssetRow.Width
        * IndexOf(Market.Collateral.Select(terms => terms.Asset), asset));

    /// <summary>The row of a debt asset.</summary>
    public int DebtRow(Asset asset) => DebtRows + (DebtAssetRow.Width
        * IndexOf(Market.Debt.Select(terms => terms.Asset), asset));

    private static int IndexOf(IEnumerable<Asset> assets, Asset asset) =>
        assets.Select(a => a.Index).ToList().IndexOf(asset.Index);
}

/// <summary>Where loans and their groups stand in a plan.</summary>
/// <param name="PortfolioRows">Where the rows of the portfolios begin.</param>
/// <param name="Bands">Where the bands of loans stand.</param>
/// <param name="Lists">Where the lists of loans stand.</param>
/// <param name="GroupRows">Where the rows of the groups begin.</param>
/// <param name="Outcomes">The groups' first outcomes.</param>
internal sealed record PlannedLoans(
    int PortfolioRows, LoanBands Bands, LoanLists Lists, int GroupRows,
    IReadOnlyList<int> Outcomes);
