using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Devices;

/// <summary>Every way of sampling gives one digest however it is run.</summary>
[TestFixture("control-variates")]
[TestFixture("antithetic")]
[TestFixture("sobol")]
internal sealed class SamplingDigestTests(string sampling)
{
    private const long Paths = 1200;

    private readonly Plan _plan = Library.PlanText(SamplingScenarios.Pool(sampling));

    [Test]
    public void Simd_AtEveryWidthAndChunk_GivesOneDigest([Values] Precision precision)
    {
        string Of(string device, int chunk) => Library.Digest(
            _plan, Library.Run(_plan, Paths, device, 2, chunk, precision));
        string expected = Of("simd512", 1024);
        Assert.That(Of("simd256", 333), Is.EqualTo(expected));
        Assert.That(Of("simd128", 100), Is.EqualTo(expected));
    }

    [TestCase("cpu")]
    [TestCase("opencl")]
    [Category("Slow")]
    public void EveryDevice_GivesTheDigestOfSimd(string device) => Assert.That(
        Library.Digest(_plan, Library.Run(_plan, Paths, device)),
        Is.EqualTo(Library.Digest(_plan, Library.Run(_plan, Paths, "simd512"))));

    [Test]
    public void Padded_AtEveryWidth_GivesOneDigest([Values] Precision precision)
    {
        Plan plan = Library.PlanText(SamplingScenarios.Padded);
        string Of(string device, int chunk) =>
            Library.Digest(plan, Library.Run(plan, 200, device, 2, chunk, precision));
        Assert.That(Of("simd128", 77), Is.EqualTo(Of("simd512", 200)));
    }

    [Test]
    public void Parts_KeptAndReadAgain_MergeToTheWhole()
    {
        using var kept = new MemoryStream();
        Library.Run(_plan, 701, first: 499).Tally.Save(kept);
        kept.Position = 0;
        RunTally sum = RunTally.Load(kept);
        sum.Merge(Library.Run(_plan, 499).Tally);
        RunOutcome whole = Library.Run(_plan, Paths);
        Assert.That(
            sum.Digest(_plan.Hash, 5, Paths), Is.EqualTo(whole.Tally.Digest(_plan.Hash, 5, Paths)));
    }
}
