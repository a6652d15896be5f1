using GpuRisk.Host.Service.Scheduling;

namespace GpuRisk.Host.Service.Cluster;

/// <summary>A run as other nodes see it; its name is the run's.</summary>
[Alias("gpurisk.run")]
internal interface IRunGrain : IGrainWithStringKey
{
    /// <summary>Takes paths for a node.</summary>
    Task<LeaseOffer> Take(NodeCard node);

    /// <summary>Delivers what a lease has come to. Doing so again changes nothing.</summary>
    Task<DeliveryAnswer> Deliver(Delivery delivery);
}

/// <summary>Who asks for work.</summary>
/// <param name="Name">The node's name in the store.</param>
/// <param name="SelfTest">The digest of its test of itself.</param>
[GenerateSerializer]
[Alias("gpurisk.node")]
internal sealed record NodeCard(
    [property: Id(0)] string Name,
    [property: Id(1)] string SelfTest);

/// <summary>Whether there is work.</summary>
internal enum OfferKind
{
    /// <summary>There is.</summary>
    Lease,

    /// <summary>Not now.</summary>
    NothingNow,

    /// <summary>This host does not have the run in memory.</summary>
    NotHere,

    /// <summary>Not for that node.</summary>
    Refused,
}

/// <summary>What a node may do of a run.</summary>
/// <param name="Kind">Whether it may do something.</param>
/// <param name="Epoch">The epoch under which the run is held.</param>
/// <param name="Lease">The lease's number.</param>
/// <param name="First">Its first path.</param>
/// <param name="Count">Its paths.</param>
/// <param name="SliceSeconds">For how long to do the first of them.</param>
/// <param name="Reason">Why it may not, where it is refused.</param>
[GenerateSerializer]
[Alias("gpurisk.offer")]
internal sealed record LeaseOffer(
    [property: Id(0)] OfferKind Kind,
    [property: Id(1)] long Epoch = 0,
    [property: Id(2)] long Lease = 0,
    [property: Id(3)] long First = 0,
    [property: Id(4)] long Count = 0,
    [property: Id(5)] double SliceSeconds = 0,
    [property: Id(6)] string? Reason = null);

/// <summary>What a node has done.</summary>
/// <param name="Epoch">The epoch under which the lease was taken.</param>
/// <param name="Lease">The lease's number.</param>
/// <param name="Tally">The tally of its first paths, compressed.</param>
/// <param name="Seconds">What they took.</param>
/// <param name="Work">Who did them, as JSON.</param>
[GenerateSerializer]
[Alias("gpurisk.delivery")]
internal sealed record Delivery(
    [property: Id(0)] long Epoch,
    [property: Id(1)] long Lease,
    [property: Id(2)] byte[] Tally,
    [property: Id(3)] double Seconds,
    [property: Id(4)] string Work);
