using GpuRisk.Engine.Planning;
using GpuRisk.Scenarios;

namespace GpuRisk.Benchmarks.Coverage;

/// <summary>Scenarios, one for each kernel, short enough to be run often.</summary>
internal static class CoverageScenarios
{
    /// <summary>The kernel, the scenario and the horizon that it is run over.</summary>
    public static IReadOnlyList<(string Kernel, string Scenario, string Horizon)> All { get; } =
    [
        ("impermanent-loss", "quick-start", "30d"),
        ("liquidation", "multi-collateral-loans", "30d"),
        ("depeg", "depeg", "4d"),
        ("market", "liquidations-and-mev", "14d"),
    ];

    /// <summary>The plan of a scenario over a horizon.</summary>
    public static Plan Plan(string name, string horizon) =>
        ScenarioPlanner.Plan(BenchmarkScenarios.Read(name, $"horizon={horizon}"));
}
