using GpuRisk.Kernels.Lending;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Lending;

/// <summary>A market's rules of liquidation in a plan.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Terms">Where their terms stand.</param>
internal sealed record PlannedRules(LendingRulesKind Kind, int Terms);

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

    /// <summary>Whether a list of loans can be called at once: what a call repays of a debt depends
    /// on health factor and debt alone, and nothing is left that the rules do not allow.</summary>
    public static bool AllowLists(LendingMarket market, CollateralTerms collateral) =>
        market.Rules switch
        {
            LiquidationRules.AaveV3 => AllowsLists(market, collateral),
            _ => throw new NotSupportedException(
                $"Nothing plans liquidations by the rules {market.Rules}."),
        };

    // Small collateral and exhausted collateral must be cases of a low health factor, and half of
    // a debt that is not small must be no dust, nor what it leaves of the collateral.
    private static bool AllowsLists(LendingMarket market, CollateralTerms collateral)
    {
        double full = market.FullCloseHealthFactor;
        double threshold = collateral.LiquidationThreshold;
        double bonus = 1 + collateral.LiquidationBonus;
        if (market.CloseFactor >= 1)
        {
            return full >= threshold * bonus;
        }

        double left = market.FullCloseBelowUsd * (1 - market.CloseFactor);
        double leftCollateral = market.FullCloseBelowUsd
            * ((Math.Min(full, 1) / threshold) - (market.CloseFactor * bonus));
        return full >= threshold * bonus
            && left >= market.MinimumLeftoverUsd
            && leftCollateral >= market.MinimumLeftoverUsd;
    }
}
