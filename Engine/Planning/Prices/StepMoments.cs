using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Prices;

/// <summary>What a step does to processes that forget: reverting logarithms and sales' impacts.
/// </summary>
internal static class StepMoments
{
    private const double SecondsPerDay = 86400.0;

    /// <summary>A duration in days.</summary>
    public static double Days(double seconds) => seconds / SecondsPerDay;

    /// <summary>What remains of a deviation of an Ornstein-Uhlenbeck process after a step.
    /// </summary>
    public static double Persistence(double reversionPerDay, double days) =>
        Math.Exp(-reversionPerDay * days);

    /// <summary>Standard deviation of a step's noise of such a process, exact for any step
    /// (Uhlenbeck, Ornstein 1930).</summary>
    public static double Deviation(double reversionPerDay, double volatilityPerDay, double days)
    {
        double variance = reversionPerDay > 0
            ? (1 - Math.Exp(-2 * reversionPerDay * days)) / (2 * reversionPerDay)
            : days;
        return volatilityPerDay * Math.Sqrt(variance);
    }

    /// <summary>What remains after a step of what halves in a time.</summary>
    public static double Kept(double halfLifeSeconds, double stepSeconds) =>
        Math.Pow(2, -stepSeconds / halfLifeSeconds);

    /// <summary>Fall of a log price per USD sold; 0 without a depth.</summary>
    public static double ImpactPerUsd(MarketDepth? depth) =>
        depth is null ? 0 : 0.01 / depth.DepthUsdPerPercent;

    /// <summary>What remains of an impact after a step; 0 without a depth.</summary>
    public static double ImpactKept(MarketDepth? depth, double stepSeconds) =>
        depth is null ? 0 : Kept(depth.RecoveryHalfLifeSeconds, stepSeconds);
}
