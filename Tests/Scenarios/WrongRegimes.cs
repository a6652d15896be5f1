namespace GpuRisk.Tests.Scenarios;

/// <summary>What may be wrong in regimes, in prices that follow them, and in volume.</summary>
internal static class WrongRegimes
{
    /// <summary>A scenario that states all of them.</summary>
    public const string Sample = """
        scenario: storms
        kernel: impermanent-loss
        horizon: 30d
        step: 1h
        assets:
          ETH: { price: 2300, process: { kind: regime-switching, states: {
                 calm: { drift: 0.1, volatility: 0.5 },
                 storm: { volatility: 1.4, jumpsPerYear: 20, jumpMean: -0.02, jumpStdDev: 0.05 } } } }
          BTC: { price: 42000, process: { kind: gbm, drift: 0, volatility: 0.6, schedule: [{ at: 7d, volatility: 0.9 }] } }
          SOL: { price: 50, process: { kind: bates, drift: 0, initialVolatility: 0.9, longRunVolatility: 0.7, meanReversion: 3, volatilityOfVariance: 1,
                 priceVarianceCorrelation: -0.4, jumpsPerYear: 10, jumpMean: -0.05, jumpStdDev: 0.1 } }
          OP: { price: 2, process: { kind: merton, drift: 0, volatility: 0.9, jumpsPerYear: 5, jumpMean: 0, jumpStdDev: 0.1, schedule: [{ at: 3d, drift: 0.5 }] } }
          ARB: { price: 1, process: { kind: heston, drift: 0, initialVolatility: 1, longRunVolatility: 0.8, meanReversion: 2, volatilityOfVariance: 1, priceVarianceCorrelation: 0 } }
          STETH: { price: 0.99, process: { kind: ornstein-uhlenbeck, mean: 1, meanReversion: 50, volatility: 0.1, jumpsPerYear: 4, jumpMean: -0.01 } }
          USDC: { price: 1, process: { kind: constant } }
        correlations: { ETH-BTC: 0.8 }
        regimes:
          period: 1d
          states:
            calm:  { start: 0.9, next: { calm: 0.97, storm: 0.03 } }
            storm: { start: 0.1, next: { calm: 0.1, storm: 0.9 }, volume: 2, correlations: { BTC-ETH: 0.95 } }
        pools:
          p: { kind: constant-product, base: ETH, quote: USDC, fee: 0.003, value: 1000000, noiseVolumePerDay: 0.2,
               noiseVolumeProcess: { meanReversionPerDay: 0.1, volatilityPerDay: 0.3, start: 1.5, elasticity: 1.2 } }
        """;

    private const string Calm = "    calm:  { start: 0.9, next: { calm: 0.97, storm: 0.03 } }";

    private const string Storm = "    storm: { start: 0.1, next: { calm: 0.1, storm: 0.9 }, ";

    private const string Volume = "noiseVolumePerDay: 0.2,\n       noiseVolumeProcess: "
        + "{ meanReversionPerDay: 0.1, volatilityPerDay: 0.3, start: 1.5, elasticity: 1.2 } }";

    public static IEnumerable<Wrong> Cases =>
    [
        P("period between steps", "period: 1d", "period: §90m", "whole number of steps of 3600 s"),
        P("period missing", "  period: 1d\n", "", "regimes:", "§regimes:", "period: is missing"),
        P("probabilities of more than 1", "calm: 0.97", "calm: 0.98", "next: { calm: 0.98",
            "next: §{ calm: 0.98", "found probabilities that sum to 1.01; allowed is 1"),
        P("probability negative", "storm: 0.03", "storm: §-0.03", "a number in [0, 1]"),
        P("next unknown", "storm: 0.03", "§strom: 0.03", "found 'strom', which is no regime"),
        P("start of less than 1", "start: 0.9,", "start: §0.8,", "that sum to 0.9"),
        P("no stationary law", Calm + "\n" + Storm,
            "    calm:  { next: { calm: 1 } }\n    storm: { next: { storm: 1 }, ",
            "    calm:  { next", "    §calm:  { next",
            "regimes.states.calm.start: is missing; regimes that are never left"),
        P("one regime", Storm + "volume: 2, correlations: { BTC-ETH: 0.95 } }\n", "",
            "  states:\n    calm", "  §states:\n    calm",
            "found 1 states; allowed is from 2 to 3", 2),
        P("price of an unknown regime", "storm: { volatility", "§strom: { volatility",
            "found 'strom', which is no regime; did you mean 'storm'?", 2),
        P("price without a regime", "         calm: { drift: 0.1, volatility: 0.5 },\n", "",
            "states: {\n", "§states: {\n", "found 1 states", 2),
        P("price without volatility", "storm: { volatility: 1.4, ", "§storm: { ",
            "volatility: is missing"),
        P("too many jumps in a storm", "jumpsPerYear: 20,", "jumpsPerYear: §10001,",
            "a number in [0, 10000]"),
        P("correlation in a storm", "BTC-ETH: 0.95", "BTC-ETH: §0.99",
            "regimes.states.storm.correlations.BTC-ETH: found 0.99; allowed is"),
        P("gas of nobody", "volume: 2,", "volume: 2, §gas: 3,",
            "is not used; allowed only with gas of kernel market"),
        P("hazard of nobody", "volume: 2,", "volume: 2, §pegHazard: 3,",
            "is not used; allowed only with stablecoins that state impairmentsPerYear"),
        P("volume of nobody", Volume, "arbitrage: step }", "volume: 2", "§volume: 2",
            "is not used; allowed only with pools that state noiseVolumePerDay"),
        P("process of no volume", "noiseVolumePerDay: 0.2", "noiseVolumePerDay: 0",
            "noiseVolumeProcess", "§noiseVolumeProcess",
            "allowed only with noiseVolumePerDay above 0", 2),
        P("elasticity to nothing", "base: ETH", "base: STETH", "elasticity: 1.2",
            "elasticity: §1.2", "allowed only where the volatility of the pool's base or quote"),
        P("volume that starts at nothing", "start: 1.5", "start: §0",
            "a number in [0.0001, 10000]"),
        P("change between steps", "at: 7d", "at: §90m", "a whole number of steps of 3600 s"),
        P("change beyond the horizon", "at: 7d", "at: §30d",
            "found 2592000 s; allowed is a time after 0 s and before the horizon"),
        P("change before the one before", "{ at: 7d, volatility: 0.9 }",
            "{ at: 7d, volatility: 0.9 }, { at: §7d, drift: 0 }",
            "allowed is a time after 604800 s"),
        P("change of nothing", "{ at: 7d, volatility: 0.9 }", "§{ at: 7d }",
            "changes nothing; allowed is a drift or a volatility"),
        P("bates that is not compensated", "jumpStdDev: 0.1 } }\n  OP",
            "jumpStdDev: 0.1, §compensated: false } }\n  OP", "allowed only with merton"),
        P("reversion of nothing", "meanReversion: 50", "meanReversion: §0",
            "a number in (0, 1000000]"),
        P("reversion to nothing", "mean: 1", "mean: §0", "a number above 0"),
        P("reversion under a measure", "horizon: 30d",
            "horizon: 30d\nmeasure: risk-neutral\nriskFreeRate: 0.05",
            "kind: ornstein-uhlenbeck", "kind: §ornstein-uhlenbeck",
            "which does not grow at riskFreeRate; allowed only with measure real-world"),
        W("regimes of nobody", """
            scenario: calm
            kernel: impermanent-loss
            horizon: 1d
            step: 1h
            assets:
              ETH: { price: 2300, process: { kind: gbm, drift: 0, volatility: 1 } }
            regimes:
              period: 1h
              states: { a: { next: { a: 0.5, b: 0.5 } }, b: { next: { a: 1 } } }
            """, "regimes:", "§regimes:", "regimes: is not used; allowed where prices"),
        W("regimes that are none", """
            scenario: calm
            kernel: impermanent-loss
            horizon: 1d
            step: 1h
            assets:
              ETH: { price: 2300, process: { kind: regime-switching, states: { a: { volatility: 1 }, b: { volatility: 1 } } } }
            """, "kind: regime", "kind: §regime",
            "found 'regime-switching'; allowed only with regimes of the scenario"),
    ];

    private static Wrong P(string name, string find, string with, string message, int errors = 1) =>
        W(name, Sample, find, with, message, errors);

    private static Wrong W(
        string name, string sample, string find, string with, string message, int errors = 1) =>
        new(name, sample, find, with, message) { Errors = errors };

    /// <summary>Two changes, the second of which may only mark the place.</summary>
    private static Wrong P(
        string name, string find, string with, string thenFind, string thenWith, string message,
        int errors = 1) =>
        W(name, Sample.Replace(find, with, StringComparison.Ordinal), thenFind, thenWith, message, errors);
}
