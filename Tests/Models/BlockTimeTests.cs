using NUnit.Framework;

namespace GpuRisk.Tests.Models;

/// <summary>Pools that are arbitraged at every block of a chain, in steps of many blocks: against
/// the stationary laws of theory, and against steps of one block.</summary>
[TestFixture]
public sealed class BlockTimeTests
{
    private const double Value = 1e6;
    private static readonly double[] BasisPoints = [1, 5, 10, 30, 100];

    // docs/oracles.md, "Arbitrage": share of blocks with a trade, and arbitrageurs' profit as a
    // share of sigma^2 / 8, at 5% a day.
    [TestCase("constant", 12, "1h", new[] { 86.6981, 49.4734, 31.0175, 12.4627, 4.0284 }, new[] { 77.9404, 40.6923, 25.5565, 10.2683, 3.3191 })]
    [TestCase("constant", 12, "10m", new[] { 86.6981, 49.4734, 31.0175, 12.4627, 4.0284 }, new[] { 77.9404, 40.6923, 25.5565, 10.2683, 3.3191 })]
    [TestCase("constant", 600, "6h", new[] { 0, 0, 0, 54.3407, 0 }, new[] { 0, 0, 0, 44.6990, 0 })]
    [TestCase("poisson", 12, "1h", new[] { 80.65, 45.45, 29.41, 12.20, 4.00 }, new[] { 80.645152, 45.45456, 29.411776, 12.195136, 4.000064 })]
    [TestCase("poisson", 600, "1d", new[] { 96.72, 85.49, 74.66, 49.55, 22.76 }, new double[0])]
    [TestCase("poisson", 2, "1h", new[] { 62.98, 25.38, 14.54, 5.37, 1.67 }, new double[0])]
    public void Blocks_WithinSteps_HaveTheirStationaryLaw(
        string blocks, int seconds, string step, double[] trades, double[] profit)
    {
        const int count = 4096;
        double volatility = 0.05 * Math.Sqrt(365);
        string Yaml(int days) => $$"""
            scenario: blocks
            kernel: impermanent-loss
            horizon: {{days}}d
            step: {{step}}
            assets:
              X: { price: 100, process: { kind: gbm, drift: 0, volatility: {{volatility}} } }
              Y: { price: 1, process: { kind: constant } }
            pools:
            {{string.Join('\n', BasisPoints.Select(bp =>
                $"  p{bp}: {{ kind: constant-product, base: X, quote: Y, fee: {-double.ExpM1(-bp / 1e4)}, value: {Value}, arbitrage: step, blockTime: {seconds}s, blocks: {blocks} }}"))}}
            """;
        Paths first = Paths.Of(Yaml(2), count, 7);
        Paths all = Paths.Of(Yaml(12), count, 7);
        double after = 10 * 86400.0 / seconds;

        // Of value the same loss takes more, the longer the pool has been losing.
        double mean = Math.Exp(-0.0025 / 8 * 7);
        for (int i = 0; i < BasisPoints.Length; i++)
        {
            string pool = $"p{BasisPoints[i]}";
            if (trades[i] == 0) continue;
            double[] before = first[$"{pool}.arbitrageTrades"];
            double[] then = all[$"{pool}.arbitrageTrades"];
            double digits = trades[i] - Math.Truncate(trades[i] * 100) / 100 > 0 ? 2e-2 : 6e-3;
            all.Mean($"{pool}: trades, %", p => 100 * (then[p] - before[p]) / after)
                .AssertIs(trades[i], digits);
            if (profit.Length == 0) continue;
            double[] early = first[$"{pool}.arbitrageProfit"];
            double[] late = all[$"{pool}.arbitrageProfit"];
            all.Mean(
                $"{pool}: profit, % of LVR",
                p => 100 * (late[p] - early[p]) / (Value * mean * 0.025 / 8))
                .AssertIs(profit[i], (0.5e-4 * BasisPoints[i] * profit[i]) + 2e-2);
        }
    }

    private const string Gbm = "{ kind: gbm, drift: 0, volatility: 0.8 }";
    private const string Jumps =
        "{ kind: merton, drift: 0, volatility: 0.8, jumpsPerYear: 500, jumpMean: 0, jumpStdDev: 0.03 }";

    // A step of one block is that of a pool without blocks.
    [TestCase(Gbm, 0.003)]
    [TestCase(Gbm, 0.0005)]
    [TestCase(Gbm, 0.01)]
    [TestCase(Jumps, 0.003)]
    public void HourlySteps_TellWhatStepsOfOneBlockDo(string process, double fee)
    {
        Paths coarse = Of("1h", process, fee, 20_000, 3);
        Paths fine = Of("12s", process, fee, 1_000, 4);
        foreach (string figure in new[]
        {
            "full.netVersusRebalancing", "full.fees", "full.lossVersusRebalancing",
            "narrow.fees", "narrow.netVersusRebalancing", "p.arbitrageTrades", "p.arbitrageProfit",
            "p.arbitrageVolume", "full.netVersusHold",
        })
        {
            Estimated truth = Estimated.Of(figure, fine[figure]);
            Estimated hourly = Estimated.Of(figure, coarse[figure]);
            (hourly with { Error = Math.Sqrt((truth.Error * truth.Error) + (hourly.Error * hourly.Error)) })
                .AssertIs(truth.Value, 3e-3 * Math.Abs(truth.Value));
        }

        // Not the mean alone: the spread of what arbitrage takes on a path.
        double spread = Deviation(coarse["full.lossVersusRebalancing"])
            / Deviation(fine["full.lossVersusRebalancing"]);
        Assert.That(spread, Is.EqualTo(1).Within(0.12));
    }

    // What providers lose is what arbitrageurs gain and pay; each on its own path.
    [Test]
    public void Loss_OfAWholePool_IsArbitrageursProfitAndFees()
    {
        Paths paths = Paths.Of(
            """
            scenario: ledger
            kernel: impermanent-loss
            horizon: 10d
            step: 1h
            assets:
              X: { price: 2000, process: { kind: bates, drift: 0.2, initialVolatility: 0.9, longRunVolatility: 0.7, meanReversion: 10, volatilityOfVariance: 2, priceVarianceCorrelation: -0.5, jumpsPerYear: 50, jumpMean: -0.05, jumpStdDev: 0.1 } }
              Y: { price: 3, process: { kind: gbm, drift: -0.1, volatility: 0.5 } }
            pools:
              p: { kind: constant-product, base: X, quote: Y, fee: 0.003, value: 1000000, arbitrage: step, blockTime: 12s, protocolShareOfFees: 0.2 }
            positions:
              a: { pool: p, value: 400000 }
              b: { pool: p, value: 600000 }
            """,
            2_000, 5);
        for (int i = 0; i < paths.Count; i++)
        {
            double traded =
                paths["p.arbitrageProfit"][i] + (0.003 * paths["p.arbitrageVolume"][i]);
            Assert.That(
                paths["a.lossVersusRebalancing"][i] + paths["b.lossVersusRebalancing"][i],
                Is.EqualTo(traded).Within(1e-9 * (1 + traded)));
            Assert.That(
                (paths["a.fees"][i] + paths["b.fees"][i]) / 0.8,
                Is.EqualTo(0.003 * paths["p.arbitrageVolume"][i]).Within(1e-9).Percent);
        }
    }

    // Without chance the price moves straight, and the pool follows at the edge of its band.
    [Test]
    public void Move_WithoutChance_IsFollowedBlockByBlock()
    {
        string process = Simulation.Moves(1.2, 4);
        Paths coarse = Of("1h", process, 0.003, 1, 1);
        Paths fine = Of("12s", process, 0.003, 1, 1);
        foreach (string figure in new[] { "full.fees", "full.lossVersusRebalancing", "full.net" })
        {
            Assert.That(coarse.First(figure), Is.EqualTo(fine.First(figure)).Within(0.3).Percent);
        }
    }

    private static double Deviation(double[] sample)
    {
        double mean = sample.Average();
        return Math.Sqrt(sample.Sum(x => (x - mean) * (x - mean)) / (sample.Length - 1.0));
    }

    private static Paths Of(string step, string process, double fee, int count, ulong seed) =>
        Paths.Of(
            $$"""
            scenario: position
            kernel: impermanent-loss
            horizon: 4d
            step: {{step}}
            assets:
              X: { price: 2000, process: {{process}} }
              Y: { price: 1, process: { kind: constant } }
            pools:
              p: { kind: concentrated, base: X, quote: Y, fee: {{fee}}, value: 1000000, source: x, arbitrage: step, blockTime: 12s }
            positions:
              full: { pool: p, value: 10000, range: [1, 4000000] }
              narrow: { pool: p, value: 10000, range: [1950, 2100] }
            """,
            count, seed);
}
