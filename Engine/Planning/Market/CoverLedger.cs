using GpuRisk.Engine.Ledgers;
using GpuRisk.Kernels.Market;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Market;

/// <summary>Plans the covers of a farm, and what premiums and payouts post.</summary>
internal static class CoverLedger
{
    public static void Add(
        MarketDraft draft, Farm farm, List<PlannedStake> stakes, int farmRow)
    {
        List<Cover> covers =
            [.. draft.Scenario.Covers.Where(c => c.Farm.Index == farm.Index)];
        int rows = draft.Tables.ReserveIntegers(covers.Count * CoverTable.Row.Width);
        draft.Tables.SetRow(
            farmRow,
            (FarmTable.Row.Covers, covers.Count),
            (FarmTable.Row.CoverRows, rows));
        for (int i = 0; i < covers.Count; i++)
        {
            Cover cover = covers[i];
            List<(PlannedStake Stake, double Usd)> covered = [.. cover.Covered.Select(c =>
            {
                PlannedStake stake = stakes.Single(s => s.Staker.Class.Index == c.Class.Index);
                return (stake, stake.Staker.StakeUsd * c.Share);
            })];
            int metrics = AddCover(draft, cover, covered, rows + (i * CoverTable.Row.Width));
            for (int j = 0; j < covered.Count; j++)
            {
                Post(draft, cover, covered[j].Stake, covered[j].Usd, metrics + j);
            }
        }
    }

    private static int AddCover(
        MarketDraft draft, Cover cover, List<(PlannedStake Stake, double Usd)> covered, int row)
    {
        PlanTables tables = draft.Tables;
        int metrics = tables.AddMetrics(covered.Select(c => MarketDraft.Hidden(
            $"{c.Stake.Staker.Class.Name}/{cover.Name}", "paid",
            tables.Metrics[c.Stake.Metrics + FarmTable.StakeMetric.Stolen].Magnitude)));
        int states = tables.ReserveIntegers(covered.Count);
        for (int i = 0; i < covered.Count; i++)
        {
            tables.Integers[states + i] = covered[i].Stake.State;
        }

        tables.SetRow(
            row,
            (CoverTable.Row.Capital, tables.AddReals(cover.CapitalUsd)),
            (CoverTable.Row.Stakes, covered.Count),
            (CoverTable.Row.StakeStates, states),
            (CoverTable.Row.Claims, tables.AddReals(
                covered.Select(c => c.Usd * cover.PayoutShare))),
            (CoverTable.Row.Metrics, metrics));
        return metrics;
    }

    private static void Post(
        MarketDraft draft, Cover cover, PlannedStake stake, double usd, int paid)
    {
        LedgerDraft ledger = draft.Ledger;
        WalletClass @class = stake.Staker.Class;
        Account insurers = ledger.Role(MarketRoles.Insurers);
        int years = stake.Metrics + FarmTable.StakeMetric.InsuredYears;
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
