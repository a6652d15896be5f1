using GpuRisk.Engine.Planning.Market;
using GpuRisk.Kernels.Shocks;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Shocks;

/// <summary>Plans the transactions that wallets make from time to time, and their gas.</summary>
internal static class TransactionPlanner
{
    public static PlannedRows Add(MarketDraft draft)
    {
        List<(WalletClass Class, int Stratum)> wallets = [.. draft.Strata
            .Where(s => s.Class.Transactions is { } made && draft.GasUsd(made.GasUnits) > 0)];
        return draft.Tables.AddRows<TransactionsRow>(
            [.. wallets.Select(w => Plan(draft, w.Class, w.Stratum, w.Class.Transactions!))]);
    }

    private static TransactionsRow Plan(
        MarketDraft draft, WalletClass @class, int stratum, TransactionHabit made)
    {
        PlanBuilder tables = draft.Tables;
        Concentration.WalletGroup group = draft.Ledger.Strata[@class.Index][stratum];
        double gas = draft.GasUsd(made.GasUnits);
        int outcome = tables.AddMetrics(MarketDraft.Hidden(
            $"{@class.Name}/{stratum}", "transactionGas", gas * draft.Scenario.Steps));
        draft.PostGas(draft.Ledger.Stratum(@class, stratum), outcome, group.Wallets);
        return new()
        {
            Terms = tables.AddTerms(new TransactionsTerms<double>
            {
                Gas = gas,
                Limit = @class.GasTolerance * group.MeanUsd,
            }),
            Every = draft.Steps(made.EverySeconds),
            Paid = tables.ReserveSlots(1),
            Outcome = outcome,
        };
    }
}
