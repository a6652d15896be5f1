using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Planning;

/// <summary>Random numbers alone, as a run.</summary>
[TestFixture]
internal sealed class RandomNumbersPlannerTests
{
    private const int Steps = 64;

    // The mean of n uniforms has mean 1/2 and variance 1 / (12 n).
    [Test]
    public void Mean_OfUniforms_HasTheMomentsOfTheirLaw()
    {
        const int Paths = 100_000;
        Plan plan = RandomNumbersPlanner.Plan(Steps, Paths, 11);
        RunOutcome outcome = Library.Run(plan, Paths);
        var estimates = new MetricEstimates(outcome.Tally.Metrics[0]);
        double deviation = Math.Sqrt(1.0 / (12 * Steps));
        Assert.That(
            estimates.Mean.Value!.Value,
            Is.EqualTo(0.5).Within(4 * deviation / Math.Sqrt(Paths)));
        Assert.That(
            estimates.StandardDeviation.Value!.Value,
            Is.EqualTo(deviation).Within(4 * deviation / Math.Sqrt(2.0 * Paths)));
    }

    [TestCase("simd512")]
    [TestCase("simd256")]
    [TestCase("simd128")]
    [TestCase("cpu")]
    [TestCase("opencl")]
    [TestCase("cuda")]
    public void EveryDevice_DrawsTheSame(string device)
    {
        Plan plan = RandomNumbersPlanner.Plan(Steps, 500, 12);
        string Of(string name) => Library.Digest(plan, Library.Run(plan, 500, name));
        Assert.That(Of(device), Is.EqualTo(Of("simd")));
    }

    [TestCase(0)]
    [TestCase(-4)]
    [TestCase(6)]
    public void Steps_ThatAreNoWholeBlocks_AreRefused(int steps) => Assert.That(
        () => RandomNumbersPlanner.Plan(steps, 1, 1),
        Throws.InstanceOf<ArgumentOutOfRangeException>());
}
