using System.Globalization;
using GpuRisk.Benchmarks.Cases;
using GpuRisk.Engine.Planning;

namespace GpuRisk.Benchmarks.Scaling;

/// <summary>Scenarios of any size.</summary>
internal static class ScalingScenarios
{
    private const double Correlation = 0.5;

    /// <summary>Assets that follow geometric Brownian motions by the hour.</summary>
    public static Plan Assets(int assets, int steps, bool correlated)
    {
        IEnumerable<string> processes = Enumerable.Range(1, assets).Select(i =>
            $"  A{i}: {{ price: 1, process: {{ kind: gbm, drift: 0, volatility: 0.38 }} }}");
        IEnumerable<string> pairs =
            from i in Enumerable.Range(1, assets)
            from j in Enumerable.Range(i + 1, assets - i)
            select string.Create(CultureInfo.InvariantCulture, $"  A{i}-A{j}: {Correlation}");
        return Plan("assets", steps, [
            "assets:", .. processes,
            .. correlated && assets > 1 ? pairs.Prepend("correlations:") : [],
        ]);
    }

    /// <summary>A pool with step arbitrage and noise volume, and positions of growing width.
    /// </summary>
    public static Plan Positions(int positions, int steps)
    {
        IEnumerable<string> ranges = Enumerable.Range(1, positions).Select(i =>
            $"  p{i}: {{ pool: v3, value: 10000, range: [{1800 - (50 * i)}, {1900 + (50 * i)}] }}");
        return Plan("positions", steps, [
            "assets:",
            "  ETH:  { price: 1856.14, process: { kind: gbm, drift: 0, volatility: 0.38 } }",
            "  USDC: { price: 1, process: { kind: constant } }",
            "pools:",
            "  v3:",
            "    kind: concentrated",
            "    base: ETH",
            "    quote: USDC",
            "    fee: 0.0005",
            "    value: 75000000",
            "    concentration: 5",
            "    noiseVolumePerDay: 0.43",
            "    noiseVolumeStdDev: 1.52",
            "    arbitrage: step",
            "    arbitrageGas: 5.2",
            "positions:", .. ranges,
        ]);
    }

    private static Plan Plan(string name, int steps, IEnumerable<string> market) => Texts.Plan(
        string.Join('\n', [
            $"scenario: {name}",
            "kernel: impermanent-loss",
            $"horizon: {steps}h",
            "step: 1h",
            "paths: 1000",
            "seed: 42",
            .. market,
        ]),
        name);
}
