using GpuRisk.Engine.Results;
using GpuRisk.Tests.Models;
using GpuRisk.Tests.Models.Market;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>
/// At the start of a step a coin's price falls; holders look at the price that the step of
/// `latency` ago began with, this one included: who has none acts in the step of the fall.
/// </summary>
[TestFixture]
public sealed class HolderLatencyTests
{
    // All who see the fall leave at once: 1 - exp(-1e6 x 0.1 / 24) is 1.
    private static string Fall(string horizon, string step, string holders) => $$"""
        scenario: latency
        kernel: depeg
        horizon: {{horizon}}
        step: {{step}}
        assets:
          USD: { price: 1, process: { kind: constant } }
        stablecoins:
          X: { design: reserve-backed, meanReversionPerDay: 0, volatilityPerDay: 0, supply: 1000000000, impairmentAt: { time: 1h, size: 0.1 }, runIntensity: 1000000 }
        pools:
          p: { kind: stableswap, amplification: 100, assets: [X, USD], value: 1000000000 }
        holders:
          {{holders}}
        """;

    // The fall comes in the step from 1h on; latency 0s sells in it, every step of latency one later.
    [TestCase("0s", "1h", "1h", 0)]
    [TestCase("0s", "1h", "2h", 1)]
    [TestCase("1h", "1h", "2h", 0)]
    [TestCase("1h", "1h", "3h", 1)]
    [TestCase("3h", "1h", "4h", 0)]
    [TestCase("3h", "1h", "5h", 1)]
    [TestCase("0s", "20m", "1h", 0)]
    [TestCase("0s", "20m", "80m", 1)]
    [TestCase("40m", "20m", "100m", 0)]
    [TestCase("40m", "20m", "2h", 1)]
    public void Holders_OfALatency_SellSoMuchAfterTheFall(
        string latency, string step, string horizon, double sold)
    {
        RunResult result = Simulation.RunOnce(Fall(
            horizon, step, $"h: {{ holdings: 1000000, latency: {latency}, stablecoin: X }}"));
        Assert.That(result.Mean("h.soldShare"), Is.EqualTo(sold).Within(1e-12));
    }

    // Those of one latency see one price, whoever of them acts first: the larger wallets.
    [Test]
    public void Holders_OfNoLatency_AllSellInTheStepOfTheFall()
    {
        RunResult result = Simulation.RunOnce(Fall("2h", "1h", """
            large: { holdings: 300000000, latency: 0s, stablecoin: X, wallets: 3 }
              small: { holdings: 300000000, latency: 0s, stablecoin: X, wallets: 3000 }
              late: { holdings: 300000000, latency: 1h, stablecoin: X }
            """));
        Assert.That(result.Mean("large.soldShare"), Is.EqualTo(1).Within(1e-12));
        Assert.That(result.Mean("small.soldShare"), Is.EqualTo(1).Within(1e-12));
        Assert.That(result.Mean("late.soldShare"), Is.Zero);
        Assert.That(result.Mean("small.loss"), Is.GreaterThan(result.Mean("large.loss")));
    }

    // In one market with everything else, classes are holders.
    [TestCase("0s", 1)]
    [TestCase("1h", 0)]
    public void Classes_OfALatency_SellLikeHolders(string latency, double sold)
    {
        Books books = Books.Once($$"""
            scenario: latency
            kernel: market
            horizon: 2h
            step: 1h
            assets:
              USD: { price: 1, process: { kind: constant } }
            stablecoins:
              X: { design: reserve-backed, meanReversionPerDay: 0, volatilityPerDay: 0, supply: 1000000000, impairmentAt: { time: 1h, size: 0.1 }, runIntensity: 1000000 }
            classes:
              c: { wallets: 10, sizes: { kind: equal, size: 1000 }, latency: {{latency}}, holdings: { X: 1 } }
            """);
        string seconds = latency == "0s" ? "0" : "3600";
        Assert.That(
            books.Outcome($"X/{seconds}s/sellers.soldShare")[0], Is.EqualTo(sold).Within(1e-12));
    }
}
