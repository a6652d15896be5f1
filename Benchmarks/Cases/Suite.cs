using GpuRisk.Engine.Devices;

namespace GpuRisk.Benchmarks.Cases;

/// <summary>All cases that can run on this machine.</summary>
internal static class Suite
{
    public const string MarketGroup = "paradox/defi-paradox";

    /// <summary>Makes the cases; what cannot be measured goes to <paramref name="skipped"/> with
    /// the reason.</summary>
    public static List<IBenchmarkCase> Create(BenchmarkOptions options, List<string> skipped)
    {
        List<IBenchmarkCase> cases = GbmCases.Create(options, skipped);
        Add(cases, ComparedWork.Pool, options, skipped);
        Add(cases, ComparedWork.Book, options, skipped);
        Add(cases, "eth-borrower-book", 1 << 13, options);
        Add(cases, "usdc-march-2023", 1 << 17, options);
        Add(cases, MarketGroup, 1 << 13, options);
        return cases;
    }

    private static void Add(
        List<IBenchmarkCase> cases, ComparedWork work, BenchmarkOptions options,
        List<string> skipped)
    {
        int paths = work.Paths / options.PathsDivisor;
        if (options.Wants(work.Group, work.OwnName))
        {
            var device = new SimdDevice();
            cases.Add(new EngineCase(
                work.Group, work.OwnName, work.Plan, device, device.Workers, paths, work));
        }

        foreach ((ExternalPeer peer, int fraction) in work.Peers.Where(
            entry => options.Wants(work.Group, entry.Peer.Name)))
        {
            if (peer.Problem() is { } problem)
            {
                skipped.Add($"{peer.Name}: {problem}");
                continue;
            }

            cases.Add(new WorkCase(work, peer, Environment.ProcessorCount, paths / fraction));
        }
    }

    private static void Add(
        List<IBenchmarkCase> cases, string group, int paths, BenchmarkOptions options)
    {
        string name = $"simd: {group}";
        if (!options.Wants(group, name))
        {
            return;
        }

        var device = new SimdDevice();
        cases.Add(new EngineCase(
            group, name, Texts.Library(group), device,
            device.Workers, paths / options.PathsDivisor));
    }
}
