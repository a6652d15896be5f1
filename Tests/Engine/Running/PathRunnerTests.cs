using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Running;

[TestFixture]
internal sealed class PathRunnerTests
{
    private static readonly Plan Plan = Library.Plan("quick-start");

    private static readonly Plan Drawn = Library.PlanText("""
        scenario: drawn
        kernel: impermanent-loss
        horizon: 2d
        step: 6h
        assets:
          ETH:
            price: 2000
            process: { kind: gbm, drift: 0, volatility: { low: 0.4, high: 1.2 } }
          USDC: { price: 1, process: { kind: constant } }
        pools: { p: { kind: constant-product, base: ETH, quote: USDC, value: 1e9, fee: 0.003 } }
        positions: { a: { pool: p, value: 1000 } }
        uncertainty: { draws: 16 }
        """);

    [Test]
    public void Run_CountsEveryPathOnce()
    {
        RunOutcome outcome = Library.Run(Plan, 12_345, threads: 2, chunk: 1000);
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Tally.Paths, Is.EqualTo(12_345));
            Assert.That(outcome.Devices.Sum(device => device.Paths), Is.EqualTo(12_345));
            Assert.That(outcome.IsPartial, Is.False);
            Assert.That(outcome.Warnings, Is.Empty);
        });
    }

    [Test]
    public void Run_ReportsProgressThatRises()
    {
        var seen = new List<long>();
        using var simd = new SimdDevice(2);
        Run([simd], 5000, chunk: 500, progress: new Immediate(p => seen.Add(p.PathsDone)));
        Assert.That(seen, Is.Ordered.Ascending);
        Assert.That(seen, Has.Count.EqualTo(10).And.Exactly(1).EqualTo(5000));
    }

    [TestCase(1)]
    [TestCase(4097)]
    [TestCase(19_999)]
    public void Parts_MergeToTheWhole(long split)
    {
        using var simd = new SimdDevice(2);
        var runner = new PathRunner([simd], TimeProvider.System);
        RunTally Part(long first, long paths) =>
            runner.Run(Plan, new RunOptions(paths, 7) { FirstPath = first }).Tally;

        RunTally merged = Part(split, 20_000 - split);
        merged.Merge(Part(0, split));
        Assert.That(
            merged.Digest(Plan.Hash, 7, 20_000),
            Is.EqualTo(Part(0, 20_000).Digest(Plan.Hash, 7, 20_000)));
    }

    /// <summary>Where the run has uncertain numbers, parts begin amid a draw's paths.</summary>
    [TestCase("cpu", "quick-start")]
    [TestCase("opencl", "quick-start")]
    [TestCase("cpu", "drawn")]
    [TestCase("opencl", "drawn")]
    [Category("Slow")]
    public void Parts_OfUnlikeDevices_MergeToTheWhole(string device, string name)
    {
        const long Paths = 700;
        Plan plan = name == "drawn" ? Drawn : Plan;
        RunTally merged = Library.Run(plan, 387, device, first: 13).Tally;
        merged.Merge(Library.Run(plan, 300, "simd", first: 400).Tally);
        merged.Merge(Library.Run(plan, 13, "simd128").Tally);
        Assert.That(
            merged.Digest(plan.Hash, plan.Scenario.Seed, Paths),
            Is.EqualTo(Library.Digest(plan, Library.Run(plan, Paths))));
    }

    [TestCase(1)]
    [TestCase(3)]
    public void Stopped_TellsWhichPathsItHas(int threads)
    {
        const long Paths = 20_000;
        const long First = 77;
        using var cancel = new CancellationTokenSource();
        using var simd = new SimdDevice(threads);
        var runner = new PathRunner([simd], TimeProvider.System);
        var whole = new PathRange(First, Paths);
        RunOutcome outcome = runner.Run(
            Plan, new RunOptions(Paths, 7, ChunkPaths: 100) { FirstPath = First },
            new Immediate(p =>
            {
                if (p.PathsDone >= 1000)
                {
                    cancel.Cancel();
                }
            }),
            cancel.Token);
        Assert.That(outcome.IsPartial, Is.True);
        Assert.That(outcome.Ranges.Sum(range => range.Count), Is.EqualTo(outcome.Tally.Paths));
        RunTally merged = outcome.Tally;
        foreach (PathRange missing in whole.Without(outcome.Ranges))
        {
            RunOutcome rest = runner.Run(
                Plan, new RunOptions(missing.Count, 7) { FirstPath = missing.First });
            Assert.That(rest.Ranges, Is.EqualTo(new[] { missing }));
            merged.Merge(rest.Tally);
        }

        Assert.That(
            merged.Digest(Plan.Hash, 7, Paths),
            Is.EqualTo(runner.Run(Plan, new RunOptions(Paths, 7) { FirstPath = First }).Tally
                .Digest(Plan.Hash, 7, Paths)));
    }

    [TestCase(1)]
    [TestCase(2)]
    public void Slices_LeaveNoGap(int threads)
    {
        using var simd = new SimdDevice(threads);
        var runner = new PathRunner([simd], TimeProvider.System);
        const long Paths = 60_000;
        var merged = new RunTally(Plan.Metrics);
        int slices = 0;
        while (merged.Paths < Paths)
        {
            merged.Merge(runner.Run(Plan, new RunOptions(Paths - merged.Paths, 7)
            {
                FirstPath = merged.Paths,
                Slice = TimeSpan.FromMilliseconds(5),
            }).Tally);
            slices++;
        }

        Assert.That(slices, Is.GreaterThan(1));
        Assert.That(
            merged.Digest(Plan.Hash, 7, Paths),
            Is.EqualTo(runner.Run(Plan, new RunOptions(Paths, 7)).Tally
                .Digest(Plan.Hash, 7, Paths)));
    }

    [Test]
    public void Cancel_TakesEffectWithinAChunk()
    {
        using var cancel = new CancellationTokenSource();
        using var simd = new SimdDevice(1);
        RunOutcome outcome = Run(
            [simd], 1_000_000, chunk: 256, cancellation: cancel.Token,
            progress: new Immediate(p =>
            {
                if (p.PathsDone >= 1024)
                {
                    cancel.Cancel();
                }
            }));
        Assert.That(outcome.IsPartial, Is.True);
        Assert.That(outcome.Tally.Paths, Is.EqualTo(1024));
    }

    [TestCase(0)]
    [TestCase(7)]
    public void FailingDevice_IsNamedAndItsPathsAreDoneElsewhere(int healthyChunks)
    {
        using var simd = new SimdDevice(1);
        using var broken = new FailingDevice(simd, healthyChunks);
        RunOutcome outcome = Run([broken, simd], 20_000, chunk: 100);
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Tally.Paths, Is.EqualTo(20_000));
            Assert.That(outcome.IsPartial, Is.False);
            Assert.That(outcome.Warnings, Has.Count.EqualTo(1));
            Assert.That(outcome.Warnings[0], Does.Contain("broken").And.Contain("fell out"));
            Assert.That(
                Library.Digest(Plan, outcome),
                Is.EqualTo(Library.Digest(Plan, Library.Run(Plan, 20_000))));
        });
    }

    [Test]
    public void OnlyDeviceFails_IsAnError()
    {
        using var simd = new SimdDevice(1);
        using var broken = new FailingDevice(simd, 3);
        Assert.That(
            () => Run([broken], 20_000, chunk: 100),
            Throws.InstanceOf<DeviceException>().With.Message.Contains("fell out"));
    }

    [TestCase(0)]
    [TestCase(3)]
    public void OnlyDeviceFails_AndHasAStandby_IsAWarning(int healthyChunks)
    {
        using var simd = new SimdDevice(2);
        using var broken = new FailingDevice(simd, healthyChunks) { Standby = simd };
        RunOutcome outcome = Run([broken], 20_000, chunk: 100);
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Warnings, Has.Exactly(1).Contains("fell out"));
            Assert.That(outcome.IsPartial, Is.False);
            Assert.That(
                outcome.Devices.Select(share => share.Paths),
                Is.EqualTo(new[] { 100L * healthyChunks, 20_000 - (100L * healthyChunks) }));
            Assert.That(
                Library.Digest(Plan, outcome),
                Is.EqualTo(Library.Digest(Plan, Library.Run(Plan, 20_000))));
        });
    }

    [TestCase(0)]
    [TestCase(5)]
    public void HangingDevice_IsNamedAndItsPathsAreDoneElsewhere(int healthyChunks)
    {
        using var release = new ManualResetEventSlim();
        using var simd = new SimdDevice(1);
        using var hanging = new HangingDevice(simd, healthyChunks, release);
        RunOutcome outcome = Run([hanging, simd], 20_000, chunk: 100);
        release.Set();
        Assert.Multiple(() =>
        {
            Assert.That(outcome.IsPartial, Is.False);
            Assert.That(outcome.Warnings, Has.Count.EqualTo(1));
            Assert.That(outcome.Warnings[0], Does.Contain("hangs").And.Contain("not answer"));
            Assert.That(
                Library.Digest(Plan, outcome),
                Is.EqualTo(Library.Digest(Plan, Library.Run(Plan, 20_000))));
        });
    }

    [Test]
    public void LateDevice_WhosePathsWereDoneElsewhere_IsNotCountedTwice()
    {
        using var release = new ManualResetEventSlim();
        using var simd = new SimdDevice(1);
        using var hanging = new HangingDevice(simd, 2, release);
        RunOutcome outcome = Run(
            [hanging, simd], 20_000, chunk: 100,
            progress: new Immediate(p =>
            {
                // Everything is done, and only now the device goes on.
                if (p.PathsDone == 20_000)
                {
                    release.Set();
                }
            }));
        Assert.Multiple(() =>
        {
            Assert.That(hanging.DeliveredLate, Is.False);
            Assert.That(outcome.Warnings, Is.Empty);
            Assert.That(outcome.Tally.Paths, Is.EqualTo(20_000));
            Assert.That(
                Library.Digest(Plan, outcome),
                Is.EqualTo(Library.Digest(Plan, Library.Run(Plan, 20_000))));
        });
    }

    [Test]
    public void Cancel_WhileADeviceHangs_EndsTheRun()
    {
        using var release = new ManualResetEventSlim();
        using var cancel = new CancellationTokenSource();
        using var simd = new SimdDevice(1);
        using var hanging = new HangingDevice(simd, 3, release);
        RunOutcome outcome = Run(
            [hanging], 20_000, chunk: 100, cancellation: cancel.Token,
            progress: new Immediate(p => cancel.CancelAfter(10)));
        release.Set();
        Assert.That(outcome.IsPartial, Is.True);
        Assert.That(outcome.Tally.Paths, Is.EqualTo(300));
    }

    [Test]
    public void Run_BeyondTheWordOfTheIndex_DrawsOtherNumbers()
    {
        using var simd = new SimdDevice(1);
        using IPathWorker worker = simd.CreateWorker(Plan, Precision.Float32);
        var low = new RunTally(Plan.Metrics);
        var high = new RunTally(Plan.Metrics);
        worker.Simulate(1, 0, 1000, low);
        worker.Simulate(1, 1L << 32, 1000, high);
        Assert.That(high.Metrics[0].Sum, Is.Not.EqualTo(low.Metrics[0].Sum));
    }

    [Test]
    public void Memory_DoesNotGrowWithTheNumberOfPaths()
    {
        Plan prices = Library.PlanText(
            """
            scenario: prices
            kernel: impermanent-loss
            horizon: 4h
            step: 1h
            assets: { ETH: { price: 2300, process: { kind: gbm, drift: 0, volatility: 0.8 } } }
            """);
        Library.Run(prices, 2_000_000, threads: 2);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        Library.Run(prices, 500_000, threads: 2);
        long few = GC.GetTotalAllocatedBytes(precise: true) - before;
        before = GC.GetTotalAllocatedBytes(precise: true);
        Library.Run(prices, 20_000_000, threads: 2);
        long many = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.That(many, Is.LessThan((2 * few) + (4 << 20)));
    }

    private static RunOutcome Run(
        IReadOnlyList<IPathDevice> devices, long paths, int chunk,
        IProgress<RunProgress>? progress = null, CancellationToken cancellation = default) =>
        new PathRunner(devices, TimeProvider.System).Run(
            Plan, new RunOptions(paths, Plan.Scenario.Seed, ChunkPaths: chunk), progress,
            cancellation);

    private sealed class Immediate(Action<RunProgress> report) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => report(value);
    }
}
