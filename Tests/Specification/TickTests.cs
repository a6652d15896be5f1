using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>Where ranges may end in pools of tokens with unlike decimals.</summary>
[TestFixture]
public sealed class TickTests
{
    private static ScenarioResult Read(
        string first, string second, double price, int spacing, string range, string more = "") =>
        ScenarioReader.Parse(
            $$"""
            scenario: ticks
            kernel: impermanent-loss
            horizon: 30d
            step: 1h
            assets:
              {{first}}: { price: {{price:R}}, process: { kind: gbm, drift: 0, volatility: 0.8 }{{more}} }
              {{second}}: { price: 1, process: { kind: constant } }
            pools:
              p: { kind: concentrated, base: {{first}}, quote: {{second}}, fee: 0.003, value: 200000000, concentration: 10, tickSpacing: {{spacing}} }
            positions:
              real: { pool: p, value: 10000, range: [{{range}}] }
            """,
            "ticks.yaml");

    private static void AssertAccepted(ScenarioResult read) =>
        Assert.That(read.Scenario, Is.Not.Null, string.Join('\n', read.Errors));

    private static void AssertRefused(ScenarioResult read, params string[] parts)
    {
        Assert.That(read.Scenario, Is.Null);
        foreach (string part in parts)
            Assert.That(read.Errors[0].ToString(), Does.Contain(part));
    }

    // USDC (6 decimals) is token0 and WETH (18) token1 of the pool on Ethereum: a tick i stands for
    // 10^12 / 1.0001^i USDC. Ticks 201000 and 203040 are multiples of 60, not of 200 or 50.
    [TestCase(1, true)]
    [TestCase(10, true)]
    [TestCase(60, true)]
    [TestCase(200, false)]
    [TestCase(50, false)]
    public void UsdcWeth_TakesItsOwnTicks(int spacing, bool taken)
    {
        ScenarioResult read = Read(
            "WETH", "USDC", 1700, spacing, "1522.3892401318, 1866.8840729700");
        if (taken)
            AssertAccepted(read);
        else
            AssertRefused(read, "nearest usable prices are", "18 decimals of WETH", "6 decimals of USDC");
    }

    // Uniswap/v3-core, issue 578: tick 202475 is 1610.876 USDC; with spacing 25 it is usable.
    [Test]
    public void UsdcWeth_PriceOfAKnownTick_IsUsable() => AssertAccepted(Read(
        "WETH", "USDC", 1700, 25, $"{Price(12, -202475)}, {Price(12, -202000)}"));

    // 8 decimals of WBTC and 6 of USDC: 100 x 1.0001^i; against 18 of WETH: 10^-10 x 1.0001^i.
    [TestCase("WBTC", "USDC", 60000, 2, 63960, 64020, 60)]
    [TestCase("WBTC", "USDT", 60000, 2, 63000, 64020, 60)]
    [TestCase("WBTC", "WETH", 18, -10, 258960, 259980, 60)]
    [TestCase("WETH", "WBTC", 0.055, 10, -259980, -258960, 60)]
    [TestCase("USDC", "WETH", 0.0005, -12, 199980, 201960, 10)]
    [TestCase("ETH", "DAI", 2000, 0, 75000, 77000, 200)]
    [TestCase("USDC.e", "USDT", 1, 0, -5, 5, 1)]
    [TestCase("cbBTC", "USDC", 60000, 2, 63960, 64020, 60)]
    public void UsualDecimals_OfKnownTokens_GiveTheGrid(
        string first, string second, double price, int more, int lower, int upper, int spacing)
    {
        AssertAccepted(Read(
            first, second, price, spacing, $"{Price(more, lower)}, {Price(more, upper)}"));
        AssertRefused(
            Read(first, second, price, spacing, $"{Price(more, lower) * 1.00005:R}, {Price(more, upper):R}"),
            "nearest usable prices are", $"{Price(more, lower):G10}"[..8]);
    }

    private static double Price(int more, int tick) =>
        Math.Pow(10, more) * Math.Pow(1.0001, tick);

    // Stated decimals win over the usual ones, and tell those of any other token.
    [TestCase("decimals: 6", 0, true)]
    [TestCase("decimals: 18", 0, false)]
    [TestCase("decimals: 18", 12, true)]
    [TestCase("decimals: 8", 2, true)]
    [TestCase("decimals: 0", -6, true)]
    public void StatedDecimals_Win(string decimals, int more, bool taken)
    {
        int tick = (int)Math.Round(Math.Log(1700 / Math.Pow(10, more)) / Math.Log(1.0001) / 60) * 60;
        ScenarioResult read = Read(
            "WETH", "USDC", 1700, 60, $"{Price(more, tick - 1200):R}, {Price(more, tick + 1200):R}",
            $", {decimals}");
        if (taken)
            AssertAccepted(read);
        else
            AssertRefused(read, "(as stated)", "(not stated: the usual ones)");
    }

    // A scenario about no real pool may leave decimals out: then equal ones are taken too.
    [Test]
    public void UnstatedDecimals_MayBeEqual()
    {
        AssertAccepted(Read("ETH", "USDC", 1, 200, $"{Price(0, -200):R}, {Price(0, 200):R}"));
        AssertRefused(
            Read("ETH", "USDC", 1, 200, $"{Price(0, -200):R}, 1.01"),
            "equal decimals of ETH and USDC; state decimals");
    }

    // Both ends lie on one grid: an end of each is an end of no pool.
    [Test]
    public void EndsOfTwoGrids_AreRefused() => AssertRefused(
        Read("WETH", "USDC", 1700, 60, $"{Price(12, -203040):R}, {Price(0, 75600):R}"),
        "nearest usable prices");

    [TestCase("decimals: 37")]
    [TestCase("decimals: -1")]
    [TestCase("decimals: 1.5")]
    public void Decimals_AreAWholeNumberUpTo36(string decimals) => AssertRefused(
        Read("WETH", "USDC", 1700, 1, "1522.3892401318, 1866.8840729700", $", {decimals}"),
        "assets.WETH.decimals", "a whole number from 0 to 36");

    // A joint market's ranges are multiples of the price at the start, on the same grid.
    [TestCase(60, true)]
    [TestCase(200, false)]
    public void JointMarket_TakesMultiplesOnTheSameGrid(int spacing, bool taken)
    {
        ScenarioResult read = ScenarioReader.Parse(
            $$"""
            scenario: ticks
            kernel: market
            horizon: 30d
            step: 1d
            assets:
              WETH: { price: 1700, process: { kind: gbm, drift: 0, volatility: 0.8 } }
              USDC: { price: 1, process: { kind: constant } }
            pools:
              p: { kind: concentrated, base: WETH, quote: USDC, fee: 0.003, value: 200000000, concentration: 10, tickSpacing: {{spacing}} }
            classes:
              lp: { wallets: 2, sizes: { kind: equal, size: 50000 }, liquidity: { p: { share: 1, range: [{{Price(12, -203040) / 1700:R}}, {{Price(12, -201000) / 1700:R}}] } } }
            """,
            "ticks.yaml");
        if (taken)
            AssertAccepted(read);
        else
            AssertRefused(read, "nearest usable multiples are", "18 decimals of WETH");
    }

    // Decimals are part of what a scenario says, so that they are part of its hash.
    [Test]
    public void StatedDecimals_AreInTheHash()
    {
        string Hash(string decimals) => Read(
            "WETH", "USDC", 1700, 60, "1522.3892401318, 1866.8840729700", decimals).Scenario!.Hash;
        Assert.That(Hash(", decimals: 18"), Is.Not.EqualTo(Hash("")));
    }
}
