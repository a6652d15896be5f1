using GpuRisk.Engine.Benchmarking;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;

namespace GpuRisk.Benchmarks.Cases;

/// <summary>All cases that can run on this machine.</summary>
internal static class Suite
{
    public const string PoolGroup = "Pool, step arbitrage, 2 positions";
    public const string MarketGroup = "paradox/defi-paradox";

    /// <summary>Makes the cases; what cannot be measured goes to <paramref name="skipped"/> with
    /// the reason.</summary>
    public static List<IBenchmarkCase> Create(BenchmarkOptions options, List<string> skipped)
    {
        List<IBenchmarkCase> cases = GbmCases.Create(options, skipped);
        Add(cases, PoolGroup, () => BenchmarkSuite.Entry("pool").Plan, 1 << 19, options);
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
