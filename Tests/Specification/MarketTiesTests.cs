using System.Globalization;
using GpuRisk.Engine.Devices;
using GpuRisk.Tests.Models;
using GpuRisk.Tests.Models.Market;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>Where a rule says "at most", what is exactly as much counts, in both precisions.
/// </summary>
[TestFixture]
public sealed class MarketTiesTests
{
    private static string Text(double x) => x.ToString("R", CultureInfo.InvariantCulture);

    private static double[] InBoth(string yaml, string metric) =>
    [
        Simulation.Run(yaml, 1, 1, Precision.Float32).Mean(metric),
        Simulation.Run(yaml, 1, 1, Precision.Float64).Mean(metric),
    ];

    // A claim costs 100,000 x 10e-9 x 2,000 = 2 USD and is worth it from 20 USD on: after as many
    // days as come to that, of ten.
    [TestCase(20.0, 10)]
    [TestCase(10.0, 5)]
    [TestCase(20.0 / 3, 3)]
    [TestCase(5.0, 2)]
    [TestCase(4.0, 2)]
    [TestCase(20.0 / 7, 1)]
    [TestCase(2.0, 1)]
    [TestCase(1.99, 0)]
    public void Reward_ThatIsJustWorthItsGas_IsClaimed(double rewardPerDay, int claims)
    {
        string yaml = JointYaml.Of($$"""
            farms:
              f: { stakes: ETH, reward: GOV, emissionPerDay: {{Text(rewardPerDay / 2 * 100)}}, claimGas: 100000 }
            gas: { price: 10, asset: ETH }
            classes:
              a: { wallets: 100, sizes: { kind: equal, size: 1000 }, gasTolerance: 0.1, farms: { f: 0.3 } }
            """);
        Assert.That(
            InBoth(yaml, "a.profit.gas"), Is.All.EqualTo(-200.0 * claims).Within(1e-3));
    }

    // A transaction for 2 USD once a day; a wallet pays at most a part of its size for it.
    [TestCase(1000, 0.002, 10)]
    [TestCase(30, 1.0 / 15, 10)]
    [TestCase(7, 2.0 / 7, 10)]
    [TestCase(999.9, 0.002, 0)]
    public void Transaction_ThatIsJustWorthItsGas_IsMade(double size, double tolerance, int made)
    {
        string yaml = JointYaml.Of($$"""
            gas: { price: 10, asset: ETH }
            classes:
              a: { wallets: 3, sizes: { kind: equal, size: {{Text(size)}} }, gasTolerance: {{Text(tolerance)}}, transactions: { every: 1d, gas: 100000 } }
            """);
        Assert.That(InBoth(yaml, "a.profit.gas"), Is.All.EqualTo(-6.0 * made).Within(1e-3));
    }

    // Those without liquidity vote for the protocol's share, with the tokens of 3,000 USD in all,
    // those with more liquidity than tokens against it. A tie does not pass.
    [TestCase(3000, 0)]
    [TestCase(2999, 1)]
    [TestCase(3001, 0)]
    public void Vote_ThatIsTied_DoesNotPass(double against, int passed)
    {
        string yaml = JointYaml.Of($$"""
            pools: { p: { kind: constant-product, base: ETH, quote: USD, fee: 0.003, value: 1000000, noiseVolumePerDay: 0.2 } }
            tokens: { GOV: { supply: 1000000, feeVote: { pool: p, protocolShare: 0.5, every: 10d } } }
            classes:
              a: { wallets: 1, sizes: { kind: equal, size: 1000 }, holdings: { GOV: 0.7 } }
              b: { wallets: 7, sizes: { kind: equal, size: 300 }, holdings: { GOV: 0.1 } }
              c: { wallets: 1, sizes: { kind: equal, size: 2090 }, holdings: { GOV: 1 } }
              lps: { wallets: 1, sizes: { kind: equal, size: {{Text(against / 0.3)}} }, holdings: { GOV: 0.3 }, liquidity: { p: { share: 0.7 } } }
            """);
        Assert.That(InBoth(yaml, "GOV.votesPassed"), Is.All.EqualTo(passed));
    }

    [Test]
    public void Sixteen_Stablecoins_AreAdmitted()
    {
        string coins = string.Concat(Enumerable.Range(1, 16).Select(i =>
            $"  C{i}: {{ design: reserve-backed, meanReversionPerDay: 0, volatilityPerDay: 0, supply: 1000, impairmentAt: {{ time: 1h, size: {Text(i / 100.0)} }} }}\n"));
        string yaml = $$"""
            scenario: many
            kernel: depeg
            horizon: 3h
            step: 1h
            assets:
              USD: { price: 1, process: { kind: constant } }
            stablecoins:
            {{coins}}
            """;
        for (int i = 1; i <= 16; i++)
        {
            Assert.That(
                InBoth(yaml, $"C{i}.price"), Is.All.EqualTo(1 - (i / 100.0)).Within(1e-6));
        }
    }
}
