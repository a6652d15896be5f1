using System.Globalization;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Devices;

/// <summary>
/// The same scenario and seed give one digest on every device, at every register width, chunk
/// size and number of threads. GPURISK_DIGEST_PATHS sets the number of paths for a longer run.
/// </summary>
[TestFixture]
internal sealed class DigestTests
{
    private static readonly string? AskedPaths =
        Environment.GetEnvironmentVariable("GPURISK_DIGEST_PATHS");

    private const int JointMarketShare = 10;

    private static readonly Dictionary<(string, long), string> References = [];

    private static IEnumerable<string> Scenarios => Library.Names;

    // Devices take many seconds to compile the joint market, and all its scenarios run the same
    // code: the one that has every mechanism stands for them, unless a long run is asked for.
    private static IEnumerable<string> ScenariosOfDevices => Scenarios.Where(
        name => AskedPaths is not null || !Library.IsParadox(name)
            || name == "paradox/defi-paradox");

    [Test]
    [Category("Slow")]
    public void Simd_AtEveryWidthChunkAndThreadCount_GivesOneDigest(
        [ValueSource(nameof(Scenarios))] string scenario)
    {
        long paths = Paths(scenario, 6000);
        Plan plan = Library.Plan(scenario);
        string expected = Reference(scenario, paths);
        Assert.Multiple(() =>
        {
            foreach ((string device, int threads, int chunk) in new[]
            {
                ("simd512", 2, 1024), ("simd256", 1, 4096), ("simd128", 2, 65536),
                ("simd", 1, 65536), ("simd", 2, 1000), ("simd", 3, 333),
            })
            {
                Assert.That(
                    Library.Digest(plan, Library.Run(plan, paths, device, threads, chunk)),
                    Is.EqualTo(expected), $"{device}, {threads} threads, chunks of {chunk}");
            }
        });
    }

    [Test]
    [Category("Slow")]
    public void EveryDevice_GivesTheDigestOfSimd(
        [ValueSource(nameof(ScenariosOfDevices))] string scenario,
        [Values("cpu", "opencl", "cuda")] string device)
    {
        long paths = Paths(scenario, 300);
        Plan plan = Library.Plan(scenario);
        Assert.That(
            Library.Digest(plan, Library.Run(plan, paths, device)),
            Is.EqualTo(Reference(scenario, paths)));
    }

    // No library scenario has prices alone; 131 steps are whole buffers, whole blocks and a rest.
    [TestCase("simd256", Precision.Float32)]
    [TestCase("simd128", Precision.Float32)]
    [TestCase("cpu", Precision.Float32)]
    [TestCase("opencl", Precision.Float32)]
    [TestCase("cuda", Precision.Float32)]
    [TestCase("simd256", Precision.Float64)]
    [TestCase("simd128", Precision.Float64)]
    [TestCase("cpu", Precision.Float64)]
    [TestCase("cuda", Precision.Float64)]
    [Category("Slow")]
    public void PricesAlone_GiveOneDigest(string device, Precision precision)
    {
        Plan plan = Library.PlanText("""
            scenario: prices
            kernel: impermanent-loss
            horizon: 131h
            step: 1h
            seed: 3
            assets:
              ETH: { price: 2000, process: { kind: gbm, drift: 0, volatility: 0.6 } }
              BTC: { price: 60000, process: { kind: gbm, drift: 0.1, volatility: 0.5 } }
              USDC: { price: 1, process: { kind: constant } }
            """);
        string Of(string name) => Library.Digest(
            plan, Library.Run(plan, 777, name, precision: precision));
        Assert.That(Of(device), Is.EqualTo(Of("simd512")));
    }

    [TestCase("simd256")]
    [TestCase("simd128")]
    [TestCase("cpu")]
    [TestCase("cuda")]
    [Category("Slow")]
    public void Float64_GivesOneDigest(string device)
    {
        foreach (string scenario in new[]
        {
            "quick-start", "multi-collateral-loans", "usdc-march-2023",
        })
        {
            Plan plan = Library.Plan(scenario);
            string Of(string name) => Library.Digest(
                plan, Library.Run(plan, 200, name, precision: Precision.Float64));
            Assert.That(Of(device), Is.EqualTo(Of("simd")), scenario);
        }
    }

    [Test]
    public void SeveralDevicesAtOnce_GiveTheDigestOfOne()
    {
        Plan plan = Library.Plan("quick-start");
        Assert.That(
            Library.Digest(plan, Library.Run(plan, 3000, "simd,cpu", chunk: 100)),
            Is.EqualTo(Reference("quick-start", 3000)));
    }

    [Test]
    public void Opencl_InFloat64_IsRefusedWithTheReason()
    {
        Plan plan = Library.Plan("quick-start");
        Assert.That(
            () => Library.Run(plan, 100, "opencl", precision: Precision.Float64),
            Throws.InstanceOf<DeviceException>().With.Message.Contains("float64"));
    }

    // A path of a joint market takes ten times as long as one of a single mechanism, and more.
    private static long Paths(string scenario, long usual) => AskedPaths is { } asked
        ? long.Parse(asked, CultureInfo.InvariantCulture)
        : Library.IsParadox(scenario) ? usual / JointMarketShare : usual;

    private static string Reference(string scenario, long paths)
    {
        lock (References)
        {
            if (!References.TryGetValue((scenario, paths), out string? digest))
            {
                Plan plan = Library.Plan(scenario);
                digest = Library.Digest(plan, Library.Run(plan, paths));
                References.Add((scenario, paths), digest);
            }

            return digest;
        }
    }
}
