using GpuRisk.Host.Service.Scheduling;

namespace GpuRisk.Host.Service.Cluster;

/// <summary>Where other nodes take paths of this host's runs and deliver what they came to. Safe
/// for concurrent use.</summary>
internal sealed class RunDesk(FairQueue queue, SelfTest selfTest, ServiceOptions options)
{
    private long _takenBack;

    /// <summary>Leases of this host's runs that other nodes have.</summary>
    public int Leases => Open.Sum(run => run.LeasesElsewhere);

    /// <summary>Paths that were done again because a node did not deliver them in time.</summary>
    public long PathsTakenBack => Interlocked.Read(ref _takenBack);

    private IEnumerable<OpenRun> Open =>
        queue.Runs.Select(run => run.Open).OfType<OpenRun>();

    /// <summary>Takes paths for a node.</summary>
    public LeaseOffer Take(string id, NodeCard node)
    {
        if (queue.Find(id)?.Open is not { } run)
        {
            return new LeaseOffer(OfferKind.NotHere);
        }

        if (selfTest.Digest is { } own && own != node.SelfTest)
        {
            return new LeaseOffer(
                OfferKind.Refused,
                Reason: "its test of itself has another digest than that of the run's host");
        }

        NodeLease? lease = run.Take(
            node.Name, run.SliceOf(TimeSpan.FromSeconds(options.CheckpointSeconds)));
        return lease is null
            ? new LeaseOffer(OfferKind.NothingNow)
            : new LeaseOffer(
                OfferKind.Lease, run.Epoch, lease.Id, lease.Paths.First, lease.Paths.Count,
                lease.Slice.TotalSeconds);
    }

    /// <summary>Takes what a node has done.</summary>
    public DeliveryAnswer Deliver(string id, Delivery delivery) =>
        queue.Find(id)?.Open is { } run && run.Epoch == delivery.Epoch
            ? run.Deliver(
                delivery.Epoch, delivery.Lease, TallyBytes.Unpack(delivery.Tally),
                delivery.Seconds, ChunkWork.Parse(delivery.Work))
            : DeliveryAnswer.Refused;

    /// <summary>Takes note of paths that are done again.</summary>
    public void TookBack(long paths) => Interlocked.Add(ref _takenBack, paths);

    /// <summary>Gives back what a node has that is no more.</summary>
    public void Leave(string node)
    {
        foreach (OpenRun run in Open)
        {
            run.Leave(node);
        }
    }
}
