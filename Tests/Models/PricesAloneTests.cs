using GpuRisk.Engine.Planning;
using GpuRisk.Kernels.Models;
using NUnit.Framework;

namespace GpuRisk.Tests.Models;

/// <summary>Prices without pools run in a kernel of their own. What a pool does never reaches the
/// market's prices, so that every path must have the same bits with a pool and without one.
/// </summary>
[TestFixture]
internal sealed class PricesAloneTests
{
    private const string Gbm = "{ kind: gbm, drift: 0.1, volatility: 0.6 }";

    private const string Merton = "{ kind: merton, drift: 0, volatility: 0.4, jumpsPerYear: 200, "
        + "jumpMean: -0.05, jumpStdDev: 0.1, compensated: true }";

    private const string Pool = """
        pools:
          pool: { kind: constant-product, base: A, quote: B, fee: 0.003, value: 1e6 }
        """;

    // Whole buffers of 64 steps, whole blocks of 4, and neither.
    [TestCase(128, Gbm, Gbm, 0)]
    [TestCase(100, Gbm, "{ kind: constant }", 0)]
    [TestCase(67, Gbm, Merton, 0)]
    [TestCase(1, Gbm, Gbm, 0)]
    [TestCase(3, Gbm, "{ kind: gbm, drift: 0.2, volatility: 0 }", 0)]
    [TestCase(67, Gbm, Merton, 0.2)]
    [TestCase(128, Gbm, Gbm, -0.3)]
    public void Prices_WithoutPools_AreThoseBesideAPool(
        int steps, string first, string second, double correlation)
    {
        string text = $$"""
            scenario: prices
            kernel: impermanent-loss
            horizon: {{steps}}h
            step: 1h
            assets:
              A: { price: 1000, process: {{first}} }
              B: { price: 2, process: {{second}} }

            """;
        if (correlation != 0)
        {
            text += $"correlations: {{ A-B: {correlation} }}\n";
        }

        Plan alone = Simulation.Plan(text);
        Plan beside = Simulation.Plan(text + Pool);
        Assert.That(alone.Model, Is.EqualTo(ModelCode.Of<PricesModel>()));
        Assert.That(beside.Model, Is.EqualTo(ModelCode.Of<ImpermanentLossModel>()));
        double[][] expected = Paths.Outcomes(beside, 1000, 7);
        double[][] actual = Paths.Outcomes(alone, 1000, 7);
        Assert.That(alone.Outcomes, Is.Not.Empty);
        for (int i = 0; i < alone.Outcomes.Count; i++)
        {
            Assert.That(beside.Outcomes[i], Is.EqualTo(alone.Outcomes[i]));
            Assert.That(actual[i], Is.EqualTo(expected[i]), alone.Outcomes[i].Name);
        }
    }
}
