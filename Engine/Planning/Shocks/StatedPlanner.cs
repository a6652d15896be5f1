using GpuRisk.Kernels.Shocks;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Shocks;

/// <summary>Plans what a scenario states of some steps.</summary>
internal static class StatedPlanner
{
    /// <summary>Plans a value for each shock that has one, and tells where their rows begin.
    /// </summary>
    public static PlannedRows Add(
        Scenario scenario, PlanBuilder tables, Func<StatedShock, double?> value) =>
        tables.AddRows<StatedRow>(
        [
            .. scenario.Shocks
                .Where(shock => value(shock) is not null)
                .Select(shock => new StatedRow
                {
                    First = shock.FirstStep(scenario),
                    Steps = shock.Steps(scenario),
                    Value = tables.AddReals(value(shock)!.Value),
                }),
        ]);
}
