using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Host.Service.Scheduling;
using GpuRisk.Host.Service.Store;

namespace GpuRisk.Host.Service.Cluster;

/// <summary>
/// Does paths of other hosts' runs while this one has none of its own: takes a lease, does it on
/// this host's devices, and delivers while it does the next. Whether what is delivered counts is
/// for the run's holder to say. Used by the executor only.
/// </summary>
internal sealed partial class RunHelper(
    ClusterNode cluster, RunStore store, RunPlans plans, LeaseWork work, DevicePool devices,
    SelfTest selfTest, TimeProvider time, ILogger<RunHelper> log)
{
    // Of a run that is over sooner, others would do too little to be worth a message.
    private const double LeastSecondsLeft = 2;
    private const int MostDeliveries = 2;
    private const int Attempts = 4;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PauseOfSearch = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan PauseOfAttempts = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Loyalty = TimeSpan.FromSeconds(10);

    private readonly List<Task> _deliveries = [];
    private readonly HashSet<string> _refused = [];
    private long? _searchedAt;
    private long _chosenAt;
    private long _paths;
    private (RunRow Row, Plan Plan)? _run;

    /// <summary>Whether it is at work for others.</summary>
    public bool IsHelping => _run is not null;

    /// <summary>The run that it works on; null where none.</summary>
    public string? Run { get; private set; }

    /// <summary>Paths that it has done for others.</summary>
    public long Paths => Interlocked.Read(ref _paths);

    /// <summary>Why a holder has refused this host's help; null where none has.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Does a lease of another host's run, where there is one.</summary>
    /// <param name="closing">Ends it.</param>
    public void Help(CancellationToken closing)
    {
        if (cluster.Silo is not { } silo)
        {
            Forget();
            return;
        }

        if (_run is not null && time.GetElapsedTime(_chosenAt) > Loyalty)
        {
            Forget();
            _searchedAt = null;
        }

        if (_run is null && !Choose())
        {
            return;
        }

        (RunRow row, Plan plan) = _run!.Value;
        LeaseOffer? offer = Ask(silo, row);
        switch (offer?.Kind)
        {
            case OfferKind.Lease:
                Do(row, plan, offer, closing);
                break;
            case OfferKind.NothingNow:
                closing.WaitHandle.WaitOne(Pause);
                break;
            case OfferKind.Refused:
                Refuse(row, offer.Reason!);
                break;
            case OfferKind.NotHere:
            case null:
                Forget();
                break;
            default:
                throw new InvalidOperationException($"Unknown offer {offer.Kind}.");
        }
    }

    private bool Choose()
    {
        if (_searchedAt is { } at && time.GetElapsedTime(at) < PauseOfSearch)
        {
            return false;
        }

        _searchedAt = _chosenAt = time.GetTimestamp();
        RunRow[] runs = [.. store.RunsOfOthers(LeastSecondsLeft)
            .Where(run => !_refused.Contains(run.Holder))];
        if (runs.Length == 0)
        {
            return false;
        }

        RunRow chosen = runs[Random.Shared.Next(runs.Length)];
        selfTest.Of(devices.Devices);
        if (plans.Of(chosen, out string? problem) is not { } plan)
        {
            LogNoPlan(chosen.Id, problem!);
            return false;
        }

        _run = (chosen, plan);
        Run = chosen.Id;
        return true;
    }

    private LeaseOffer? Ask(Silo silo, RunRow row)
    {
        try
        {
            return silo.Run(row.Id, row.Holder)
                ?.Take(new NodeCard(store.Host, selfTest.Of(devices.Devices)))
                .GetAwaiter().GetResult();
        }
        catch (Exception error) when (IsOfCluster(error))
        {
            return null;
        }
    }

    private void Do(RunRow row, Plan plan, LeaseOffer offer, CancellationToken closing)
    {
        var lease = new NodeLease(
            offer.Lease, store.Host, new PathRange(offer.First, offer.Count),
            TimeSpan.FromSeconds(offer.SliceSeconds), TimeSpan.Zero);
        RunOutcome? outcome;
        try
        {
            outcome = work.Do(plan, row, lease, null, closing);
        }
        catch (DeviceException error)
        {
            Refuse(row, error.Message);
            return;
        }

        if (outcome is null)
        {
            return;
        }

        Interlocked.Add(ref _paths, outcome.Tally.Paths);
        _deliveries.RemoveAll(delivery => delivery.IsCompleted);
        if (_deliveries.Count >= MostDeliveries)
        {
            Task.WaitAny([.. _deliveries], closing);
        }

        _deliveries.Add(Task.Run(() => Deliver(row, offer, outcome, closing), closing));
    }

    // An answer of any kind is the end of it. A call without one may have been heard all the same;
    // whoever hears it twice counts it once.
    private async Task Deliver(
        RunRow row, LeaseOffer offer, RunOutcome outcome, CancellationToken closing)
    {
        var delivery = new Delivery(
            offer.Epoch, offer.Lease, TallyBytes.Pack(outcome.Tally),
            outcome.Elapsed.TotalSeconds,
            new ChunkWork(outcome.Devices, outcome.Warnings).ToJson());
        for (int i = 0; i < Attempts && !closing.IsCancellationRequested; i++)
        {
            try
            {
                if (cluster.Silo?.Run(row.Id, row.Holder) is { } run)
                {
                    DeliveryAnswer answer = await run.Deliver(delivery).ConfigureAwait(false);
                    if (answer == DeliveryAnswer.Refused)
                    {
                        LogRefused(outcome.Tally.Paths, row.Id);
                    }

                    return;
                }
            }
            catch (Exception error) when (IsOfCluster(error))
            {
                // Asked again.
            }

            await Task.Delay(PauseOfAttempts, time, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private void Refuse(RunRow row, string reason)
    {
        Refusal = reason;
        _refused.Add(row.Holder);
        LogRefusal(row.Holder, reason);
        Forget();
    }

    private void Forget()
    {
        _run = null;
        Run = null;
    }

    // What a call throws that did not reach the other side, or whose answer did not come back.
    private static bool IsOfCluster(Exception error) =>
        error is not (OutOfMemoryException or InvalidCastException);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "This host does not help {Holder}: {Reason}.")]
    private partial void LogRefusal(string holder, string reason);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Paths} paths of run {Id} came too late and do not count.")]
    private partial void LogRefused(long paths, string id);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "This host cannot help with run {Id}: {Problem}")]
    private partial void LogNoPlan(string id, string problem);
}
