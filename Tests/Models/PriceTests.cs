using GpuRisk.Engine.Results;
using NUnit.Framework;

namespace GpuRisk.Tests.Models;

/// <summary>Price processes against options with known values, and their moments.</summary>
[TestFixture]
public sealed class PriceTests
{
    private const int Many = 1_000_000;

    private static string Scenario(string process, double price, string horizon, string step) => $$"""
        scenario: prices
        kernel: impermanent-loss
        horizon: {{horizon}}
        step: {{step}}
        assets:
          X: { price: {{price}}, process: {{process}} }
        """;

    private static string Gbm(double volatility, double drift) =>
        $"{{ kind: gbm, drift: {drift}, volatility: {volatility} }}";

    // Haug's parameters: of the total volatility .25, jumps make the share gamma of the variance.
    private static string Haug(double jumps, double gamma, double rate)
    {
        double jump = 0.25 * Math.Sqrt(gamma / jumps);
        double diffusion = 0.25 * Math.Sqrt(1 - gamma);
        return $"{{ kind: merton, drift: {rate}, volatility: {diffusion:F17}, jumpsPerYear: {jumps},"
            + $" jumpMean: {-0.5 * jump * jump:F17}, jumpStdDev: {jump:F17}, compensated: true }}";
    }

    // docs/oracles.md, "Jumps".
    // Calls on 100 at a rate of .08. Steps do not matter: each is exact.
    [TestCase(0.1, 1, 0.25, 80, "36.5d", "36.5d", 20.667642668)]
    [TestCase(0.5, 5, 0.5, 100, "182.5d", "36.5d", 8.962332310)]
    [TestCase(0.5, 10, 0.75, 120, "182.5d", "36.5d", 2.232272204)]
    public void Call_UnderMerton_IsHaugs(
        double years, double jumps, double gamma, double strike, string horizon, string step,
        double expected)
    {
        Paths paths = Paths.Of(Scenario(Haug(jumps, gamma, 0.08), 100, horizon, step), Many, 21);
        double discount = Math.Exp(-0.08 * years);
        double[] price = paths["X.price"];
        paths.Mean("call", i => discount * Math.Max(price[i] - strike, 0)).AssertIs(expected);
        paths.Mean("forward", i => discount * price[i]).AssertIs(100);
    }

    // docs/oracles.md, "Jumps".
    // Puts on a coin that jumps, S 100, a quarter, no rate.
    [Test]
    public void Put_UnderMertonOfACoin_IsTheClosedForm()
    {
        Paths paths = Paths.Of(
            Scenario(
                "{ kind: merton, drift: 0, volatility: 0.6, jumpsPerYear: 8, jumpMean: -0.05, "
                + "jumpStdDev: 0.12, compensated: true }",
                100, "91.25d", "18.25d"),
            Many, 22);
        double[] price = paths["X.price"];
        paths.Mean("put 60", i => Math.Max(60 - price[i], 0)).AssertIs(0.941570686);
        paths.Mean("put 80", i => Math.Max(80 - price[i], 0)).AssertIs(4.960080167);
        paths.Mean("put 100", i => Math.Max(100 - price[i], 0)).AssertIs(13.796742469);
    }

    // docs/oracles.md, "Barriers".
    // Broadie, Glasserman, Kou: down-and-out calls watched on 50 days, exact column.
    [Test]
    public void DownAndOutCall_WatchedDaily_IsTheExactOne()
    {
        Paths paths = Paths.Of(Scenario(Gbm(0.3, 0.1), 100, "73d", "35.04h"), Many, 23);
        double discount = Math.Exp(-0.1 * 0.2);
        double[] price = paths["X.price"];
        double[] minimum = paths["X.minimum"];
        foreach ((double barrier, double expected) in new[]
        {
            (85, 6.322240), (88, 6.242170), (91, 5.977069), (93, 5.584340), (97, 3.833978),
            (99, 2.336387),
        })
        {
            paths.Mean(
                $"barrier {barrier}",
                i => minimum[i] > barrier ? discount * Math.Max(price[i] - 100, 0) : 0)
                .AssertIs(expected);
        }
    }

    // A loan that is watched at every moment dies at its barrier: the same calls, continuously.
    // docs/oracles.md, "Barriers".
    // The steps of six days do not show.
    [Test]
    public void DownAndOutCall_WatchedContinuously_IsTheClosedForm()
    {
        (double Barrier, double Value)[] cases =
        [
            (85, 6.307575), (88, 6.185283), (91, 5.807772), (93, 5.276814), (97, 3.059563),
            (99, 1.170793),
        ];
        Paths paths = Paths.Of(
            Barriers(Gbm(0.3, 0.1), "73d", "146h", cases.Select(c => c.Barrier)), Many, 24);
        double discount = Math.Exp(-0.1 * 0.2);
        double[] price = paths["X.price"];
        foreach ((double barrier, double expected) in cases)
        {
            double[] dead = paths[$"b{barrier}.liquidated"];
            paths.Mean(
                $"barrier {barrier}",
                i => dead[i] == 0 ? discount * Math.Max(price[i] - 100, 0) : 0)
                .AssertIs(expected);
        }
    }

    // docs/oracles.md, "Barriers".
    // Haug: S 100, yield .04, rate .08, half a year, volatility .25, rebate 3 at
    // the barrier 95. The rebate's moment is known to a step, whose middle is taken.
    [Test]
    public void DownAndOutCall_WithARebate_IsHaugs()
    {
        Paths paths = Paths.Of(
            Barriers(Gbm(0.25, 0.04), "182.5d", "87.6h", [95]), Many, 25);
        double discount = Math.Exp(-0.08 * 0.5);
        double[] price = paths["X.price"];
        double[] dead = paths["b95.liquidated"];
        double[] days = paths["b95.firstLiquidationDays"];
        foreach ((double strike, double expected) in new[]
        {
            (90, 9.0246), (100, 6.7924), (110, 4.8759),
        })
        {
            paths.Mean(
                $"strike {strike}",
                i => dead[i] == 0
                    ? discount * Math.Max(price[i] - strike, 0)
                    : 3 * Math.Exp(-0.08 * (days[i] - (0.5 * 3.65)) / 365))
                .AssertIs(expected, 5e-5);
        }
    }

    private static string Barriers(
        string process, string horizon, string step, IEnumerable<double> barriers) => $$"""
        scenario: barriers
        kernel: liquidation
        horizon: {{horizon}}
        step: {{step}}
        assets:
          X: { price: 100, process: {{process}} }
          Y: { price: 1, process: { kind: constant } }
        markets:
          m:
            collateral: { X: { liquidationThreshold: 0.8, liquidationBonus: 0.05 } }
            debt: { Y: { baseRate: 0, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 0 } }
        loans:
        {{string.Join('\n', barriers.Select(b =>
            $"  b{b}: {{ market: m, collateral: {{ X: 1000 }}, debt: {{ Y: {800 * b} }} }}"))}}
        """;

    // docs/oracles.md, "Asian calls".
    // Geometric and plain call over twelve fixings.
    [Test]
    public void GeometricAsianCall_OnTwelveFixings_IsTheClosedForm()
    {
        double[][] logs = Paths.LogPrices(
            Scenario(Gbm(0.2, 0.05), 100, "365d", "730h"), Many, 26);
        Assert.That(logs, Has.Length.EqualTo(12));
        double discount = Math.Exp(-0.05);
        var asian = new double[Many];
        var plain = new double[Many];
        for (int i = 0; i < Many; i++)
        {
            double mean = logs.Sum(step => step[i]) / 12;
            asian[i] = discount * Math.Max((100 * Math.Exp(mean)) - 100, 0);
            plain[i] = discount * Math.Max((100 * Math.Exp(logs[11][i])) - 100, 0);
        }

        Estimated.Of("geometric Asian", asian).AssertIs(5.940200222);
        Estimated.Of("Black-Scholes", plain).AssertIs(10.450583572);
    }

    // docs/oracles.md, "Tails".
    // The loss 1 - S of ten days at 80%; the price's own level is taken out.
    [Test]
    public void Tail_OfALogNormalPrice_IsTheClosedForm()
    {
        MetricResult price = Simulation.Run(
            Scenario(Gbm(0.8, 0), 1, "10d", "1d"), 4_000_000, 27).Metrics["X.price"];

        // Of a price, value at risk is its fall from the start. The sketch adds 0.1% of it.
        void Check(string name, double value, double? error, double expected) =>
            new Estimated(name, value, error!.Value).AssertIs(expected, 1e-3 * expected);
        Check("VaR 95", price.Var95!.Value, price.Errors.Var95.StandardError, 0.20273935);
        Check("ES 95", price.Es95!.Value, price.Errors.Es95.StandardError, 0.24476266);
        Check("VaR 99", price.Var99!.Value, price.Errors.Var99.StandardError, 0.27153449);
        Check("ES 99", price.Es99!.Value, price.Errors.Es99.StandardError, 0.30292043);
    }

    // Cumulants of the log price per year: c2 = v + l (m^2 + s^2), c3 = l (m^3 + 3 m s^2),
    // c4 = l (m^4 + 6 m^2 s^2 + 3 s^4).
    [Test]
    public void LogPrice_UnderMerton_HasItsCumulants()
    {
        const double l = 40;
        const double m = -0.05;
        const double s = 0.1;
        Paths paths = Paths.Of(
            Scenario(
                "{ kind: merton, drift: 0.1, volatility: 0.5, jumpsPerYear: 40, jumpMean: -0.05, "
                + "jumpStdDev: 0.1, compensated: false }",
                1, "36.5d", "3.65d"),
            Many, 28);
        double years = 0.1;
        double[] log = [.. paths["X.price"].Select(p => Math.Log(p))];
        double mean = (0.1 - 0.125 + (l * m)) * years;
        double second = (0.25 + (l * ((m * m) + (s * s)))) * years;
        double third = l * ((m * m * m) + (3 * m * s * s)) * years;
        double fourth = (l * (Math.Pow(m, 4) + (6 * m * m * s * s) + (3 * Math.Pow(s, 4))) * years)
            + (3 * second * second);
        paths.Mean("mean", i => log[i]).AssertIs(mean);
        paths.Mean("variance", i => Math.Pow(log[i] - mean, 2)).AssertIs(second);
        paths.Mean("third", i => Math.Pow(log[i] - mean, 3)).AssertIs(third);
        paths.Mean("fourth", i => Math.Pow(log[i] - mean, 4)).AssertIs(fourth);
        double[] jumps = paths["X.jumps"];
        paths.Mean("jumps", i => jumps[i]).AssertIs(l * years);
        paths.Mean("jumps' variance", i => Math.Pow(jumps[i] - (l * years), 2))
            .AssertIs(l * years);

        // Jumps that are not compensated come on top of the drift.
        double growth = 0.1 + (l * (Math.Exp(m + (0.5 * s * s)) - 1));
        paths.Mean("price", i => paths["X.price"][i]).AssertIs(Math.Exp(growth * years));

        // Poisson probabilities of the counts.
        for (int n = 0; n < 8; n++)
        {
            double probability = Math.Exp(-4) * Math.Pow(4, n)
                / Enumerable.Range(1, n).Aggregate(1.0, (a, b) => a * b);
            paths.Share($"{n} jumps", i => jumps[i] == n).AssertIs(probability);
        }
    }

    [Test]
    public void LogPrices_OfThreeAssets_AreCorrelatedAsStated()
    {
        Paths paths = Paths.Of(
            """
            scenario: prices
            kernel: impermanent-loss
            horizon: 10d
            step: 1d
            assets:
              A: { price: 1, process: { kind: gbm, drift: 0, volatility: 0.5 } }
              K: { price: 1, process: { kind: constant } }
              B: { price: 1, process: { kind: gbm, drift: 0, volatility: 1.5 } }
              C: { price: 1, process: { kind: gbm, drift: 0, volatility: 0.01 } }
            correlations: { A-B: 0.8, C-A: -0.5, B-C: -0.2 }
            """,
            Many, 29);
        double years = 10.0 / 365;
        double[] Standard(string name, double volatility) => [.. paths[name + ".price"].Select(
            p => (Math.Log(p) + (0.5 * volatility * volatility * years))
                / (volatility * Math.Sqrt(years)))];
        double[] a = Standard("A", 0.5);
        double[] b = Standard("B", 1.5);
        double[] c = Standard("C", 0.01);
        paths.Mean("A-B", i => a[i] * b[i]).AssertIs(0.8);
        paths.Mean("A-C", i => a[i] * c[i]).AssertIs(-0.5);
        paths.Mean("B-C", i => b[i] * c[i]).AssertIs(-0.2);
        Assert.That(paths["K.price"].All(p => p == 1));
    }

    // Steps of 15 seconds for 150 days: the drift of a step, -1.3e-7, is two units in the last
    // place of a log price beyond a half. The random numbers are the same in both precisions.
    [Test]
    public void Price_OverManyShortSteps_IsTheSameInSinglePrecision()
    {
        string yaml = Scenario(Gbm(0.75, 0), 1, "150d", "15s");
        double narrow = Simulation.Run(yaml, 256, 3).Mean("X.price");
        double wide = Simulation.Run(yaml, 256, 3, GpuRisk.Engine.Devices.Precision.Float64)
            .Mean("X.price");
        Assert.That(narrow, Is.EqualTo(wide).Within(1e-4));
    }

    // Far below what single precision, or the square of a double, can hold.
    [TestCase(5e-324)]
    [TestCase(1e-308)]
    [TestCase(1e-160)]
    [TestCase(1e-60)]
    [TestCase(1e-20)]
    [TestCase(1e-12)]
    public void Checks_OfPricesThatHardlyMove_FindNothingAmiss(double volatility)
    {
        RunResult result = Simulation.Run(
            $$"""
            scenario: prices
            kernel: impermanent-loss
            horizon: 10d
            step: 1d
            assets:
              A: { price: 3, process: { kind: gbm, drift: 0, volatility: {{volatility:R}} } }
              B: { price: 1, process: { kind: gbm, drift: 0, volatility: 0.5 } }
            correlations: { A-B: 0.8 }
            """,
            1000, 31);
        Assert.Multiple(() =>
        {
            Assert.That(
                result.Checks.Select(check => check.Name), Does.Contain("B volatility per year"));
            foreach (Check check in result.Checks)
            {
                Assert.That(double.IsFinite(check.Expected), check.Name);
                Assert.That(double.IsFinite(check.Realised!.Value), check.Name);
                Assert.That(check.Agrees, Is.Not.False, check.Name);
            }

            Assert.That(result.Mean("A.price"), Is.EqualTo(3).Within(1e-6));
        });
    }
}
