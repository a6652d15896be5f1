namespace GpuRisk.Tests.Engine.Devices;

/// <summary>Pools that are arbitraged at blocks between steps.</summary>
internal static class BlockScenarios
{
    /// <summary>Steps of several parts, long steps, and variances that change.</summary>
    public const string Text = """
        scenario: blocks
        kernel: impermanent-loss
        horizon: 67h
        step: 1h
        seed: 5
        assets:
          ETH: { price: 2000, process: { kind: merton, drift: 0, volatility: 0.8, jumpsPerYear: 400, jumpMean: -0.01, jumpStdDev: 0.06 } }
          BTC: { price: 60000, process: { kind: heston, drift: 0, initialVolatility: 0.5, longRunVolatility: 0.5, meanReversion: 5, volatilityOfVariance: 0.9, priceVarianceCorrelation: -0.4 } }
          USDC: { price: 1, process: { kind: constant } }
        correlations: { ETH-BTC: 0.5 }
        pools:
          wide: { kind: concentrated, base: ETH, quote: USDC, fee: 0.01, value: 1000000, source: x, arbitrage: step, blockTime: 12s }
          tight: { kind: constant-product, base: ETH, quote: USDC, fee: 0.0005, value: 1000000, arbitrage: step, blockTime: 12s, blocks: poisson }
          pair: { kind: constant-product, base: ETH, quote: BTC, fee: 0.003, value: 1000000, arbitrage: step, blockTime: 2s, noiseVolumePerDay: 0.2 }
        positions:
          a: { pool: wide, value: 10000, range: [1900, 2100], strategy: recentre-on-exit }
          b: { pool: tight, value: 10000 }
          c: { pool: pair, value: 10000 }
        """;
}
