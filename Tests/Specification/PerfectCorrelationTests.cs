using GpuRisk.Tests.Models;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>An asset may be the same as another, or its opposite.</summary>
[TestFixture]
internal sealed class PerfectCorrelationTests
{
    private static string Pool(string process, string other, string correlation) => $$"""
        scenario: twins
        kernel: impermanent-loss
        horizon: 2d
        step: 1h
        assets:
          ETH: { price: 2000, process: { {{process}} } }
          WETH: { price: 2000, process: { {{other}} } }
          SOL: { price: 100, process: { kind: gbm, drift: 0, volatility: 1 } }
        correlations: { ETH-WETH: {{correlation}} }
        pools:
          p: { kind: constant-product, base: ETH, quote: WETH, fee: 0.003, value: 100000000 }
        positions:
          a: { pool: p, value: 1000 }
        """;

    // The price of one in the other never moves.
    [TestCase("kind: gbm, drift: 0, volatility: 0.8")]
    [TestCase("kind: merton, drift: 0, volatility: 0.8, jumpsPerYear: 900, jumpMean: -0.02, jumpStdDev: 0.1")]
    [TestCase("kind: merton, drift: 0.1, volatility: 0, jumpsPerYear: 900, jumpMean: 0, jumpStdDev: 0.1")]
    public void Twins_LoseNothingAgainstEachOther(string process)
    {
        Paths paths = Paths.Of(Pool(process, process, "1"), 500, 51);
        Assert.Multiple(() =>
        {
            Assert.That(paths["a.impermanentLoss"], Is.All.EqualTo(0.0));
            Assert.That(paths["ETH.price"], Is.EqualTo(paths["WETH.price"]));
            Assert.That(paths["ETH.price"].Distinct().Count(), Is.GreaterThan(450));
        });
        Assert.That(Simulation.Run(Pool(process, process, "1"), 500, 51)
            .Metrics["a.impermanentLoss"].Mean, Is.Zero);
    }

    // S S' = S(0)^2 exp((m + m') T): logarithms are opposed.
    [TestCase("kind: gbm, drift: 0, volatility: 0.8", -0.64)]
    [TestCase("kind: merton, drift: 0, volatility: 0.8, jumpsPerYear: 900, jumpMean: 0, jumpStdDev: 0.1", -0.64)]
    public void Opposites_MoveAgainstEachOther(string process, double growth)
    {
        Paths paths = Paths.Of(Pool(process, process, "-1"), 500, 52);
        double expected = 4e6 * Math.Exp(growth * 2 / 365);
        for (int i = 0; i < 500; i++)
        {
            double product = paths["ETH.price"][i] * paths["WETH.price"][i];
            Assert.That(product, Is.EqualTo(expected).Within(1e-9).Percent);
        }
    }

    // r = 0.6 with each of two that are one: the third correlation is determined.
    [Test]
    public void ThreeAssets_OfWhichTwoAreOne_AreAccepted()
    {
        string yaml = Pool(
            "kind: gbm, drift: 0, volatility: 0.8", "kind: gbm, drift: 0, volatility: 0.4",
            "1, ETH-SOL: 0.6, WETH-SOL: 0.6");
        Paths paths = Paths.Of(yaml, 20_000, 53);
        double[] sol = [.. paths["SOL.price"].Select(p => Math.Log(p / 100) + (0.5 * 2 / 365))];
        double[] weth = [.. paths["WETH.price"].Select(p => Math.Log(p / 2000) + (0.08 * 2 / 365))];
        paths.Mean("WETH-SOL", i => sol[i] * weth[i] / (0.4 * 2 / 365)).AssertIs(0.6);
    }
}
