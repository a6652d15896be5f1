using System.Globalization;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Results;
using GpuRisk.Tests.Models;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>
/// An issuer fails where an impairment leaves less than the threshold of reserves per coin, or
/// where it has to refuse a redemption that would. What leaves exactly the threshold is paid and is
/// no failure; so it is in both precisions, however the numbers are rounded.
/// </summary>
[TestFixture]
public sealed class IssuerFailureTests
{
    private static readonly Precision[] Both = [Precision.Float32, Precision.Float64];

    private static string Coin(
        string coin, string horizon = "12h", string step = "1h", string rest = "") => $$"""
        scenario: failure
        kernel: depeg
        horizon: {{horizon}}
        step: {{step}}
        assets:
          USD: { price: 1, process: { kind: constant } }
        stablecoins:
          C: { design: reserve-backed, meanReversionPerDay: 0, volatilityPerDay: 0, {{coin}} }
        {{rest}}
        """;

    private static string Text(double x) => x.ToString("R", CultureInfo.InvariantCulture);

    private static void AssertInBoth(string yaml, Action<RunResult> assert)
    {
        foreach (Precision precision in Both)
        {
            assert(Simulation.Run(yaml, 1, 1, precision));
        }
    }

    // An impairment of what may be missing leaves exactly the threshold.
    [TestCase(0.1, 0.9, 0)]
    [TestCase(0.2, 0.8, 0)]
    [TestCase(0.3, 0.7, 0)]
    [TestCase(0.05, 0.95, 0)]
    [TestCase(0.15, 0.85, 0)]
    [TestCase(0.37, 0.63, 0)]
    [TestCase(0.1001, 0.9, 1)]
    [TestCase(0.0999, 0.9, 0)]
    [TestCase(0.3001, 0.7, 1)]
    public void Impairment_ToTheThreshold_IsNoFailure(double size, double threshold, double failed)
    {
        foreach (double supply in new[] { 1e9, 4.27e10, 123_456_789 })
        {
            AssertInBoth(
                Coin($"supply: {Text(supply)}, impairmentAt: {{ time: 1h, size: {Text(size)} }}, failureThreshold: {Text(threshold)}"),
                result => Assert.That(
                    result.Mean("C.failed"), Is.EqualTo(failed), $"supply {supply}"));
        }
    }

    // A billion coins of which 5% lose their reserves: 50 million are missing, which are a tenth of
    // 500 million coins. Whoever parts with that many is paid in full, be they all that he has or
    // all that a step admits (a 24th of a day's capacity); of more the rest is refused and sold.
    [TestCase(5e8, 2.4e12, 5e8, 0)]
    [TestCase(4.9e8, 2.4e12, 4.9e8, 0)]
    [TestCase(9.5e8, 1.2e10, 5e8, 0)]
    [TestCase(5.1e8, 2.4e12, 5e8, 1)]
    [TestCase(9.5e8, 1.3e10, 5e8, 1)]
    public void Redemption_ToTheThreshold_IsPaidInFull(
        double held, double capacity, double redeemed, double failed) => AssertInBoth(
            Coin(
                "supply: 1000000000, impairmentAt: { time: 1h, size: 0.05 }, runIntensity: 1000000000, "
                + $"redemption: {{ dailyCapacity: {Text(capacity)} }}",
                "2h",
                rest: $"holders:\n  h: {{ holdings: {Text(held)}, latency: 0s }}"),
            result =>
            {
                Assert.That(result.Mean("C.failed"), Is.EqualTo(failed));
                Assert.That(
                    result.Mean("h.redeemedShare"), Is.EqualTo(redeemed / held).Within(1e-6));
                Assert.That(
                    result.Mean("C.reserveRatio"),
                    Is.EqualTo(1 - (5e7 / (1e9 - redeemed))).Within(1e-6));
            });

    // Arbitrageurs redeem what a step admits as long as the pool pays less than the issuer; the
    // step after the one that takes the last of what may be redeemed is refused.
    [TestCase(2.4e9, 6, 0)]
    [TestCase(2.4e9, 7, 1)]
    [TestCase(1.2e9, 11, 0)]
    [TestCase(1.2e9, 12, 1)]
    [TestCase(6e8, 21, 0)]
    [TestCase(6e8, 22, 1)]
    public void Arbitrage_StepByStepToTheThreshold_FailsWithTheFirstRefusal(
        double capacity, int hours, double failed) => AssertInBoth(
            Coin(
                "supply: 1000000000, impairmentAt: { time: 1h, size: 0.05 }, "
                + $"redemption: {{ dailyCapacity: {Text(capacity)} }}",
                $"{hours}h",
                rest: "pools:\n  p: { kind: stableswap, amplification: 100, assets: [C, USD], value: 100000000000 }"),
            result =>
            {
                Assert.That(result.Mean("C.failed"), Is.EqualTo(failed));
                Assert.That(
                    result.Mean("C.redeemed"),
                    Is.EqualTo(Math.Min(5e8, capacity / 24 * (hours - 1))).Within(1e-3).Percent);
                Assert.That(
                    result.Mean("C.reserveRatio"),
                    Is.EqualTo(1 - (5e7 / (1e9 - result.Mean("C.redeemed")))).Within(1e-6));
            });

    // All reserves are back when the last coin is redeemed at par: none is missing, to the last bit.
    [Test]
    public void Redemption_OfAllCoinsAfterTheRecovery_IsNoFailure() => AssertInBoth(
        Coin(
            "supply: 987654321, impairmentAt: { time: 1h, size: 0.037 }, recoveredShare: 1, recoveryTime: 2h, "
            + "runIntensity: 1000000000, redemption: { dailyCapacity: 2400000000000 }",
            rest: "holders:\n"
                + "  h: { holdings: 123456789, latency: 4h, wallets: 3 }\n"
                + "  i: { holdings: 864197532, latency: 4h, wallets: 70 }"),
        result =>
        {
            Assert.That(result.Mean("C.failed"), Is.Zero);
            Assert.That(result.Mean("C.reserveRatio"), Is.EqualTo(1));
            Assert.That(result.Mean("h.redeemedShare"), Is.EqualTo(1).Within(1e-9));
            Assert.That(result.Mean("h.loss"), Is.Zero);
        });

    // Random impairments of a coin like USDC, redeemed against for a fortnight: on one path in fifty
    // redemptions come to the threshold. The same paths fail in both precisions.
    [TestCase("1h", 20_000)]
    [TestCase("30m", 8_000)]
    [TestCase("3h", 20_000)]
    public void Paths_ThatFail_AreTheSameInBothPrecisions(string step, int count)
    {
        string yaml = $$"""
            scenario: fortnight
            kernel: depeg
            horizon: 14d
            step: {{step}}
            assets:
              USDT: { price: 1, process: { kind: constant } }
            stablecoins:
              USDC:
                design: reserve-backed
                startsAt: Fri 18:00
                meanReversionPerDay: 1.2
                volatilityPerDay: 0.0009
                impairmentsPerYear: 4.0
                impairmentMean: 0.08
                impairmentConcentration: 10
                recoveredShare: 0.5
                recoveryTime: {{(step == "3h" ? "42h" : "43h")}}
                redemption: { minimum: 100000, fee: 0, dailyCapacity: 4200000000, closed: weekends }
                supply: 42700000000
                reserveYield: 0.038
                runIntensity: 0.65
                failureThreshold: 0.9
            pools:
              depth: { kind: stableswap, amplification: 10, assets: [USDC, USDT], value: 26700000000, fee: 0.0001 }
            holders:
              retail: { holdings: 8000000000, latency: 12h, wallets: 1600000 }
              exchanges: { holdings: 12700000000, latency: {{(step == "3h" ? "3h" : "4h")}}, wallets: 60 }
              funds: { holdings: 22000000000, latency: {{(step == "3h" ? "0s" : "1h")}}, wallets: 900 }
            """;
        double[] coarse = Sampled.Of(yaml, "USDC.failed", count, 1, Precision.Float32);
        double[] fine = Sampled.Of(yaml, "USDC.failed", count, 1, Precision.Float64);
        double[] ratio = Sampled.Of(yaml, "USDC.reserveRatio", count, 1, Precision.Float64);
        TestContext.Out.WriteLine(
            $"{fine.Average()} failed; at the threshold "
            + $"{ratio.Count(r => Math.Abs(r - 0.9) < 1e-9)}");
        Assert.That(fine.Average(), Is.GreaterThan(0.03));
        Assert.That(coarse, Is.EqualTo(fine));
    }

    // A price that is exactly a threshold is not below it.
    [TestCase(0.05, 0, 0, 11)]
    [TestCase(0.0501, 1, 11, 11)]
    [TestCase(0.0499, 0, 0, 11)]
    [TestCase(0.01, 0, 0, 0)]
    [TestCase(0.0101, 0, 0, 11)]
    public void Price_AtAThreshold_IsNotBelowIt(
        double size, double depegged, double below95, double below99)
    {
        foreach (double reversion in new[] { 0.0, 6.0 })
        {
            AssertInBoth(
                Coin($"supply: 1000000000, impairmentAt: {{ time: 1h, size: {Text(size)} }}")
                    .Replace("PerDay: 0, v", $"PerDay: {Text(reversion)}, v", StringComparison.Ordinal),
                result =>
                {
                    Assert.That(result.Mean("C.depegged95"), Is.EqualTo(depegged));
                    Assert.That(result.Mean("C.hoursBelow95"), Is.EqualTo(below95));
                    Assert.That(result.Mean("C.hoursBelow99"), Is.EqualTo(below99));
                });
        }
    }

    // Arbitrageurs bring the pool to what the issuer pays less all fees: 0.99 to the last bit.
    [Test]
    public void Price_BroughtToAThreshold_IsNotBelowIt() => AssertInBoth(
        Coin(
            "supply: 1000000000, impairmentAt: { time: 1h, size: 0.04 }, recoveredShare: 1, recoveryTime: 1h, "
            + "redemption: { fee: 0.006, dailyCapacity: 24000000000000 }",
            rest: "pools:\n  p: { kind: stableswap, amplification: 10, assets: [C, USD], value: 100000000, fee: 0.004 }"),
        result =>
        {
            Assert.That(result.Mean("C.price"), Is.EqualTo(0.99).Within(1e-6));
            Assert.That(result.Mean("C.hoursBelow99"), Is.Zero);
            Assert.That(result.Mean("C.failed"), Is.Zero);
        });
}
