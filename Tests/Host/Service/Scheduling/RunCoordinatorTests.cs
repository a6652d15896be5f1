using GpuRisk.Engine.Running;
using GpuRisk.Host.Service.Scheduling;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service.Scheduling;

/// <summary>Who gets which of a run's paths, and what counts of what is delivered.</summary>
internal sealed class RunCoordinatorTests
{
    private const long Epoch = 7;

    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(1);

    private TimeSpan _now = TimeSpan.Zero;

    /// <summary>All, until it is known how many a slice has room for: whoever joins finds the rest.
    /// </summary>
    [Test]
    public void Take_ByTheOnlyNode_LeavesRoomForOthers()
    {
        RunCoordinator<PathSums> run = Run(1000);
        NodeLease first = Take(run, "a")!;
        Deliver(run, first, 300);
        NodeLease second = Take(run, "a")!;
        NodeLease joined = Take(run, "b")!;
        Assert.Multiple(() =>
        {
            Assert.That(first.Paths, Is.EqualTo(new PathRange(0, 1000)));
            Assert.That(second.Paths, Is.EqualTo(new PathRange(300, 600)));
            Assert.That(joined.Paths.First, Is.EqualTo(900));
        });
    }

    [Test]
    public void Take_OfARunWithGaps_BeginsWithThem()
    {
        RunCoordinator<PathSums> run = Run(1000, new(0, 100), new(150, 50), new(900, 100));
        Assert.That(Take(run, "a")!.Paths, Is.EqualTo(new PathRange(100, 50)));
        Assert.That(run.PathsDone, Is.EqualTo(250));
    }

    /// <summary>Two nodes, one four times as fast: each does its share of the paths, and neither is
    /// idle for longer than the other's last lease.</summary>
    [Test]
    public void Take_ByNodesOfUnlikeSpeed_LetsThemEndTogether()
    {
        RunCoordinator<PathSums> run = Run(100_000);
        (string Name, double Rate)[] nodes = [("fast", 4000), ("slow", 1000)];
        var work = new PriorityQueue<(int Node, NodeLease? Lease), double>();
        var ends = new double[2];
        work.Enqueue((0, null), 0);
        work.Enqueue((1, null), 0.01);
        while (work.TryDequeue(out (int Node, NodeLease? Lease) job, out double at))
        {
            _now = TimeSpan.FromSeconds(at);
            (string name, double rate) = nodes[job.Node];
            if (job.Lease is { } done)
            {
                long count = Math.Min(done.Paths.Count, (long)rate);
                Deliver(run, done, count, count / rate);
                ends[job.Node] = at;
            }

            if (!run.IsDone)
            {
                NodeLease? next = Take(run, name);
                double lasts = next is null ? 0.05 : Math.Min(next.Paths.Count, rate) / rate;
                work.Enqueue((job.Node, next), at + lasts);
            }
        }

        Assert.Multiple(() =>
        {
            Assert.That(run.Tally, Is.EqualTo(PathSums.Of(new PathRange(0, 100_000))));
            Assert.That(ends.Max(), Is.EqualTo(20).Within(1.5), "100,000 paths, 5,000 a second");
            Assert.That(ends.Max() - ends.Min(), Is.LessThan(0.5));
        });
    }

    [Test]
    public void Deliver_Twice_CountsOnce()
    {
        RunCoordinator<PathSums> run = Run(100);
        NodeLease lease = Take(run, "a")!;
        Assert.Multiple(() =>
        {
            Assert.That(Deliver(run, lease, 100), Is.EqualTo(DeliveryAnswer.Accepted));
            Assert.That(Deliver(run, lease, 100), Is.EqualTo(DeliveryAnswer.Repeated));
            Assert.That(run.Tally.Count, Is.EqualTo((Int128)100));
        });
    }

    [Test]
    public void Deliver_OfAnotherEpoch_IsRefused()
    {
        RunCoordinator<PathSums> run = Run(100);
        NodeLease lease = Take(run, "a")!;
        Assert.That(
            run.Deliver(Epoch - 1, lease.Id, 100, new PathSums(), 1, _now),
            Is.EqualTo(DeliveryAnswer.Refused));
    }

    [Test]
    public void Deliver_MoreThanWasTaken_IsRefused()
    {
        RunCoordinator<PathSums> run = Run(100);
        NodeLease lease = Take(run, "a")!;
        Assert.That(
            run.Deliver(Epoch, lease.Id, 101, new PathSums(), 1, _now),
            Is.EqualTo(DeliveryAnswer.Refused));
    }

    [Test]
    public void Deliver_AfterTheLeaseWentElsewhere_IsRefused()
    {
        RunCoordinator<PathSums> run = Run(200);
        Deliver(run, Take(run, "zombie")!, 100);
        NodeLease zombies = Take(run, "zombie")!;
        Assert.That(Take(run, "other"), Is.Null, "the lease is young");
        _now += TimeSpan.FromSeconds(5);
        NodeLease again = Take(run, "other")!;
        Assert.Multiple(() =>
        {
            Assert.That(again.Paths, Is.EqualTo(zombies.Paths));
            Assert.That(Deliver(run, zombies, 100), Is.EqualTo(DeliveryAnswer.Refused));
            Assert.That(Deliver(run, again, 100), Is.EqualTo(DeliveryAnswer.Accepted));
            Assert.That(run.PathsTakenBack, Is.EqualTo(100));
            Assert.That(run.Tally, Is.EqualTo(PathSums.Of(new PathRange(0, 200))));
        });
    }

    [Test]
    public void Leave_GivesBackWhatANodeHas()
    {
        RunCoordinator<PathSums> run = Run(100);
        NodeLease lost = Take(run, "gone")!;
        run.Leave("gone");
        Assert.Multiple(() =>
        {
            Assert.That(Take(run, "other")!.Paths, Is.EqualTo(lost.Paths));
            Assert.That(Deliver(run, lost, 100), Is.EqualTo(DeliveryAnswer.Refused));
        });
    }

    [Test]
    public void Close_EndsTakingAndDelivering()
    {
        RunCoordinator<PathSums> run = Run(100);
        NodeLease lease = Take(run, "a")!;
        run.Close();
        Assert.Multiple(() =>
        {
            Assert.That(Take(run, "b"), Is.Null);
            Assert.That(Deliver(run, lease, 100), Is.EqualTo(DeliveryAnswer.Refused));
        });
    }

    private static RunCoordinator<PathSums> Run(long paths, params PathRange[] done) =>
        new(Epoch, paths, done, PathSums.Of(done), PathSums.Add);

    private NodeLease? Take(RunCoordinator<PathSums> run, string node) =>
        run.Take(node, Slice, _now);

    private DeliveryAnswer Deliver(
        RunCoordinator<PathSums> run, NodeLease lease, long count, double seconds = 1) =>
        run.Deliver(
            Epoch, lease.Id, count, PathSums.Of(lease.Paths with { Count = count }), seconds,
            _now);
}
