using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Planning;

/// <summary>Runs of figures of one's own.</summary>
internal static class FigureRuns
{
    public const string Prices = """
        scenario: prices
        kernel: impermanent-loss
        horizon: 30d
        step: 1d
        seed: 7
        assets:
          ETH: { price: 2000, process: { kind: gbm, drift: 0.1, volatility: 0.8 } }
          BTC: { price: 40000, process: { kind: gbm, drift: 0, volatility: 0.6 } }
          USDC: { price: 1, process: { kind: constant } }
        correlations: { ETH-BTC: 0.7 }
        """;

    public const string Liquidity = Prices + """

        pools:
          v2: { kind: constant-product, base: ETH, quote: USDC, fee: 0.003, value: 1e7, noiseVolumePerDay: 0.2 }
          v3: { kind: concentrated, base: ETH, quote: USDC, fee: 0.003, value: 1e7, noiseVolumePerDay: 0.5 }
        positions:
          a: { pool: v2, value: 10000 }
          b: { pool: v3, value: 10000, range: [1500, 2500] }
        """;

    public static RunResult Run(string scenario, int paths, string figures)
    {
        Plan plan = PlanOf(scenario, figures);
        return RunReport.Create(
            plan, new RunOptions(paths, plan.Scenario.Seed), Library.Run(plan, paths));
    }

    public static Plan PlanOf(string scenario, string figures) =>
        ScenarioPlanner.Plan(Read(scenario, figures).Scenario!);

    public static ScenarioResult Read(string scenario, string figures)
    {
        ScenarioResult read = ScenarioReader.Parse(
            $"{scenario}\nfigures:\n  {figures.ReplaceLineEndings("\n  ")}", "f.yaml");
        Assert.That(read.Errors, Is.Empty);
        return read;
    }

    public static Dictionary<string, double[]> Paths(Plan plan, int count, Precision precision)
    {
        var captured = new CapturedMetrics([.. Enumerable.Range(0, plan.Metrics.Count)]);
        captured.Begin(0, count);
        using var device = new SimdDevice(1);
        using IPathWorker worker = device.CreateWorker(plan, precision);
        worker.Simulate(plan.Scenario.Seed, 0, count, plan.SinkTo(captured));
        return plan.Metrics.Index().Where(metric => !metric.Item.Internal)
            .ToDictionary(metric => metric.Item.Name, metric => captured[metric.Index]);
    }
}
