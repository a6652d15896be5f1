using System.Globalization;
using GpuRisk.Scenarios;

namespace GpuRisk.Tests.Models;

/// <summary>Correlations that random processes can have.</summary>
internal static class PossibleCorrelation
{
    /// <summary>A share, -1 to 1, of the correlations that two processes can have.</summary>
    public static string Of(string first, string second, double share)
    {
        Scenario scenario = ScenarioReader.Parse(
            $$"""
            scenario: pair
            kernel: impermanent-loss
            horizon: 1h
            step: 1h
            assets:
              A: { price: 1, process: {{first}} }
              B: { price: 1, process: {{second}} }
            """,
            "pair.yaml").Scenario!;
        (double lower, double upper) = JumpShares.Bounds(
            scenario.MomentsOf(scenario.Assets[0]), scenario.MomentsOf(scenario.Assets[1]));
        double correlation = share > 0 ? share * upper : -share * lower;
        return correlation.ToString("F6", CultureInfo.InvariantCulture);
    }
}
