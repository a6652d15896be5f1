namespace GpuRisk.Tests.Scenarios;

/// <summary>Valid scenarios that use every key of their kernel.</summary>
internal static class Samples
{
    public const string FileName = "s.yaml";

    public const string Pools = """
        scenario: eth-lp
        description: Two pools and three positions
        kernel: impermanent-loss
        horizon: 90d
        step: 1h
        paths: 5000
        seed: 42
        assets:
          ETH:  { price: 2300, process: { kind: gbm, drift: 0.05, volatility: 0.83 } }
          BTC:
            price: 42000
            process: { kind: merton, drift: 0.01, volatility: 0.6, jumpsPerYear: 12, jumpMean: -0.03, jumpStdDev: 0.08, compensated: true }
          USDC: { price: 1, process: { kind: constant } }
        correlations: { ETH-BTC: 0.84 }
        pools:
          v2:
            kind: constant-product
            base: ETH
            quote: USDC
            fee: 0.003
            value: 50000000
            noiseVolumePerDay: 0.2
            noiseVolumeStdDev: 0.5
            protocolShareOfFees: 0.1
          v3:
            kind: concentrated
            base: ETH
            quote: USDC
            fee: 0.0005
            value: 80000000
            arbitrage: step
            arbitrageGas: 20
            concentration: 4
          ticked: { kind: concentrated, base: ETH, quote: USDC, fee: 0.01, value: 1000000, tickSpacing: 200 }
        positions:
          full:   { pool: v2, value: 10000 }
          narrow: { pool: v3, value: 12000, range: [1800, 2900], strategy: recentre-on-schedule, recentreEvery: 1d, gasPerAction: 15 }
          wide:   { pool: ticked, value: 100, range: [1, 1.0202003198939318] }
        """;

    public const string Figures = Pools + """

        figures:
          tail: quantile(ETH.price, 0.001)
          fund: full.net + narrow.net - 0.5 * wide.net
          fundTail: ES(fund, 0.975)
          twoTail: VaR(2*full.net + wide.net, 0.9)
          broke: P(ETH.price <= 1500 and fund < -1000)
          feesThen: mean(narrow.fees | ETH.price >= 3000)
        """;

    public const string Lending = """
        scenario: eth-loans
        kernel: liquidation
        horizon: 7d
        step: 30m
        assets:
          ETH:   { price: 2000, process: { kind: gbm, drift: 0.0, volatility: 0.8 } }
          STETH: { price: 1990, process: { kind: gbm, drift: 0.0, volatility: 0.81 } }
          USDC:  { price: 1, process: { kind: constant } }
        correlations: { STETH-ETH: 0.97 }
        markets:
          aave:
            closeFactor: 0.6
            fullCloseHealthFactor: 0.9
            fullCloseBelowUsd: 2500
            minimumLeftoverUsd: 1200
            monitoring: step
            liquidatorGas: 30
            swapFee: 0.003
            reserveFund: 50000
            collateral:
              STETH: { liquidationThreshold: 0.79, liquidationBonus: 0.07, redemption: { asset: ETH, ratePerYear: 0.03 } }
              ETH: { liquidationThreshold: 0.83, loanToValue: 0.805, liquidationBonus: 0.05, protocolShareOfBonus: 0.1 }
            debt:
              USDC: { baseRate: 0.01, slope1: 0.055, slope2: 0.4, optimalUtilisation: 0.92, utilisation: 0.8, utilisationAtHorizon: 0.95 }
              ETH: { baseRate: 0.0, slope1: 0.03, slope2: 0.8, optimalUtilisation: 0.8, utilisation: 0.7 }
            depth: { ETH: { depthUsdPerPercent: 20000000, recoveryHalfLife: 6h } }
        loans:
          alice: { market: aave, collateral: { ETH: 10 }, debt: { USDC: 14000 } }
          bob:   { market: aave, class: whales, collateral: { STETH: 8, ETH: 1 }, debt: { ETH: 5 } }
        """;

    public const string Depeg = """
        scenario: usdc-weekend
        kernel: depeg
        horizon: 4d
        step: 1h
        assets:
          USD: { price: 1, process: { kind: constant } }
        stablecoins:
          USDC:
            design: reserve-backed
            peg: 1
            meanReversionPerDay: 4
            volatilityPerDay: 0.002
            impairmentsPerYear: 0.3
            impairmentMean: 0.05
            impairmentConcentration: 12
            recoveredShare: 0.9
            recoveryTime: 48h
            impairmentAt: { time: 5h, size: 0.08 }
            redemption: { minimum: 100000, fee: 0.001, dailyCapacity: 3000000000, closed: weekends }
            startsAt: Fri 18:30
            supply: 40000000000
            reserveYield: 0.045
            runIntensity: 2.0
            failureThreshold: 0.8
          USDT: { design: reserve-backed, meanReversionPerDay: 3, volatilityPerDay: 0.001, supply: 80000000000 }
        pools:
          three: { kind: stableswap, amplification: 200, assets: [USDC, USDT], value: 400000000, fee: 0.0004 }
          cash:  { kind: stableswap, amplification: 50, assets: [USD, USDT], value: 1000000 }
        holders:
          retail: { holdings: 5000000000, latency: 12h, stablecoin: USDC, wallets: 100000 }
          whales: { holdings: 20000000000, latency: 0s, stablecoin: USDC }
        """;

    public const string Heston = """
        scenario: heston
        kernel: impermanent-loss
        horizon: 30d
        step: 1h
        assets:
          ETH: { price: 2300, process: { kind: heston, drift: 0.1, initialVolatility: 0.9, longRunVolatility: 0.7, meanReversion: 3, volatilityOfVariance: 1.5, priceVarianceCorrelation: -0.4 } }
          BTC: { price: 42000, process: { kind: gbm, drift: 0.1, volatility: 0.6 } }
        correlations: { ETH-BTC: 0.8 }
        """;

    public const string Periods = """
        scenario: periods
        kernel: impermanent-loss
        horizon: 30d
        step: 6h
        assets:
          ETH: { price: 2300, process: { kind: garch, drift: 0.1, volatility: 0.9, initialVolatility: 0.7, alpha: 0.1, beta: 0.8, leverage: 0.05, shocks: student-t, degreesOfFreedom: 5, period: 12h } }
          BTC: { price: 42000, process: { kind: student-t, drift: 0.1, volatility: 0.6, degreesOfFreedom: 3 } }
        correlations: { ETH-BTC: 0.6 }
        """;

    public const string Residuals = """
        scenario: residuals
        kernel: impermanent-loss
        horizon: 30d
        step: 6h
        assets:
          ETH: { price: 2300, process: { kind: garch, drift: 0.1, volatility: 0.9, alpha: 0.1, beta: 0.8, initialVolatility: 0.5, shocks: residuals, residuals: [1, -2, 0.5, 0.5] } }
          BTC: { price: 42000, process: { kind: garch, volatility: 0.6, alpha: 0.1, beta: 0.8, shocks: residuals, residuals: [1, -1, 0.5, 0.6] } }
          SOL: { price: 100, process: { kind: gbm, drift: 0, volatility: 1 } }
        """;

    public const string Shocks = Residuals + """

        shocks:
          - { at: 3d, over: 6h, prices: { ETH: -0.2, SOL: -0.3 } }
        """;

    public const string MarketShocks = Market + """

        shocks:
          - { at: 3d, over: 6h, prices: { ETH: -0.2 }, volume: { v2: 3 }, gas: 5, pegs: { usdc: -0.05 } }
          - { at: 5d, gas: 0 }
        """;

    public const string Market = """
        scenario: joint
        kernel: market
        horizon: 90d
        step: 6h
        assets:
          ETH:  { price: 2000, process: { kind: gbm, drift: 0.0, volatility: 0.8 } }
          GOV:  { price: 0.5, process: { kind: merton, drift: 0.0, volatility: 1.2, jumpsPerYear: 4, jumpMean: -0.1, jumpStdDev: 0.2 } }
          USDC: { price: 1, process: { kind: pegged, stablecoin: usdc } }
          USD:  { price: 1, process: { kind: constant } }
        correlations: { ETH-GOV: 0.6 }
        pools:
          v2:       { kind: constant-product, base: ETH, quote: USDC, fee: 0.003, value: 4000000000, noiseVolumePerDay: 0.2 }
          gov-pool: { kind: constant-product, base: GOV, quote: ETH, fee: 0.003, value: 40000000 }
          three:    { kind: stableswap, amplification: 200, assets: [usdc, USD], value: 400000000, fee: 0.0004 }
          v3:       { kind: concentrated, base: ETH, quote: USDC, fee: 0.0005, value: 3000000000, concentration: 5 }
        markets:
          aave:
            collateral:
              ETH: { liquidationThreshold: 0.83, loanToValue: 0.8, liquidationBonus: 0.05 }
            debt:
              USDC: { baseRate: 0.01, slope1: 0.055, slope2: 0.4, optimalUtilisation: 0.92, utilisation: 0.8, reserveFactor: 0.1 }
              ETH: { baseRate: 0.0, slope1: 0.03, slope2: 0.8, optimalUtilisation: 0.8, utilisation: 0.7 }
        loans:
          alice: { market: aave, collateral: { ETH: 10 }, debt: { USDC: 14000 } }
        stablecoins:
          usdc: { design: reserve-backed, meanReversionPerDay: 4, volatilityPerDay: 0.002, supply: 40000000000 }
        classes:
          retail:
            wallets: 200000
            sizes: { kind: log-normal, mean: 2900, logStdDev: 1.7 }
            strata: 6
            centralised: false
            latency: 12h
            gasTolerance: 0.03
            transactions: { every: 7d, gas: 150000 }
            trading: 1
            enters: 2d
            holdings: { usdc: 0.2, ETH: 0.1, USDC: 0.05 }
            liquidity:
              v3: { share: 0.1, range: [0.8, 1.25], strategy: recentre-on-schedule, recentreEvery: 7d, gas: 400000 }
              v2: { share: 0.2 }
            farms: { lp-farm: 0.1 }
            deposits: { aave: { USDC: 0.1, ETH: 0.02 } }
            borrowing: { aave: { collateral: ETH, debt: USDC, equity: 0.08, healthFactor: 1.6 } }
          whales:
            sizes: { kind: pareto, minimum: 1000000, exponent: 1.5 }
            wallets: 500
            farms: { lp-farm: 0.3, gov-farm: 0.01 }
            liquidity: { v3: { share: 0.2 } }
          insiders: {}
          makers: { wallets: 3, sizes: { kind: equal, size: 7000000 }, centralised: true }
        farms:
          lp-farm:  { stakes: v2, reward: GOV, emissionPerDay: 50000, emissionHalfLife: 180d, outsideStake: 2000000, claimGas: 120000, soldShare: 0.5 }
          gov-farm: { stakes: GOV, reward: GOV, emissionPerDay: 1000 }
        tokens:
          GOV:
            supply: 1000000000
            depth: { pool: gov-pool, recoveryHalfLife: 3d }
            allocations:
              insiders: { share: 0.18, cost: 0.05, cliff: 365d, vesting: 1460d, age: 300d, unlockEvery: 30d, soldShare: 0.5 }
              makers: { share: 0.02, vesting: 10d }
            feeVote: { pool: v2, protocolShare: 0.1667, every: 30d, turnout: 0.1 }
        bonds:
          gov-bond: { token: GOV, buyers: whales, usdPerDay: 100000, discount: 0.07, vesting: 5d }
        gas: { price: 30, asset: ETH, meanReversionPerDay: 2, volatilityPerDay: 0.3, stressMultiplier: 3, burnedShare: 0.8, bidShare: 0.5 }
        hazards:
          rug: { lp-farm: { perYear: 0.1, share: 0.9 } }
          regulation: { perYear: 0.5, volumeDrop: 0.4, volumeHalfLife: 20d, falls: { GOV: 0.2, ETH: 0.1 }, freezes: { retail: { USDC: 0.02 } } }
        cover:
          lp-cover: { farm: lp-farm, premiumPerYear: 0.03, payoutShare: 0.9, capital: 5000000, covered: { whales: 0.5 } }
        services: { audits: 500000, developers: 2000000 }
        """;

    public const string Uncertain = """
        scenario: uncertain
        kernel: impermanent-loss
        horizon: 10d
        step: 1h
        assets:
          ETH:
            price: 2000
            process: { kind: gbm, drift: { mean: 0.1, standardError: 0.2 }, volatility: { median: 0.6, factor: 1.5 } }
          BTC: { price: 40000, process: { kind: gbm, drift: 0, volatility: { low: 0.4, high: 0.8 } } }
          USDC: { price: 1, process: { kind: constant } }
        correlations: { ETH-BTC: { values: [0.5, 0.9], weights: [1, 3] } }
        uncertainty:
          draws: 128
          correlations:
            - { of: assets.ETH.process.volatility, with: assets.BTC.process.volatility, value: 0.8 }
        """;
}
