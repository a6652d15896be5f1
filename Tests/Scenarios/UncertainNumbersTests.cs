using GpuRisk.Scenarios;
using GpuRisk.Scenarios.Uncertainty;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;
using NUnit.Framework;

namespace GpuRisk.Tests.Scenarios;

/// <summary>Numbers of which a scenario states laws.</summary>
internal sealed class UncertainNumbersTests
{
    private const string Text = Samples.Uncertain;

    private static readonly Scenario Read = Of(Text);

    [Test]
    public void Medians_AreTheScenariosOwnNumbers()
    {
        var eth = (GbmProcess)Read.Assets[0].Process;
        var btc = (GbmProcess)Read.Assets[1].Process;
        Assert.Multiple(() =>
        {
            Assert.That(eth.DriftPerYear, Is.EqualTo(0.1));
            Assert.That(eth.VolatilityPerYear, Is.EqualTo(0.6).Within(1e-15));
            Assert.That(btc.VolatilityPerYear, Is.EqualTo(0.6).Within(1e-15));
            Assert.That(Read.Correlation(0, 1), Is.EqualTo(0.9));
        });
    }

    // Between 1 h and 12 h the median is 6.5 h, which is no whole step of an hour.
    [Test]
    public void Durations_FallOnTheNearestStep()
    {
        Scenario scenario = Of("""
            scenario: run
            kernel: depeg
            horizon: 3d
            step: 1h
            assets:
              USD: { price: 1, process: { kind: constant } }
            stablecoins:
              C: { design: reserve-backed, meanReversionPerDay: 1, volatilityPerDay: 0.002,
                   supply: 1000000000, runIntensity: 1 }
            pools:
              p: { kind: stableswap, amplification: 100, assets: [C, USD], value: 100000000, fee: 0.0004 }
            holders:
              h: { holdings: 500000000, latency: { low: 1h, high: 12h }, wallets: 1000 }
            """);
        double[] hours = [.. scenario.Draws.Prepend(scenario)
            .Select(member => member.Holders[0].LatencySeconds / 3600)];
        Assert.Multiple(() =>
        {
            Assert.That(hours[0], Is.EqualTo(6).Or.EqualTo(7));
            Assert.That(hours, Is.All.InRange(1, 12));
            Assert.That(hours.Select(hour => hour % 1), Is.All.Zero);
            Assert.That(hours.Distinct().Count(), Is.EqualTo(12));
        });
    }

    // By the definition of a Latin hypercube: each of 128 equally likely parts of a law is met
    // once, whatever the correlations are of the first number.
    [Test]
    public void Draws_MeetEachPartOfALawOnce()
    {
        double[] volatilities = [.. Read.Draws.Select(
            draw => ((GbmProcess)draw.Assets[0].Process).VolatilityPerYear)];
        IEnumerable<int> parts = volatilities.Select(volatility => (int)(128
            * MathNet.Numerics.Distributions.Normal.CDF(
                Math.Log(0.6), Math.Log(1.5), Math.Log(volatility))));
        Assert.Multiple(() =>
        {
            Assert.That(Read.Draws, Has.Count.EqualTo(128));
            Assert.That(parts.Order(), Is.EqualTo(Enumerable.Range(0, 128)));
        });
    }

    [Test]
    public void Draws_HaveTheLawsTheyAreStatedWith()
    {
        double[] drifts = [.. Read.Draws.Select(
            draw => ((GbmProcess)draw.Assets[0].Process).DriftPerYear)];
        double[] scores = [.. Read.Draws.Select(draw => Math.Log(
            ((GbmProcess)draw.Assets[0].Process).VolatilityPerYear))];
        double[] others = [.. Read.Draws.Select(draw =>
            MathNet.Numerics.Distributions.Normal.InvCDF(
                0, 1,
                (((GbmProcess)draw.Assets[1].Process).VolatilityPerYear - 0.4) / 0.4))];
        Assert.Multiple(() =>
        {
            Assert.That(drifts.Mean(), Is.EqualTo(0.1).Within(1e-9));
            Assert.That(drifts.StandardDeviation(), Is.EqualTo(0.2).Within(0.003));
            Assert.That(
                Correlation.Pearson(scores, others), Is.EqualTo(0.8).Within(0.12),
                "four standard errors of 128 pairs");
            Assert.That(
                Read.Draws.Count(draw => Math.Abs(draw.Correlation(0, 1) - 0.5) < 1e-9),
                Is.EqualTo(32), "a quarter");
        });
    }

    [Test]
    public void Durations_FallOnSteps()
    {
        Scenario scenario = Of("""
            scenario: news
            kernel: depeg
            horizon: 2d
            step: 10m
            assets: { USDT: { price: 1, process: { kind: constant } } }
            stablecoins:
              USDC:
                design: reserve-backed
                meanReversionPerDay: 6
                volatilityPerDay: 0.001
                impairmentAt: { time: { low: 2h, high: 20h }, size: { median: 0.08, factor: 1.4 } }
                recoveredShare: 1
                recoveryTime: { mean: 20h, standardError: 4h }
                supply: 1000000
            """);
        double[] times = [.. scenario.Draws.Select(
            draw => draw.Stablecoins[0].ImpairmentAt!.TimeSeconds)];
        Assert.Multiple(() =>
        {
            Assert.That(times.Select(time => time % 600), Is.All.Zero);
            Assert.That(times.Min(), Is.InRange(2 * 3600, 2.2 * 3600));
            Assert.That(times.Max(), Is.InRange(19.8 * 3600, 20 * 3600));
        });
    }

    [Test]
    public void Hash_FollowsEveryLaw()
    {
        string[] texts =
        [
            Text,
            Text.Replace("standardError: 0.2", "standardError: 0.3", StringComparison.Ordinal),
            Text.Replace("factor: 1.5", "factor: 1.6", StringComparison.Ordinal),
            Text.Replace("low: 0.4, high: 0.8", "low: 0.5, high: 0.7", StringComparison.Ordinal),
            Text.Replace("weights: [1, 3]", "weights: [1, 4]", StringComparison.Ordinal),
            Text.Replace("draws: 128", "draws: 64", StringComparison.Ordinal),
            Text.Replace("value: 0.8", "value: 0.7", StringComparison.Ordinal),
        ];
        Assert.That(texts.Select(text => Of(text).Hash), Is.Unique);
    }

    [Test]
    public void Setting_OfALaw_IsRead()
    {
        ScenarioResult read = ScenarioReader.Parse(
            Text, "test.yaml", overrides:
            [
                "assets.BTC.process.volatility={ mean: 0.5, standardError: 0.1 }",
                "assets.ETH.process.drift=0",
            ]);
        Assert.That(
            read.Scenario!.Uncertain.Select(number => number.Key),
            Is.EqualTo(new[]
            {
                "assets.ETH.process.volatility", "assets.BTC.process.volatility",
                "correlations.ETH-BTC",
            }));
        Assert.That(read.Scenario.Uncertain[1].Law, Is.EqualTo(new NormalLaw(0.5, 0.1)));
    }

    [Test]
    public void Shares_OfPerfectlyCorrelatedNumbers_AreEqual()
    {
        var factor = Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 0 }, { 1, 0 } });
        Assert.That(
            LatinHypercube.Shares(16, factor), Has.All.Matches<double[]>(s => s![0] == s[1]));
    }

    private static Scenario Of(string text)
    {
        ScenarioResult read = ScenarioReader.Parse(text, "test.yaml");
        return read.Scenario
            ?? throw new ArgumentException(string.Join('\n', read.Errors));
    }
}
