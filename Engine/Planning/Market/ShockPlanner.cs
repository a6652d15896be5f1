using GpuRisk.Engine.Ledgers;
using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Market;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Market;

/// <summary>Plans the price of gas, regulators' interventions and wallets' habits.</summary>
internal static class ShockPlanner
{
    public static void Add(MarketDraft draft)
    {
        AddGas(draft);
        AddRegulation(draft);
        AddHabits(draft);
    }

    private static void AddGas(MarketDraft draft)
    {
        draft.Set(JointTable.Header.Gas, -1);
        if (draft.Scenario.Gas is not { } gas)
        {
            return;
        }

        PlanTables tables = draft.Tables;
        double days = draft.StepDays;
        var reals = new double[GasTable.Real.Width];
        reals[GasTable.Real.Persistence] =
            StepMoments.Persistence(gas.MeanReversionPerDay, days);
        reals[GasTable.Real.Deviation] = StepMoments.Deviation(
            gas.MeanReversionPerDay, gas.VolatilityPerDay, days);
        reals[GasTable.Real.Stress] = Math.Log(gas.StressMultiplier);
        reals[GasTable.Real.Price] = gas.PriceGwei;
        int row = tables.ReserveIntegers(GasTable.Row.Width);
        int state = tables.ReserveSlots(GasTable.State.Width);
        tables.SetRow(
            row,
            (GasTable.Row.Reals, tables.AddReals(reals)),
            (GasTable.Row.State, state),
            (GasTable.Row.Asset, gas.Asset.Index),
            (GasTable.Row.Metrics, tables.AddMetrics(new Metric(
                "gas", "price", "gwei", Math.Max(gas.PriceGwei, 1e-9), MetricSense.Level,
                Origin: gas.PriceGwei))));
        tables.Prices.Gas = state + GasTable.State.Factor;
        draft.Set(JointTable.Header.Gas, row);
    }

    private static void AddRegulation(MarketDraft draft)
    {
        draft.Set(JointTable.Header.Regulation, -1);
        if (draft.Scenario.Regulation is not { } regulation)
        {
            return;
        }

        PlanTables tables = draft.Tables;
        var reals = new double[RegulationTable.Real.Width];
        reals[RegulationTable.Real.Probability] =
            1 - Math.Exp(-regulation.ShocksPerYear * draft.StepYears);
        reals[RegulationTable.Real.VolumeKept] = 1 - regulation.VolumeDrop;
        reals[RegulationTable.Real.VolumePersistence] =
            StepMoments.Kept(
                regulation.VolumeHalfLifeSeconds, draft.Scenario.StepSeconds);
        foreach (RegulatoryFall fall in regulation.Falls)
        {
            reals[RegulationTable.Real.Falls + fall.Asset.Index] = Math.Log(1 - fall.Fall);
        }

        int row = tables.ReserveIntegers(RegulationTable.Row.Width);
        int freezes = tables.ReserveIntegers(
            regulation.Freezes.Count * RegulationTable.FreezeRow.Width);
        int state = tables.ReserveSlots(RegulationTable.State.Width);
        tables.SetRow(
            row,
            (RegulationTable.Row.Reals, tables.AddReals(reals)),
            (RegulationTable.Row.State, state),
            (RegulationTable.Row.Metrics, tables.AddMetrics(new Metric(
                "regulation", "interventions", "times", 1, MetricSense.Level))),
            (RegulationTable.Row.Freezes, regulation.Freezes.Count),
            (RegulationTable.Row.FreezeRows, freezes));
        tables.Prices.Volume = state + RegulationTable.State.Volume;
        tables.Prices.Shocks = state + RegulationTable.State.Shocks;
        draft.Set(JointTable.Header.Regulation, row);
        for (int i = 0; i < regulation.Freezes.Count; i++)
        {
            AddFreeze(
                draft, regulation.Freezes[i], freezes + (i * RegulationTable.FreezeRow.Width));
        }
    }

    private static void AddFreeze(MarketDraft draft, Freeze freeze, int row)
    {
        PlanTables tables = draft.Tables;
        string name = $"{freeze.Class.Name}/{freeze.Asset.Name}";
        double growth = draft.Growth(freeze.Asset);
        int metrics = tables.AddMetrics(
            MarketDraft.Hidden(name, "freezableReturn", growth),
            MarketDraft.Hidden(name, "frozen", growth));
        tables.SetRow(
            row,
            (RegulationTable.FreezeRow.Reals, tables.AddReals(freeze.Share)),
            (RegulationTable.FreezeRow.Asset, freeze.Asset.Index),
            (RegulationTable.FreezeRow.State, tables.ReserveSlots(2)),
            (RegulationTable.FreezeRow.Metrics, metrics));
        double held = freeze.Class.WealthUsd * freeze.Class.Assets
            .Where(a => a.Asset.Index == freeze.Asset.Index).Sum(a => a.Share);
        Account frozen = draft.Ledger.Named(NamedAccounts.Frozen);
        for (int k = 0; k < draft.Ledger.Strata[freeze.Class.Index].Length; k++)
        {
            Account account = draft.Ledger.Stratum(freeze.Class, k);
            double usd = held * draft.Ledger.Share(freeze.Class, k);
            draft.PostRevaluation(account, metrics, usd);
            draft.Ledger.Post(Channel.Regulation, account, frozen, metrics + 1, usd);
        }
    }

    private static void AddHabits(MarketDraft draft)
    {
        List<(WalletClass Class, int Stratum)> wallets = [.. draft.Strata
            .Where(s => s.Class.Transactions is { } habit && draft.GasUsd(habit.GasUnits) > 0)];
        PlanTables tables = draft.Tables;
        int rows = tables.ReserveIntegers(wallets.Count * HabitTable.Row.Width);
        draft.Set(JointTable.Header.Habits, wallets.Count);
        draft.Set(JointTable.Header.HabitRows, rows);
        for (int i = 0; i < wallets.Count; i++)
        {
            (WalletClass @class, int stratum) = wallets[i];
            TransactionHabit habit = @class.Transactions!;
            double gas = draft.GasUsd(habit.GasUnits);
            double size = draft.Ledger.Strata[@class.Index][stratum].MeanUsd;
            var reals = new double[HabitTable.Real.Width];
            reals[HabitTable.Real.Gas] = gas;
            reals[HabitTable.Real.Limit] = @class.GasTolerance * size;
            int metric = tables.AddMetrics(MarketDraft.Hidden(
                $"{@class.Name}/{stratum}", "habitGas", gas * draft.Scenario.Steps));
            tables.SetRow(
                rows + (i * HabitTable.Row.Width),
                (HabitTable.Row.Reals, tables.AddReals(reals)),
                (HabitTable.Row.Every, draft.Steps(habit.EverySeconds)),
                (HabitTable.Row.State, tables.ReserveSlots(1)),
                (HabitTable.Row.Metrics, metric));
            draft.PostGas(
                draft.Ledger.Stratum(@class, stratum), metric,
                draft.Ledger.Strata[@class.Index][stratum].Wallets);
        }
    }
}
