using GpuRisk.Engine.Results;
using NUnit.Framework;

namespace GpuRisk.Tests.Models;

/// <summary>Liquidity positions against closed forms and quadratures made elsewhere.</summary>
[TestFixture]
public sealed class ImpermanentLossTests
{
    private const string Continuous = """
        pools:
          cp: { kind: constant-product, base: X, quote: Y, fee: 0.003, value: 1000000 }
          cl: { kind: concentrated, base: X, quote: Y, fee: 0.003, value: 1000000, concentration: 100 }
        """;

    private static string Scenario(
        string process, double price, string horizon, string step, string rest) => $$"""
        scenario: lp
        kernel: impermanent-loss
        horizon: {{horizon}}
        step: {{step}}
        assets:
          X: { price: {{price}}, process: {{process}} }
          Y: { price: 1, process: { kind: constant } }
        {{rest}}
        """;

    private static string Gbm(double volatility, double drift = 0) =>
        $"{{ kind: gbm, drift: {drift}, volatility: {volatility} }}";

    private static double PathwiseLoss(double factor, string position)
    {
        string yaml = Scenario(
            Simulation.Moves(factor, 365), 1, "365d", "1d",
            Continuous + "\npositions:\n  p: { value: 1000, " + position + " }");
        return Simulation.RunOnce(yaml).Mean("p.impermanentLoss");
    }

    // docs/oracles.md, "Constant product".
    // 2 sqrt(r) / (1 + r) - 1.
    [TestCase(1.25, -0.00619201)]
    [TestCase(1.5, -0.02020410)]
    [TestCase(2, -0.05719096)]
    [TestCase(0.5, -0.05719096)]
    [TestCase(3, -0.13397460)]
    [TestCase(4, -0.2)]
    [TestCase(0.25, -0.2)]
    [TestCase(5, -0.25464401)]
    public void ImpermanentLoss_OfConstantProduct_IsTheClosedForm(double factor, double expected) =>
        Assert.That(
            PathwiseLoss(factor, "pool: cp"), Is.EqualTo(expected).Within(5.1e-9));

    // docs/oracles.md, "A range".
    // Range [.8, 1.25] about 1.
    [TestCase(0.5, -0.29398867)]
    [TestCase(0.8, -0.05865156)]
    [TestCase(0.9, -0.01312840)]
    [TestCase(1.1, -0.01074548)]
    [TestCase(1.25, -0.05865156)]
    [TestCase(2, -0.29398867)]
    public void ImpermanentLoss_OfARange_IsTheClosedForm(double factor, double expected) =>
        Assert.That(
            PathwiseLoss(factor, "pool: cl, range: [0.8, 1.25]"),
            Is.EqualTo(expected).Within(5.1e-9));

    // docs/oracles.md, "A range".
    // L per unit of value.
    [TestCase(0.8, 1.25, 4.73606798)]
    [TestCase(0.5, 2, 1.70710678)]
    public void Liquidity_OfARange_IsTheClosedForm(double lower, double upper, double expected)
    {
        string yaml = Scenario(
            Gbm(0.6), 1, "30d", "1d",
            Continuous + $"\npositions:\n  p: {{ pool: cl, value: 1, range: [{lower}, {upper}] }}");
        Assert.That(
            Simulation.Plan(yaml).Scenario.Positions[0].Liquidity,
            Is.EqualTo(expected).Within(5.1e-9));
    }

    // docs/oracles.md, "Constant product".
    // What the position keeps depends on the final price alone: one step will do.
    [TestCase(0.5, 0, "365d", 0.96923323)]
    [TestCase(0.8, 0, "365d", 0.92311635)]
    [TestCase(0.8, 0, "30d", 0.99344623)]
    [TestCase(0.8, 0.3, "365d", 1.07250818)]
    public void Net_OfConstantProduct_HasTheClosedFormMean(
        double volatility, double drift, string horizon, double expected)
    {
        string yaml = Scenario(
            Gbm(volatility, drift), 1, horizon, horizon,
            Continuous + "\npositions:\n  p: { pool: cp, value: 1 }");
        RunResult result = Simulation.Run(yaml, 4_000_000, 11);
        result.Estimate("p.net").AssertIs(expected - 1, 1e-7);
    }

    // docs/oracles.md, "Constant product".
    // LP 1.07250818, HODL 1.17492940, at drift .3.
    [Test]
    public void NetVersusHold_UnderDrift_HasTheClosedFormMean()
    {
        string yaml = Scenario(
            Gbm(0.8, 0.3), 1, "365d", "365d",
            Continuous + "\npositions:\n  p: { pool: cp, value: 1 }");
        Simulation.Run(yaml, 4_000_000, 12)
            .Estimate("p.netVersusHold").AssertIs(1.07250818 - 1.17492940, 1e-7);
    }

    [Test]
    public void Net_OfConstantProduct_HasTheClosedFormVariance()
    {
        string yaml = Scenario(
            Gbm(0.8), 1, "30d", "30d",
            Continuous + "\npositions:\n  p: { pool: cp, value: 1 }");
        double[] net = Paths.Of(yaml, 1_000_000, 13)["p.net"];
        double mean = net.Average();
        Estimated.Of("variance", [.. net.Select(x => (x - mean) * (x - mean))])
            .AssertIs(0.0130646, 5.1e-8);
    }

    // docs/oracles.md, "A range".
    [TestCase(0.6, "30d", "1h", 0.8, 1.25, 0.967676736, 0.112903944, 0.083295179, 0.923659831, 60_000)]
    [TestCase(0.8, "365d", "6h", 0.5, 2, 0.789563475, 0.320452448, 0.102678877, 0.781142348, 30_000)]
    public void Range_UnderGbm_HasTheQuadratures(
        double volatility, string horizon, string step, double lower, double upper,
        double value, double below, double above, double inRange, int paths)
    {
        string yaml = Scenario(
            Gbm(volatility), 1, horizon, step,
            Continuous + $"\npositions:\n  p: {{ pool: cl, value: 1, range: [{lower}, {upper}] }}");
        Paths result = Paths.Of(yaml, paths, 14);
        result.Mean("value", i => 1 + result["p.net"][i]).AssertIs(value);
        result.Mean("1 - LVR", i => 1 - result["p.lossVersusRebalancing"][i]).AssertIs(value);
        result.Share("below", i => result["X.price"][i] < lower).AssertIs(below);
        result.Share("above", i => result["X.price"][i] > upper).AssertIs(above);
        result.Mean("in range", i => result["p.timeInRange"][i]).AssertIs(inRange);
    }

    // docs/oracles.md, "Loss versus rebalancing".
    // The rate at the start, from a day that is too short to leave the start by
    // much: over it sigma^2 sqrt(P) L / 4 falls by some 1e-3 of itself.
    [TestCase(0.6, 0.8, 1.25, 0.426246118)]
    [TestCase(0.8, 0.5, 2, 0.273137085)]
    public void LossVersusRebalancing_OfARange_StartsAtTheClosedFormRate(
        double volatility, double lower, double upper, double rate)
    {
        string yaml = Scenario(
            Gbm(volatility), 1, "1d", "15m",
            Continuous + $"\npositions:\n  p: {{ pool: cl, value: 1, range: [{lower}, {upper}] }}");
        Estimated day = Simulation.Run(yaml, 200_000, 15).Estimate("p.lossVersusRebalancing");
        new Estimated("rate", day.Value * 365, day.Error * 365).AssertIs(rate, 1e-3 * rate);
    }

    // docs/oracles.md, "Loss versus rebalancing".
    // 5% a day is 3.125 bp a day, 11.406% a year.
    [Test]
    public void LossVersusRebalancing_OfFivePercentADay_IsThreeBasisPointsADay()
    {
        double volatility = 0.05 * Math.Sqrt(365);
        string yaml = Scenario(
            Gbm(volatility), 1, "1d", "1h",
            Continuous + "\npositions:\n  p: { pool: cp, value: 1 }");
        Estimated day = Simulation.Run(yaml, 400_000, 16).Estimate("p.lossVersusRebalancing");

        // The pool's value itself falls at that rate: (1 - exp(-v / 8)) of a day's variance v.
        day.AssertIs(-double.ExpM1(-0.0025 / 8));
        Assert.That(day.Value * 1e4, Is.EqualTo(3.125).Within(0.02));
        Assert.That(day.Value * 365, Is.EqualTo(0.11406).Within(0.0007));
    }

    private const string Jumps =
        "{ kind: merton, drift: 0, volatility: 0.6, jumpsPerYear: 20, jumpMean: -0.08, "
        + "jumpStdDev: 0.12, compensated: true }";

    // With driftless prices E[hold - LP] = E[LVR], whatever the arbitrage and the jumps: the two
    // are taken on the same paths, so that their difference has an error of its own.
    [TestCase("{ kind: gbm, drift: 0, volatility: 0.8 }", "continuous")]
    [TestCase("{ kind: gbm, drift: 0, volatility: 0.8 }", "step")]
    [TestCase("{ kind: gbm, drift: 0, volatility: 0.8 }", "step, arbitrageGas: 100")]
    [TestCase(Jumps, "continuous")]
    [TestCase(Jumps, "step")]
    public void LossVersusHold_OfDriftlessPrices_IsTheMeanOfLossVersusRebalancing(
        string process, string arbitrage)
    {
        Paths result = Paths.Of(
            Scenario(
                process, 2000, "90d", "6h",
                $$"""
                pools:
                  cp: { kind: constant-product, base: X, quote: Y, fee: 0.003, value: 1000000, arbitrage: {{arbitrage}} }
                  cl: { kind: concentrated, base: X, quote: Y, fee: 0.0005, value: 1000000, concentration: 9, arbitrage: {{arbitrage}} }
                positions:
                  full: { pool: cp, value: 10000 }
                  range: { pool: cl, value: 10000, range: [1600, 2500] }
                  below: { pool: cl, value: 10000, range: [1500, 1900] }
                  above: { pool: cl, value: 10000, range: [2100, 2500] }
                """),
            100_000, 17);
        foreach (string name in new[] { "full", "range", "below", "above" })
        {
            // Where a step's arbitrage stops at the band, LP and hold differ at the horizon by
            // what the pool's price is off; both sides are marked at the market, so it holds too.
            double[] loss = result[$"{name}.lossVersusRebalancing"];
            double[] versusHold = result[$"{name}.netVersusHold"];
            double[] fees = result[$"{name}.fees"];
            result.Mean($"{name}: hold - LP - LVR", i => fees[i] - versusHold[i] - loss[i])
                .AssertIs(0);
            Assert.That(loss.Min(), Is.GreaterThanOrEqualTo(0));
        }
    }

    // Both legs move: in dollars all three portfolios are still driftless.
    [Test]
    public void LossVersusHold_OfTwoVolatileLegs_IsTheMeanOfLossVersusRebalancing()
    {
        Paths result = Paths.Of(
            """
            scenario: lp
            kernel: impermanent-loss
            horizon: 90d
            step: 1d
            assets:
              X: { price: 40000, process: { kind: gbm, drift: 0, volatility: 0.6 } }
              Y: { price: 2000, process: { kind: gbm, drift: 0, volatility: 0.8 } }
            correlations: { X-Y: 0.7 }
            pools:
              cp: { kind: constant-product, base: X, quote: Y, fee: 0.003, value: 1000000 }
              cl: { kind: concentrated, base: X, quote: Y, fee: 0.003, value: 1000000, concentration: 9 }
            positions:
              full: { pool: cp, value: 10000 }
              range: { pool: cl, value: 10000, range: [16, 25] }
            """,
            200_000, 18);
        foreach (string name in new[] { "full", "range" })
        {
            double[] loss = result[$"{name}.lossVersusRebalancing"];
            double[] versusHold = result[$"{name}.netVersusHold"];
            result.Mean($"{name}: hold - LP - LVR", i => -versusHold[i] - loss[i]).AssertIs(0);
        }

        // The ratio's variance is s^2 + t^2 - 2 r s t.
        double variance = 0.36 + 0.64 - (2 * 0.7 * 0.48);
        result.Mean("LVR", i => result["full.lossVersusRebalancing"][i] / 10000)
            .AssertIs(-double.ExpM1(-variance * 90 / 365 / 8), 2e-4);
    }

    // docs/oracles.md, "Gas".
    // Two actions of 359,749 gas at 30 gwei and 2,500 USD.
    [TestCase(500, 0.1079)]
    [TestCase(2000, 0.0270)]
    [TestCase(10000, 0.0054)]
    [TestCase(1000000, 0.000054)]
    public void Gas_OfOpeningAndClosing_BitesSmallPositions(double value, double share)
    {
        double actions = 719498 * 30e-9 * 2500 / 2;
        RunResult result = Simulation.RunOnce(Scenario(
            Gbm(0), 1, "1d", "1d",
            "pools:\n  cp: { kind: constant-product, base: X, quote: Y, fee: 0.003, value: 1000000 }"
            + $"\npositions:\n  p: {{ pool: cp, value: {value}, gasPerAction: {actions} }}"));
        Assert.That(result.Mean("p.gas"), Is.EqualTo(53.96).Within(0.005));
        Assert.That(result.Mean("p.gas") / value, Is.EqualTo(share).Within(0.5).Percent);
        Assert.That(result.Mean("p.net"), Is.EqualTo(-result.Mean("p.gas")).Within(2e-4));
    }

    // Recentring at a price of r keeps the value; the swap restores the share of base that a
    // range about the price holds. All by hand. The price rises by r again, and the new range is
    // sold out at the horizon, where nothing is recentred.
    [Test]
    public void Recentre_OnAKnownPath_KeepsValueAndPaysForTheSwap()
    {
        const double lower = 0.8;
        const double upper = 1.25;
        double factor = 1.5;
        RunResult result = Simulation.RunOnce(Scenario(
            Simulation.Moves(factor, 10), 1, "20d", "10d",
            "pools:\n  cl: { kind: concentrated, base: X, quote: Y, fee: 0.003, value: 1000000, concentration: 50 }"
            + $"\npositions:\n  p: {{ pool: cl, value: 1000, range: [{lower}, {upper}], strategy: recentre-on-exit, gasPerAction: 7 }}"));
        double growth = 4.73606797749979 * (Math.Sqrt(upper) - Math.Sqrt(lower));
        double value = 1000 * growth;
        double root = Math.Sqrt(factor);
        double baseUnit = (1 / root) - (1 / (root * Math.Sqrt(upper)));
        double quoteUnit = root - (root * Math.Sqrt(lower));
        double swapped = value * baseUnit * factor / ((baseUnit * factor) + quoteUnit);
        Assert.That(result.Mean("p.rebalances"), Is.EqualTo(1));
        Assert.That(result.Mean("p.swapFees"), Is.EqualTo(0.003 * swapped).Within(1e-6));
        Assert.That(result.Mean("p.gas"), Is.EqualTo(21));
        Assert.That(
            result.Mean("p.net"),
            Is.EqualTo((value * growth) - 1000 - 21 - (0.003 * swapped)).Within(1e-5));

        // Holding the first tokens, half of them base, would have made them 1.5 squared of that.
        double held = 4.73606797749979 * (1 - (1 / Math.Sqrt(upper))) * factor * factor;
        double hold = 1000 * (held + (4.73606797749979 * (1 - Math.Sqrt(lower))));
        Assert.That(
            result.Mean("p.impermanentLoss"),
            Is.EqualTo(((value * growth) - hold) / hold).Within(1e-9));
    }
}
