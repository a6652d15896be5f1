using GpuRisk.Engine.Ledgers;
using GpuRisk.Engine.Planning.Controls;
using GpuRisk.Engine.Planning.Figures;
using GpuRisk.Engine.Planning.Lending;
using GpuRisk.Engine.Planning.Market;
using GpuRisk.Engine.Planning.Pools;
using GpuRisk.Engine.Planning.Stablecoins;
using GpuRisk.Engine.Planning.Tilts;
using GpuRisk.Kernels.Models;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning;

/// <summary>Turns scenarios into plans.</summary>
public static class ScenarioPlanner
{
    /// <summary>Plans a scenario.</summary>
    /// <exception cref="NotSupportedException">A draw of uncertain numbers changes what is told,
    /// and not only how much.</exception>
    /// <exception cref="ScenarioException">A figure is of no metric, or of what has none.
    /// </exception>
    public static Plan Plan(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        Plan plan = OfOne(scenario);
        return FigurePlanner.AddTo(scenario.Draws.Count == 0
            ? plan
            : plan.Over([.. scenario.Draws.Select(OfOne)])).Sampled();
    }

    private static Plan OfOne(Scenario scenario)
    {
        var tables = new PlanBuilder(scenario);

        // What it tells of prices stands beside their other outcomes.
        SamplingPlanner.Add(scenario, tables);
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

        TiltPlanner.Add(scenario, tables);
        if (Chance.IsAbsent(scenario))
        {
            tables.SetCertain();
        }

        tables.Smallest = ResolutionPlanner.Smallest(scenario);
        return tables.Build(model, ledger);
    }

    /// <summary>A kernel's name in scenarios and results.</summary>
    public static string NameOf(KernelKind kernel) => kernel switch
    {
        KernelKind.ImpermanentLoss => "impermanent-loss",
        KernelKind.Liquidation => "liquidation",
        KernelKind.Depeg => "depeg",
        KernelKind.Market => "market",
        _ => throw new ArgumentOutOfRangeException(
            nameof(kernel), kernel, $"There is no kernel {kernel}."),
    };
}
