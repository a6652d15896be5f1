using GpuRisk.Engine.Results;
using NUnit.Framework;

namespace GpuRisk.Tests.Models;

/// <summary>Moves of prices at stated times.</summary>
[TestFixture]
internal sealed class StatedShockTests
{
    private const string Shocks = """
        shocks:
          - { at: 7h, over: 1h, prices: { X: -0.2366 } }
          - { at: 80h, over: 60h, prices: { X: 0.5, Y: 0.1 } }
          - { at: 399h, prices: { X: -0.01 } }
        """;

    private static string Scenario(string shocks, string process) => $$"""
        scenario: shocks
        kernel: impermanent-loss
        horizon: 400h
        step: 1h
        assets:
          X: { price: 100, process: { {{process}} } }
          Y: { price: 10, process: { kind: gbm, drift: 0, volatility: 0.5 } }
        {{shocks}}
        """;

    // Path by path, beside what the process does, whatever it is.
    [TestCase("kind: gbm, drift: 0.2, volatility: 0.8")]
    [TestCase("kind: merton, drift: 0, volatility: 0.5, jumpsPerYear: 500, jumpMean: -0.02, jumpStdDev: 0.05")]
    [TestCase("kind: garch, volatility: 0.8, alpha: 0.1, beta: 0.8, period: 1h")]
    public void Move_ComesInEqualPartsAtTheEndsOfItsSteps(string process)
    {
        double[][] with = Paths.LogPrices(Scenario(Shocks, process), 16, 1);
        double[][] without = Paths.LogPrices(Scenario("", process), 16, 1);
        for (int step = 0; step < 400; step++)
        {
            double moved = (step >= 7 ? Math.Log(1 - 0.2366) : 0)
                + (Math.Log(1.5) * Math.Clamp((step - 79) / 60.0, 0, 1))
                + (step >= 399 ? Math.Log(0.99) : 0);
            for (int i = 0; i < 16; i++)
            {
                Assert.That(
                    with[step][i], Is.EqualTo(without[step][i] + moved).Within(1e-12), $"{step}");
            }
        }
    }

    [Test]
    public void Run_TellsPricesAndMinimaWithThem()
    {
        RunResult result = Simulation.Run(
            Scenario(Shocks, "kind: gbm, drift: 0, volatility: 0.8"), 100_000, 2);
        result.Estimate("X.price").AssertIs(100 * (1 - 0.2366) * 1.5 * 0.99);
        result.Estimate("Y.price").AssertIs(11);
        Assert.That(result.Metrics["X.minimum"].Mean, Is.LessThan(76.34));
        Assert.That(result.Checks.Select(check => check.Agrees), Has.All.True);
    }
}
