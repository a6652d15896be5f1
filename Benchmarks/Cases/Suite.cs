using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;

namespace GpuRisk.Benchmarks.Cases;

/// <summary>All cases that can run on this machine.</summary>
internal static class Suite
{
    public const string PoolGroup = "Pool, step arbitrage, 2 positions";
    public const string MarketGroup = "paradox/defi-paradox";

    private const string PoolText = """
        scenario: pool-step-arbitrage
        kernel: impermanent-loss
        horizon: 256h
        step: 1h
        paths: 1000
        seed: 42
        assets:
          ETH:  { price: 1856.14, process: { kind: gbm, drift: 0, volatility: 0.38 } }
          USDC: { price: 1, process: { kind: constant } }
        pools:
          v3:
            kind: concentrated
            base: ETH
            quote: USDC
            fee: 0.0005
            value: 75000000
            concentration: 5
            noiseVolumePerDay: 0.43
            noiseVolumeStdDev: 1.52
            arbitrage: step
            arbitrageGas: 5.2
        positions:
          wide:   { pool: v3, value: 10000, range: [930, 3700] }
          narrow: { pool: v3, value: 10000, range: [1670, 2060] }
        """;

    /// <summary>Makes the cases; what cannot be measured goes to <paramref name="skipped"/> with
    /// the reason.</summary>
    public static List<IBenchmarkCase> Create(BenchmarkOptions options, List<string> skipped)
    {
        List<IBenchmarkCase> cases = GbmCases.Create(options, skipped);
        Add(cases, PoolGroup, () => Texts.Plan(PoolText, "pool"), 1 << 19, options);
        Add(cases, "eth-borrower-book", null, 1 << 13, options);
        Add(cases, "usdc-march-2023", null, 1 << 17, options);
        Add(cases, MarketGroup, null, 1 << 13, options);
        return cases;
    }

    private static void Add(
        List<IBenchmarkCase> cases, string group, Func<Plan>? plan, int paths,
        BenchmarkOptions options)
    {
        string name = $"simd: {group}";
        if (!options.Wants(group, name))
        {
            return;
        }

        var device = new SimdDevice();
        cases.Add(new EngineCase(
            group, name, plan?.Invoke() ?? Texts.Library(group), device,
            device.Workers, paths / options.PathsDivisor));
    }
}
