using GpuRisk.Benchmarks.Peers;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;

namespace GpuRisk.Benchmarks.Cases;

/// <summary>The GBM work on the product's devices and with other people's tools.</summary>
internal static class GbmCases
{
    public const string Simd = "simd, 512 bits";
    public const string Ilgpu = "ILGPU CPU accelerator, own kernel";
    public const string MathNet = "Math.NET Numerics";

    private const int Paths = 1 << 21;

    private static readonly int[] Widths = [512, 256, 128];

    // A rate does not depend on the number of paths: slow cases do fewer, GPUs more.
    private const int SlowFraction = 8;
    private const int GpuMultiple = 16;

    /// <summary>Makes the cases; what cannot be measured goes to <paramref name="skipped"/> with
    /// the reason.</summary>
    public static List<IBenchmarkCase> Create(BenchmarkOptions options, List<string> skipped)
    {
        int cores = Environment.ProcessorCount;
        int paths = Paths / options.PathsDivisor;
        Plan plan = GbmScenario.Plan();
        List<IBenchmarkCase> cases =
        [
            .. SimdCases(plan, cores, paths),
            .. ExternalCases(cores, paths, options, skipped),
            .. LibraryCases(cores, paths / SlowFraction),
            new EngineCase(
                GbmScenario.Group, "cpu (ILGPU CPU accelerator)", plan, Open("cpu"), cores,
                paths / (4 * SlowFraction)),
            .. Accelerators(plan, paths, skipped),
        ];
        cases.FindAll(c => !options.Wants(c)).ForEach(c => c.Dispose());
        return cases.FindAll(options.Wants);
    }

    private static IPathDevice Open(string name) => DeviceCatalog.Open(name)[0];

    private static IEnumerable<IBenchmarkCase> SimdCases(Plan plan, int cores, int paths) =>
        from bits in Widths
        from threads in new[] { cores, 1 }.Distinct()
        let name = $"simd, {bits} bits" + (threads == cores ? "" : ", 1 thread")
        select new EngineCase(
            GbmScenario.Group, name, plan, new SimdDevice(threads, bits), threads, paths);

    private static IEnumerable<IBenchmarkCase> LibraryCases(int cores, int paths)
    {
        yield return new InProcessCase(
            MathNet,
            new MathNetGbm(
                cores, paths, GbmScenario.Steps, GbmScenario.Drift, GbmScenario.Deviation,
                (int)GbmScenario.Seed),
            cores, paths);
        yield return new InProcessCase(
            Ilgpu,
            new GbmPeer(cores, new GbmWork(
                paths, GbmScenario.Steps, GbmScenario.Drift, GbmScenario.Deviation,
                GbmScenario.Seed)),
            cores, paths);
    }

    private static IEnumerable<IBenchmarkCase> ExternalCases(
        int cores, int paths, BenchmarkOptions options, List<string> skipped)
    {
        foreach (ExternalPeer peer in ExternalPeer.All.Where(peer => options.Wants(
            GbmScenario.Group, peer.Name)))
        {
            if (peer.Problem() is { } problem)
            {
                skipped.Add($"{peer.Name}: {problem}");
                continue;
            }

            long work = !peer.OnProcessor
                ? (long)paths * GpuMultiple
                : peer.Name == ExternalPeer.VectorCpp ? paths : paths / SlowFraction;
            int threads = peer.Name == ExternalPeer.NumPy ? 1 : cores;
            yield return new ExternalCase(peer, threads, work);
            if (cores > 1 && peer.Name == ExternalPeer.VectorCpp)
            {
                yield return new ExternalCase(peer, 1, work);
            }
        }
    }

    private static IEnumerable<IBenchmarkCase> Accelerators(
        Plan plan, int paths, List<string> skipped)
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

            IPathDevice device;
            try
            {
                device = Open(found.Id);
            }
            catch (DeviceException error)
            {
                skipped.Add($"{found.Id}: {error.Message}");
                continue;
            }

            long work = found.Id.StartsWith("cuda", StringComparison.Ordinal)
                ? (long)paths * GpuMultiple * GpuMultiple
                : paths / SlowFraction;
            yield return new EngineCase(
                GbmScenario.Group, $"{found.Id} ({found.Name})", plan, device,
                Environment.ProcessorCount, work);
        }
    }
}
