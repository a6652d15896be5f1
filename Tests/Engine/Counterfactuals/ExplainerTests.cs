using GpuRisk.Engine.Counterfactuals;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using GpuRisk.Scenarios;
using GpuRisk.Tests.Models;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Counterfactuals;

/// <summary>What a feature contributes is the difference of two markets on the same paths.</summary>
[TestFixture]
internal sealed class ExplainerTests
{
    private const int Paths = 1000;
    private const ulong Seed = 5;

    private const string Market = """
        scenario: explained
        kernel: market
        horizon: 30d
        step: 6h
        assets:
          ETH: { price: 2000, process: { kind: gbm, drift: 0, volatility: 0.8 } }
          USD: { price: 1, process: { kind: constant } }
        pools:
          pool: { kind: constant-product, base: ETH, quote: USD, fee: 0.003, value: 1000000, noiseVolumePerDay: 0.3, arbitrage: step }
        classes:
          retail: { wallets: 100, sizes: { kind: log-normal, mean: 1000, logStdDev: 1.5 }, strata: 4, trading: 1, transactions: { every: 1d, gas: 100000 }, liquidity: { pool: { share: 0.5 } } }
          whales: { wallets: 10, sizes: { kind: equal, size: 20000 }, holdings: { ETH: 0.5 }, liquidity: { pool: { share: 0.5 } } }
        gas: { price: 20, asset: ETH }
        """;

    private static readonly string[] Measures = ["market.gini", "retail.profit"];

    [Test]
    public void Explain_Contributions_AreDifferencesOfSeparateRuns()
    {
        Explanation explanation = Explain();
        foreach (ExplainedFeature explained in explanation.Features)
        {
            Scenario without = Features.All.Single(f => f.Name == explained.Feature)
                .Without(Scenario)!;
            RunResult with = Run(Scenario);
            RunResult rest = Run(without);
            for (int i = 0; i < Measures.Length; i++)
            {
                double expected = with.Mean(Measures[i]) - rest.Mean(Measures[i]);
                double error = with.Metrics[Measures[i]].StandardError!.Value;
                Assert.That(
                    explained.Contributions[i].Mean,
                    Is.EqualTo(expected).Within(1e-6 * (Math.Abs(expected) + error)),
                    $"{explained.Feature}, {Measures[i]}");
            }
        }
    }

    [Test]
    public void Explain_FeaturesThatTheMarketLacks_AreLeftOut() => Assert.That(
        Explain().Features.Select(f => f.Feature),
        Is.EqualTo(new[] { "unequal-sizes", "latency", "gas", "arbitrage", "trading-fees" }));

    // Most of a profit is the price's, which is common to both markets.
    [Test]
    public void Explain_Errors_AreThoseOfPairedPaths()
    {
        Explanation explanation = Explain();
        double paired = explanation.Features.Single(f => f.Feature == "gas")
            .Contributions[1].StandardError!.Value;
        double alone = explanation.Measures[1].StandardError!.Value;
        Assert.That(paired, Is.LessThan(0.5 * alone));
    }

    // Retail pays the gas and gets none of it.
    [Test]
    public void Explain_Gas_CostsRetail() => Assert.That(
        Explain().Features.Single(f => f.Feature == "gas").Contributions[1].Mean,
        Is.Negative);

    [Test]
    public void Without_EveryFeature_LeavesAMarketThatPlans() => Assert.Multiple(() =>
    {
        foreach (Feature feature in Features.All)
        {
            Assert.That(
                feature.Without(Full) is { } rest ? Run(rest, 32).Ledger!.UnbalancedPaths : 0,
                Is.Zero,
                feature.Name);
        }
    });

    private static Scenario Scenario => Simulation.Plan(Market).Scenario;

    private static Scenario Full =>
        Simulation.Plan(GpuRisk.Tests.Scenarios.Samples.Market).Scenario;

    private static Explanation Explain()
    {
        using var device = new SimdDevice(2);
        return new Explainer([device], TimeProvider.System).Explain(
            Scenario, Features.All, Measures, new RunOptions(Paths, Seed));
    }

    private static RunResult Run(Scenario scenario, long paths = Paths)
    {
        GpuRisk.Engine.Planning.Plan plan =
            GpuRisk.Engine.Planning.ScenarioPlanner.Plan(scenario);
        var options = new RunOptions(paths, Seed);
        using var device = new SimdDevice(2);
        return RunReport.Create(
            plan, options, new PathRunner([device], TimeProvider.System).Run(plan, options));
    }
}
