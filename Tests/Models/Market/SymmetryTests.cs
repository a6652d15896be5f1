using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Models.Market;

/// <summary>Where nothing tells classes apart, nobody has an advantage, on any path; and each
/// thing that does, moves concentration where theory has it, on the same paths.</summary>
[TestFixture]
public sealed class SymmetryTests
{
    private const int Count = 400;
    private const ulong Seed = 77;
    private const string Moving = "{ kind: gbm, drift: 0, volatility: 0.8 }";

    private static readonly string[] Concentration =
        ["market.gini", "market.theil", "market.topOnePercentShare"];

    // The same of everything, but for the number and the sizes of the wallets. Fixed amounts, such
    // as a leftover of loans, are off.
    [Test]
    public void LikeClasses_GainAlikePerDollar()
    {
        const string owns = """
            latency: 6h, enters: 1d, holdings: { ETH: 0.1, GOV: 0.1, PEG: 0.05 }, liquidity: { v2: { share: 0.1 }, v3: { share: 0.05, range: [0.8, 1.3], strategy: recentre-on-exit } }, farms: { f: 0.1, g: 0.1 }, deposits: { m: { USD: 0.1 } }, borrowing: { m: { collateral: ETH, debt: USD, equity: 0.1, healthFactor: 1.1 } }
            """;
        Books books = Books.Of(
            $$"""
            scenario: like
            kernel: market
            horizon: 20d
            step: 6h
            assets:
              ETH: { price: 2000, process: { kind: merton, drift: 0, volatility: 0.8, jumpsPerYear: 30, jumpMean: -0.1, jumpStdDev: 0.1 } }
              GOV: { price: 2, process: {{Moving}} }
              PEG: { price: 1, process: { kind: pegged, stablecoin: coin } }
              USD: { price: 1, process: { kind: constant } }
            pools:
              v2: { kind: constant-product, base: ETH, quote: USD, fee: 0.003, value: 10000000, arbitrage: step, noiseVolumePerDay: 0.3 }
              v3: { kind: concentrated, base: ETH, quote: PEG, fee: 0.003, value: 10000000, concentration: 5, noiseVolumePerDay: 0.3 }
            stablecoins:
              coin: { design: reserve-backed, meanReversionPerDay: 2, volatilityPerDay: 0.01, supply: 1000000000, runIntensity: 2 }
            markets:
              m:
                fullCloseBelowUsd: 0
                minimumLeftoverUsd: 0
                collateral: { ETH: { liquidationThreshold: 0.83, liquidationBonus: 0.05 } }
                debt: { USD: { baseRate: 0.05, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 0.8 } }
            farms:
              f: { stakes: GOV, reward: GOV, emissionPerDay: 1000 }
              g: { stakes: v2, reward: GOV, emissionPerDay: 1000 }
            tokens: { GOV: { supply: 1000000, feeVote: { pool: v2, protocolShare: 0.3, every: 5d } } }
            hazards: { rug: { f: { perYear: 5, share: 0.5 } }, regulation: { perYear: 5, falls: { ETH: 0.1 } } }
            classes:
              many: { wallets: 40000, sizes: { kind: log-normal, mean: 25, logStdDev: 1.5 }, trading: 1, {{owns}} }
              few: { wallets: 4, sizes: { kind: equal, size: 500000 }, trading: 2, {{owns}} }
              one: { wallets: 1, sizes: { kind: equal, size: 1000000 }, trading: 1, {{owns}} }
            """, Count, Seed);
        for (int path = 0; path < Count; path++)
        {
            double many = books["many.profitPerDollar"][path];
            Assert.That(many, Is.Not.Zero);
            foreach (WalletClass @class in books.Plan.Scenario.Classes)
            {
                int strata = books.Plan.Ledger!.Strata[@class.Index].Length;
                for (int k = 0; k < strata; k++)
                {
                    // A stratum's least wallets are worth little: a unit's rounding shows.
                    double usd = books.Plan.Ledger.Strata[@class.Index][k].Wallets
                        * books.Plan.Ledger.Strata[@class.Index][k].MeanUsd;
                    Assert.That(
                        books[$"{@class.Name}/{k}.profitPerDollar"][path],
                        Is.EqualTo(many).Within((1e-4 / usd) + 1e-9),
                        $"{@class.Name}/{k}, path {path}");
                }
            }
        }

        Assert.That(books["m.liquidated"].Sum(), Is.GreaterThan(10));
        Assert.That(books["f.rugged"].Sum(), Is.GreaterThan(10));
    }

    // Of holders who are equally late, those who are listed first must not leave first.
    [Test]
    public void LikeHolders_LoseAlike()
    {
        Books books = Books.Of(
            JointYaml.Of("""
                stablecoins:
                  coin: { design: reserve-backed, meanReversionPerDay: 1, volatilityPerDay: 0.002, supply: 100000000, impairmentAt: { time: 1d, size: 0.1 }, recoveredShare: 1, recoveryTime: 5d, runIntensity: 3 }
                pools: { p: { kind: stableswap, amplification: 100, assets: [coin, USD], value: 10000000 } }
                classes:
                  first: { wallets: 10, sizes: { kind: equal, size: 1000000 }, holdings: { coin: 1 } }
                  second: { wallets: 10, sizes: { kind: equal, size: 1000000 }, holdings: { coin: 1 } }
                """),
            100, Seed);
        Assert.That(
            books["first.profit"].Average(),
            Is.EqualTo(books["second.profit"].Average()).Within(1).Percent);
    }

    // Equal wallets of classes that are alike are all alike: nothing is concentrated.
    [Test]
    public void LikeWallets_AreNotConcentrated()
    {
        Books books = Farm("wallets: 1000, sizes: { kind: equal, size: 1000 }", "");
        for (int path = 0; path < Count; path++)
        {
            Assert.That(books["market.gini"][path], Is.Zero.Within(1e-9));
            Assert.That(books["market.theil"][path], Is.Zero.Within(1e-9));
            Assert.That(books["market.topOnePercentShare"][path], Is.EqualTo(0.01).Within(1e-9));
        }
    }

    private static Books Farm(
        string large, string more, string farm = "", string ofSmall = "") => Books.Of(
        JointYaml.Of($$"""
            farms: { f: { stakes: USD, reward: GOV, emissionPerDay: 10000{{farm}} } }
            {{more}}
            classes:
              small: { wallets: 1000, sizes: { kind: equal, size: 1000 }, farms: { f: 1 }, gasTolerance: 1, centralised: false{{ofSmall}} }
              large: { {{large}}, farms: { f: 1 }, gasTolerance: 1, centralised: true }
            """, gov: Moving),
        Count, Seed);

    private const string Large = "wallets: 50, sizes: { kind: equal, size: 20000 }";

    /// <summary>Asserts that a measure is larger on the second run's paths than on the first's,
    /// by four standard errors.</summary>
    private static void AssertRises(Books before, Books after, params string[] metrics)
    {
        foreach (string metric in metrics)
        {
            double[] rises = [.. after[metric].Zip(before[metric], (a, b) => a - b)];
            Estimated mean = Estimated.Of(metric, rises);
            TestContext.Out.WriteLine($"{metric}: {mean.Value:G4} +- {mean.Error:G2}");
            Assert.That(
                mean.Value, Is.GreaterThan(1e-6).And.GreaterThan(4 * mean.Error), metric);
        }
    }

    [Test]
    public void Sizes_Concentrate() => AssertRises(
        Farm("wallets: 1000, sizes: { kind: equal, size: 1000 }", ""), Farm(Large, ""),
        Concentration);

    [Test]
    public void GasOfClaims_WeighsOnTheSmall() => AssertRises(
        Farm(Large, ""),
        Farm(Large, "gas: { price: 25, asset: ETH }", ", claimGas: 100000"),
        [.. Concentration, "market.centralisedShareOfGains"]);

    [Test]
    public void GasOfTransactions_WeighsOnTheSmall() => AssertRises(
        Farm(Large, ""),
        Farm(
            Large, "gas: { price: 10, asset: ETH }",
            ofSmall: ", transactions: { every: 2d, gas: 100000 }"),
        [.. Concentration, "market.centralisedShareOfGains"]);

    [Test]
    public void Allocations_FavourInsiders() => AssertRises(
        Farm(Large, ""),
        Farm(Large, "tokens: { GOV: { supply: 1000000, allocations: { large: { share: 0.2, vesting: 20d } } } }"),
        [.. Concentration, "market.centralisedShareOfGains"]);

    [Test]
    public void LateEntry_LeavesEmissionsToTheEarly() => AssertRises(
        Farm(Large, ""), Farm(Large, "", ofSmall: ", enters: 5d"),
        [.. Concentration, "market.centralisedShareOfGains"]);

    [Test]
    public void Rugs_Concentrate() => AssertRises(
        WithAttackers(""), WithAttackers("hazards: { rug: { f: { perYear: 30, share: 0.5 } } }"),
        "market.gini", "market.theil", "market.centralisedShareOfGains", "market.losersShare");

    private static Books WithAttackers(string hazards) => Farm(Large, $$"""
        {{hazards}}
        """, ofSmall: " }\n  attackers: { wallets: 3, sizes: { kind: equal, size: 1000 }");

    private static Books Borrowers(string bonus) => Books.Of(
        JointYaml.Of(
            $$"""
            markets:
              m:
                collateral: { ETH: { liquidationThreshold: 0.83, liquidationBonus: {{bonus}} } }
                debt: { USD: { baseRate: 0, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 0.8 } }
            classes:
              small: { wallets: 1000, sizes: { kind: equal, size: 10000 }, borrowing: { m: { collateral: ETH, debt: USD, equity: 1, healthFactor: 1.05 } } }
              liquidators: { wallets: 3, sizes: { kind: equal, size: 1000 } }
            """, eth: "{ kind: gbm, drift: -2, volatility: 0.5 }"),
        Count, Seed);

    [Test]
    public void LiquidationBonus_FavoursLiquidators()
    {
        Books low = Borrowers("0.02");
        Books high = Borrowers("0.1");
        AssertRises(low, high, "liquidators.profit", "market.gini");
        AssertRises(high, low, "small.profit");
    }

    private static Books Redeemers(string minimum) => Books.Of(
        JointYaml.Of($$"""
            stablecoins:
              coin: { design: reserve-backed, meanReversionPerDay: 1, volatilityPerDay: 0.002, supply: 100000000, impairmentAt: { time: 1d, size: 0.1 }, recoveredShare: 1, recoveryTime: 5d, runIntensity: 3, failureThreshold: 0.5, redemption: { minimum: {{minimum}}, fee: 0.001, dailyCapacity: 100000000 } }
            pools: { p: { kind: stableswap, amplification: 100, assets: [coin, USD], value: 10000000 } }
            classes:
              small: { wallets: 10000, sizes: { kind: equal, size: 1000 }, holdings: { coin: 1 } }
              large: { wallets: 10, sizes: { kind: equal, size: 1000000 }, holdings: { coin: 1 } }
            """),
        Count, Seed);

    [Test]
    public void RedemptionMinimum_FavoursTheLarge()
    {
        Books free = Redeemers("0");
        Books barred = Redeemers("100000");
        double[] Advantage(Books books) =>
        [
            .. books["large.profitPerDollar"].Zip(
                books["small.profitPerDollar"], (l, s) => l - s),
        ];
        Estimated barring = Estimated.Of(
            "advantage", [.. Advantage(barred).Zip(Advantage(free), (b, f) => b - f)]);
        Assert.That(barring.Value, Is.GreaterThan(4 * barring.Error).And.GreaterThan(1e-6));
    }

    private static Books Pool(string terms, string gas = "") => Books.Of(
        JointYaml.Of(
            $$"""
            pools: { p: { kind: constant-product, base: ETH, quote: USD, value: 10000000, arbitrage: step, {{terms}} } }
            {{gas}}
            classes:
              lp: { wallets: 1000, sizes: { kind: equal, size: 10000 }, centralised: false, liquidity: { p: { share: 1 } } }
              arbitrageurs: { wallets: 19, sizes: { kind: pareto, minimum: 1000, exponent: 1.18 } }
              infrastructure: { wallets: 10, sizes: { kind: equal, size: 1000 } }
            """, step: "1h", eth: "{ kind: gbm, drift: 0, volatility: 0.8 }"),
        Count, Seed);

    [Test]
    public void Fees_TakeFromArbitrageursWhatTheyGiveToLiquidity()
    {
        Books without = Pool("fee: 0");
        Books with = Pool("fee: 0.003");
        AssertRises(with, without, "arbitrageurs.profit", "market.centralisedShareOfGains");
        AssertRises(without, with, "lp.profit");
    }

    [Test]
    public void GasAndBids_MoveArbitrageToValidators()
    {
        Books without = Pool("fee: 0.0005");
        Books gas = Pool("fee: 0.0005, arbitrageGas: 20");
        Books bids = Pool("fee: 0.0005", "gas: { price: 0, asset: USD, bidShare: 0.5 }");
        AssertRises(gas, without, "arbitrageurs.profit");
        AssertRises(bids, without, "arbitrageurs.profit");
        AssertRises(without, gas, "infrastructure.profit");
        AssertRises(without, bids, "infrastructure.profit");
        Assert.That(bids["lp.profit"], Is.EqualTo(without["lp.profit"]));
    }
}
