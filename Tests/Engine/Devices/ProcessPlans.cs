using GpuRisk.Engine.Planning;
using GpuRisk.Tests.Scenarios;

namespace GpuRisk.Tests.Engine.Devices;

/// <summary>Plans in which prices follow each process that no library scenario has, alone and with
/// loans and ranges, which look between steps.</summary>
internal static class ProcessPlans
{
    private const string Correlations = "correlations: { ETH-BTC: 0.7, BTC-XRP: 0.4 }\n";

    // Low and violent variances, one that does not move, and one that nothing pulls back.
    private const string Variances = """
        horizon: 131h
        step: 1h
        assets:
          ETH: { price: 2000, process: { kind: heston, VOLATILITY meanReversion: 5, volatilityOfVariance: 2, priceVarianceCorrelation: -0.6 } }
          BTC: { price: 60000, process: { kind: heston, VOLATILITY meanReversion: 0, volatilityOfVariance: 30, priceVarianceCorrelation: 0.9 } }
          SOL: { price: 100, process: { kind: heston, VOLATILITY meanReversion: 1, volatilityOfVariance: 0, priceVarianceCorrelation: 1 } }
          XRP: { price: 1, process: { kind: gbm, drift: 0, volatility: 1 } }

        """;

    // Periods shorter and longer than a block, mixed with others.
    private const string Periods = """
        horizon: 131h
        step: 1h
        assets:
          ETH: { price: 2000, process: { kind: garch, volatility: 0.9, alpha: 0.1, beta: 0.8, leverage: 0.1, period: 1h } }
          BTC: { price: 60000, process: { kind: student-t, volatility: 0.6, degreesOfFreedom: 3, period: 3h } }
          SOL: { price: 100, process: { kind: garch, volatility: 1, alpha: 0.1, beta: 0.8, shocks: student-t, degreesOfFreedom: 4, period: 5h } }
          XRP: { price: 1, process: { kind: student-t, volatility: 0.6, degreesOfFreedom: 5, period: 3h } }

        """;

    private const string Residuals = "shocks: residuals, residuals: [1, -2, 0.5, 0.3, 0.9]";

    private const string Rows = $$"""
        horizon: 131h
        step: 1h
        assets:
          ETH: { price: 2000, process: { kind: garch, volatility: 0.9, alpha: 0.1, beta: 0.8, period: 1h, {{Residuals}} } }
          BTC: { price: 60000, process: { kind: garch, volatility: 0.6, alpha: 0.1, beta: 0.8, leverage: 0.1, period: 6h, {{Residuals}} } }
          SOL: { price: 100, process: { kind: garch, volatility: 1, alpha: 0, beta: 0, period: 6h, {{Residuals}} } }
          XRP: { price: 1, process: { kind: student-t, volatility: 0.6, degreesOfFreedom: 5, period: 3h } }
        shocks: [{ at: 62h, over: 5h, prices: { BTC: -0.3 } }]
        """;

    private const string Pools = """
        pools:
          p: { kind: concentrated, base: ETH, quote: BTC, fee: 0.003, value: 1000000, concentration: 5 }
        positions:
          q: { pool: p, value: 1000, range: [0.03, 0.036] }
        """;

    private const string Loans = """
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

    private static readonly Dictionary<string, Func<Plan>> Makers = new()
    {
        ["variances"] = () => Of("impermanent-loss", VariancesOf()),
        ["variances in pools"] = () => Of("impermanent-loss", VariancesOf() + Correlations + Pools),
        ["variances in loans"] = () => Of("liquidation", VariancesOf() + Correlations + Loans),
        ["periods"] = () => Of("impermanent-loss", Periods),
        ["periods in pools"] = () => Of("impermanent-loss", Periods + Correlations + Pools),
        ["periods in loans"] = () => Of("liquidation", Periods + Correlations + Loans),
        ["rows"] = () => Of("impermanent-loss", Rows),
        ["files"] = () => ScenarioPlanner.Plan(HistoryScenarios.Both()),
        ["regimes in pools"] = () => Library.PlanText(RegimeScenarios.All[0]),
        ["regimes in loans"] = () => Library.PlanText(RegimeScenarios.All[1]),
        ["regimes and pegs"] = () => Library.PlanText(RegimeScenarios.All[2]),
        ["shocks of volume"] = () => Library.PlanText(ShockScenarios.All[0]),
        ["shocks of pegs"] = () => Library.PlanText(ShockScenarios.All[1]),
        ["shocks of all"] = () => Library.PlanText(ShockScenarios.All[2]),
    };

    /// <summary>The names of all.</summary>
    public static IEnumerable<string> Names => Makers.Keys;

    /// <summary>A plan by its name.</summary>
    public static Plan Of(string name) => Makers[name]();

    private static Plan Of(string kernel, string rest) =>
        Library.PlanText($"scenario: processes\nkernel: {kernel}\n{rest}");

    private static string VariancesOf() => Variances.Replace(
        "VOLATILITY", "drift: 0, initialVolatility: 0.6, longRunVolatility: 0.4,",
        StringComparison.Ordinal);
}
