using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Devices;

/// <summary>Prices of every process give one digest on every device.</summary>
[TestFixture]
internal sealed class ProcessDigestTests
{
    private const long Paths = 500;

    [Test]
    public void SimdAtEveryWidth_GivesOneDigest(
        [ValueSource(typeof(ProcessPlans), nameof(ProcessPlans.Names))] string process,
        [Values("simd256", "simd128")] string device, [Values] Precision precision) =>
        Check(process, device, precision);

    // A device compiles each kernel for seconds.
    [Test]
    [Category("Slow")]
    public void EveryDevice_GivesTheDigestOfSimd(
        [ValueSource(typeof(ProcessPlans), nameof(ProcessPlans.Names))] string process,
        [Values("cpu", "opencl", "cuda")] string device) =>
        Check(process, device, Precision.Float32);

    [Test]
    [Category("Slow")]
    public void EveryDeviceInFloat64_GivesTheDigestOfSimd(
        [ValueSource(typeof(ProcessPlans), nameof(ProcessPlans.Names))] string process,
        [Values("cpu", "cuda")] string device) =>
        Check(process, device, Precision.Float64);

    private static void Check(string process, string device, Precision precision)
    {
        Plan plan = ProcessPlans.Of(process);
        string Of(string name) => Library.Digest(
            plan, Library.Run(plan, Paths, name, precision: precision));
        Assert.That(Of(device), Is.EqualTo(Of("simd512")));
    }
}
