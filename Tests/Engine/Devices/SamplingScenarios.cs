namespace GpuRisk.Tests.Engine.Devices;

/// <summary>Scenarios that are sampled otherwise than plainly.</summary>
internal static class SamplingScenarios
{
    /// <summary>Prices of every process whose mean is known, and a pool, by a way of sampling.
    /// </summary>
    public static string Pool(string sampling) => $$"""
        scenario: sampled-pool
        kernel: impermanent-loss
        horizon: 131h
        step: 1h
        seed: 5
        assets:
          ETH: { price: 2000, process: { kind: merton, drift: 0.1, volatility: 0.6, jumpsPerYear: 40, jumpMean: -0.01, jumpStdDev: 0.06, compensated: true } }
          BTC: { price: 60000, process: { kind: heston, drift: 0, initialVolatility: 0.5, longRunVolatility: 0.5, meanReversion: 5, volatilityOfVariance: 0.9, priceVarianceCorrelation: -0.4 } }
          GAS: { price: 1, process: { kind: ornstein-uhlenbeck, mean: 1.1, meanReversion: 20, volatility: 0.5 } }
          UNI: { price: 7, process: { kind: gbm, drift: -0.2, volatility: 0.9, schedule: [{ at: 40h, volatility: 1.5 }] } }
          USDC: { price: 1, process: { kind: constant } }
        correlations: { ETH-BTC: 0.6, ETH-UNI: 0.5 }
        pools:
          p: { kind: concentrated, base: ETH, quote: USDC, fee: 0.003, value: 1000000, noiseVolumePerDay: 0.5 }
        positions:
          lp: { pool: p, value: 10000, range: [1500, 2600] }
        figures:
          both: ETH.price + UNI.price
        sampling: {{sampling}}
        """;

    /// <summary>More steps than Sobol points have dimensions for.</summary>
    public const string Padded = """
        scenario: padded
        kernel: impermanent-loss
        horizon: 1030h
        step: 1h
        seed: 9
        assets:
          ETH: { price: 2000, process: { kind: gbm, drift: 0.1, volatility: 0.6 } }
        sampling: sobol
        """;
}
