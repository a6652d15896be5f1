using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Tallies;
using GpuRisk.Tests.Models;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>Value at risk, expected shortfall and the probability of loss are told of what can be
/// lost, and against its start; a level, a time or a volume has neither.</summary>
internal sealed class LevelsAndLossesTests
{
    private const long Paths = 4_000;
    private const ulong Seed = 7;

    // 1,000,000 USD of ETH against 500,000 USDC: 500,000 of equity. Jumps arrive 1.2 times a year
    // and take nearly all of the price: within 30 days on 1 - exp(-1.2 * 30 / 365) = 9.4% of
    // paths, which leaves no equity on any of them.
    private const string Risky = """
        scenario: risky
        kernel: liquidation
        horizon: 30d
        step: 1d
        assets:
          ETH:
            price: 2000
            process: { kind: merton, drift: 0, volatility: 0.01, jumpsPerYear: 1.2, jumpMean: -4, jumpStdDev: 0 }
          USDC: { price: 1, process: { kind: constant } }
        markets:
          m:
            monitoring: step
            collateral: { ETH: { liquidationThreshold: 0.83, liquidationBonus: 0.05 } }
            debt:
              USDC: { baseRate: 0, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 0 }
        loans:
          risky: { market: m, collateral: { ETH: 500 }, debt: { USDC: 500000 } }
        """;

    // No path of the coin is reckoned against anything: it starts at its peg.
    private const string Coin = """
        scenario: coin
        kernel: depeg
        horizon: 4d
        step: 1h
        assets:
          USD: { price: 1, process: { kind: constant } }
        stablecoins:
          USDC:
            design: reserve-backed
            meanReversionPerDay: 4
            volatilityPerDay: 0.002
            supply: 1e9
            redemption: { minimum: 100000, fee: 0.001, dailyCapacity: 1e8 }
        pools:
          three: { kind: stableswap, amplification: 200, assets: [USDC, USD], value: 4e8, fee: 0.0004 }
        holders:
          whales: { holdings: 5e8, latency: 0s, stablecoin: USDC }
        """;

    [Test]
    public void Equity_LosesAgainstItsStart()
    {
        RunResult result = Simulation.Run(Risky, Paths, Seed);
        MetricResult equity = result.Metrics["risky.equity"];
        double ruined = 1 - Math.Exp(-1.2 * 30 / 365);
        Assert.Multiple(() =>
        {
            Assert.That(equity.LossReference, Is.EqualTo(500_000));
            Assert.That(equity.Var95, Is.EqualTo(500_000).Within(0.1).Percent);
            Assert.That(equity.Es95, Is.EqualTo(500_000).Within(0.1).Percent);

            // Of the paths without a jump those lose whose price ends lower; the diffusion has no
            // drift, so half of them, less what the drift's -volatility^2 / 2 adds: 0.06%.
            double lower = ruined + ((1 - ruined) * 0.5006);
            double error = Math.Sqrt(lower * (1 - lower) / Paths);
            Assert.That(equity.ProbabilityOfLoss, Is.EqualTo(lower).Within(4 * error));
        });
    }

    // Nothing moves and no interest runs: the end is the start, and no path loses.
    [TestCase("Float32")]
    [TestCase("Float64")]
    public void Equity_ThatStaysAtItsStart_LosesOnNoPath(string precision)
    {
        int process = Risky.IndexOf("{ kind: merton", StringComparison.Ordinal);
        int end = Risky.IndexOf('}', process) + 1;
        string still = (Risky[..process] + "{ kind: gbm, drift: 0, volatility: 0 }" + Risky[end..])
            .Replace("price: 2000", "price: 1999.3", StringComparison.Ordinal);
        MetricResult equity = Simulation.Run(
            still, 100, Seed, Enum.Parse<GpuRisk.Engine.Devices.Precision>(precision))
            .Metrics["risky.equity"];
        Assert.That(equity.ProbabilityOfLoss, Is.Zero);
    }

    // A price loses against its start: of a fair walk about half of the paths, at the horizon.
    [Test]
    public void Price_LosesAgainstItsStart_ItsMinimumIsALevel()
    {
        // A twentieth of the paths is no whole number: the quantile is one path's, from either side.
        RunResult result = Simulation.Run(Risky, Paths + 1, Seed);
        MetricResult price = result.Metrics["ETH.price"];
        Assert.Multiple(() =>
        {
            Assert.That(price.LossReference, Is.EqualTo(2000));
            Assert.That(price.Var95, Is.EqualTo(2000 - price.P05).Within(1e-6));
        });
        AssertLevel(result.Metrics["ETH.minimum"], "ETH.minimum");
    }

    [TestCase(Risky, "risky.healthFactor")]
    [TestCase(Risky, "risky.firstLiquidationDays")]
    [TestCase(Risky, "risky.liquidated")]
    [TestCase(Risky, "risky.liquidatedDebt")]
    [TestCase(Risky, "risky.protocolFee")]
    [TestCase(Coin, "USDC.minimum")]
    [TestCase(Coin, "USDC.hoursBelow99")]
    [TestCase(Coin, "USDC.redeemed")]
    [TestCase(Coin, "USDC.reserveRatio")]
    [TestCase(Coin, "three.coinShare")]
    [TestCase(Coin, "whales.soldShare")]
    public void Level_HasNoLoss(string scenario, string metric) =>
        AssertLevel(Simulation.Run(scenario, 500, Seed).Metrics[metric], metric);

    // Whoever adds a metric has to say what it is; these are all that the library's can lose.
    [Test]
    public void Library_OnlyProfitsAndCostsCanLose()
    {
        string[] losing =
        [
            "price", "equity", "borrowerLoss", "liquidatorProfit", "badDebt", "supplierLoss",
            "shortfall", "impermanentLoss", "lossVersusRebalancing", "arbitrageProfit",
            "netVersusHold", "netVersusRebalancing", "net", "issuerIncome", "arbitrageIncome",
            "loss", "profit", "profitPerWallet", "profitPerDollar",
        ];
        Assert.Multiple(() =>
        {
            foreach (string name in Library.Names)
            {
                Plan plan = Library.Plan(name);
                IEnumerable<Metric> odd = plan.Metrics.Where(metric => !metric.Internal
                    && metric.Sense != MetricSense.Level
                    && !losing.Contains(metric.Quantity.Split('.')[0]));
                Assert.That(odd.Select(metric => metric.Name), Is.Empty, name);
            }
        });
    }

    [Test]
    public void Loss_OfAnUnknownSense_IsRefused()
    {
        var tally = new MetricTally(new Metric("a", "b", "USD", 1, (MetricSense)99));
        tally.Add([1.0, 2.0], 0);
        Assert.That(
            () => new MetricEstimates(tally),
            Throws.ArgumentException.With.Message.Contain("99"));
    }

    private static void AssertLevel(MetricResult level, string name) => Assert.Multiple(() =>
    {
        double?[] losses =
        [
            level.Var95, level.Var99, level.Es95, level.Es99, level.ProbabilityOfLoss,
            level.LossReference,
        ];
        Assert.That(losses, Is.All.Null, name);
        Assert.That(level.Mean is not null || level.Present == 0, name);
    });
}
