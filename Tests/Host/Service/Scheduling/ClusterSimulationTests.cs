using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service.Scheduling;

/// <summary>
/// Runs over several hosts under one simulated clock, network and store: hosts die, stop and slow
/// down, devices fail, messages are lost, late and doubled, networks are cut, the store goes away,
/// answers to commits are lost, clocks jump, and two hosts hold the run at once. In the end each
/// path counts exactly once, and the run has ended once.
/// </summary>
internal sealed class ClusterSimulationTests
{
    private const int Seeds = 10_000;

    [Test]
    public void Run_WithFaultsOfAnySeed_CountsEachPathOnceAndEndsOnce()
    {
        string[] failures = [.. Failures(Seeds, isFenced: true).Take(5)];
        Assert.That(
            failures, Is.Empty,
            $"Add the seed to {nameof(Run_WithASeedThatOnceFailed_IsRight)} to replay it.");
    }

    /// <summary>Seeds that have found an error, as that deliveries of another epoch counted.
    /// </summary>
    [TestCase(4239)]
    public void Run_WithASeedThatOnceFailed_IsRight(int seed) =>
        Assert.That(new SimulatedCluster(seed).Play(), Is.Null);

    /// <summary>The simulation sees what it is there to see: without the epoch's fence, runs are
    /// spoilt.</summary>
    [Test]
    public void Run_WithoutTheFence_IsSeenToFail() =>
        Assert.That(Failures(200, isFenced: false), Is.Not.Empty);

    private static ParallelQuery<string> Failures(int seeds, bool isFenced) => ParallelEnumerable
        .Range(0, seeds)
        .Select(seed => (Seed: seed, Fault: new SimulatedCluster(seed, isFenced).Play()))
        .Where(played => played.Fault is not null)
        .Select(played => $"Seed {played.Seed}: {played.Fault}.");
}
