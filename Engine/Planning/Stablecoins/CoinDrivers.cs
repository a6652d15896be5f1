using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Random;
using GpuRisk.Kernels.Stablecoins;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Stablecoins;

/// <summary>What of a stablecoin's random numbers can be tilted.</summary>
internal static class CoinDrivers
{
    /// <summary>Adds it: the noise of the peg, and impairments and jumps together. Where regimes
    /// have hazards of their own, these are left as they are.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="coin">The stablecoin.</param>
    /// <param name="row">Its row.</param>
    /// <param name="arrivals">The probability of an impairment in a step, and that with the one of
    /// a jump.</param>
    public static void Add(
        PlanBuilder tables, Stablecoin coin, StablecoinRow row, double[] arrivals)
    {
        if (coin.VolatilityPerDay > 0)
        {
            tables.Drivers.Add(new(
                $"{coin.Name} peg", DriverKind.Normals, Streams.Peg + (uint)coin.Index));
        }

        if (row.Arrivals >= 0 && row.RegimeHazards < 0)
        {
            string what = row.Jumps == 0 ? "impairments"
                : arrivals[0] == 0 ? "jumps"
                : "impairments and jumps";
            tables.Drivers.Add(new(
                $"{coin.Name} {what}", DriverKind.Events,
                Streams.Impairment + (uint)coin.Index)
            {
                Real = row.Terms + StablecoinTerms.ArrivalProbability,
                Rate = arrivals[1],
                Part = row.Terms + StablecoinTerms.ImpairmentProbability,
                PartOfRate = arrivals[0] / arrivals[1],
            });
        }
    }
}
