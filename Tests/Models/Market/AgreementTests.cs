using NUnit.Framework;

namespace GpuRisk.Tests.Models.Market;

/// <summary>
/// Where a joint market is one of the other kernels' models, it is that model, path by path; and
/// where theory has an answer, it is that.
/// </summary>
[TestFixture]
public sealed class AgreementTests
{
    private const int Count = 500;
    private const ulong Seed = 21;

    private const string Prices = """
        horizon: 20d
        step: 6h
        assets:
          ETH: { price: 2000, process: { kind: merton, drift: 0.1, volatility: 0.9, jumpsPerYear: 20, jumpMean: -0.05, jumpStdDev: 0.1 } }
          BTC: { price: 40000, process: { kind: gbm, drift: 0, volatility: 0.6 } }
          USD: { price: 1, process: { kind: constant } }
        correlations: { ETH-BTC: 0.7 }
        """;

    private static void AssertSame(
        double[] joint, double[] alone, double size, string what)
    {
        for (int path = 0; path < Count; path++)
        {
            if (double.IsNaN(alone[path]))
            {
                Assert.That(joint[path], Is.NaN, what);
                continue;
            }

            Assert.That(
                joint[path], Is.EqualTo(alone[path]).Within(1e-10 * size),
                $"{what}, path {path}");
        }
    }

    private const string Pools = """
        pools:
          v2: { kind: constant-product, base: ETH, quote: BTC, fee: 0.003, value: 10000000, arbitrage: step, arbitrageGas: 50, noiseVolumePerDay: 0.3, noiseVolumeStdDev: 0.6, protocolShareOfFees: 0.2 }
          v3: { kind: concentrated, base: ETH, quote: USD, fee: 0.0005, value: 20000000, concentration: 4, noiseVolumePerDay: 1 }
        """;

    [Test]
    public void Liquidity_IsThatOfTheImpermanentLossKernel()
    {
        Books joint = Books.Of(
            $$"""
            scenario: joint
            kernel: market
            {{Prices}}
            {{Pools}}
            gas: { price: 10, asset: USD }
            classes:
              full: { wallets: 1, sizes: { kind: equal, size: 10000 }, liquidity: { v2: { share: 1 } } }
              ranged: { wallets: 1, sizes: { kind: equal, size: 12000 }, liquidity: { v3: { share: 1, range: [0.8, 1.3], strategy: recentre-on-schedule, recentreEvery: 5d, gas: 1000000000 } } }
            """, Count, Seed);
        Paths alone = Paths.Of(
            $$"""
            scenario: alone
            kernel: impermanent-loss
            {{Prices}}
            {{Pools}}
            positions:
              full: { pool: v2, value: 10000 }
              ranged: { pool: v3, value: 12000, range: [1600, 2600], strategy: recentre-on-schedule, recentreEvery: 5d, gasPerAction: 10 }
            """, Count, Seed);
        AssertSame(joint["ETH.price"], alone["ETH.price"], 2000, "price");
        AssertSame(joint["full.profit"], alone["full.net"], 1e6, "full range");
        AssertSame(joint["ranged.profit"], alone["ranged.net"], 1e6, "ranged");
        foreach (string metric in new[]
        {
            "v2.arbitrageProfit", "v2.arbitrageVolume", "v2.noiseVolume", "v2.fees",
            "v2.protocolFees", "v3.noiseVolume", "v3.fees",
        })
        {
            AssertSame(joint[metric], alone[metric], 1e7, metric);
        }
    }

    private const string Loans = """
        markets:
          aave:
            liquidatorGas: 30
            swapFee: 0.003
            reserveFund: 5000
            collateral:
              ETH: { liquidationThreshold: 0.83, liquidationBonus: 0.05, protocolShareOfBonus: 0.1 }
              BTC: { liquidationThreshold: 0.78, liquidationBonus: 0.06 }
            debt:
              USD: { baseRate: 0.01, slope1: 0.055, slope2: 0.4, optimalUtilisation: 0.9, utilisation: 0.8, utilisationAtHorizon: 0.95 }
            depth: { ETH: { depthUsdPerPercent: 500000, recoveryHalfLife: 12h } }
        loans:
          a: { market: aave, CLASS collateral: { ETH: 10 }, debt: { USD: 14000 } }
          b: { market: aave, CLASS collateral: { ETH: 100, BTC: 3 }, debt: { USD: 200000 } }
        """;

    [Test]
    public void Loans_AreThoseOfTheLiquidationKernel()
    {
        Books joint = Books.Of(
            $$"""
            scenario: joint
            kernel: market
            {{Prices}}
            {{Loans.Replace("CLASS", "class: borrowers,", StringComparison.Ordinal)}}
            classes:
              borrowers: { wallets: 2, sizes: { kind: equal, size: 1000000 } }
              liquidators: { wallets: 1, sizes: { kind: equal, size: 1000 } }
            """, Count, Seed);
        Paths alone = Paths.Of(
            $$"""
            scenario: alone
            kernel: liquidation
            {{Prices}}
            {{Loans.Replace("CLASS", "", StringComparison.Ordinal)}}
            """, Count, Seed);
        foreach (string subject in new[] { "a", "b", "aave" })
        {
            foreach (string metric in new[]
            {
                "liquidated", "firstLiquidationDays", "liquidatedDebt", "borrowerLoss",
                "liquidatorProfit", "protocolFee", "badDebt", "equity", "healthFactor",
            })
            {
                string name = $"{subject}.{metric}";
                AssertSame(joint[name], alone[name], 1e5, name);
            }
        }

        Assert.That(alone["aave.liquidated"].Sum(), Is.GreaterThan(Count / 10));
        double start = (10 * 2000) - 14_000 + (100 * 2000) + (3 * 40_000) - 200_000;
        AssertSame(
            joint["borrowers.profit"], [.. alone["aave.equity"].Select(x => x - start)], 1e6,
            "borrowers");
        AssertSame(
            joint["liquidators.profit"], alone["aave.liquidatorProfit"], 1e6, "liquidators");
    }

    private const string Coin = """
        horizon: 10d
        step: 1h
        assets:
          USD: { price: 1, process: { kind: constant } }
        stablecoins:
          coin:
            design: reserve-backed
            meanReversionPerDay: 4
            volatilityPerDay: 0.003
            impairmentsPerYear: 30
            impairmentMean: 0.05
            redemption: { minimum: 100000, fee: 0.001, dailyCapacity: 30000000, closed: weekends }
            supply: 400000000
            reserveYield: 0.045
            runIntensity: 2
            failureThreshold: 0.8
        pools:
          three: { kind: stableswap, amplification: 200, assets: [coin, USD], value: 40000000, fee: 0.0004 }
        """;

    [Test]
    public void Coins_AreThoseOfTheDepegKernel()
    {
        Books joint = Books.Of(
            $$"""
            scenario: joint
            kernel: market
            {{Coin}}
            classes:
              small: { wallets: 100000, strata: 1, sizes: { kind: equal, size: 500 }, latency: 12h, holdings: { coin: 1 } }
              large: { wallets: 10, strata: 1, sizes: { kind: equal, size: 20000000 }, latency: 0s, holdings: { coin: 1 } }
              issuer: { wallets: 1, sizes: { kind: equal, size: 1000 } }
            """, Count, Seed);
        Paths alone = Paths.Of(
            $$"""
            scenario: alone
            kernel: depeg
            {{Coin}}
            holders:
              small: { holdings: 50000000, wallets: 100000, latency: 12h, stablecoin: coin }
              large: { holdings: 200000000, wallets: 10, latency: 0s, stablecoin: coin }
            """, Count, Seed);
        foreach (string metric in new[]
        {
            "price", "minimum", "failed", "issuerIncome", "arbitrageIncome", "redeemed",
        })
        {
            AssertSame(joint[$"coin.{metric}"], alone[$"coin.{metric}"], 1e8, metric);
        }

        Assert.That(alone["coin.redeemed"].Max(), Is.GreaterThan(1e6));
        AssertSame(
            joint["small.profit"], [.. alone["small.loss"].Select(x => -x)], 1e8, "small");
        AssertSame(
            joint["large.profit"], [.. alone["large.loss"].Select(x => -x)], 1e8, "large");
        AssertSame(
            joint["issuer.profit"], alone["coin.issuerIncome"], 1e8, "issuer");
    }

    // Milionis, Moallemi, Roughgarden, Zhang 2022: a pool of constant product loses sigma^2 / 8 of
    // its value a year, and under a driftless price E[HODL - LP] = E[LVR], by 1 - exp(-s^2 T / 8)
    // of the value at the start.
    [Test]
    public void LossVersusRebalancing_IsItsClosedForm()
    {
        Books books = Books.Of(
            JointYaml.Of(
                """
                pools: { p: { kind: constant-product, base: ETH, quote: USD, fee: 0.003, value: 100000000 } }
                classes:
                  lp: { wallets: 1, sizes: { kind: equal, size: 1000000 }, liquidity: { p: { share: 1 } } }
                  hodl: { wallets: 1, sizes: { kind: equal, size: 1000000 }, holdings: { ETH: 0.5, USD: 0.5 } }
                """,
                horizon: "90d", step: "6h", eth: "{ kind: gbm, drift: 0, volatility: 0.9 }"),
            20_000, 33);
        double years = 90.0 / 365;
        double rate = 0.81 / 8;
        double truth = 1e6 * (1 - Math.Exp(-rate * years));
        double[] lost = [.. books["lp.profit.arbitrage"].Select(x => -x)];
        Estimated.Of("LVR", lost).AssertIs(truth, 1e-4 * truth);
        double[] gap = [.. books["hodl.profit"].Zip(books["lp.profit"], (h, l) => h - l)];
        Estimated.Of("HODL less LP", gap).AssertIs(truth);
        Estimated.Of("both", [.. gap.Zip(lost, (g, l) => g - l)]).AssertIs(0, 1e-4 * truth);

        // The rate over a short time, at which the value has hardly changed.
        double[] rates = [.. lost.Select(x => x / 1e6 / years)];
        Estimated.Of("rate", rates).AssertIs(
            (1 - Math.Exp(-rate * years)) / years, 1e-4 * rate);
    }
}
