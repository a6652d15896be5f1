using NUnit.Framework;

namespace GpuRisk.Tests.Models;

/// <summary>Filtered historical simulation: shocks are the rows of a table.</summary>
[TestFixture]
internal sealed class ResidualsTests
{
    private const int Many = 40_000;
    private const double Variance = 0.73 / 365;

    private static readonly double[] First = [1, -2, 0.5, 0.1, -0.7];
    private static readonly double[] Second = [0.3, -1, 2, 0, 1];

    // Of mean 0 and variance 1, as they are drawn.
    private static double[] Standardised(double[] rows)
    {
        double mean = rows.Average();
        double deviation = Math.Sqrt(rows.Average(row => (row - mean) * (row - mean)));
        return [.. rows.Select(row => (row - mean) / deviation)];
    }

    private static string Scenario(int steps, int days, string garch, bool isJoint) => $$"""
        scenario: residuals
        kernel: impermanent-loss
        horizon: {{days}}d
        step: {{24 / steps}}h
        assets:
          X: { price: 1, process: { {{Process(garch, First)}} } }
          Y: { price: 1, process: { {{Process(garch, isJoint ? Second : [.. Second, 3])}} } }
        """;

    private static string Process(string garch, double[] rows) => FormattableString.Invariant(
        $"kind: garch, volatility: {Math.Sqrt(Variance * 365):R}, {garch}, shocks: residuals, ")
        + $"residuals: [{string.Join(", ", rows.Select(
            row => row.ToString(System.Globalization.CultureInfo.InvariantCulture)))}]";

    private static int RowOf(double price, double[] rows)
    {
        double shock = (Math.Log(price) + (0.5 * Variance)) / Math.Sqrt(Variance);
        int row = Array.FindIndex(rows, z => Math.Abs(z - shock) < 1e-9);
        Assert.That(row, Is.GreaterThanOrEqualTo(0), $"{shock}");
        return row;
    }

    [TestCase(1, true)]
    [TestCase(2, false)]
    [TestCase(8, true)]
    public void Period_HasTheShockOfARow(int steps, bool isJoint)
    {
        Paths paths = Paths.Of(Scenario(steps, 1, "alpha: 0.1, beta: 0.8", isJoint), Many, 91);
        double[] second = Standardised(isJoint ? Second : [.. Second, 3]);
        int[] x = [.. paths["X.price"].Select(price => RowOf(price, Standardised(First)))];
        int[] y = [.. paths["Y.price"].Select(price => RowOf(price, second))];
        for (int row = 0; row < First.Length; row++)
        {
            paths.Share($"row {row}", i => x[i] == row).AssertIs(1.0 / First.Length);
        }

        Estimated same = paths.Share("same row", i => x[i] == y[i]);
        if (isJoint) Assert.That(same.Value, Is.EqualTo(1));
        else same.AssertIs(1.0 / second.Length);
    }

    // A bridge to a shock of variance h: steps of variance h / n, each correlated with no other.
    [Test]
    public void Steps_WithinAPeriod_AreABrownianBridgeToIt()
    {
        const int steps = 6;
        double[][] logs = Paths.LogPrices(
            Scenario(steps, 2, "alpha: 0, beta: 0", true), Many, 92);
        for (int step = 0; step < 2 * steps; step++)
        {
            double[] moves = [.. logs[step].Select((log, i) => log
                - (step > 0 ? logs[step - 1][i] : 0) + (0.5 * Variance / steps))];
            Estimated.Of($"step {step}", moves).AssertIs(0);
            Estimated.Of($"square {step}", [.. moves.Select(move => move * move)])
                .AssertIs(Variance / steps);
        }

        Estimated.Of("two steps", [.. Enumerable.Range(0, Many).Select(
            i => (logs[0][i] + (0.5 * Variance / steps)) * (logs[2][i] - logs[1][i]
                + (0.5 * Variance / steps)))]).AssertIs(0);
    }

    // Falls make more of the variance than half of it, and leverage counts that.
    [Test]
    public void Variance_WithLeverage_StaysAtTheLongRun()
    {
        double[][] variances = Paths.StepVariances(
            Scenario(1, 9, "alpha: 0.05, beta: 0.6, leverage: 0.3", true), Many, 93);
        foreach (int day in new[] { 1, 4, 8 })
        {
            Estimated.Of($"day {day}", variances[day]).AssertIs(Variance);
        }
    }

    [Test]
    public void Checks_OfARun_FindNothingAmiss()
    {
        var result = Simulation.Run(
            Scenario(4, 20, "alpha: 0.1, beta: 0.8", true), 100_000, 94);
        foreach (var check in result.Checks) TestContext.Out.WriteLine($"{check}");
        Assert.That(result.Warnings, Is.Empty);
        Assert.That(result.Checks, Has.Count.EqualTo(2));
        Assert.That(result.Checks.Select(check => check.Agrees), Has.All.True);
    }
}
