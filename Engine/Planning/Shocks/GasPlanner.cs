using GpuRisk.Engine.Planning.Market;
using GpuRisk.Engine.Planning.Prices;
using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Random;
using GpuRisk.Kernels.Shocks;

namespace GpuRisk.Engine.Planning.Shocks;

/// <summary>Plans the price of gas.</summary>
internal static class GasPlanner
{
    /// <summary>Plans it and tells where its row stands; -1 without one.</summary>
    public static int Add(MarketDraft draft)
    {
        if (draft.Scenario.Gas is not { } gas)
        {
            return -1;
        }

        PlanBuilder tables = draft.Tables;
        PlannedRows stated =
            StatedPlanner.Add(draft.Scenario, tables, shock => shock.GasFactor);
        double days = draft.StepDays;
        int state = tables.ReserveSlots(GasState.Width);
        tables.Prices.Gas = state + GasState.Factor;
        if (gas.VolatilityPerDay > 0)
        {
            tables.Drivers.Add(new("gas", DriverKind.Normals, Streams.Gas));
        }

        return tables.AddRow(new GasRow
        {
            Terms = tables.AddTerms(new GasTerms<double>
            {
                Persistence = StepMoments.Persistence(gas.MeanReversionPerDay, days),
                Deviation = StepMoments.Deviation(
                    gas.MeanReversionPerDay, gas.VolatilityPerDay, days),
                Stress = Math.Log(gas.StressMultiplier),
                Price = gas.PriceGwei,
            }),
            State = state,
            Asset = gas.Asset.Index,
            Outcome = tables.AddMetrics(new Metric(
                "gas", "price", "gwei", Math.Max(gas.PriceGwei, 1e-9), MetricSense.Level,
                Origin: gas.PriceGwei)),
            Normals = tables.ReserveBuffer(),
            Regimes = RegimePlanner.AddFactors(
                draft.Scenario, tables, regime => regime.GasFactor),
            Stated = stated.Count,
            StatedRows = stated.First,
        });
    }
}
