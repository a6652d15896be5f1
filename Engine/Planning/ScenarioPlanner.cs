using GpuRisk.Engine.Ledgers;
using GpuRisk.Engine.Planning.Lending;
using GpuRisk.Engine.Planning.Market;
using GpuRisk.Engine.Planning.Pools;
using GpuRisk.Engine.Planning.Prices;
using GpuRisk.Engine.Planning.Stablecoins;
using GpuRisk.Engine.Results;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning;

/// <summary>Turns scenarios into plans.</summary>
public static class ScenarioPlanner
{
    /// <summary>Plans a scenario.</summary>
    public static Plan Plan(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var tables = new PlanBuilder();
        IReadOnlyList<PriceCheck> checks = PricePlanner.Add(scenario, tables);
        LedgerDraft? ledger = null;
        ModelKind model = ModelOf(scenario);
        switch (model)
        {
            case ModelKind.Prices:
                break;
            case ModelKind.ImpermanentLoss:
                PoolPlanner.Add(scenario, tables, scenario.Positions);
                break;
            case ModelKind.Liquidation:
                LendingPlanner.Add(scenario, tables);
                break;
            case ModelKind.Depeg:
                StablecoinPlanner.Add(scenario, tables, scenario.Holders);
                break;
            case ModelKind.Market:
                ledger = MarketPlanner.Add(scenario, tables);
                break;
            default:
                throw new ArgumentOutOfRangeException(
                    nameof(scenario), model, "No planner of this model.");
        }

        if (Chance.IsAbsent(scenario))
        {
            tables.SetCertain();
        }

        tables.Smallest = ResolutionPlanner.Smallest(scenario);
        if (tables.Smallest?.Warning is { } warning)
        {
            tables.Warnings.Add(warning);
        }

        return new Plan(scenario, tables, checks, ledger, model);
    }

    private static ModelKind ModelOf(Scenario scenario) => scenario.Kernel switch
    {
        KernelKind.ImpermanentLoss when scenario.Pools.Count == 0 => ModelKind.Prices,
        KernelKind.ImpermanentLoss => ModelKind.ImpermanentLoss,
        KernelKind.Liquidation => ModelKind.Liquidation,
        KernelKind.Depeg => ModelKind.Depeg,
        KernelKind.Market => ModelKind.Market,
        _ => throw new ArgumentOutOfRangeException(
            nameof(scenario), scenario.Kernel, "No kernel of this kind."),
    };
}
