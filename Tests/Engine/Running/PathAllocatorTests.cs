using FsCheck;
using FsCheck.Fluent;
using GpuRisk.Engine.Running;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Running;

/// <summary>Paths are shared by measured speed, each is delivered once, and all workers end
/// together.</summary>
internal sealed class PathAllocatorTests
{
    [Test]
    public void Chunks_KeepEveryWorkerBusyForFiftyTo250Milliseconds()
    {
        var run = new SimulatedDevices(
            2_000_000_000,
            new SimulatedWorker(4e6), new SimulatedWorker(4e6),
            new SimulatedWorker(3e5, Least: 8192), new SimulatedWorker(1e9, Least: 270_336));
        AssertDeliveredOnce(run);

        // After some chunks that learn the rate, and before the last ones, which get smaller.
        double[] seconds = [.. run.Chunks
            .Where(chunk => chunk.Start is > 0.5 and < 1.2)
            .Select(chunk => chunk.Seconds)];
        Assert.That(seconds, Has.Length.GreaterThan(10));
        Assert.That(seconds, Is.All.InRange(0.05, 0.25));
    }

    /// <summary>Two workers of one device, of which each merges its tally while the other's paths
    /// are simulated, however long merging takes.</summary>
    [TestCase(0.0015)]
    [TestCase(0.02)]
    [TestCase(0.185)]
    public void Device_WhoseTalliesAreMerged_IsBusyMeanwhile(double mergeSeconds)
    {
        var worker = new SimulatedWorker(
            1e8, Least: 100_000, FixedSeconds: mergeSeconds, Device: "gpu");
        var run = new SimulatedDevices(6_000_000_000, worker, worker);
        AssertDeliveredOnce(run);
        Assert.That(run.BusySeconds / run.End, Is.GreaterThan(0.95));

        // Nobody who merges is taken to hang.
        Assert.That(
            run.Chunks.Sum(chunk => (double)chunk.Paths),
            Is.EqualTo((double)run.Paths).Within(1).Percent);
        Assert.That(run.Chunks.Select(chunk => chunk.Seconds), Is.All.LessThan(5));
    }

    [TestCase(50_000_000)]
    [TestCase(5_000_000)]
    public void UnlikeWorkers_EndTogether(long paths)
    {
        var run = new SimulatedDevices(
            paths,
            new SimulatedWorker(1e6), new SimulatedWorker(1.3e6),
            new SimulatedWorker(1e5, Least: 512), new SimulatedWorker(5e6, Least: 16_384));
        AssertDeliveredOnce(run);
        for (int worker = 0; worker < 4; worker++)
        {
            Assert.That(run.IdleShare(worker), Is.LessThan(0.05), $"worker {worker}");
        }

        // All of them together could not be faster than the sum of their rates.
        Assert.That(run.End, Is.GreaterThan(paths / 7.4e6).And.LessThan(paths / 7.4e6 * 1.15));
    }

    [Test]
    public void SlowWorker_WhoseLeastOutlastsTheRest_LeavesItToOthers()
    {
        // Its first chunk takes one second, as long as everything takes the other one.
        var run = new SimulatedDevices(
            2_000_000,
            new SimulatedWorker(1e6), new SimulatedWorker(1e4, Least: 10_000));
        AssertDeliveredOnce(run);
        Assert.That(run.Chunks.Count(chunk => chunk.Worker == 1), Is.EqualTo(1));
        Assert.That(run.End, Is.LessThan(2.05));
    }

    [Test]
    public void WorkerThatHangs_IsReplaced(
        [Values(0, 0.005, 1.0, 2.45)] double hangSeconds)
    {
        var run = new SimulatedDevices(
            5_000_000,
            new SimulatedWorker(1e6), new SimulatedWorker(1e6, HangSeconds: hangSeconds));
        AssertDeliveredOnce(run);
        double least = hangSeconds + ((5 - (2 * hangSeconds)) / 1);
        Assert.That(run.End, Is.LessThan(least + 1.5));
    }

    [Test]
    public void WorkerThatStartsLate_TakesItsShare()
    {
        var run = new SimulatedDevices(
            10_000_000,
            new SimulatedWorker(1e6), new SimulatedWorker(4e6, Least: 4096, StartSeconds: 3));
        AssertDeliveredOnce(run);

        // Three seconds alone, and then five times as fast.
        Assert.That(run.End, Is.EqualTo(3 + (7 / 5.0)).Within(0.15));
    }

    [Test]
    public void AnyWorkers_DeliverEveryPathOnce() => Prop.ForAll(
        Gen.Choose(1, 5).SelectMany(count => Worker().ListOf(count)).ToArbitrary(),
        Gen.Choose(1, 3_000_000).ToArbitrary(),
        (workers, paths) => AssertDeliveredOnce(
            new SimulatedDevices(paths, [new SimulatedWorker(1e6), .. workers])))
        .QuickCheckThrowOnFailure();

    [Test]
    public void FixedChunks_StayAsTheyAre()
    {
        var allocator = new PathAllocator(0, 1000, () => TimeSpan.Zero);
        var pace = new WorkerPace(300, 300, isFixed: true);
        int[] sizes = [.. Enumerable.Range(0, 4).Select(_ => allocator.Take(pace)!.Count)];
        Assert.That(sizes, Is.EqualTo(new[] { 300, 300, 300, 100 }));
    }

    [Test]
    public void RevokedPaths_AreRefused()
    {
        var time = TimeSpan.Zero;
        var allocator = new PathAllocator(0, 100, () => time);
        WorkerPace slow = Fixed(allocator, 50);
        WorkerPace fast = Fixed(allocator, 50);
        PathLease lost = allocator.Take(slow)!;
        PathLease kept = allocator.Take(fast)!;
        time += TimeSpan.FromMilliseconds(1);
        Assert.That(allocator.BeginDelivery(kept, 50, 50), Is.True);
        allocator.EndDelivery(kept, 50);
        time += TimeSpan.FromSeconds(10);
        PathLease again = allocator.Take(fast)!;
        Assert.That((again.First, again.Count), Is.EqualTo((0L, 50)));
        Assert.That(allocator.BeginDelivery(lost, 0, 50), Is.False);
        Assert.That(allocator.BeginDelivery(again, 0, 20), Is.True);
        allocator.EndDelivery(again, 20);
        Assert.That(allocator.IsFinished, Is.False);
        Assert.That(allocator.BeginDelivery(again, 20, 30), Is.True);
        allocator.EndDelivery(again, 30);
        Assert.That(allocator.IsFinished, Is.True);
    }

    [Test]
    public void WorkerThatIsDelivering_KeepsItsPaths()
    {
        var time = TimeSpan.Zero;
        var allocator = new PathAllocator(0, 100, () => time);
        WorkerPace slow = Fixed(allocator, 50);
        WorkerPace fast = Fixed(allocator, 50);
        PathLease lease = allocator.Take(slow)!;
        PathLease other = allocator.Take(fast)!;
        allocator.BeginDelivery(other, 50, 50);
        time += TimeSpan.FromMilliseconds(1);
        allocator.EndDelivery(other, 50);
        allocator.BeginDelivery(lease, 0, 50);
        time += TimeSpan.FromSeconds(10);
        Assert.That(allocator.TryTake(fast), Is.Null);
    }

    [Test]
    public void Delivery_OfPathsThatWereNotTaken_IsAnError()
    {
        var allocator = new PathAllocator(0, 100, () => TimeSpan.Zero);
        PathLease lease = allocator.Take(Fixed(allocator, 50))!;
        Assert.That(
            () => allocator.BeginDelivery(lease, 1, 10),
            Throws.InvalidOperationException.With.Message.Contains("50 from 0"));
        Assert.That(
            () => allocator.BeginDelivery(lease, 0, 51), Throws.InvalidOperationException);
    }

    [Test]
    public void Chunks_StopAtMultiplesOfTwoToTheThirtyTwo()
    {
        const int Chunk = 1 << 24;
        var allocator = new PathAllocator(0, (1L << 32) + 10, () => TimeSpan.Zero);
        allocator.Take(Fixed(allocator, Chunk - 5));
        WorkerPace pace = Fixed(allocator, Chunk);
        long done = Chunk - 5;
        while (done < 1L << 32)
        {
            PathLease lease = allocator.Take(pace)!;
            Assert.That(lease.First, Is.EqualTo(done));
            done += lease.Count;
        }

        Assert.That(done, Is.EqualTo(1L << 32));
        Assert.That(allocator.Take(pace)!.Count, Is.EqualTo(10));
    }

    [Test]
    public void TooFarAhead_WaitsForAReleaseOrAFailure()
    {
        var allocator = new PathAllocator(0, 100, () => TimeSpan.Zero, window: 20);
        WorkerPace pace = Fixed(allocator, 15);
        WorkerPace broken = Fixed(allocator, 15);
        Assert.That(allocator.Take(pace)!.First, Is.Zero);
        PathLease second = allocator.Take(broken)!;
        Assert.That(second.First, Is.EqualTo(15));
        Task<PathLease?> waiting = Task.Run(() => allocator.Take(pace));
        allocator.Leave(broken, second);
        Assert.That(waiting.Result!.First, Is.EqualTo(15));
        waiting = Task.Run(() => allocator.Take(pace));
        allocator.Release(15);
        Assert.That(waiting.Result!.First, Is.EqualTo(30));
        waiting = Task.Run(() => allocator.Take(pace));
        allocator.Close();
        Assert.That(waiting.Result, Is.Null);
    }

    private static WorkerPace Fixed(PathAllocator allocator, int paths)
    {
        var pace = new WorkerPace(paths, paths, isFixed: true);
        allocator.Join(pace);
        return pace;
    }

    // Rates over five orders of magnitude; one of four hangs.
    private static Gen<SimulatedWorker> Worker() =>
        from exponent in Gen.Choose(30, 80)
        from least in Gen.Choose(1, 20_000)
        from start in Gen.Choose(0, 1000)
        from hang in Gen.Choose(0, 4000)
        select new SimulatedWorker(
            Math.Pow(10, exponent / 10.0), least, start / 1000.0,
            hang < 1000 ? hang / 500.0 : double.PositiveInfinity);

    private static void AssertDeliveredOnce(SimulatedDevices run)
    {
        long next = 0;
        foreach ((long first, int count) in run.Delivered.Order())
        {
            Assert.That(first, Is.EqualTo(next));
            next += count;
        }

        Assert.That(next, Is.EqualTo(run.Paths));
    }
}
