using System.Globalization;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using NUnit.Framework;

namespace GpuRisk.Tests.Models;

/// <summary>
/// What holds of every scenario: no faults, finite figures, nobody in two minds about the digest,
/// nothing created. Scenarios are random, their seeds fixed.
/// </summary>
[TestFixture]
public sealed class PropertyTests
{
    private const int PathCount = 203;

    private static readonly string[] Kernels = ["impermanent-loss", "liquidation", "depeg"];

    private static IEnumerable<TestCaseData> Cases() =>
        from kernel in Kernels
        from seed in Enumerable.Range(1, 12)
        select new TestCaseData(kernel, seed);

    [TestCaseSource(nameof(Cases))]
    public void Digest_OfARandomScenario_IsTheSameOnEveryDevice(string kernel, int seed)
    {
        Plan plan = Simulation.Plan(RandomScenario.Of(kernel, seed));
        foreach (Precision precision in new[] { Precision.Float32, Precision.Float64 })
        {
            string[] digests =
            [
                Run(plan, precision, 1, 512, null).Digest,
                Run(plan, precision, 1, 256, 64).Digest,
                Run(plan, precision, 2, 128, 7).Digest,
                Run(plan, precision, 2, 512, 33).Digest,
            ];
            Assert.That(digests.Distinct().ToList(), Has.Count.EqualTo(1));
        }
    }

    private static RunResult Run(
        Plan plan, Precision precision, int threads, int bits, int? chunk)
    {
        var options = new RunOptions(PathCount, 7, precision, chunk);
        using var device = new SimdDevice(threads, bits);
        RunOutcome outcome = new PathRunner([device], TimeProvider.System).Run(plan, options);
        return RunReport.Create(plan, options, outcome);
    }

    [TestCaseSource(nameof(Cases))]
    public void Metrics_OfARandomScenario_AreFiniteAndInTheirBounds(string kernel, int seed)
    {
        Plan plan = Simulation.Plan(RandomScenario.Of(kernel, seed));
        RunResult result = Run(plan, Precision.Float32, 1, 512, null);
        foreach ((string name, MetricResult metric) in result.Metrics)
        {
            if (metric.Conditional && metric.Present == 0)
            {
                continue;
            }

            Assert.That(metric.Mean, Is.Not.Null, name);
            Assert.That(double.IsFinite(metric.Mean!.Value), name);
            Assert.That(double.IsFinite(metric.Minimum!.Value), name);
            Assert.That(double.IsFinite(metric.Maximum!.Value), name);
            string quantity = name[(name.LastIndexOf('.') + 1)..];
            if (metric.Unit is "probability"
                || quantity is "timeInRange" or "liquidatedShare" or "soldShare" or "redeemedShare"
                    or "coinShare")
            {
                Assert.That(metric.Minimum, Is.GreaterThanOrEqualTo(0), name);
                Assert.That(metric.Maximum, Is.LessThanOrEqualTo(1 + 1e-6), name);
            }

            if (quantity is "badDebt" or "supplierLoss" or "liquidatedDebt" or "borrowerLoss"
                or "protocolFee" or "liquidatorProfit" or "fees" or "protocolFees" or "gas"
                or "noiseVolume" or "arbitrageVolume" or "arbitrageProfit" or "issuerIncome"
                or "price" or "minimum")
            {
                Assert.That(metric.Minimum, Is.GreaterThanOrEqualTo(0), name);
            }

            // An impermanent loss is one, but for what a pool within its fee band is off the
            // market. (Not of stablecoins' pools: see Sale_BelowPar_PaysOutWhatThePoolLoses.)
            if (quantity is "impermanentLoss" && kernel != "depeg"
                && !name.Contains("recentred", StringComparison.Ordinal))
            {
                Assert.That(metric.Maximum, Is.LessThanOrEqualTo(2e-3), name);
                Assert.That(metric.Minimum, Is.GreaterThanOrEqualTo(-1), name);
            }
        }

        foreach (Check check in result.Checks)
        {
            Assert.That(check.Agrees, Is.Not.False, check.Name);
        }
    }

    // Single precision rounds; it must not be seen beside the sampling error of many paths. The
    // random numbers are the same, so that the difference is rounding alone.
    [TestCaseSource(nameof(Cases))]
    public void Means_InSinglePrecision_AreThoseInDouble(string kernel, int seed)
    {
        Plan plan = Simulation.Plan(RandomScenario.Of(kernel, seed));
        RunResult narrow = Run(plan, Precision.Float32, 2, 512, null);
        RunResult wide = Run(plan, Precision.Float64, 2, 512, null);
        foreach ((string name, MetricResult metric) in wide.Metrics)
        {
            if (metric.Present == 0)
            {
                continue;
            }

            double scale = Math.Max(
                Math.Abs(metric.Minimum!.Value), Math.Abs(metric.Maximum!.Value));
            Assert.That(
                narrow.Metrics[name].Mean,
                Is.EqualTo(metric.Mean).Within(
                    (0.2 * (metric.StandardError ?? 0)) + (1e-5 * scale) + 1e-3),
                name);
        }
    }

    [Test]
    public void Market_OfRandomLoans_IsTheirSum([Range(1, 12)] int seed)
    {
        string yaml = RandomScenario.Of("liquidation", seed);
        Paths paths = Paths.Of(yaml, PathCount, 5);
        string[] loans = [.. Simulation.Plan(yaml).Scenario.Loans.Select(l => l.Name)];
        foreach (string quantity in new[]
        {
            "liquidatedDebt", "borrowerLoss", "liquidatorProfit", "protocolFee", "badDebt", "equity",
        })
        {
            for (int i = 0; i < paths.Count; i++)
            {
                double sum = loans.Sum(l => paths[$"{l}.{quantity}"][i]);
                Assert.That(
                    paths[$"m.{quantity}"][i],
                    Is.EqualTo(sum).Within(1e-9 * (1 + Math.Abs(sum))), quantity);
            }
        }

        // Costs come out of the liquidators' gross gain, and no one gains more than is lost; but
        // who takes collateral below its market price, by the oracle's word, gains that too.
        bool isOracleApart = yaml.Contains("redemption", StringComparison.Ordinal);
        foreach (string loan in isOracleApart ? [] : loans)
        {
            for (int i = 0; i < paths.Count; i++)
            {
                double gained = paths[$"{loan}.liquidatorProfit"][i]
                    + paths[$"{loan}.protocolFee"][i];
                double lost = paths[$"{loan}.borrowerLoss"][i];
                Assert.That(gained, Is.LessThanOrEqualTo(lost * (1 + 1e-9) + 1e-6));
            }
        }
    }

    // Shares of holdings are shares, and without a pool redemptions are the holders' alone.
    [Test]
    public void Coin_OfRandomHolders_LosesNoCoins([Range(1, 12)] int seed)
    {
        string yaml = RandomScenario.Of("depeg", seed);
        Paths paths = Paths.Of(yaml, PathCount, 6);
        GpuRisk.Scenarios.Scenario scenario = Simulation.Plan(yaml).Scenario;
        for (int i = 0; i < paths.Count; i++)
        {
            foreach (GpuRisk.Scenarios.Holder holder in scenario.Holders)
            {
                double left = 1 - paths[$"{holder.Name}.soldShare"][i]
                    - paths[$"{holder.Name}.redeemedShare"][i];
                Assert.That(left, Is.InRange(-1e-9, 1 + 1e-9));
                Assert.That(
                    paths[$"{holder.Name}.loss"][i], Is.LessThan(holder.HoldingsUsd));
            }

            Assert.That(paths["C.minimum"][i], Is.LessThanOrEqualTo(paths["C.price"][i] + 1e-12));
            if (!yaml.Contains("pools:", StringComparison.Ordinal))
            {
                // Without a pool there is no arbitrage: holders' redemptions are all there are.
                double redeemed = scenario.Holders.Sum(
                    h => h.HoldingsUsd * paths[$"{h.Name}.redeemedShare"][i]);
                Assert.That(
                    paths["C.redeemed"][i],
                    Is.EqualTo(redeemed).Within(1e-9 * (1 + redeemed)));
            }
        }
    }

    /// <summary>Valid scenarios drawn at random.</summary>
    private static class RandomScenario
    {
        public static string Of(string kernel, int seed)
        {
            var random = new Random(seed);
            string Number(double lower, double upper) => (lower
                + (random.NextDouble() * (upper - lower)))
                .ToString("F6", CultureInfo.InvariantCulture);
            string Process() => random.Next(3) switch
            {
                0 => $"{{ kind: gbm, drift: {Number(-1, 1)}, volatility: {Number(0, 2)} }}",
                1 => $"{{ kind: merton, drift: {Number(-1, 1)}, volatility: {Number(0, 1.5)}, "
                    + $"jumpsPerYear: {Number(1, 400)}, jumpMean: {Number(-0.1, 0.05)}, "
                    + $"jumpStdDev: {Number(0, 0.2)}, compensated: {(random.Next(2) == 0 ? "true" : "false")} }}",
                _ => "{ kind: gbm, drift: 0, volatility: 0.8 }",
            };
            int days = random.Next(1, 5);
            string step = new[] { "15m", "1h", "6h", "1d" }[random.Next(4)];
            string first = Process();
            string second = Process();
            string correlation = PossibleCorrelation.Of(
                first, second, -0.95 + (1.9 * random.NextDouble()));
            string head = $$"""
                scenario: random
                kernel: {{kernel}}
                horizon: {{days}}d
                step: {{step}}
                assets:
                  A: { price: 2000, process: {{first}} }
                  B: { price: 100, process: {{second}} }
                  Q: { price: 1, process: { kind: constant } }
                correlations: { A-B: {{correlation}} }

                """;
            return head + kernel switch
            {
                "impermanent-loss" => Pools(random, Number),
                "liquidation" => Loans(random, Number),
                _ => Coin(random, Number),
            };
        }

        private static string Pools(Random random, Func<double, double, string> number)
        {
            string Arbitrage() => random.Next(2) == 0
                ? "arbitrage: continuous"
                : $"arbitrage: step, arbitrageGas: {number(0, 50)}";
            string Common() => $"fee: {number(0, 0.02)}, value: {number(1e5, 1e8)}, "
                + $"noiseVolumePerDay: {number(0, 2)}, noiseVolumeStdDev: {number(0, 2)}, "
                + $"protocolShareOfFees: {number(0, 1)}, {Arbitrage()}";
            return $$"""
                pools:
                  cp: { kind: constant-product, base: A, quote: Q, {{Common()}} }
                  cl: { kind: concentrated, base: A, quote: B, concentration: {{number(50, 200)}}, {{Common()}} }
                positions:
                  full: { pool: cp, value: {{number(100, 1e5)}}, gasPerAction: {{number(0, 30)}} }
                  range: { pool: cl, value: {{number(100, 1e5)}}, range: [{{number(10, 19)}}, {{number(21, 40)}}] }
                  beside: { pool: cl, value: 100, range: [{{number(21, 25)}}, {{number(30, 40)}}] }
                  recentred: { pool: cl, value: {{number(100, 1e5)}}, range: [{{number(15, 19)}}, {{number(21, 30)}}], strategy: recentre-on-exit, gasPerAction: {{number(0, 30)}} }
                  recentred2: { pool: cl, value: {{number(100, 1e5)}}, range: [{{number(15, 19)}}, {{number(21, 30)}}], strategy: recentre-on-schedule, recentreEvery: 1d }
                """;
        }

        private static string Loans(Random random, Func<double, double, string> number)
        {
            string depth = random.Next(2) == 0
                ? ""
                : $"depth: {{ A: {{ depthUsdPerPercent: {number(1e5, 1e7)}, recoveryHalfLife: 3h }} }}";
            string redemption = random.Next(2) == 0
                ? ""
                : ", redemption: { asset: A, ratePerYear: 0.03 }";
            return $$"""
                markets:
                  m:
                    monitoring: {{(random.Next(2) == 0 ? "step" : "continuous")}}
                    closeFactor: {{number(0.1, 1)}}
                    fullCloseHealthFactor: {{number(0.8, 1)}}
                    liquidatorGas: {{number(0, 50)}}
                    swapFee: {{number(0, 0.01)}}
                    collateral:
                      A: { liquidationThreshold: 0.8, liquidationBonus: {{number(0, 0.1)}}, protocolShareOfBonus: {{number(0, 1)}} }
                      B: { liquidationThreshold: 0.7, liquidationBonus: {{number(0, 0.1)}}{{redemption}} }
                    debt:
                      Q: { baseRate: {{number(0, 0.1)}}, slope1: 0.05, slope2: 1, optimalUtilisation: 0.8, utilisation: {{number(0, 1)}} }
                      B: { baseRate: 0, slope1: 0.05, slope2: 1, optimalUtilisation: 0.8, utilisation: 0.5, utilisationAtHorizon: 1 }
                    {{depth}}
                loans:
                  one: { market: m, collateral: { A: 10 }, debt: { Q: {{number(8000, 15990)}} } }
                  two: { market: m, collateral: { A: 5, B: 100 }, debt: { Q: {{number(5000, 7000)}}, B: 70 } }
                  tiny: { market: m, collateral: { B: 1 }, debt: { Q: {{number(50, 69)}} } }
                  short: { market: m, collateral: { A: 10 }, debt: { B: {{number(100, 159)}} } }
                """;
        }

        private static string Coin(Random random, Func<double, double, string> number)
        {
            string redemption = random.Next(3) == 0
                ? ""
                : $", redemption: {{ minimum: {number(0, 100000)}, fee: {number(0, 0.01)}, "
                    + $"dailyCapacity: {number(1e6, 5e7)}, closed: {(random.Next(2) == 0 ? "weekends" : "never")} }}";
            string pool = random.Next(3) == 0
                ? ""
                : $"pools:\n  p: {{ kind: stableswap, amplification: {random.Next(1, 3000)}, "
                    + $"assets: [C, Q], value: {number(1e7, 2e8)}, fee: {number(0, 0.01)} }}\n";
            return $$"""
                stablecoins:
                  C: { design: reserve-backed, meanReversionPerDay: {{number(0, 5)}}, volatilityPerDay: {{number(0, 0.02)}}, supply: 1000000000, impairmentsPerYear: {{number(0.1, 100)}}, impairmentMean: {{number(0.01, 0.1)}}, jumpsPerYear: {{number(0.1, 30)}}, jumpMean: {{number(-0.1, 0.02)}}, jumpStdDev: {{number(0, 0.05)}}, recoveredShare: {{number(0, 1)}}, recoveryTime: 24h, runIntensity: {{number(0, 20)}}, reserveYield: 0.04, startsAt: Fri 12:00{{redemption}} }
                {{pool}}holders:
                  whales: { holdings: {{number(1e8, 4e8)}}, latency: 0s, wallets: 10 }
                  retail: { holdings: {{number(1e7, 2e8)}}, latency: 1d, wallets: 100000 }
                """;
        }
    }
}
