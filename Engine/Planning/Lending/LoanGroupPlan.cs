using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Lending;

/// <summary>Loans that are reported together.</summary>
/// <param name="Subject">The name that results give them.</param>
/// <param name="Members">Their portfolios.</param>
/// <param name="ReserveFundUsd">What bears their bad debt before suppliers do.</param>
/// <param name="IsMarket">Whether they are all loans of a market.</param>
internal sealed record LoanGroupPlan(
    string Subject, IReadOnlyList<int> Members, double ReserveFundUsd, bool IsMarket)
{
    /// <summary>Whether only a ledger reads it.</summary>
    public bool IsInternal { get; init; }

    /// <summary>
    /// Each loan or book, each class and each collateral asset of a book, and each market.
    /// </summary>
    public static IEnumerable<LoanGroupPlan> Of(
        Scenario scenario, IReadOnlyList<LoanPortfolioPlan> portfolios)
    {
        List<int> all = [.. Enumerable.Range(0, portfolios.Count)];
        foreach (Loan loan in scenario.Loans)
        {
            List<int> members = [.. all.Where(i => portfolios[i].Loan.Index == loan.Index)];
            yield return new(loan.Name, members, 0, false);
            if (!loan.IsBook)
            {
                continue;
            }

            IEnumerable<string> subjects = loan.Borrowers.Select(b => b.Class).Distinct()
                .Order(StringComparer.Ordinal);
            foreach (string @class in subjects)
            {
                yield return new(
                    $"{loan.Name}.{@class}",
                    [.. members.Where(i => portfolios[i].Class == @class)], 0, false);
            }

            foreach (Asset asset in MainAssets(loan))
            {
                yield return new(
                    $"{loan.Name}.{asset.Name}",
                    [.. members.Where(i => portfolios[i].Main?.Index == asset.Index)], 0, false);
            }
        }

        foreach (LendingMarket market in scenario.LendingMarkets)
        {
            if (scenario.Loans.Any(loan => loan.Market.Index == market.Index)
                || portfolios.Any(p => p.Loan.Market.Index == market.Index))
            {
                yield return new(
                    market.Name,
                    [.. all.Where(i => portfolios[i].Loan.Market.Index == market.Index)],
                    market.ReserveFundUsd, true);
            }
        }
    }

    private static IEnumerable<Asset> MainAssets(Loan loan) => loan.Borrowers
        .Select(LoanPortfolioPlan.MainOf)
        .OfType<Asset>()
        .DistinctBy(asset => asset.Index)
        .OrderBy(asset => asset.Index);
}
