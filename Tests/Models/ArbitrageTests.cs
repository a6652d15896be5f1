using NUnit.Framework;

namespace GpuRisk.Tests.Models;

/// <summary>Arbitrage block by block: single trades, and the stationary laws of theory.</summary>
[TestFixture]
public sealed class ArbitrageTests
{
    private static readonly double[] BasisPoints = [1, 5, 10, 30, 100];

    private static Paths Move(double fair, double fee, double gas = 0) => Paths.Of($$"""
        scenario: trade
        kernel: impermanent-loss
        horizon: 10d
        step: 10d
        assets:
          X: { price: 100, process: {{Simulation.Moves(fair / 100, 10)}} }
          Y: { price: 1, process: { kind: constant } }
        pools:
          p: { kind: constant-product, base: X, quote: Y, fee: {{fee}}, value: 20000, arbitrage: step, arbitrageGas: {{gas}}, protocolShareOfFees: 0.25 }
        positions:
          lp: { pool: p, value: 20000 }
        """, 1, 1);

    // docs/oracles.md, "Arbitrage".
    // Pool (100, 10000), 30 bp. Volume is what is paid in, at the market.
    [TestCase(102, 84.598096225, 0.71353673713)]
    [TestCase(98, 0.86621640982 * 98, 0.73311827852)]
    public void Trade_ToTheBand_IsTheClosedForm(double fair, double paid, double profit)
    {
        Paths result = Move(fair, 0.003);
        Assert.That(result.First("p.arbitrageVolume"), Is.EqualTo(paid).Within(1e-9));
        Assert.That(result.First("p.arbitrageProfit"), Is.EqualTo(profit).Within(1e-10));
        Assert.That(result.First("p.arbitrageTrades"), Is.EqualTo(1));
        Assert.That(result.First("p.fees"), Is.EqualTo(0.75 * 0.003 * paid).Within(1e-9));
        Assert.That(result.First("p.protocolFees"), Is.EqualTo(0.25 * 0.003 * paid).Within(1e-9));
        Assert.That(result.First("lp.fees"), Is.EqualTo(0.75 * 0.003 * paid).Within(1e-9));
        Assert.That(
            result.First("lp.lossVersusRebalancing"),
            Is.EqualTo(profit + (0.003 * paid)).Within(1e-9));
    }

    [TestCase(100.2)]
    [TestCase(99.8)]
    public void Trade_WithinTheBand_IsNotMade(double fair)
    {
        Paths result = Move(fair, 0.003);
        Assert.That(result.First("p.arbitrageTrades"), Is.Zero);
        Assert.That(result.First("p.arbitrageVolume"), Is.Zero);
        Assert.That(result.First("lp.lossVersusRebalancing"), Is.Zero);
    }

    // docs/oracles.md, "Arbitrage".
    // A cost c widens the band by u ~ sqrt(8 c / V): 2.83 and 28.3 bp.
    [TestCase(1e-8, 2.83e-4)]
    [TestCase(1e-6, 28.3e-4)]
    public void Gas_WidensTheBand_ByTheRootOfItsShare(double share, double width)
    {
        double gas = share * 20000;
        foreach (int sign in new[] { -1, 1 })
        {
            double within = 100 * Math.Exp(sign * 0.99 * width);
            double beyond = 100 * Math.Exp(sign * 1.01 * width);
            Assert.That(Move(within, 0, gas).First("p.arbitrageTrades"), Is.Zero);
            Assert.That(Move(beyond, 0, gas).First("p.arbitrageTrades"), Is.EqualTo(1));
        }
    }

    // docs/oracles.md, "Arbitrage".
    // Constant blocks, 5% a day: share of blocks with a trade, and arbitrageurs'
    // profit as a share of sigma^2 / 8. The pool starts at the market; the first blocks, in
    // which it finds its stationary law, are taken off by the same paths' shorter horizon.
    [TestCase(12, 600, 1500, 1, new[] { 86.6981, 49.4734, 31.0175, 12.4627, 4.0284 }, new[] { 77.9404, 40.6923, 25.5565, 10.2683, 3.3191 })]
    [TestCase(600, 60, 240, 1, new[] { 0, 0, 0, 54.3407, 0 }, new[] { 0, 0, 0, 44.6990, 0 })]
    public void Blocks_OfConstantTime_HaveTheStationaryLaw(
        int seconds, int burnIn, int blocks, int seedOffset, double[] trades, double[] profit)
    {
        const int count = 12_000;
        const double value = 1e6;
        double volatility = 0.05 * Math.Sqrt(365);
        string Yaml(int steps) => $$"""
            scenario: blocks
            kernel: impermanent-loss
            horizon: {{steps * seconds}}s
            step: {{seconds}}s
            assets:
              X: { price: 100, process: { kind: gbm, drift: 0, volatility: {{volatility}} } }
              Y: { price: 1, process: { kind: constant } }
            pools:
            {{string.Join('\n', BasisPoints.Select(bp =>
                $"  p{bp}: {{ kind: constant-product, base: X, quote: Y, fee: {-double.ExpM1(-bp / 1e4)}, value: {value}, arbitrage: step }}"))}}
            """;
        ulong seed = 50 + (ulong)seedOffset;
        Paths first = Paths.Of(Yaml(burnIn), count, seed);
        Paths all = Paths.Of(Yaml(blocks), count, seed);
        double variance = 0.0025 * seconds / 86400 * (blocks - burnIn);
        for (int i = 0; i < BasisPoints.Length; i++)
        {
            if (trades[i] == 0)
            {
                continue;
            }

            string pool = $"p{BasisPoints[i]}";
            double[] before = first[$"{pool}.arbitrageTrades"];
            double[] after = all[$"{pool}.arbitrageTrades"];
            all.Mean($"{pool}: trades, %", p => 100 * (after[p] - before[p]) / (blocks - burnIn))
                .AssertIs(trades[i], 6e-5);

            // The theory is to first order in the fee g: at its band the pool is off by exp(g/2).
            double[] early = first[$"{pool}.arbitrageProfit"];
            double[] late = all[$"{pool}.arbitrageProfit"];
            all.Mean(
                $"{pool}: profit, % of LVR",
                p => 100 * (late[p] - early[p]) / (value * variance / 8))
                .AssertIs(profit[i], (0.5e-4 * BasisPoints[i] * profit[i]) + 2e-3);
        }
    }

    // docs/oracles.md, "Loss versus rebalancing".
    // At 5% a day a fee of 30 bp breaks even at a turnover of 10.4167% a day.
    [Test]
    public void Noise_AtTheBreakEvenTurnover_PaysForLossVersusRebalancing()
    {
        double volatility = 0.05 * Math.Sqrt(365);
        Paths paths = Paths.Of(
            $$"""
            scenario: breakeven
            kernel: impermanent-loss
            horizon: 10d
            step: 1h
            assets:
              X: { price: 100, process: { kind: gbm, drift: 0, volatility: {{volatility}} } }
              Y: { price: 1, process: { kind: constant } }
            pools:
              p: { kind: constant-product, base: X, quote: Y, fee: 0.003, value: 1000000, noiseVolumePerDay: 0.1041666667, noiseVolumeStdDev: 0.8 }
            positions:
              lp: { pool: p, value: 10000 }
            """,
            60_000, 52);
        double[] net = paths["lp.netVersusRebalancing"];
        double[] volume = paths["p.noiseVolume"];

        // An hour's fee is earned at its end's value, its loss from its start's: 3e-5 of 31 USD.
        paths.Mean("net", i => net[i]).AssertIs(0, 31.25 * 1e-4);
        paths.Mean("volume", i => volume[i]).AssertIs(1041666.667, 1041666.667 * 0.002);
    }

    // Nothing is created: what a whole pool's providers lose to each trade is the arbitrageurs'
    // profit, their fees and their gas; providers' and protocol's fees are the pool's.
    [Test]
    public void Loss_OfAWholePool_IsArbitrageursProfitFeesAndGas()
    {
        Paths paths = Paths.Of(
            """
            scenario: ledger
            kernel: impermanent-loss
            horizon: 30d
            step: 1h
            assets:
              X: { price: 2000, process: { kind: merton, drift: 0.2, volatility: 0.9, jumpsPerYear: 50, jumpMean: -0.05, jumpStdDev: 0.1 } }
              Y: { price: 3, process: { kind: gbm, drift: -0.1, volatility: 0.5 } }
            correlations: { X-Y: 0.4 }
            pools:
              cp: { kind: constant-product, base: X, quote: Y, fee: 0.003, value: 1000000, arbitrage: step, arbitrageGas: 25, protocolShareOfFees: 0.2, noiseVolumePerDay: 0.3, noiseVolumeStdDev: 1 }
              cl: { kind: concentrated, base: X, quote: Y, fee: 0.0005, value: 1000000, concentration: 1, arbitrage: step, arbitrageGas: 5, noiseVolumePerDay: 0.1 }
            positions:
              a: { pool: cp, value: 400000 }
              b: { pool: cp, value: 600000, gasPerAction: 10 }
              c: { pool: cl, value: 999900, range: [0.000001, 1000000000000] }
            """,
            8_000, 53);
        for (int i = 0; i < paths.Count; i++)
        {
            double loss = paths["a.lossVersusRebalancing"][i] + paths["b.lossVersusRebalancing"][i];
            double traded = paths["cp.arbitrageProfit"][i] + (25 * paths["cp.arbitrageTrades"][i])
                + (0.003 * paths["cp.arbitrageVolume"][i]);
            Assert.That(loss, Is.EqualTo(traded).Within(1e-9 * (1 + traded)));
            Assert.That(
                paths["a.fees"][i] + paths["b.fees"][i],
                Is.EqualTo(paths["cp.fees"][i]).Within(1e-9).Percent);
            Assert.That(
                paths["cp.fees"][i] + paths["cp.protocolFees"][i],
                Is.EqualTo(0.003
                    * (paths["cp.arbitrageVolume"][i] + paths["cp.noiseVolume"][i]))
                    .Within(1e-9).Percent);

            // A range over twelve orders of magnitude is a full one to 1e-4.
            double third = paths["cl.arbitrageProfit"][i] + (5 * paths["cl.arbitrageTrades"][i])
                + (0.0005 * paths["cl.arbitrageVolume"][i]);
            Assert.That(
                paths["c.lossVersusRebalancing"][i], Is.EqualTo(third).Within(0.02).Percent);
        }
    }

    // Net = versus hold + hold's own gain, on every path.
    [Test]
    public void Net_OfAPosition_IsItsPartsTogether()
    {
        Paths paths = Paths.Of(
            """
            scenario: parts
            kernel: impermanent-loss
            horizon: 30d
            step: 1h
            assets:
              X: { price: 2000, process: { kind: gbm, drift: 0.2, volatility: 0.9 } }
              Y: { price: 1, process: { kind: constant } }
            pools:
              cp: { kind: constant-product, base: X, quote: Y, fee: 0.003, value: 1000000, arbitrage: step, noiseVolumePerDay: 0.3 }
            positions:
              a: { pool: cp, value: 1000, gasPerAction: 3 }
            """,
            8_000, 54);
        for (int i = 0; i < paths.Count; i++)
        {
            double ratio = paths["X.price"][i] / 2000;
            double hold = 500 * (1 + ratio);
            Assert.That(
                paths["a.net"][i],
                Is.EqualTo(paths["a.netVersusHold"][i] + hold - 1000).Within(1e-8));
            Assert.That(
                paths["a.netVersusHold"][i],
                Is.EqualTo(
                    (hold * paths["a.impermanentLoss"][i]) + paths["a.fees"][i] - paths["a.gas"][i])
                    .Within(1e-8));
            Assert.That(
                paths["a.netVersusRebalancing"][i],
                Is.EqualTo(
                    paths["a.fees"][i] - paths["a.gas"][i]
                    - paths["a.lossVersusRebalancing"][i]).Within(1e-8));
        }
    }
}
