using System.Globalization;
using NUnit.Framework;

namespace GpuRisk.Tests.Models;

/// <summary>Who looks between steps sees the variance of the step: daily steps tell what sixteen
/// times shorter ones do. Where steps alone were watched, they would not.</summary>
[TestFixture]
internal sealed class HestonBridgeTests
{
    private const int Many = 200_000;
    private const int Fine = 16;

    private static readonly HestonFormula Calm = new(0, 0.36, 0.64, 3, 1.5, -0.6);
    private static readonly HestonFormula Wild = new(0, 0.81, 0.49, 5, 2.5, -0.3);

    private static string Prices(string kernel, double hours) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        scenario: bridges
        kernel: {{kernel}}
        horizon: 30d
        step: {{hours}}h
        assets:
          X: { price: 1000, process: {{Calm.Yaml}} }
          Z: { price: 1000, process: {{Wild.Yaml}} }
          B: { price: 1000, process: { kind: gbm, drift: 0, volatility: 0.7 } }
          Y: { price: 1, process: { kind: constant } }
        correlations: { X-Z: 0.6, X-B: 0.5 }

        """);

    private static string Loans(double hours, string monitoring) =>
        Prices("liquidation", hours) + $$"""
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
          far:    { market: m, collateral: { X: 10 }, debt: { Y: 5332.6667 } }
          pair:   { market: m, collateral: { X: 10 }, debt: { Z: 6.4 } }
          brown:  { market: m, collateral: { B: 10 }, debt: { Z: 6.4 } }
          mixed:  { market: m, collateral: { X: 5, B: 5 }, debt: { Y: 6400 } }
        """;

    [Test]
    public void Liquidations_OnDailySteps_AreThoseOfShorterOnes()
    {
        Paths fine = Paths.Of(Loans(24.0 / Fine, "continuous"), Many / 2, 71);
        Paths daily = Paths.Of(Loans(24, "continuous"), Many, 72);
        Paths steps = Paths.Of(Loans(24, "step"), Many, 73);
        foreach (string loan in new[] { "alone", "far", "pair", "brown", "mixed" })
        {
            Estimated Of(Paths paths) =>
                paths.Share(loan, i => paths[loan + ".liquidated"][i] > 0);
            Estimated truth = Of(fine);
            Estimated coarse = Of(daily);
            double error = Math.Sqrt((truth.Error * truth.Error) + (coarse.Error * coarse.Error));
            TestContext.Out.WriteLine(
                $"{loan}: {coarse.Value} for {truth.Value}, {Of(steps).Value} at steps");
            new Estimated(loan, coarse.Value, error).AssertIs(truth.Value);
            Assert.That(truth.Value - Of(steps).Value, Is.GreaterThan(4 * error), loan);
        }
    }

    // A simulation apart from the product: Euler steps with full truncation, 64 a day, with the
    // minimum of each step's bridge, 300,000 paths.
    [Test]
    public void Liquidations_OnDailySteps_AreThoseOfAnotherSimulation()
    {
        Paths daily = Paths.Of(Loans(24, "continuous"), Many, 76);
        foreach ((string loan, double truth, double itsError) in new[]
        {
            ("alone", 0.25315, 0.00079), ("far", 0.05717, 0.00042),
        })
        {
            Estimated coarse = daily.Share(loan, i => daily[loan + ".liquidated"][i] > 0);
            new Estimated(loan, coarse.Value, Math.Sqrt(
                (coarse.Error * coarse.Error) + (itsError * itsError))).AssertIs(truth);
        }
    }

    [TestCase("X", "Y", "900, 1150")]
    [TestCase("X", "Z", "0.9, 1.1")]
    [TestCase("Z", "B", "0.85, 1.2")]
    public void TimeInRange_OnDailySteps_IsThatOfShorterOnes(
        string first, string quote, string range)
    {
        string Held(double hours) => Prices("impermanent-loss", hours) + $$"""
            pools:
              p: { kind: concentrated, base: {{first}}, quote: {{quote}}, fee: 0.003, value: 1000000, concentration: 5 }
            positions:
              q: { pool: p, value: 1, range: [{{range}}] }
            """;
        Estimated Of(double hours, int count, ulong seed)
        {
            Paths paths = Paths.Of(Held(hours), count, seed);
            return paths.Mean("in range", i => paths["q.timeInRange"][i]);
        }

        Estimated truth = Of(24.0 / Fine, Many / 2, 74);
        Estimated coarse = Of(24, Many, 75);
        new Estimated("in range", coarse.Value, Math.Sqrt(
            (truth.Error * truth.Error) + (coarse.Error * coarse.Error))).AssertIs(truth.Value);
    }
}
