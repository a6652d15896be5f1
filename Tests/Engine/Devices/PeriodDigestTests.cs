using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Devices;

/// <summary>Prices with a variance of each period give one digest on every device.</summary>
[TestFixture]
internal sealed class PeriodDigestTests
{
    [TestCase("simd256", Precision.Float32)]
    [TestCase("simd128", Precision.Float32)]
    [TestCase("cpu", Precision.Float32)]
    [TestCase("opencl", Precision.Float32)]
    [TestCase("cuda", Precision.Float32)]
    [TestCase("simd256", Precision.Float64)]
    [TestCase("cpu", Precision.Float64)]
    [TestCase("cuda", Precision.Float64)]
    public void Periods_GiveOneDigest(string device, Precision precision)
    {
        foreach (Plan plan in PeriodPlans.All())
        {
            string Of(string name) => Library.Digest(
                plan, Library.Run(plan, 333, name, precision: precision));
            Assert.That(Of(device), Is.EqualTo(Of("simd512")), plan.Name);
        }
    }
}
