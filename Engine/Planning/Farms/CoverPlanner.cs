using GpuRisk.Engine.Ledgers;
using GpuRisk.Engine.Planning.Market;
using GpuRisk.Kernels.Farms;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Farms;

/// <summary>Plans the covers of a farm, and what premiums and payouts post.</summary>
internal static class CoverPlanner
{
    public static PlannedRows Add(
        MarketDraft draft, Farm farm, IReadOnlyList<PlannedStake> stakes) =>
        draft.Tables.AddRows<CoverRow>(
        [
            .. draft.Scenario.Covers
                .Where(c => c.Farm.Index == farm.Index)
                .Select(c => Plan(draft, c, stakes)),
        ]);

    private static CoverRow Plan(
        MarketDraft draft, Cover cover, IReadOnlyList<PlannedStake> stakes)
    {
        PlanBuilder tables = draft.Tables;
        List<(PlannedStake Stake, double Usd)> covered = [.. cover.Covered.Select(c =>
        {
            PlannedStake stake = stakes.Single(s => s.Staker.Class.Index == c.Class.Index);
            return (stake, stake.Staker.StakeUsd * c.Share);
        })];
        int outcomes = tables.AddMetrics(covered.Select(c => MarketDraft.Hidden(
            $"{c.Stake.Staker.Class.Name}/{cover.Name}", "paid", c.Stake.Growth)));
        PlannedRows rows = tables.AddRows<CoveredRow>(
        [
            .. covered.Select(c => new CoveredRow
            {
                Stolen = c.Stake.Row.State + StakeState.Stolen,
                Claim = tables.AddReals(c.Usd * cover.PayoutShare),
            }),
        ]);
        for (int i = 0; i < covered.Count; i++)
        {
            Post(draft, cover, covered[i].Stake, covered[i].Usd, outcomes + i);
        }

        return new()
        {
            Capital = tables.AddReals(cover.CapitalUsd),
            Covered = rows.Count,
            CoveredRows = rows.First,
            Outcomes = outcomes,
        };
    }

    private static void Post(
        MarketDraft draft, Cover cover, PlannedStake stake, double usd, int paid)
    {
        LedgerDraft ledger = draft.Ledger;
        WalletClass @class = stake.Staker.Class;
        Account insurers = ledger.Role(MarketRoles.Insurers);
        int years = stake.Row.Outcomes + StakeOutcomes.InsuredYears;
        for (int k = 0; k < ledger.Strata[@class.Index].Length; k++)
        {
            Account account = ledger.Stratum(@class, k);
            double part = usd * ledger.Share(@class, k);
            ledger.Post(
                Channel.Insurance, account, insurers, years, part * cover.PremiumPerYear);
            ledger.Post(
                Channel.Insurance, insurers, account, paid, part * cover.PayoutShare);
        }
    }
}
