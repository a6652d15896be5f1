using System.Globalization;
using GpuRisk.Engine.Results;
using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Models;

/// <summary>Prices that follow regimes, against what is known of them.</summary>
[TestFixture]
internal sealed class RegimeTests
{
    private const int Many = 200_000;

    private static readonly double[][] Two = [[0.9, 0.1], [0.3, 0.7]];
    private static readonly double[][] Three =
        [[0.8, 0.15, 0.05], [0.2, 0.7, 0.1], [0.3, 0.3, 0.4]];

    private static readonly RegimeLaw[] Plain = [new(0.1, 0.4), new(-0.5, 1.5)];
    private static readonly RegimeLaw[] Jumping =
    [
        new(0, 0.3, 5, 0.02, 0.04), new(0.5, 0.8), new(-1, 1.2, 60, -0.05, 0.1),
    ];

    private static string Scenario(
        string chain, string horizon, string step, string process, string more = "") => $$"""
        scenario: regimes
        kernel: impermanent-loss
        horizon: {{horizon}}
        step: {{step}}
        assets:
          X: { price: 100, process: {{process}} }
        {{more}}
        {{chain}}
        """;

    private static (string Yaml, RegimeFormula Formula) Case(string name, string step)
    {
        (RegimeLaw[] laws, double[] start, double[][] next) = name switch
        {
            "two" => (Plain, [0.6, 0.4], Two),
            "three" => (Jumping, [0.5, 0.2, 0.3], Three),
            _ => (Jumping[..2], new double[] { 0, 1 }, Two),
        };
        return (
            Scenario(
                RegimeFormula.Chain("10d", start, next), "60d", step,
                RegimeFormula.Process(laws)),
            new RegimeFormula(laws, start, next, 6, 10 / 365.0));
    }

    // Every sequence of six periods.
    [TestCase("two", "10d")]
    [TestCase("two", "2d")]
    [TestCase("three", "5d")]
    [TestCase("jumps", "10d")]
    public void Calls_AreTheMixturesOverSequences(string name, string step)
    {
        (string yaml, RegimeFormula formula) = Case(name, step);
        double[] price = Paths.Of(yaml, Many, 61)["X.price"];
        Estimated.Of("forward", price).AssertIs(100 * formula.Growth);
        foreach (double strike in new[] { 60.0, 90, 100, 120, 180 })
        {
            Estimated.Of($"{strike}", [.. price.Select(p => Math.Max(p - strike, 0))])
                .AssertIs(formula.Call(100, strike));
        }
    }

    [TestCase("two")]
    [TestCase("three")]
    [TestCase("jumps")]
    public void Moments_AreThoseOfTheMixture(string name)
    {
        (string yaml, RegimeFormula formula) = Case(name, "10d");
        Scenario scenario = ScenarioReader.Parse(yaml, "s.yaml").Scenario!;
        AssetMoments moments = scenario.MomentsOf(scenario.Assets[0]);
        const double years = 60 / 365.0;
        double[] cumulants = formula.Cumulants();
        Assert.Multiple(() =>
        {
            Assert.That(moments.Mean * years, Is.EqualTo(cumulants[0]).Within(1e-12));
            Assert.That(moments.Variance * years, Is.EqualTo(cumulants[1]).Within(1e-12));
            Assert.That(moments.FourthCumulant * years, Is.EqualTo(cumulants[2]).Within(1e-12));
        });
    }

    // Horizons that end within a period, and many periods.
    [TestCase("two", "65d", "1d", "10d")]
    [TestCase("three", "3d", "1d", "10d")]
    [TestCase("three", "60d", "6h", "6h")]
    [TestCase("jumps", "60d", "12h", "1d")]
    public void Checks_OfARun_FindNothingAmiss(
        string name, string horizon, string step, string period)
    {
        string yaml = Case(name, "10d").Yaml
            .Replace("horizon: 60d", $"horizon: {horizon}", StringComparison.Ordinal)
            .Replace("step: 10d", $"step: {step}", StringComparison.Ordinal)
            .Replace("period: 10d", $"period: {period}", StringComparison.Ordinal);
        RunResult result = Simulation.Run(yaml, 400_000, 62);
        Assert.That(result.Warnings, Is.Empty);
        foreach (Check check in result.Checks)
        {
            TestContext.Out.WriteLine($"{check}");
            Assert.That(check.Agrees, Is.True, $"{check}");
        }

        Assert.That(result.Checks, Has.Count.EqualTo(name == "two" ? 2 : 3));
    }

    // A chain whose regimes are alike is none, to the last bit.
    [Test]
    public void EqualRegimes_AreOneProcess()
    {
        string chain = RegimeFormula.Chain("1h", null, Two);
        var calm = new RegimeLaw(0.1, 0.7);
        var jumps = new RegimeLaw(0.1, 0.7, 200, -0.01, 0.02);
        AssertSame(
            Scenario(chain, "300h", "1h", RegimeFormula.Process([calm, calm])),
            Scenario("", "300h", "1h", "{ kind: gbm, drift: 0.1, volatility: 0.7 }"));
        AssertSame(
            Scenario(chain, "300h", "1h", RegimeFormula.Process([jumps, jumps])),
            Scenario(
                "", "300h", "1h",
                "{ kind: merton, drift: 0.1, volatility: 0.7, jumpsPerYear: 200, jumpMean: -0.01, "
                + "jumpStdDev: 0.02, compensated: true }"));
    }

    private static void AssertSame(string first, string second)
    {
        Paths one = Paths.Of(first, 200, 63);
        Paths other = Paths.Of(second, 200, 63);
        foreach (string metric in one.Metrics.Where(m => !m.Contains("logReturn", StringComparison.Ordinal)))
            Assert.That(one[metric], Is.EqualTo(other[metric]), metric);
    }

    // Of a chain in its stationary law, E r(t)^2 r(t+k)^2 = v' diag(p) P^k v.
    [Test]
    public void Squares_HaveTheAutocorrelationOfTheChain()
    {
        const int steps = 120;
        const int count = 40_000;
        double[] variance = [0.25 * 0.25 / 365, 1.2 * 1.2 / 365];
        string yaml = Scenario(
            RegimeFormula.Chain("1d", null, Two), $"{steps}d", "1d",
            RegimeFormula.Process([new(0.25 * 0.25 / 2, 0.25), new(1.2 * 1.2 / 2, 1.2)]));
        double[][] logs = Paths.LogPrices(yaml, count, 64);
        double Squared(int step, int path)
        {
            double move = logs[step][path] - (step > 0 ? logs[step - 1][path] : 0);
            return move * move;
        }

        double[] stationary = [0.75, 0.25];
        double mean = (0.75 * variance[0]) + (0.25 * variance[1]);
        double[] ahead = [.. variance];
        for (int lag = 1; lag <= 10; lag++)
        {
            ahead =
            [
                (Two[0][0] * ahead[0]) + (Two[0][1] * ahead[1]),
                (Two[1][0] * ahead[0]) + (Two[1][1] * ahead[1]),
            ];
            if (lag is not (1 or 3 or 10)) continue;
            int k = lag;
            double covariance = stationary.Select((p, i) => p * variance[i] * ahead[i]).Sum()
                - (mean * mean);
            Estimated.Of($"lag {lag}", [.. Enumerable.Range(0, count).Select(path =>
                Enumerable.Range(0, steps - k)
                    .Average(t => Squared(t, path) * Squared(t + k, path)) - (mean * mean))])
                .AssertIs(covariance);
        }
    }

    [Test]
    public void Occupation_IsTheChains()
    {
        const int steps = 90;
        string yaml = Scenario(
            RegimeFormula.Chain("1d", [0, 0, 1], Three), $"{steps * 8}h", "8h",
            RegimeFormula.Process([new(0, 0.2), new(0, 0.5), new(0, 1)]));
        double[][] variances = Paths.StepVariances(yaml, Many / 4, 65);
        double[] law = [0, 0, 1];
        for (int step = 0; step < steps; step++)
        {
            if (step > 0 && step % 3 == 0)
            {
                law = [.. Enumerable.Range(0, 3).Select(j =>
                    Enumerable.Range(0, 3).Sum(i => law[i] * Three[i][j]))];
            }

            if (step is not (0 or 2 or 3 or 7 or 89)) continue;
            double unit = 1 / (3 * 365.0);
            int[] hits = [.. new[] { 0.2, 0.5, 1 }.Select((double volatility) => variances[step].Count(
                v => Math.Abs(v - (volatility * volatility * unit)) < 1e-9))];
            Assert.That(hits.Sum(), Is.EqualTo(Many / 4));
            for (int i = 0; i < 3; i++)
            {
                if (law[i] is 0 or 1) Assert.That(hits[i], Is.EqualTo(law[i] * Many / 4));
                else Estimated.Share($"{step}: {i}", hits[i], Many / 4).AssertIs(law[i]);
            }
        }
    }

    // One move in a million periods is met as often as that.
    [Test]
    public void RareMoves_AreAsFrequentAsTheyShouldBe()
    {
        const double probability = 1e-6;
        const int steps = 500;
        const int count = 2_000_000;
        string yaml = Scenario(
            RegimeFormula.Chain("1s", [1, 0], [[1 - probability, probability], [0, 1]]),
            $"{steps}s", "1s", RegimeFormula.Process([new(0, 0), new(20, 0)]));
        double[] price = Paths.Of(yaml, count, 66)["X.price"];
        Estimated.Share("moved", price.Count(p => p > 100), count)
            .AssertIs(1 - Math.Pow(1 - probability, steps - 1));
    }

    // Each regime from its start, one period long: what it says of the pair, holds.
    [TestCase(0, 0.6)]
    [TestCase(1, -0.3)]
    public void Correlation_IsThatOfTheRegime(int regime, double correlation)
    {
        double[] start = [1 - regime, regime];
        string yaml = Scenario(
            RegimeFormula.Chain(
                "10d", start, Two, ["", "correlations: { X-Z: -0.3, X-B: 0.5 }"]),
            "10d", "1d", RegimeFormula.Process([new(0, 0.4), new(0, 1.2, 100, -0.02, 0.05)]),
            $$"""
              Z: { price: 10, process: {{RegimeFormula.Process([new(0, 0.6, 50, -0.03, 0.04), new(0, 1.5, 100, -0.02, 0.05)])}} }
              B: { price: 10, process: { kind: merton, drift: 0, volatility: 0.8, jumpsPerYear: 40, jumpMean: -0.02, jumpStdDev: 0.06 } }
            correlations: { X-Z: 0.6 }
            """);
        Paths paths = Paths.Of(yaml, Many, 67);
        AssertCorrelated(paths, "X", "Z", correlation);
        AssertCorrelated(paths, "X", "B", regime == 0 ? 0 : 0.5);
    }

    private static void AssertCorrelated(
        Paths paths, string first, string second, double correlation)
    {
        double[] x = Standardised(paths[first + ".price"]);
        double[] y = Standardised(paths[second + ".price"]);
        Estimated influence = Estimated.Of($"{first}-{second}", [.. x.Zip(y, (a, b) =>
            (a * b) - (0.5 * correlation * ((a * a) + (b * b))))]);
        influence.AssertIs(0);
    }

    private static double[] Standardised(double[] prices)
    {
        double[] logs = [.. prices.Select(p => Math.Log(p))];
        double mean = logs.Average();
        double deviation = Math.Sqrt(logs.Average(x => (x - mean) * (x - mean)));
        return [.. logs.Select(x => (x - mean) / deviation)];
    }

    // Daily steps tell what sixteen times shorter ones do: bridges know the regime's variances and
    // correlations.
    [Test]
    public void Liquidations_OnDailySteps_AreThoseOfShorterOnes()
    {
        string Loans(double hours, string monitoring) => string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            scenario: bridges
            kernel: liquidation
            horizon: 30d
            step: {{hours}}h
            assets:
              X: { price: 1000, process: {{RegimeFormula.Process(Plain)}} }
              B: { price: 1000, process: { kind: gbm, drift: 0, volatility: 0.7 } }
              Z: { price: 1000, process: { kind: gbm, drift: 0, volatility: 0.9 } }
              Y: { price: 1, process: { kind: constant } }
            correlations: { X-B: 0.5, X-Z: 0.3, B-Z: 0.8 }
            {{RegimeFormula.Chain("1d", [0.5, 0.5], Two, ["", "correlations: { X-B: 0.9, X-Z: 0, B-Z: -0.2 }"])}}
            markets:
              m:
                monitoring: {{monitoring}}
                collateral:
                  X: { liquidationThreshold: 0.8, liquidationBonus: 0.05 }
                  B: { liquidationThreshold: 0.8, liquidationBonus: 0.05 }
                debt:
                  Y: { baseRate: 0, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 0 }
                  Z: { baseRate: 0, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 0 }
            loans:
              alone:  { market: m, collateral: { X: 10 }, debt: { Y: 6400 } }
              pair:   { market: m, collateral: { X: 10 }, debt: { Z: 6.4 } }
              brown:  { market: m, collateral: { B: 10 }, debt: { Z: 6.4 } }
              mixed:  { market: m, collateral: { X: 5, B: 5 }, debt: { Y: 6400 } }
            """);
        Paths fine = Paths.Of(Loans(1.5, "continuous"), 40_000, 68);
        Paths daily = Paths.Of(Loans(24, "continuous"), 80_000, 69);
        Paths steps = Paths.Of(Loans(24, "step"), 80_000, 70);
        foreach (string loan in new[] { "alone", "pair", "brown", "mixed" })
        {
            Estimated Of(Paths paths) =>
                paths.Share(loan, i => paths[loan + ".liquidated"][i] > 0);
            Estimated truth = Of(fine);
            Estimated coarse = Of(daily);
            double error = Math.Sqrt((truth.Error * truth.Error) + (coarse.Error * coarse.Error));
            new Estimated(loan, coarse.Value, error).AssertIs(truth.Value);
            Assert.That(truth.Value - Of(steps).Value, Is.GreaterThan(4 * error), loan);
        }
    }
}
