using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;
using NUnit.Framework;

namespace GpuRisk.Tests.Models.Market;

/// <summary>Odd but valid markets end in figures; none in NaN, and none in a crash.</summary>
[TestFixture]
public sealed class HostileTests
{
    private static RunResult Run(
        string sections, string horizon = "10d", string eth = Moving, long paths = 256)
    {
        RunResult result = Simulation.Run(
            JointYaml.Of(sections, horizon, eth: eth, gov: Moving), paths, 3);
        Assert.That(result.Ledger!.UnbalancedPaths, Is.Zero);
        foreach ((string name, MetricResult figures) in result.Metrics)
        {
            Assert.That(double.IsFinite(figures.Mean ?? 0), name);
        }

        return result;
    }

    private const string Moving = "{ kind: gbm, drift: 0, volatility: 0.8 }";

    [TestCase("a")]
    [TestCase("A-b_C-9")]
    [TestCase("gas")]
    [TestCase("regulation")]
    [TestCase("others")]
    [TestCase("ledger")]
    [TestCase("null")]
    [TestCase("true")]
    [TestCase("flow")]
    [TestCase("abcdefghijklmnopqrstuvwxyzabcdefghijklmn")]
    public void Names_AreJustNames(string name) => Run($$"""
        pools: { p: { kind: constant-product, base: ETH, quote: USD, fee: 0.003, value: 1000000, noiseVolumePerDay: 0.1 } }
        gas: { price: 10, asset: ETH }
        hazards: { regulation: { perYear: 10 } }
        classes:
          {{name}}: { wallets: 3, sizes: { kind: equal, size: 1000 }, trading: 1, holdings: { ETH: 0.5 }, liquidity: { p: { share: 0.5 } }, transactions: { every: 1d, gas: 1000 } }
          x: { wallets: 3, sizes: { kind: equal, size: 1000 }, liquidity: { p: { share: 0.5 } } }
        """);

    [TestCase("wallets: 1, sizes: { kind: equal, size: 1000 }")]
    [TestCase("wallets: 1, strata: 1, sizes: { kind: log-normal, mean: 1000, logStdDev: 5 }")]
    [TestCase("wallets: 16, strata: 16, sizes: { kind: pareto, minimum: 1, exponent: 1.01 }")]
    [TestCase("wallets: 1000000000, strata: 16, sizes: { kind: pareto, minimum: 1, exponent: 1.5 }")]
    [TestCase("wallets: 1000000000000, strata: 16, sizes: { kind: equal, size: 0.000001 }")]
    [TestCase("wallets: 1000000000, strata: 16, sizes: { kind: log-normal, mean: 1, logStdDev: 5 }")]
    public void Wallets_MayBeFewOrMany(string wallets) => Run($$"""
        farms: { f: { stakes: ETH, reward: GOV, emissionPerDay: 10, claimGas: 100000, soldShare: 0.5 } }
        gas: { price: 10, asset: ETH }
        services: { developers: 1000 }
        classes:
          a: { {{wallets}}, holdings: { ETH: 0.5 }, farms: { f: 0.3 }, transactions: { every: 1d, gas: 1000 } }
          treasury: { {{wallets}} }
        """);

    [Test]
    public void Classes_MayBeTheKnownOnes()
    {
        RunResult result = Run("");
        Assert.That(result.Mean("market.gini"), Is.Zero);
        Assert.That(result.Mean("market.losersShare"), Is.Zero);
        Assert.That(result.Mean("retail.profit"), Is.Zero);
    }

    [TestCase("emissionPerDay: 0")]
    [TestCase("emissionPerDay: 0, outsideStake: 100")]
    [TestCase("emissionPerDay: 1000000, soldShare: 1, claimGas: 1")]
    [TestCase("emissionPerDay: 100, emissionHalfLife: 1s")]
    public void Farms_MayPayNothingOrMuch(string farm)
    {
        string sections = $$"""
            farms: { f: { stakes: ETH, reward: GOV, {{farm}} } }
            tokens: { GOV: { supply: 0.001, depth: { depthUsdPerPercent: 0.001, recoveryHalfLife: 1s } } }
            gas: { price: 0, asset: ETH }
            hazards: { rug: { f: { perYear: 1, share: 0 } }, regulation: { perYear: 0, volumeDrop: 1 } }
            """;
        Run($$"""
            {{sections}}
            cover: { c: { farm: f, premiumPerYear: 0, capital: 0.000001, covered: { a: 1 } } }
            classes:
              a: { wallets: 3, sizes: { kind: equal, size: 1000 }, farms: { f: 1 } }
            """);

        // Nobody stakes.
        Run($$"""
            {{sections}}
            classes:
              a: { wallets: 3, sizes: { kind: equal, size: 1000 } }
            """);
    }

    [TestCase("fee: 0.999, protocolShareOfFees: 1, arbitrage: step")]
    [TestCase("fee: 0, arbitrage: step, arbitrageGas: 1000000000")]
    [TestCase("fee: 0.003, noiseVolumePerDay: 1000, noiseVolumeStdDev: 3")]
    public void Pools_MayBeExtreme(string pool) => Run($$"""
        pools: { p: { kind: constant-product, base: ETH, quote: GOV, value: 1000, {{pool}} } }
        classes:
          a: { wallets: 3, sizes: { kind: equal, size: 1000 }, trading: 1, liquidity: { p: { share: 0.3333333333333333 } } }
        """);

    [Test]
    public void Horizon_MayBeAStep() => Run(
        """
        farms: { f: { stakes: ETH, reward: GOV, emissionPerDay: 10 } }
        tokens: { GOV: { supply: 100, allocations: { a: { share: 1, vesting: 1s } } } }
        bonds: { b: { token: GOV, buyers: a, usdPerDay: 1, discount: 0.5, vesting: 1s } }
        hazards: { rug: { f: { perYear: 365, share: 1 } }, regulation: { perYear: 365, freezes: { a: { ETH: 1 } } } }
        classes:
          a: { wallets: 3, sizes: { kind: equal, size: 1000 }, enters: 9d, holdings: { ETH: 0.2 }, farms: { f: 0.3 } }
        """, "1d");

    [Test]
    public void Assets_MayBeEight()
    {
        string more = string.Join('\n', Enumerable.Range(0, 5).Select(
            i => $"  X{i}: {{ price: {i + 1}, process: {Moving} }}"));
        string held = string.Join(", ", Enumerable.Range(0, 5).Select(i => $"X{i}: 0.1"));
        string falls = string.Join(", ", Enumerable.Range(0, 5).Select(i => $"X{i}: 0.5"));
        Run($$"""
            {{more}}
            hazards: { regulation: { perYear: 100, falls: { ETH: 0.1, GOV: 0.1, {{falls}} }, freezes: { a: { X4: 1 } } } }
            classes:
              a: { wallets: 3, sizes: { kind: equal, size: 1000 }, holdings: { ETH: 0.1, GOV: 0.1, USD: 0.1, {{held}} } }
            """);
    }

    // Prices that rise by e^18, and a volatility that takes some as far.
    [TestCase("{ kind: gbm, drift: 18, volatility: 0.1 }")]
    [TestCase("{ kind: gbm, drift: 0, volatility: 6 }")]
    public void Prices_MayGoFar(string process) => Run(
        """
        pools: { p: { kind: constant-product, base: ETH, quote: USD, fee: 0.003, value: 1000 } }
        farms: { f: { stakes: ETH, reward: ETH, emissionPerDay: 0.001 } }
        hazards: { regulation: { perYear: 1, freezes: { a: { ETH: 0.5 } } } }
        classes:
          a: { wallets: 3, sizes: { kind: equal, size: 100 }, holdings: { ETH: 0.2 }, liquidity: { p: { share: 0.5 } }, farms: { f: 0.3 } }
        """, "365d", process, 4096);

    // A stake of 100 USD among nobody else's has all of a million USD a day.
    [Test]
    public void Rewards_MayExceedStakes() => Run(
        """
        farms: { f: { stakes: USD, reward: GOV, emissionPerDay: 500000 } }
        classes:
          a: { wallets: 1, sizes: { kind: equal, size: 100 }, farms: { f: 1 } }
        """, "365d");

    // Half of a thousand million wallets make a majority.
    [Test]
    public void Voters_MayBeMany()
    {
        RunResult result = Run("""
            tokens: { GOV: { supply: 1000000000000 } }
            classes:
              a: { wallets: 1000000000, sizes: { kind: equal, size: 1 }, holdings: { GOV: 1 } }
            """);
        Assert.That(result.Mean("market.nakamoto"), Is.EqualTo(500_000_001));
    }

    [TestCase(1e10)]
    [TestCase(1e12)]
    public void Wealth_MayBeHuge(double usd) => Run(Rich(usd));

    private static string Rich(double usd) => $$"""
        classes:
          a: { wallets: 10, sizes: { kind: equal, size: {{JointYaml.Text(usd / 10)}} }, holdings: { ETH: 1 } }
        """;

    // Entries beyond 2^62 units are a fault of their path: no figures come of it.
    [Test]
    public void Entries_BeyondTheLedgers_AreFaults() => Assert.That(
        () => Run(Rich(1e12), "100d", Simulation.Moves(10, 100)),
        Throws.TypeOf<TallyFaultException>());

    // Many entries that each fit, and together do not fit an account.
    [Test]
    public void Accounts_BeyondTheLedgers_AreFaults()
    {
        string classes = string.Join('\n', Enumerable.Range(0, 16).Select(i =>
            $"  c{i}: {{ wallets: 1000000, strata: 16, sizes: {{ kind: equal, size: 1000000 }}, holdings: {{ ETH: 1 }} }}"));
        Assert.That(
            () => Run($"classes:\n{classes}", eth: Simulation.Moves(1.5, 10)),
            Throws.TypeOf<TallyFaultException>());
    }
}
