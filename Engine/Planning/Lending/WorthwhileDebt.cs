using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Lending;

/// <summary>Which loans are too small for anybody's gas.</summary>
internal static class WorthwhileDebt
{
    // Kernels round, and let a debt count that is a thousandth too small.
    private const double Room = 0.99;

    /// <summary>Tokens of debt below which nobody gains by liquidating a loan of one collateral in
    /// one debt asset, at any time of any path; 0 where paths differ in that.</summary>
    public static double Least(
        Scenario scenario, LendingMarket market, CollateralTerms held, Asset owed)
    {
        // Sales and interventions lower a price and never raise it.
        if (scenario.Gas is not null || held.Redemption is not null
            || owed.Process is not ConstantProcess)
        {
            return 0;
        }

        double sold = 1 + (held.LiquidationBonus * (1 - held.ProtocolShareOfBonus));
        double gain = (sold * (1 - market.SwapFeeFraction)) - 1;
        DebtTerms debt = market.Debt.First(terms => terms.Asset.Index == owed.Index);
        double index = LendingPlanner.DebtIndex(scenario, debt).Append(1).Max();
        return gain > 0
            ? Room * market.LiquidatorGasUsd / (gain * owed.PriceUsd * index)
            : 0;
    }
}
