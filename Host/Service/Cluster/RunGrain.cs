using GpuRisk.Host.Service.Scheduling;
using Orleans.Concurrency;

namespace GpuRisk.Host.Service.Cluster;

/// <summary>
/// The thin shell that gives a run's coordinator a place in the cluster: it is made where the run's
/// holder is and keeps nothing itself. Orleans may for a while have two of one name; one that is
/// not at the holder finds nothing, and what a former holder takes the store refuses by the epoch.
/// </summary>
[Reentrant]
internal sealed class RunGrain(RunDesk desk) : Grain, IRunGrain
{
    /// <inheritdoc/>
    public Task<LeaseOffer> Take(NodeCard node)
    {
        LeaseOffer offer = desk.Take(this.GetPrimaryKeyString(), node);
        if (offer.Kind == OfferKind.NotHere)
        {
            DeactivateOnIdle();
        }

        return Task.FromResult(offer);
    }

    /// <inheritdoc/>
    /// <remarks>To unpack a tally may take longer than a message should.</remarks>
    public Task<DeliveryAnswer> Deliver(Delivery delivery)
    {
        string run = this.GetPrimaryKeyString();
        return Task.Run(() => desk.Deliver(run, delivery));
    }
}
