using GpuRisk.Tests.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Models;

/// <summary>Weighted pools against constant product, closed forms, the contracts' arithmetic and
/// optimisation by brute force.</summary>
[TestFixture]
public sealed partial class WeightedPoolTests
{
    private const string Pair = "kind: constant-product, base: X, quote: Y";
    private const string Equal = "kind: weighted, assets: [X, Y], weights: [0.5, 0.5]";

    private static string Scenario(string assets, string pool, int days = 30) => $$"""
        scenario: weighted
        kernel: impermanent-loss
        horizon: {{days}}d
        step: 1h
        assets:
        {{assets}}
        pools:
          p: { {{pool}} }
        positions:
          all: { pool: p, value: 1000000, gasPerAction: 2 }
          some: { pool: p, value: 1234.5 }
        """;

    // What moves once, by a factor each, over a hundred days of a single step.
    private static Paths Move(
        IReadOnlyList<double> weights, IReadOnlyList<double> factors, string terms) =>
        Paths.Of(
            $$"""
            scenario: move
            kernel: impermanent-loss
            horizon: 100d
            step: 100d
            assets:
            {{string.Join('\n', factors.Select((f, i) =>
                $"  A{i}: {{ price: {i + 1}, process: {Simulation.Moves(f, 100)} }}"))}}
            pools:
              p: { kind: weighted, assets: [{{string.Join(", ", factors.Select((_, i) => $"A{i}"))}}], weights: [{{string.Join(", ", weights.Select(w => w.ToString("R")))}}], value: 1000, {{terms}} }
            positions:
              lp: { pool: p, value: 1000 }
            """, 1, 1);

    private static void AssertSame(Paths first, Paths second, params string[] metrics)
    {
        foreach (string metric in metrics)
        {
            for (int i = 0; i < first.Count; i++)
            {
                double expected = first[metric][i];
                if (double.IsNaN(expected))
                {
                    Assert.That(second[metric][i], Is.NaN, metric);
                    continue;
                }

                Assert.That(
                    second[metric][i],
                    Is.EqualTo(expected).Within(1e-11 + (1e-9 * Math.Abs(expected))), metric);
            }
        }
    }

    /// <summary>Two assets of equal weights are a constant product, path by path.</summary>
    [TestCase("arbitrage: step, arbitrageGas: 12")]
    [TestCase("arbitrage: step")]
    [TestCase("arbitrage: continuous")]
    public void EqualWeights_OfTwoAssets_AreAConstantProduct(string arbitrage)
    {
        const string assets = """
              X: { price: 2000, process: { kind: merton, drift: 0.2, volatility: 0.9, jumpsPerYear: 50, jumpMean: -0.05, jumpStdDev: 0.1 } }
              Y: { price: 3, process: { kind: gbm, drift: -0.1, volatility: 0.5 } }
            correlations: { X-Y: 0.4 }
            """;
        string terms = $", fee: 0.003, value: 1000000, {arbitrage}, protocolShareOfFees: 0.2, "
            + "noiseVolumePerDay: 0.3, noiseVolumeStdDev: 1";
        Paths pair = Paths.Of(Scenario(assets, Pair + terms), 64, 11);
        Paths weighted = Paths.Of(Scenario(assets, Equal + terms), 64, 11);
        AssertSame(
            pair, weighted, "p.arbitrageProfit", "p.arbitrageVolume", "p.arbitrageTrades",
            "p.noiseVolume", "p.fees", "p.protocolFees", "all.impermanentLoss", "all.fees",
            "all.lossVersusRebalancing", "all.netVersusHold", "all.netVersusRebalancing",
            "all.net", "all.gas", "some.net", "all.timeInRange");
        Assert.That(pair["p.noiseVolume"][0], Is.GreaterThan(1e6));
    }

    /// <summary>In a joint market too: providers, farms that take the stake away, votes on fees,
    /// gas and bids. Of all that is posted, nothing differs.</summary>
    [TestCase("")]
    [TestCase(", arbitrage: step, arbitrageGas: 40")]
    public void EqualWeights_InAJointMarket_AreAConstantProduct(string arbitrage)
    {
        const string written = "kind: constant-product, base: ETH, quote: USDC, fee: 0.003,";
        Assert.That(Samples.Market, Does.Contain(written));
        string Market(string kind) => Samples.Market.Replace(
            written, $"{kind}, fee: 0.003{arbitrage},", StringComparison.Ordinal);
        Paths pair = Paths.Of(Market("kind: constant-product, base: ETH, quote: USDC"), 16, 5);
        Paths weighted = Paths.Of(
            Market("kind: weighted, assets: [ETH, USDC], weights: [0.5, 0.5]"), 16, 5);
        AssertSame(pair, weighted, [.. pair.Metrics]);
        Assert.That(pair.Metrics.Count(), Is.GreaterThan(100));
    }

    // docs/oracles.md, "Weighted pools".
    // r^w / (w r + 1 - w) - 1.
    [TestCase(0.8, 2, -0.03272160)]
    [TestCase(0.8, 0.5, -0.04275137)]
    [TestCase(0.95, 2, -0.00929607)]
    [TestCase(0.95, 0.5, -0.01403341)]
    [TestCase(0.5, 4, -0.2)]
    public void ImpermanentLoss_OfTwoWeights_IsTheClosedForm(
        double weight, double factor, double expected) => Assert.That(
            Move([weight, Math.Round(1 - weight, 10)], [factor, 1], "fee: 0.003")
                .First("lp.impermanentLoss"),
            Is.EqualTo(expected).Within(5.1e-9));

    // docs/oracles.md, "Weighted pools".
    [Test]
    public void ContinuousArbitrage_OfThreeAssets_HasTheClosedForms()
    {
        double[] weights = [0.5, 0.3, 0.2];
        double[] volatilities = [0.9, 0.7, 1.2];
        double[,] correlations = { { 1, 0.4, 0.2 }, { 0.4, 1, -0.3 }, { 0.2, -0.3, 1 } };
        Paths paths = Paths.Of(
            Scenario(
                """
                  X: { price: 2000, process: { kind: gbm, drift: 0, volatility: 0.9 } }
                  Y: { price: 30, process: { kind: gbm, drift: 0, volatility: 0.7 } }
                  Z: { price: 0.5, process: { kind: gbm, drift: 0, volatility: 1.2 } }
                correlations: { X-Y: 0.4, X-Z: 0.2, Y-Z: -0.3 }
                """,
                "kind: weighted, assets: [X, Y, Z], weights: [0.5, 0.3, 0.2], fee: 0.01, value: 1000000"),
            8000, 21);
        double[] starts = [2000, 30, 0.5];
        string[] names = ["X", "Y", "Z"];
        for (int i = 0; i < paths.Count; i++)
        {
            double[] grown = [.. names.Select((n, k) => paths[$"{n}.price"][i] / starts[k])];
            double hold = weights.Zip(grown, (w, r) => w * r).Sum();
            double value = Math.Exp(weights.Zip(grown, (w, r) => w * Math.Log(r)).Sum());
            Assert.That(
                paths["all.impermanentLoss"][i], Is.EqualTo((value / hold) - 1).Within(1e-12));
            Assert.That(
                paths["all.net"][i], Is.EqualTo((1e6 * (value - 1)) - 4).Within(1e-5));
        }

        // A portfolio without drift is worth its start on average, so that what trades take is
        // what the pool lacks of it: at a rate of (sum w_i s_i^2 - w'Sw) / 2 of its value.
        double years = 30 / 365.0;
        double own = weights.Select((w, i) => w * volatilities[i] * volatilities[i]).Sum();
        double together = 0;
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                together += weights[i] * weights[j] * correlations[i, j]
                    * volatilities[i] * volatilities[j];
            }
        }

        double lost = -double.ExpM1(-0.5 * (own - together) * years);
        paths.Mean("net", i => paths["all.net"][i] + 4).AssertIs(-1e6 * lost);
        paths.Mean("loss", i => paths["all.lossVersusRebalancing"][i]).AssertIs(1e6 * lost);
    }

    /// <summary>What the whole pool's providers lose to trades is the arbitrageurs' profit, their
    /// fees and their gas; with what prices did, fees and gas it is what they end with.</summary>
    [Test]
    public void Loss_OfAWholePool_IsArbitrageursProfitFeesAndGas()
    {
        Paths paths = Paths.Of(
            Scenario(
                """
                  X: { price: 2000, process: { kind: gbm, drift: 0.5, volatility: 0.9 } }
                  Y: { price: 30, process: { kind: merton, drift: 0, volatility: 0.7, jumpsPerYear: 40, jumpMean: 0.02, jumpStdDev: 0.1 } }
                  Z: { price: 0.5, process: { kind: gbm, drift: 0, volatility: 1.2 } }
                  USD: { price: 1, process: { kind: constant } }
                """,
                "kind: weighted, assets: [X, USD, Y, Z], weights: [0.6, 0.01, 0.29, 0.1], fee: 0.003, "
                + "value: 1000000, arbitrage: step, arbitrageGas: 20, protocolShareOfFees: 0.3"),
            500, 22);
        for (int i = 0; i < paths.Count; i++)
        {
            double trades = paths["p.arbitrageTrades"][i];
            Assert.That(trades, Is.GreaterThan(20));
            Assert.That(
                paths["all.lossVersusRebalancing"][i],
                Is.EqualTo(
                    paths["p.arbitrageProfit"][i] + (20 * trades) + paths["p.fees"][i]
                    + paths["p.protocolFees"][i]).Within(1e-7));
            Assert.That(
                paths["p.fees"][i] + paths["p.protocolFees"][i],
                Is.EqualTo(0.003 * paths["p.arbitrageVolume"][i]).Within(1e-7));
            Assert.That(paths["all.fees"][i], Is.EqualTo(paths["p.fees"][i]).Within(1e-7));
            Assert.That(
                paths["all.net"][i],
                Is.EqualTo(
                    paths["all.revaluation"][i] - paths["all.lossVersusRebalancing"][i]
                    + paths["all.fees"][i] - 4).Within(1e-6));
        }
    }
}
