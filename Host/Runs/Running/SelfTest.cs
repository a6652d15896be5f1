using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Runs.Running;

/// <summary>A small run that is the same everywhere: does a device give the same bits?</summary>
internal static class SelfTest
{
    private const long Paths = 4096;
    private const ulong Seed = 42;

    // Jumps of its own and in common, a correlated pair, a range that is left, recentring and fees:
    // much of what kernels compute, in a second.
    private const string Text = """
        scenario: self-test
        kernel: impermanent-loss
        horizon: 4d
        step: 1h
        assets:
          ETH:
            price: 2000
            process:
              kind: merton
              drift: 0.1
              volatility: 0.8
              jumpsPerYear: 60
              jumpMean: -0.02
              jumpStdDev: 0.09
          BTC:
            price: 40000
            process:
              kind: merton
              drift: 0
              volatility: 0.6
              jumpsPerYear: 50
              jumpMean: -0.03
              jumpStdDev: 0.08
          USDC: { price: 1, process: { kind: constant } }
        correlations: { ETH-BTC: 0.8 }
        pools:
          v2: { kind: constant-product, base: ETH, quote: USDC, fee: 0.003, value: 1e7 }
          v3: { kind: concentrated, base: BTC, quote: USDC, fee: 0.0005, value: 1e7 }
        positions:
          full: { pool: v2, value: 10000 }
          narrow:
            pool: v3
            value: 10000
            range: [38000, 42000]
            strategy: recentre-on-exit
            gasPerAction: 5
        """;

    /// <summary>The small run's plan.</summary>
    public static Plan Plan()
    {
        ScenarioResult read = ScenarioReader.Parse(Text, "self-test");
        return read.IsValid
            ? ScenarioPlanner.Plan(read.Scenario)
            : throw new InvalidOperationException(string.Join('\n', read.Errors));
    }

    /// <summary>The digest of the small run on devices together.</summary>
    /// <exception cref="DeviceException">All of them failed.</exception>
    public static string Digest(
        Plan plan, IReadOnlyList<IPathDevice> devices, TimeProvider time,
        CancellationToken cancellation)
    {
        var options = new RunOptions(Paths, Seed);
        RunOutcome outcome = new PathRunner(devices, time)
            .Run(plan, options, null, cancellation);
        return outcome.Tally.Digest(plan.Hash, Seed, outcome.Tally.Paths);
    }
}
