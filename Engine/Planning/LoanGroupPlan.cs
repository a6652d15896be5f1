using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning;

/// <summary>Loans that are reported together.</summary>
/// <param name="Subject">The name that results give them.</param>
/// <param name="Members">Their buckets.</param>
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
    public static IEnumerable<LoanGroupPlan> Of(Scenario scenario, IReadOnlyList<Bucket> buckets)
    {
        List<int> all = [.. Enumerable.Range(0, buckets.Count)];
        foreach (Loan loan in scenario.Loans)
        {
            List<int> members = [.. all.Where(i => buckets[i].Loan.Index == loan.Index)];
            yield return new(loan.Name, members, 0, false);
            if (!loan.IsBook)
            {
                continue;
            }

            foreach (IGrouping<string, int> group in members.GroupBy(i => buckets[i].Class))
            {
                yield return new($"{loan.Name}.{group.Key}", [.. group], 0, false);
            }

            foreach (IGrouping<string, int> group in members
                .GroupBy(i => buckets[i].CollateralAssets[0].Name))
            {
                yield return new($"{loan.Name}.{group.Key}", [.. group], 0, false);
            }
        }

        foreach (LendingMarket market in scenario.LendingMarkets)
        {
            List<int> members =
                [.. all.Where(i => buckets[i].Loan.Market.Index == market.Index)];
            if (members.Count > 0)
            {
                yield return new(market.Name, members, market.ReserveFundUsd, true);
            }
        }
    }
}
