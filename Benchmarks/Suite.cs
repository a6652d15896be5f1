using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;

namespace GpuRisk.Benchmarks;

/// <summary>All cases that can run on this machine.</summary>
internal static class Suite
{
    public const string Simd = "simd, 512 bits";
    public const string OpenMp = "C++, OpenMP, vector mathematics";
    public const string PlainOpenMp = "C++, OpenMP, scalar mathematics";
    public const string PoolGroup = "Pool, step arbitrage, 2 positions";
    public const string MarketGroup = "paradox/defi-paradox";

    private const int GbmPaths = 1 << 21;

    // Slow devices do a fraction of the paths: rates do not depend on the number.
    private const int SlowFraction = 8;

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
        int cores = Environment.ProcessorCount;
        int paths = GbmPaths / options.PathsDivisor;
        var cases = new List<IBenchmarkCase>();
        Plan gbm = GbmScenario.Plan();
        foreach (int bits in new[] { 512, 256, 128 })
        {
            foreach (int threads in new[] { cores, 1 }.Distinct())
            {
                cases.Add(new EngineCase(
                    GbmScenario.Group, Name($"simd, {bits} bits", threads, cores), gbm,
                    new SimdDevice(threads, bits), threads, paths));
            }
        }

        AddOpenMp(cases, skipped, cores, paths, options);
        cases.Add(new IlgpuPeerCase(cores, paths / SlowFraction));
        cases.Add(new EngineCase(
            GbmScenario.Group, "cpu (ILGPU CPU accelerator)", gbm, Open("cpu"), cores,
            paths / (4 * SlowFraction)));
        AddAccelerators(cases, skipped, gbm, paths);
        AddSimd(cases, PoolGroup, Texts.Plan(PoolText, "pool"), 1 << 19, options);
        AddSimd(
            cases, "eth-borrower-book", Texts.Library("eth-borrower-book"), 1 << 13, options);
        AddSimd(cases, "usdc-march-2023", Texts.Library("usdc-march-2023"), 1 << 17, options);
        AddSimd(cases, MarketGroup, Texts.Library(MarketGroup), 1 << 13, options);
        return [.. cases.Where(c => options.Filter is null
            || c.Name.Contains(options.Filter, StringComparison.OrdinalIgnoreCase)
            || c.Group.Contains(options.Filter, StringComparison.OrdinalIgnoreCase))];
    }

    private static string Name(string name, int threads, int cores) =>
        threads == cores ? name : $"{name}, {threads} thread";

    private static IPathDevice Open(string name) => DeviceCatalog.Open(name)[0];

    private static void AddSimd(
        List<IBenchmarkCase> cases, string group, Plan plan, int paths, BenchmarkOptions options)
    {
        var device = new SimdDevice();
        cases.Add(new EngineCase(
            group, $"simd: {group}", plan, device, device.Workers,
            paths / options.PathsDivisor));
    }

    private static void AddOpenMp(
        List<IBenchmarkCase> cases, List<string> skipped, int cores, int paths,
        BenchmarkOptions options)
    {
        string source = Path.Combine(Texts.Root, "Benchmarks", "peers", "openmp");
        string output = Path.Combine(AppContext.BaseDirectory, "openmp");
        try
        {
            ChildProcess.Run("make", "-C", source, "OUT=" + output, "all");
        }
        catch (InvalidOperationException error)
        {
            skipped.Add($"{OpenMp}: {error.Message}");
            return;
        }

        string program = Path.Combine(output, "gbm");
        cases.Add(new OpenMpCase(OpenMp, program, cores, paths));
        if (cores > 1)
        {
            cases.Add(new OpenMpCase(OpenMp + ", 1 thread", program, 1, paths));
        }

        cases.Add(new OpenMpCase(
            PlainOpenMp, program + "-plain-sine", cores,
            paths / SlowFraction));
    }

    private static void AddAccelerators(
        List<IBenchmarkCase> cases, List<string> skipped, Plan gbm, int paths)
    {
        foreach (DeviceDescription found in DeviceCatalog.List())
        {
            if (found.Id is "simd" or "cpu")
            {
                continue;
            }

            if (found.Problem is not null)
            {
                skipped.Add($"{found.Id}: {found.Problem}");
                continue;
            }

            try
            {
                long work = found.Id.StartsWith("cuda", StringComparison.Ordinal)
                    ? 256L * paths
                    : paths / SlowFraction;
                cases.Add(new EngineCase(
                    GbmScenario.Group, $"{found.Id} ({found.Name})", gbm, Open(found.Id),
                    Environment.ProcessorCount, work));
            }
            catch (DeviceException error)
            {
                skipped.Add($"{found.Id}: {error.Message}");
            }
        }
    }
}
