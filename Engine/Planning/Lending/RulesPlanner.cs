using GpuRisk.Kernels.Lending;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Lending;

/// <summary>A market's rules of liquidation in a plan.</summary>
/// <param name="Kind">Which, of <see cref="LendingRulesKind"/>.</param>
/// <param name="Terms">Where their terms stand.</param>
internal sealed record PlannedRules(int Kind, int Terms);

/// <summary>Plans markets' rules of liquidation.</summary>
internal static class RulesPlanner
{
    public static PlannedRules Add(PlanBuilder tables, LendingMarket market) =>
        market.Rules switch
        {
            LiquidationRules.AaveV3 => new(
                LendingRulesKind.Aave,
                tables.AddTerms(new AaveTerms<double>
                {
                    CloseFactor = market.CloseFactor,
                    FullCloseHealthFactor = market.FullCloseHealthFactor,
                    FullCloseBelow = market.FullCloseBelowUsd,
                    MinimumLeftover = market.MinimumLeftoverUsd,
                })),
            _ => throw new NotSupportedException(
                $"Nothing plans liquidations by the rules {market.Rules}."),
        };
}
