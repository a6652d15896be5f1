using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Devices;

/// <summary>Paths that count by weights give one digest however they are run.</summary>
[TestFixture]
internal sealed class RareDigestTests
{
    private const long Paths = 1200;

    private static readonly Plan Loans = Library.PlanText(RareScenarios.Loans);
    private static readonly Plan Pegs = Library.PlanText(RareScenarios.Pegs);

    [Test]
    public void Simd_AtEveryWidthAndChunk_GivesOneDigest([Values] Precision precision)
    {
        string Of(Plan plan, string device, int chunk) => Library.Digest(
            plan, Library.Run(plan, Paths, device, 2, chunk, precision));
        foreach (Plan plan in new[] { Loans, Pegs })
        {
            string expected = Of(plan, "simd512", 1024);
            Assert.That(Of(plan, "simd256", 333), Is.EqualTo(expected));
            Assert.That(Of(plan, "simd128", 100), Is.EqualTo(expected));
        }
    }

    [TestCase("cpu")]
    [TestCase("opencl")]
    [Category("Slow")]
    public void EveryDevice_GivesTheDigestOfSimd(string device)
    {
        foreach (Plan plan in new[] { Loans, Pegs })
        {
            Assert.That(
                Library.Digest(plan, Library.Run(plan, Paths, device)),
                Is.EqualTo(Library.Digest(plan, Library.Run(plan, Paths, "simd512"))));
        }
    }

    [Test]
    public void Parts_KeptAndReadAgain_MergeToTheWhole()
    {
        using var kept = new MemoryStream();
        Library.Run(Loans, 700, first: 500).Tally.Save(kept);
        kept.Position = 0;
        RunTally sum = RunTally.Load(kept);
        sum.Merge(Library.Run(Loans, 500).Tally);
        RunOutcome whole = Library.Run(Loans, Paths);
        Assert.That(
            sum.Digest(Loans.Hash, 5, Paths), Is.EqualTo(whole.Tally.Digest(Loans.Hash, 5, Paths)));
    }

    // Laws are sought by a run of their own: two plans of one text find the same.
    [Test]
    public void Laws_AreFoundAgain() => Assert.That(
        Library.Digest(Pegs, Library.Run(Library.PlanText(RareScenarios.Pegs), Paths)),
        Is.EqualTo(Library.Digest(Pegs, Library.Run(Pegs, Paths))));

    // A path up to a moment is one of the true law.
    [Test]
    public void Beginnings_FollowTheTrueLaw()
    {
        Plan early = Loans.Until(Loans.Steps / 2);
        RunOutcome outcome = Library.Run(early, 64);
        MetricTally weight =
            outcome.Tally.Metrics.Single(metric => metric.Metric.Name == "rare.weight");
        Assert.That(weight.Minimum, Is.EqualTo(1));
        Assert.That(weight.Maximum, Is.EqualTo(1));
    }
}
