using GpuRisk.CudaTests.Driver;
using GpuRisk.Engine.Benchmarking;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Tallies;
using NUnit.Framework;

namespace GpuRisk.CudaTests;

/// <summary>What the host asks of a card beside its arithmetic.</summary>
[TestFixture]
internal sealed class WorkTests : EmulatedTests
{
    [Test]
    public void Limit_IsThatOfMultiprocessorsAndClock() => Assert.That(
        ((IlgpuDevice)EmulatedDevice.Shared).ThreadInstructionsPerSecond,
        Is.EqualTo(2 * 128 * 1.98e9));

    /// <summary>ILGPU does not know which branches are uniform.</summary>
    [Test]
    public void Code_ThatADriverGets_ClaimsOfNoConditionalBranchThatItIsUniform()
    {
        Simulate(EmulatedDevice.Shared);
        Assert.That(CudaDriver.Instance.Kernels, Has.Count.GreaterThanOrEqualTo(3));
        Assert.That(
            CudaDriver.Instance.Kernels.SelectMany(kernel => kernel.Code)
                .Where(instruction => instruction is { IsUniform: true, Guard: >= 0 }),
            Is.Empty);
    }

    /// <summary>Drivers keep what they assembled under its text: no number in it may depend on what
    /// was compiled before.</summary>
    [Test]
    public void Code_ThatADriverGets_IsTheSameAgain()
    {
        Simulate(EmulatedDevice.Shared);
        HashSet<string> texts = [.. CudaDriver.Instance.Kernels.Select(kernel => kernel.Text)];
        using IPathDevice second = EmulatedDevice.Open();
        Simulate(second);
        Assert.That(
            CudaDriver.Instance.Kernels.Select(kernel => kernel.Text), Is.All.AnyOf([.. texts]));
    }

    /// <summary>Outcomes that come to the host are those of the launch's paths.</summary>
    [Test]
    public void Copies_ToTheHost_AreNoLongerThanTheOutcomes()
    {
        const int Paths = 50;
        Plan plan = BenchmarkSuite.Entry("gbm").Plan;
        using IPathWorker worker =
            EmulatedDevice.Shared.CreateWorker(plan, Precision.Float32);
        CudaDriver.Instance.LargestCopyToHost = 0;
        worker.Simulate(1, 0, Paths, new Captured());
        Assert.That(
            CudaDriver.Instance.LargestCopyToHost,
            Is.EqualTo(Paths * plan.Outcomes.Count * sizeof(float)));
    }

    /// <summary>Two workers take turns on the card; ledgers are closed by as many as the host has
    /// processors for.</summary>
    [Test]
    public void Workers_AreSeveral()
    {
        IPathDevice device = EmulatedDevice.Shared;
        Assert.That(device.WorkersFor(BenchmarkSuite.Entry("gbm").Plan), Is.EqualTo(2));
        Assert.That(
            device.WorkersFor(BenchmarkSuite.Entry("market").Plan),
            Is.EqualTo(Math.Min(2 * Environment.ProcessorCount, 64)));
    }

    /// <summary>A chunk's launches run with no other's between them: were two chunks to end
    /// together, both would be merged at the same time, and the card would have nothing to do.
    /// </summary>
    [Test]
    public void Chunks_OfTwoWorkers_TakeTurns()
    {
        const int LaunchPaths = 2048;
        const int Launches = 3;
        Plan plan = RandomNumbersPlanner.Plan(8, LaunchPaths, 7);
        var states = new List<ulong>();
        CudaDriver.Instance.Launched = launch =>
        {
            if (launch.Kernel.Name.Contains("Simulate", StringComparison.Ordinal))
            {
                states.Add(launch.Parameter(0));
            }
        };
        EmulatedDevice.Digest(
            plan, 8 * Launches * LaunchPaths, Precision.Float32, Launches * LaunchPaths,
            EmulatedDevice.Shared);
        CudaDriver.Instance.Launched = null;
        Assert.That(states, Has.Count.EqualTo(8 * Launches));
        Assert.That(
            states.Chunk(Launches).Select(chunk => chunk.Distinct().Count()), Is.All.EqualTo(1));
    }

    /// <summary>A second launch's memory is taken where there is a second launch.</summary>
    [Test]
    public void Memory_OfASecondLaunch_IsTakenWhenItIsNeeded()
    {
        Plan plan = RandomNumbersPlanner.Plan(4, 10_000, 1);
        using IPathWorker worker =
            EmulatedDevice.Shared.CreateWorker(plan, Precision.Float32);
        int before = CudaDriver.Instance.Allocations;
        worker.Simulate(1, 0, 5000, new Captured());
        Assert.That(
            CudaDriver.Instance.Allocations - before,
            Is.EqualTo(4), "two parts of the host's memory; state and outcomes of a second launch");
    }

    private static void Simulate(IPathDevice device)
    {
        Plan plan = BenchmarkSuite.Entry("gbm").Plan;
        using IPathWorker worker = device.CreateWorker(plan, Precision.Float32);
        worker.Simulate(1, 0, 1, new RunTally(plan.Metrics));
    }

    private sealed class Captured : IOutcomeSink
    {
        public void Add(ReadOnlySpan<float> outcomes, int stride, int paths, long firstPath)
        {
        }

        public void Add(ReadOnlySpan<double> outcomes, int stride, int paths, long firstPath)
        {
        }
    }
}
