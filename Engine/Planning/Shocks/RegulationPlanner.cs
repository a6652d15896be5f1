using GpuRisk.Engine.Ledgers;
using GpuRisk.Engine.Planning.Market;
using GpuRisk.Engine.Planning.Prices;
using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Shocks;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Shocks;

/// <summary>Plans regulators' interventions, and what frozen holdings post.</summary>
internal static class RegulationPlanner
{
    /// <summary>Plans them and tells where their row stands; -1 without any.</summary>
    public static int Add(MarketDraft draft)
    {
        if (draft.Scenario.Regulation is not { } regulation)
        {
            return -1;
        }

        PlanBuilder tables = draft.Tables;
        int assets = draft.Scenario.Assets.Count;
        int state = tables.ReserveSlots(RegulationState.Width);
        int shocks = tables.ReserveSlots(assets);
        tables.Prices.Volume = state + RegulationState.Volume;
        tables.Prices.Shocks = shocks;
        int outcome = tables.AddMetrics(new Metric(
            "regulation", "interventions", "times", 1, MetricSense.Level));
        PlannedRows freezes = tables.AddRows<FreezeRow>(
            [.. regulation.Freezes.Select(freeze => PlanFreeze(draft, freeze))]);
        return tables.AddRow(new RegulationRow
        {
            Terms = tables.AddTerms(new RegulationTerms<double>
            {
                Probability = 1 - Math.Exp(-regulation.ShocksPerYear * draft.StepYears),
                VolumeKept = 1 - regulation.VolumeDrop,
                VolumePersistence = StepMoments.Kept(
                    regulation.VolumeHalfLifeSeconds, draft.Scenario.StepSeconds),
            }),
            State = state,
            Outcome = outcome,
            Uniforms = tables.ReserveBuffer(),
            Falls = tables.AddReals(Falls(regulation, assets)),
            Fallen = tables.ReserveSlots(assets),
            Shocks = shocks,
            Freezes = freezes.Count,
            FreezeRows = freezes.First,
        });
    }

    private static double[] Falls(Regulation regulation, int assets)
    {
        var falls = new double[assets];
        foreach (RegulatoryFall fall in regulation.Falls)
        {
            falls[fall.Asset.Index] = Math.Log(1 - fall.Fall);
        }

        return falls;
    }

    private static FreezeRow PlanFreeze(MarketDraft draft, Freeze freeze)
    {
        PlanBuilder tables = draft.Tables;
        string name = $"{freeze.Class.Name}/{freeze.Asset.Name}";
        double growth = draft.Growth(freeze.Asset);
        int outcomes = tables.AddOutcomes(new FreezeOutcomes<Metric>
        {
            Revaluation = MarketDraft.Hidden(name, "freezableReturn", growth),
            Frozen = MarketDraft.Hidden(name, "frozen", growth),
        });
        Post(draft, freeze, outcomes);
        return new()
        {
            Share = tables.AddReals(freeze.Share),
            Asset = freeze.Asset.Index,
            State = tables.ReserveSlots(FreezeState.Width),
            Outcomes = outcomes,
        };
    }

    private static void Post(MarketDraft draft, Freeze freeze, int outcomes)
    {
        double held = freeze.Class.WealthUsd * freeze.Class.Assets
            .Where(a => a.Asset.Index == freeze.Asset.Index).Sum(a => a.Share);
        Account frozen = draft.Ledger.Named(NamedAccounts.Frozen);
        for (int k = 0; k < draft.Ledger.Strata[freeze.Class.Index].Length; k++)
        {
            Account account = draft.Ledger.Stratum(freeze.Class, k);
            double usd = held * draft.Ledger.Share(freeze.Class, k);
            draft.PostRevaluation(account, outcomes + FreezeOutcomes.Revaluation, usd);
            draft.Ledger.Post(
                Channel.Regulation, account, frozen, outcomes + FreezeOutcomes.Frozen, usd);
        }
    }
}
