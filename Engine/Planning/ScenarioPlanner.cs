using GpuRisk.Engine.Ledgers;
using GpuRisk.Engine.Planning.Lending;
using GpuRisk.Engine.Planning.Market;
using GpuRisk.Engine.Planning.Pools;
using GpuRisk.Engine.Planning.Prices;
using GpuRisk.Engine.Planning.Stablecoins;
using GpuRisk.Engine.Results;
using GpuRisk.Kernels.Models;
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
        ModelCode model;
        switch (scenario.Kernel)
        {
            case KernelKind.ImpermanentLoss when scenario.Pools.Count == 0:
                model = ModelCode.Of<PricesModel>();
                break;
            case KernelKind.ImpermanentLoss:
                PoolPlanner.Add(scenario, tables, scenario.Positions);
                model = ModelCode.Of<ImpermanentLossModel>();
                break;
            case KernelKind.Liquidation:
                LendingPlanner.Add(scenario, tables);
                model = ModelCode.Of<LiquidationModel>();
                break;
            case KernelKind.Depeg:
                StablecoinPlanner.Add(scenario, tables, scenario.Holders);
                model = ModelCode.Of<DepegModel>();
                break;
            case KernelKind.Market:
                ledger = MarketPlanner.Add(scenario, tables);
                model = ModelCode.Of<MarketModel>();
                break;
            default:
                throw new ArgumentOutOfRangeException(
                    nameof(scenario), scenario.Kernel, "No kernel of this kind.");
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
}
