using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Devices;

/// <summary>What blocks trade between steps gives one digest however it is run.</summary>
[TestFixture]
internal sealed class BlockDigestTests
{
    private const long Paths = 600;

    private static readonly Plan Pools = Library.PlanText(BlockScenarios.Text);

    [Test]
    public void Simd_AtEveryWidthAndChunk_GivesOneDigest([Values] Precision precision)
    {
        string Of(string device, int chunk) => Library.Digest(
            Pools, Library.Run(Pools, Paths, device, 2, chunk, precision));
        string expected = Of("simd512", 1024);
        Assert.That(Of("simd256", 333), Is.EqualTo(expected));
        Assert.That(Of("simd128", 100), Is.EqualTo(expected));
    }

    [TestCase("cpu")]
    [TestCase("opencl")]
    [Category("Slow")]
    public void EveryDevice_GivesTheDigestOfSimd(string device) => Assert.That(
        Library.Digest(Pools, Library.Run(Pools, Paths, device)),
        Is.EqualTo(Library.Digest(Pools, Library.Run(Pools, Paths, "simd512"))));
}
