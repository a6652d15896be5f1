using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Sampling;
using GpuRisk.Engine.Tallies;
using GpuRisk.Tests.Engine.Running;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Sampling;

/// <summary>Samples of a run are exactly what its tally took: tallied again, they give the same
/// digest.</summary>
internal sealed class SampledRunTests
{
    private static readonly Plan Plan = Library.Plan("quick-start");

    private static readonly Plan Market = Library.PlanText(
        """
        scenario: market
        kernel: market
        horizon: 1d
        step: 6h
        assets: { ETH: { price: 2000, process: { kind: gbm, drift: 0, volatility: 0.5 } } }
        classes:
          people:
            sizes: { kind: pareto, exponent: 1.5, minimum: 100 }
            wallets: 1000
            holdings: { ETH: 0.5 }
        """);

    [TestCase(1, 1, 3000L, Precision.Float32)]
    [TestCase(3, 7, 20_011L, Precision.Float32)]
    [TestCase(2, 1009, 20_000L, Precision.Float64)]
    [TestCase(4, 65_536, 140_001L, Precision.Float32)]
    public void Run_Sampled_IsWhatTheTallyTook(
        int threads, int chunk, long paths, Precision precision) =>
        AssertSampled(Plan, threads, new RunOptions(paths, 5, precision, chunk));

    [Test]
    public void Run_Market_SamplesWhatTheLedgerMakesOfOutcomes()
    {
        Assert.That(Market.Metrics, Has.Count.Not.EqualTo(Market.Outcomes.Count));
        AssertSampled(Market, 3, new RunOptions(20_000, 5, ChunkPaths: 77));
    }

    [Test]
    public void Run_DeviceFails_EveryPathIsSampledOnce()
    {
        using var simd = new SimdDevice(1);
        var kept = new KeptBlocks();
        var collector = new SampleCollector(Plan.Metrics, kept, rows: 512);
        RunOutcome outcome = Run(
            Plan, [new FailingDevice(simd, chunks: 3), new SimdDevice(2)],
            new RunOptions(9_999, 1, ChunkPaths: 100) { Samples = collector });
        collector.Complete();
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Warnings, Has.Count.EqualTo(1));
            Assert.That(
                kept.Paths, Is.EqualTo(Enumerable.Range(0, 9_999).Select(i => (long)i)));
        });
    }

    [Test]
    [CancelAfter(60_000)]
    public void Run_Cancelled_SamplesWhatWasDone(CancellationToken timeout)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout);
        var kept = new KeptBlocks();
        var collector = new SampleCollector(Plan.Metrics, kept, rows: 512);
        RunOutcome outcome = new PathRunner([new SimdDevice(3)], TimeProvider.System).Run(
            Plan,
            new RunOptions(1_000_000_000, 1, ChunkPaths: 100) { Samples = collector },
            new StopAfter(5_000, stop), stop.Token);
        collector.Complete();
        Assert.Multiple(() =>
        {
            Assert.That(outcome.IsPartial, Is.True);
            Assert.That(kept.Paths, Has.Count.EqualTo(outcome.Tally.Paths));
            Assert.That(kept.Paths, Is.Ordered);
        });
    }

    [Test]
    [CancelAfter(60_000)]
    public void Run_SamplesCannotBeWritten_Ends(CancellationToken timeout)
    {
        var collector = new SampleCollector(Plan.Metrics, new FullDisk(), rows: 512);
        Assert.That(
            () => new PathRunner([new SimdDevice(3)], TimeProvider.System).Run(
                Plan,
                new RunOptions(1_000_000_000, 1, ChunkPaths: 100) { Samples = collector },
                null, timeout),
            Throws.InstanceOf<SampleException>().With.Message.EqualTo("no space"));
    }

    private static void AssertSampled(Plan plan, int threads, RunOptions options)
    {
        var again = new Retally(plan);
        var collector = new SampleCollector(plan.Metrics, again);
        RunOutcome outcome = Run(
            plan, [new SimdDevice(threads)], options with { Samples = collector });
        collector.Complete();
        Assert.That(
            Library.Digest(plan, outcome with { Tally = again.Published }),
            Is.EqualTo(Library.Digest(plan, outcome with { Tally = Published(outcome.Tally) })));
    }

    private static RunOutcome Run(
        Plan plan, IReadOnlyList<IPathDevice> devices, RunOptions options)
    {
        RunOutcome outcome = new PathRunner(devices, TimeProvider.System).Run(plan, options);
        foreach (IPathDevice device in devices)
        {
            device.Dispose();
        }

        return outcome;
    }

    /// <summary>A tally without its internal metrics, which are not sampled.</summary>
    private static RunTally Published(RunTally tally) => new(
        [.. tally.Metrics.Where(metric => !metric.Metric.Internal)], tally.Paths);

    /// <summary>Tallies samples as a run tallies outcomes.</summary>
    private sealed class Retally(Plan plan) : ISampleWriter
    {
        public RunTally Published { get; } = new(plan.Metrics.Where(metric => !metric.Internal));

        public void Write(SampleBlock block)
        {
            double[] outcomes = [.. Enumerable.Range(0, Published.Metrics.Count)
                .SelectMany(column => block.Values(column).ToArray())];
            Published.Add(outcomes, block.Rows, block.Rows, block.Paths.Span[0]);
        }
    }

    private sealed class FullDisk : ISampleWriter
    {
        public void Write(SampleBlock block) => throw new IOException("no space");
    }

    private sealed class StopAfter(long paths, CancellationTokenSource stop)
        : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            if (value.PathsDone >= paths)
            {
                stop.Cancel();
            }
        }
    }
}
