using GpuRisk.Scenarios;
using GpuRisk.Tests.Models;
using NUnit.Framework;

namespace GpuRisk.Tests.Specification;

/// <summary>Under the risk-neutral measure E[S(T)] = S(0) exp(r T) for every process.</summary>
[TestFixture]
internal sealed class RiskNeutralTests
{
    private static string Scenario(string process, string section = "") => $$"""
        scenario: martingale
        kernel: impermanent-loss
        horizon: 365d
        step: 73d
        measure: risk-neutral
        riskFreeRate: 0.05
        {{section}}
        assets:
          ETH: { price: 100, process: { {{process}} } }
        """;

    // 100 exp(0.05) = 105.127. The second line is the textbook's jump diffusion.
    [TestCase("kind: gbm, drift: 3, volatility: 0.8", "")]
    [TestCase("kind: merton, drift: 0, volatility: 0.2, jumpsPerYear: 0.75, jumpMean: -0.6, jumpStdDev: 0.25", "")]
    [TestCase("kind: merton, drift: 0, volatility: 0.2, jumpsPerYear: 0.75, jumpMean: -0.6, jumpStdDev: 0.25, compensated: true", "")]
    [TestCase("kind: merton, drift: 0, volatility: 0, jumpsPerYear: 20, jumpMean: 0.1, jumpStdDev: 0.05", "")]
    [TestCase("kind: merton, drift: 0, volatility: 0.3, jumpsPerYear: 2, jumpMean: 0.1, jumpStdDev: 0.1, commonJumpMean: -0.3, commonJumpStdDev: 0.2", "commonJumps: { perYear: 3 }")]
    [TestCase("kind: heston, drift: 3, initialVolatility: 0.9, longRunVolatility: 0.5, meanReversion: 2, volatilityOfVariance: 1, priceVarianceCorrelation: -0.7", "")]
    [TestCase("kind: bates, drift: 3, initialVolatility: 0.9, longRunVolatility: 0.5, meanReversion: 2, volatilityOfVariance: 1, priceVarianceCorrelation: -0.7, jumpsPerYear: 5, jumpMean: -0.1, jumpStdDev: 0.2", "")]
    [TestCase("kind: gbm, drift: 3, volatility: 0.8, schedule: [{ at: 73d, volatility: 0.2, drift: -3 }]", "")]
    [TestCase("kind: regime-switching, states: { a: { drift: 3, volatility: 0.4 }, b: { volatility: 1, jumpsPerYear: 20, jumpMean: -0.1, jumpStdDev: 0.1 } }", "regimes: { period: 73d, states: { a: { next: { a: 0.7, b: 0.3 } }, b: { next: { a: 0.4, b: 0.6 } } } }")]
    public void DiscountedPrice_IsAMartingale(string process, string section)
    {
        Paths paths = Paths.Of(Scenario(process, section), 400_000, 61);
        paths.Mean("price", i => paths["ETH.price"][i]).AssertIs(100 * Math.Exp(0.05));
    }

    [Test]
    public void JumpsThatAreNotCompensated_AreRefused()
    {
        ScenarioResult read = ScenarioReader.Parse(
            Scenario(
                "kind: merton, drift: 0, volatility: 0.2, jumpsPerYear: 1, jumpMean: -0.6, "
                + "jumpStdDev: 0.25, compensated: false"),
            "test.yaml");
        ScenarioError error = read.Errors.Single();
        Assert.Multiple(() =>
        {
            Assert.That(error.Line, Is.EqualTo(9));
            Assert.That(error.KeyPath, Is.EqualTo("assets.ETH.process.compensated"));
            Assert.That(error.Message, Does.Contain("allowed is true"));
        });
    }
}
