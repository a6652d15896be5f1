using GpuRisk.Engine.Planning.Prices;
using GpuRisk.Engine.Planning.Shocks;
using GpuRisk.Kernels.Pools;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Pools;

/// <summary>Plans what a pool's noise volume is multiplied by, step by step.</summary>
internal static class VolumePlanner
{
    /// <summary>Plans it and tells where its row stands; -1 where nothing multiplies.</summary>
    public static int Add(PoolDraft draft, ArbitragedPool pool)
    {
        int regimes = RegimePlanner.AddFactors(
            draft.Scenario, draft.Tables, regime => regime.VolumeFactor);
        PlannedRows stated = StatedPlanner.Add(
            draft.Scenario, draft.Tables,
            shock => shock.Volumes.FirstOrDefault(v => v.Pool.Index == pool.Index)?.Factor);
        if (regimes < 0 && stated.Count == 0 && pool.NoiseVolumeProcess is null)
        {
            return -1;
        }

        VolumeProcess process = pool.NoiseVolumeProcess ?? new(0, 0, 1, 0);
        double days = StepMoments.Days(draft.Scenario.StepSeconds);
        PairPool? followed = process.Elasticity != 0 ? pool as PairPool : null;
        return draft.Tables.AddRow(new VolumeRow
        {
            Terms = draft.Tables.AddTerms(new VolumeTerms<double>
            {
                Start = Math.Log(process.Start),
                Persistence = StepMoments.Persistence(process.MeanReversionPerDay, days),
                Deviation = StepMoments.Deviation(
                    process.MeanReversionPerDay, process.VolatilityPerDay, days),
                MeanVariance = followed is null ? 1 : MeanVariance(draft.Scenario, followed),
                HalfElasticity = 0.5 * process.Elasticity,
            }),
            State = draft.Tables.ReserveSlots(VolumeState.Width),
            Normals = process.VolatilityPerDay > 0 ? draft.Tables.ReserveBuffer() : -1,
            Factors = draft.Tables.ReserveBuffer(),
            Regimes = regimes,
            Stated = stated.Count,
            StatedRows = stated.First,
            Ratio = followed is null
                ? -1
                : draft.Tables.AddRow(draft.Covariance.Ratio(
                    draft.Tables, followed.Base.Index, followed.Quote.Index)),
        });
    }

    // Of a step's log return of the pool's price, over the horizon.
    private static double MeanVariance(Scenario scenario, PairPool pool)
    {
        double one = scenario.MomentsOf(pool.Base).Volatility;
        double other = scenario.MomentsOf(pool.Quote).Volatility;
        double covariance =
            one * other * scenario.Correlation(pool.Base.Index, pool.Quote.Index);
        return ((one * one) + (other * other) - (2 * covariance))
            * AssetMoments.Years(scenario.StepSeconds);
    }
}
