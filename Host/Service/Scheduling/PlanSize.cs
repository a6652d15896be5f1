using System.Globalization;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Service.Scheduling;

/// <summary>
/// What making a scenario's plan takes. Whoever simulates a million steps of everything at once may
/// wait for it on a machine of their own; here it would keep others waiting.
/// </summary>
internal static class PlanSize
{
    // 128 MB of tables.
    private const double MostTabulated = 16e6;

    // Seconds of a processor.
    private const double MostAddedUp = 200e6;

    /// <summary>What is too much for a service; null where nothing is.</summary>
    public static string? Problem(Scenario scenario)
    {
        double series = scenario.LendingMarkets.Sum(market => market.Debt.Count)
            + scenario.Farms.Count;
        double shares = scenario.Classes.Sum(
            owner => owner.Strata * (double)(owner.Stakes.Count + owner.Deposits.Count));
        return Exceeds(scenario.Steps, series, MostTabulated, "rates of debt and rewards of farms")
            ?? Exceeds(scenario.Steps, shares, MostAddedUp, "stakes and deposits of strata");
    }

    private static string? Exceeds(int steps, double count, double most, string what) =>
        steps * count > most
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"found {steps} steps of {count} {what}; at most {most / count:F0} steps are "
                + $"allowed here")
            : null;
}
