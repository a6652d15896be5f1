using GpuRisk.Engine.Planning;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Devices;

/// <summary>Steps that are halves of another plan's give one digest however they are run.
/// </summary>
[TestFixture]
internal sealed class HalfStepDigestTests
{
    private const long Paths = 600;

    private static readonly Plan[] Plans =
    [
        Library.PlanText(Plain(RareScenarios.Loans)).Halving(),
        Library.PlanText(Plain(RareScenarios.Pegs)).Halving(),
    ];

    [Test]
    public void Simd_AtEveryWidthAndChunk_GivesOneDigest()
    {
        foreach (Plan plan in Plans)
        {
            string Of(string device, int chunk) => Library.Digest(
                plan, Library.Run(plan, Paths, device, 2, chunk));
            string expected = Of("simd512", 1024);
            Assert.That(Of("simd256", 333), Is.EqualTo(expected));
            Assert.That(Of("simd128", 100), Is.EqualTo(expected));
        }
    }

    [TestCase("cpu")]
    [TestCase("opencl")]
    [Category("Slow")]
    public void EveryDevice_GivesTheDigestOfSimd(string device)
    {
        foreach (Plan plan in Plans)
        {
            Assert.That(
                Library.Digest(plan, Library.Run(plan, Paths, device)),
                Is.EqualTo(Library.Digest(plan, Library.Run(plan, Paths, "simd512"))));
        }
    }

    private static string Plain(string text) => text[..text.IndexOf("rare: ", StringComparison.Ordinal)];
}
