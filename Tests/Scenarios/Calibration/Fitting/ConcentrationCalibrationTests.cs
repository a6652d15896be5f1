using GpuRisk.Scenarios;
using GpuRisk.Scenarios.Calibration;
using GpuRisk.Scenarios.Calibration.Fitting;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using NUnit.Framework;

namespace GpuRisk.Tests.Scenarios.Calibration.Fitting;

/// <summary>The concentration of pools from their files.</summary>
internal sealed class ConcentrationCalibrationTests
{
    private const int Count = 400;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly DateTime Start = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    // A position of 1 ETH and what belongs to it in USDC, from a quarter to four times the price:
    // L = x sqrt(p) / (1 - sqrt(p / upper)), of which half is that of all prices.
    [Test]
    public void OneRange_HasTheConcentrationOfTheWhitepaper()
    {
        const double price = 1850;
        double liquidity = Math.Sqrt(price) / (1 - 0.5);
        double value = price + (liquidity * (Math.Sqrt(price) - Math.Sqrt(price / 4)));
        LawReport report = Estimate(
            _ => price, _ => liquidity * 1e12, _ => value, (6, 18), false)!;
        Assert.That(report.Parameters[0].Value, Is.EqualTo(2).Within(1e-9));
        Assert.That(report.Fragment, Does.Contain("    concentration: 2"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Spread_IsItsLaw(bool isUncertain)
    {
        const double median = 6, spread = 0.3;
        var random = new MersenneTwister(5);
        double[] drawn = [.. Enumerable.Range(0, Count)
            .Select(_ => median * Math.Exp(Normal.Sample(random, 0, spread)))];
        LawReport report = Estimate(
            i => 1000 + i, i => drawn[i] / 2 / Math.Sqrt(1000 + i) * 5e6, _ => 5, (12, 0),
            isUncertain)!;
        FittedParameter found = report.Parameters[0];
        Assert.Multiple(() =>
        {
            Assert.That(found.Value, Is.EqualTo(median).Within(3 * found.StandardError!.Value));
            Assert.That(
                found.StandardError,
                Is.EqualTo(median * spread / Math.Sqrt(Count)).Within(40).Percent);
            Assert.That(report.Parameters[1].Value, Is.EqualTo(Math.Exp(spread)).Within(10).Percent);
            Assert.That(report.Parameters[2].Value, Is.EqualTo(drawn[^1]).Within(1e-9).Percent);
        });
        string head = "scenario: s\nkernel: impermanent-loss\nhorizon: 1d\nstep: 1h\npaths: 64\n"
            + "assets:\n  A: { price: 1000, process: { kind: gbm, drift: 0, volatility: 0.5 } }\n"
            + "  B: { price: 1, process: { kind: constant } }\n";
        ScenarioResult read = ScenarioReader.Parse(
            head + report.Fragment + "    kind: concentrated\n    base: A\n    quote: B\n"
            + "    fee: 0.003\n    value: 1000\npositions:\n"
            + "  all: { pool: pool, value: 1, range: [500, 1500] }\n", "s");
        Assert.That(read.Errors, Is.Empty);
        Assert.That(read.Scenario!.Uncertain, Has.Count.EqualTo(isUncertain ? 1 : 0));
        Assert.That(
            ((ConcentratedPool)read.Scenario.Pools.Single()).Source,
            Is.EqualTo($"{Count} periods of 1 d, 2020-01-01 to 2021-02-03 UTC"));
    }

    [TestCase(1e-8, "allowed is what liquidity, decimals")]
    [TestCase(0.1, "allowed is at least 1")]
    [TestCase(1e9, "allowed is what liquidity, decimals")]
    public void WhatNoPoolHas_IsRefused(double concentration, string message)
    {
        Assert.That(
            Estimate(_ => 1, _ => concentration / 2, _ => 1, (0, 0), false, out string? problem),
            Is.Null);
        Assert.That(problem, Does.Contain(message));
    }

    // The library's quiet quarter: 4.9 by hourly volatility, Uniswap v3 WETH/USDT 0.05 %.
    [Test]
    public void RealPool_BreaksEvenNearWhatTheLibraryStates()
    {
        string path = Library.Data("univ3_pool_daily_2021-2025.csv");
        PriceSeries Column(string name) => PriceFile.Read(new PriceFileRequest(path)
        {
            Column = name,
            Asset = "WETH-USDT-500",
            FromUtc = new(2023, 7, 31, 0, 0, 0, DateTimeKind.Utc),
            ToUtc = new(2023, 11, 1, 0, 0, 0, DateTimeKind.Utc),
        }).Series!;
        LawReport report = VolumeCalibration.Estimate(
            "p", Column("token1Price"), Column("volume_usd"), Column("tvl_usd"), 365 * Day, Day,
            0.0005, out string? problem)!;
        Assert.That(problem, Is.Null);
        FittedParameter found = report.Parameters[^1];
        Assert.That(found.Name, Is.EqualTo("concentration"));
        Assert.That(found.Value, Is.EqualTo(4.9).Within(2 * found.StandardError!.Value));
        Assert.That(found.StandardError, Is.LessThan(2.5));
    }

    private static LawReport? Estimate(
        Func<int, double> price, Func<int, double> liquidity, Func<int, double> value,
        (int First, int Second) decimals, bool isUncertain) =>
        Estimate(price, liquidity, value, decimals, isUncertain, out _);

    private static LawReport? Estimate(
        Func<int, double> price, Func<int, double> liquidity, Func<int, double> value,
        (int First, int Second) decimals, bool isUncertain, out string? problem) =>
        ConcentrationCalibration.Estimate(
            "pool", Series(price), Series(liquidity), Series(value), decimals, 500 * Day, Day,
            isUncertain, out problem);

    private static PriceSeries Series(Func<int, double> values) => new(
        [.. Enumerable.Range(0, Count).Select(i => new PricePoint(Start + (i * Day), values(i)))],
        0);
}
