using GpuRisk.Engine.Ledgers;
using GpuRisk.Engine.Planning.Market;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning;

/// <summary>Turns scenarios into plans.</summary>
public static class ScenarioPlanner
{
    /// <summary>Plans a scenario.</summary>
    public static Plan Plan(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var tables = new PlanTables();
        IReadOnlyList<PriceCheck> checks = PricePlanner.Add(scenario, tables);
        LedgerDraft? ledger = null;
        switch (scenario.Kernel)
        {
            case KernelKind.ImpermanentLoss:
                PoolPlanner.Add(scenario, tables, scenario.Positions);
                break;
            case KernelKind.Liquidation:
                LendingPlanner.Add(scenario, tables);
                break;
            case KernelKind.Depeg:
                StablecoinPlanner.Add(scenario, tables, scenario.Holders);
                break;
            case KernelKind.Market:
                ledger = MarketPlanner.Add(scenario, tables);
                break;
            default:
                throw new ArgumentOutOfRangeException(
                    nameof(scenario), scenario.Kernel, "No kernel of this kind.");
        }

        return new Plan(scenario, tables, checks, ledger);
    }
}
