using GpuRisk.Engine.Planning;
using GpuRisk.Tests.Scenarios;

namespace GpuRisk.Tests.Engine.Devices;

/// <summary>Prices whose variance is one in each period, or that come from tables.</summary>
internal static class PeriodPlans
{
    /// <summary>All of them, as plans.</summary>
    public static IEnumerable<Plan> All() =>
    [
        .. Scenarios().Select(Library.PlanText),
        ScenarioPlanner.Plan(HistoryScenarios.Both()),
    ];

    /// <summary>Periods shorter and longer than a block, mixed with others; loans and ranges look
    /// between steps.</summary>
    private static IEnumerable<string> Scenarios()
    {
        const string prices = """
            horizon: 131h
            step: 1h
            assets:
              ETH: { price: 2000, process: { kind: garch, volatility: 0.9, alpha: 0.1, beta: 0.8, leverage: 0.1, period: 1h } }
              BTC: { price: 60000, process: { kind: student-t, volatility: 0.6, degreesOfFreedom: 3, period: 3h } }
              SOL: { price: 100, process: { kind: garch, volatility: 1, alpha: 0.1, beta: 0.8, shocks: student-t, degreesOfFreedom: 4, period: 5h } }
              XRP: { price: 1, process: { kind: student-t, volatility: 0.6, degreesOfFreedom: 5, period: 3h } }

            """;
        const string correlated = "correlations: { ETH-BTC: 0.8, BTC-XRP: 0.5 }\n";
        const string pools = """
            pools:
              p: { kind: concentrated, base: ETH, quote: BTC, fee: 0.003, value: 1000000, concentration: 5 }
            positions:
              q: { pool: p, value: 1000, range: [0.03, 0.036] }
            """;
        const string loans = """
            markets:
              m:
                collateral:
                  ETH: { liquidationThreshold: 0.8, liquidationBonus: 0.05 }
                  SOL: { liquidationThreshold: 0.8, liquidationBonus: 0.05 }
                debt: { BTC: { baseRate: 0, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 0 } }
            loans:
              one: { market: m, collateral: { ETH: 100 }, debt: { BTC: 2.55 } }
              two: { market: m, collateral: { ETH: 50, SOL: 1000 }, debt: { BTC: 2.5 } }
            """;
        yield return "scenario: alone\nkernel: impermanent-loss\n" + prices;
        yield return "scenario: pools\nkernel: impermanent-loss\n" + prices + correlated + pools;
        const string residuals = "shocks: residuals, residuals: [1, -2, 0.5, 0.3, 0.9]";
        yield return $$"""
            scenario: rows
            kernel: impermanent-loss
            horizon: 131h
            step: 1h
            assets:
              ETH: { price: 2000, process: { kind: garch, volatility: 0.9, alpha: 0.1, beta: 0.8, period: 1h, {{residuals}} } }
              BTC: { price: 60000, process: { kind: garch, volatility: 0.6, alpha: 0.1, beta: 0.8, leverage: 0.1, period: 6h, {{residuals}} } }
              SOL: { price: 100, process: { kind: garch, volatility: 1, alpha: 0, beta: 0, period: 6h, {{residuals}} } }
              XRP: { price: 1, process: { kind: student-t, volatility: 0.6, degreesOfFreedom: 5, period: 3h } }
            shocks: [{ at: 62h, over: 5h, prices: { BTC: -0.3 } }]
            """;
        yield return "scenario: loans\nkernel: liquidation\n" + prices + correlated + loans;
    }
}
