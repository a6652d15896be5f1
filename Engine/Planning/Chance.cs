using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning;

/// <summary>Tells scenarios that leave nothing to chance, whose figures have no error.</summary>
internal static class Chance
{
    /// <summary>Whether all paths of the scenario are one. Not looked for in joint markets.
    /// </summary>
    public static bool IsAbsent(Scenario scenario) =>
        scenario.Kernel != KernelKind.Market && scenario.Regimes is null
        && scenario.Assets.All(asset => scenario.MomentsOf(asset).Variance == 0)
        && scenario.Pools.OfType<ArbitragedPool>().All(
            pool => pool.NoiseVolumePerDay == 0 || pool.NoiseVolumeStdDev == 0)
        && scenario.Stablecoins.All(
            coin => coin.VolatilityPerDay == 0 && coin.ImpairmentsPerYear == 0
                && coin.JumpsPerYear == 0);
}
