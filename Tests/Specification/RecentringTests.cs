using GpuRisk.Engine.Results;
using GpuRisk.Tests.Models;
using GpuRisk.Tests.Models.Market;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>When a position is recentred, what that costs, and what it earns in between.</summary>
[TestFixture]
public sealed class RecentringTests
{
    private const double Lower = 1800.0 / 2000;
    private const double Upper = 2222.2 / 2000;

    private static string Daily(string horizon, string positions) => $$"""
        scenario: recentring
        kernel: impermanent-loss
        horizon: {{horizon}}
        step: 1h
        seed: 1
        assets:
          ETH: { price: 2000, process: { kind: gbm, drift: 0, volatility: 0.8 } }
          USDC: { price: 1, process: { kind: constant } }
        pools:
          p: { kind: concentrated, concentration: 1000, base: ETH, quote: USDC, fee: 0.003, value: 100000000 }
        positions:
        {{positions}}
        """;

    // A position that is closed at the horizon is not recentred in the same moment: what is to be
    // recentred every 30 days of 30 is held.
    [Test]
    public void ScheduleAsLongAsTheHorizon_IsHolding()
    {
        RunResult result = Simulation.Run(
            Daily("30d", """
              held: { pool: p, value: 10000, range: [1800, 2222.2], gasPerAction: 10 }
              month: { pool: p, value: 10000, range: [1800, 2222.2], strategy: recentre-on-schedule, recentreEvery: 30d, gasPerAction: 10 }
            """), 2000, 1);
        Assert.Multiple(() =>
        {
            Assert.That(result.Mean("month.gas"), Is.EqualTo(20));
            Assert.That(result.Mean("month.swapFees"), Is.Zero);
            Assert.That(result.Mean("month.rebalances"), Is.Zero);
            Assert.That(result.Metrics["month.swapFees"].Exact);
            Assert.That(result.Metrics["month.gas"].Exact, "A schedule is not moved by chance.");
            Assert.That(result.Mean("month.net"), Is.EqualTo(result.Mean("held.net")));
        });
    }

    // n days have n - 1 recentrings between them. What a day's recentring swaps is a share of the
    // position's value that depends on the day's return alone, as does the value's own growth: both
    // means are integrals over a normal variate. Over 30 days they make 125.98 USD of fees.
    [TestCase(30, 20_000)]
    [TestCase(7, 20_000)]
    [TestCase(1, 1)]
    public void DailySchedule_RecentresBetweenDays(int days, int paths)
    {
        RunResult result = Simulation.Run(
            Daily($"{days}d", """
              daily: { pool: p, value: 10000, range: [1800, 2222.2], strategy: recentre-on-schedule, recentreEvery: 1d, gasPerAction: 10 }
            """), paths, 2);
        (double growth, double swapped) = DayMeans(0.8 * 0.8 / 365);
        double fees = 0.003 * 10_000 * swapped
            * (1 - Math.Pow(growth, days - 1)) / (1 - growth);
        if (days == 30) Assert.That(fees, Is.EqualTo(125.98).Within(0.01));
        Assert.That(result.Mean("daily.gas"), Is.EqualTo(20 + (10 * (days - 1))));
        Assert.That(result.Metrics["daily.rebalances"].Exact);
        if (days == 1)
            Assert.That(result.Mean("daily.swapFees"), Is.Zero);
        else
            result.Estimate("daily.swapFees").AssertIs(fees);
    }

    // Means of V1 / V0 and of what is swapped over V0, by Simpson's rule.
    private static (double Growth, double Swapped) DayMeans(double variance)
    {
        const int Nodes = 40_000;
        const double Widest = 10;
        double lower = Math.Sqrt(Lower);
        double upper = Math.Sqrt(Upper);
        double perUnit = (1 - (1 / upper)) + (1 - lower);
        double growth = 0;
        double swapped = 0;
        double weights = 0;
        for (int i = 0; i <= Nodes; i++)
        {
            double z = Widest * ((2.0 * i / Nodes) - 1);
            double s = Math.Exp(0.5 * ((z * Math.Sqrt(variance)) - (0.5 * variance)));
            double within = Math.Clamp(s, lower, upper);
            double oldBase = ((1 / within) - (1 / upper)) / perUnit * s * s;
            double value = oldBase + ((within - lower) / perUnit);
            double newBase = value * (1 - (1 / upper)) / perUnit;
            double weight = Math.Exp(-0.5 * z * z) * (i is 0 or Nodes ? 1 : i % 2 == 1 ? 4 : 2);
            growth += weight * value;
            swapped += weight * Math.Abs(newBase - oldBase);
            weights += weight;
        }

        return (growth / weights, swapped / weights);
    }

    // A rise of 5.48% of log price a day, without chance, leaves a range of 3% on each side every
    // day: ten days have nine recentrings, and each begins at the centre of its range, so that
    // ln(1.03) of the day's move is in range. Fees by hand: volume x fee x L / L of the pool.
    [TestCase("recentre-on-exit")]
    [TestCase("recentre-on-schedule, recentreEvery: 1d")]
    public void RecentredPosition_EarnsUntilItLeavesItsRange(string strategy)
    {
        RunResult result = Simulation.RunOnce($$"""
            scenario: rising
            kernel: impermanent-loss
            horizon: 10d
            step: 1d
            assets:
              ETH: { price: 1000, process: { kind: gbm, drift: 20, volatility: 0 } }
              USD: { price: 1, process: { kind: constant } }
            pools:
              p: { kind: concentrated, base: ETH, quote: USD, fee: 0.003, value: 1000000, concentration: 5, noiseVolumePerDay: 1 }
            positions:
              q: { pool: p, value: 1000, range: [970, 1030], strategy: {{strategy}} }
            """);
        double move = 20.0 / 365;
        double lower = Math.Sqrt(0.97);
        double upper = Math.Sqrt(1.03);
        double share = Math.Log(1.03) / move;
        double value = 1000;
        double fees = 0;
        for (int day = 0; day < 10; day++)
        {
            double s = Math.Exp(0.5 * day * move);
            double liquidity = value / (s * ((1 - (1 / upper)) + (1 - lower)));
            double volume = 1_000_000 * s * Math.Exp(0.5 * move);
            fees += volume * 0.003 * liquidity / (5 * 500_000) * share;
            value = liquidity * s * (upper - lower);
        }

        Assert.That(result.Mean("q.fees"), Is.EqualTo(fees).Within(1e-5).Percent);
        Assert.That(result.Mean("q.timeInRange"), Is.EqualTo(share).Within(1e-8));
        Assert.That(result.Mean("q.rebalances"), Is.EqualTo(9));
    }

    // Looked at every four hours, when a step's deviation is 0.57 of the distance to a range's end.
    // With the price watched in between, a program of another language, with nothing in common but
    // the rules, makes of the recentred position's fees 1,776.6 +- 0.7 USD (every four minutes) and
    // 1,777.8 +- 1.2 (every minute), and of its time in range 89.99 +- 0.01%; two other programs
    // make 1,779.3 +- 1.5 and 1,774.3 +- 2.6 of the fees. Counting steps by their end alone would
    // be 8% too low, straight lines between looks 3% too high. The time in range of the held one is
    // a quadrature of the normal distribution.
    [Test]
    public void RecentredPosition_EarnsWhatARangeWatchedEveryMinuteDoes()
    {
        RunResult result = Simulation.Run("""
            scenario: coarse
            kernel: impermanent-loss
            horizon: 30d
            step: 4h
            assets:
              ETH: { price: 1, process: { kind: gbm, drift: 0, volatility: 0.8 } }
              USD: { price: 1, process: { kind: constant } }
            pools:
              p: { kind: concentrated, base: ETH, quote: USD, fee: 0.003, value: 1000000, concentration: 5, noiseVolumePerDay: 2 }
            positions:
              q: { pool: p, value: 1000, range: [0.97, 1.0309278350515465], strategy: recentre-on-exit }
              h: { pool: p, value: 1000, range: [0.97, 1.0309278350515465] }
            """, 20_000, 3);
        result.Estimate("q.fees").AssertIs(1777.1, Estimated.Tolerance * 0.6);
        result.Estimate("q.timeInRange").AssertIs(0.8999, Estimated.Tolerance * 0.00007);
        result.Estimate("h.fees").AssertIs(462.6, Estimated.Tolerance * 1.4);
        result.Estimate("h.timeInRange").AssertIs(0.194458737, 1e-9);
    }

    // In a joint market too: a class that recentres on exit is not recentred at the horizon, and
    // earns on the way out. Two steps to 1.5 and 2.25 with a range of [0.8, 1.25] about the price.
    [Test]
    public void JointMarket_RecentresBeforeTheHorizonAlone()
    {
        Books books = Books.Once(JointYaml.Of(
            """
            pools:
              p: { kind: concentrated, base: ETH, quote: USD, fee: 0.003, value: 1000000, concentration: 20, noiseVolumePerDay: 0.1 }
            gas: { price: 10, asset: USD }
            classes:
              lp: { wallets: 2, sizes: { kind: equal, size: 50000 }, liquidity: { p: { share: 1, range: [0.8, 1.25], strategy: recentre-on-exit, gas: 100000000000 } } }
              arbitrageurs: { wallets: 7, sizes: { kind: pareto, minimum: 1000, exponent: 1.2 } }
              infrastructure: { wallets: 1, sizes: { kind: equal, size: 1000 } }
              treasury: { wallets: 1, sizes: { kind: equal, size: 1000 } }
            """, "20d", "10d", Simulation.Moves(2.25, 20)));
        double lower = Math.Sqrt(0.8);
        double upper = Math.Sqrt(1.25);
        double root = Math.Sqrt(1.5);
        double perUnit = (1 - (1 / upper)) + (1 - lower);
        double first = 100_000 / perUnit;
        double value = first * (upper - lower);
        double second = value / (root * perUnit);
        double share = Math.Log(1.25) / Math.Log(1.5);
        double fees = 0.003 * 0.1 * 10 * 1_000_000 / (20 * 500_000) * share
            * ((first * root) + (second * root * root));
        double swapFees = 0.003 * value * (1 - (1 / upper)) / perUnit;

        // Two wallets open, recentre once and close at 1,000 USD each.
        Assert.That(books.Channel("lp", "gas"), Is.EqualTo(-2 * 3 * 1000).Within(1e-4));
        Assert.That(
            books.Channel("lp", "trading-fees"), Is.EqualTo(fees - swapFees).Within(1e-3));
    }
}
