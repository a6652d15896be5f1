using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Service.Cluster;

/// <summary>A small run on this host's devices, whose digest is the same on all nodes whose results
/// may be added up. Safe for concurrent use, but for the run itself.</summary>
internal sealed class SelfTest(TimeProvider time)
{
    private const string Scenario = """
        scenario: self-test
        kernel: impermanent-loss
        horizon: 2d
        step: 1h
        paths: 4096
        seed: 1
        assets:
          ETH:  { price: 2000, process: { kind: gbm, drift: 0, volatility: 0.8 } }
          USDC: { price: 1, process: { kind: constant } }
        pools:
          v2: { kind: constant-product, base: ETH, quote: USDC, fee: 0.003, value: 1e7 }
        positions:
          full: { pool: v2, value: 10000 }
        """;

    private volatile string? _digest;

    /// <summary>The digest; null where the test was not done.</summary>
    public string? Digest
    {
        get => _digest;
        set => _digest = value;
    }

    /// <summary>Does the test where it was not done.</summary>
    public string Of(IReadOnlyList<IPathDevice> devices)
    {
        if (_digest is { } known)
        {
            return known;
        }

        Plan plan = Planning.Of(
            ScenarioReader.Parse(Scenario, "self-test").Scenario!, out _)!;
        var options = new RunOptions(plan.Scenario.Paths, plan.Scenario.Seed);
        RunOutcome outcome = new PathRunner(devices, time).Run(plan, options);
        return _digest = outcome.Tally.Digest(plan.Hash, options.Seed, options.Paths);
    }
}
