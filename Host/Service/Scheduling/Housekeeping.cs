using GpuRisk.Client;
using GpuRisk.Host.Runs.Storage;
using GpuRisk.Host.Service.Cluster;
using GpuRisk.Host.Service.Store;
using Microsoft.Extensions.Hosting;

namespace GpuRisk.Host.Service.Scheduling;

/// <summary>
/// Every second: ends runs whose deadline has passed while they waited, takes over runs of hosts
/// that are no more, and helps others out. Every few minutes: forgets what is too old.
/// </summary>
internal sealed class Housekeeping(
    FairQueue queue,
    RunStore store,
    SqlDatabase database,
    Retention retention,
    StoreHealth health,
    NodeWatch nodes,
    ClusterNode cluster,
    RunHelper helper,
    Telemetry telemetry,
    TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private const int BeatsBetweenChecks = 5;

    // A run that a host has just accepted it begins itself, unless it has others.
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(3);

    private long _lookedAt = time.GetTimestamp();
    private HashSet<string> _odd = [];
    private int _beats;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                EndLateRuns();
                database.Tend();
                if (database.IsShared)
                {
                    await Share().ConfigureAwait(false);
                }

                await retention.ApplyWhenDue(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                telemetry.StoreFailures.Add(1);
                health.Failed(error);
            }
        }
    }

    private void EndLateRuns()
    {
        foreach (ActiveRun run in queue.Runs.Where(run => run.UntilDeadline <= TimeSpan.Zero))
        {
            run.Stop(RunReason.Deadline);
            queue.Hurry(run);
        }
    }

    private async Task Share()
    {
        if (time.GetElapsedTime(_lookedAt) >= NodeWatch.Beat)
        {
            _lookedAt = time.GetTimestamp();
            await nodes.Look().ConfigureAwait(false);
        }

        await cluster.Tend(nodes.Nodes).ConfigureAwait(false);

        RunRow[] taken = await store.TakeOver().ConfigureAwait(false);
        queue.Add(taken.Select(row => new ActiveRun(row)));
        long before = (time.GetUtcNow() - Start).ToUnixTimeMilliseconds();
        if (queue.Count == 0 && helper.Refusal is null
            && await store.Steal(BuildVersion.Full, before).ConfigureAwait(false) is { } stolen)
        {
            queue.Add([new ActiveRun(stolen)]);
        }

        if (_beats++ % BeatsBetweenChecks == 0)
        {
            Reconcile();
        }

        foreach (string id in store.CancelRequested())
        {
            if (queue.Find(id) is { } run)
            {
                run.Stop(RunReason.Cancelled);
                queue.Hurry(run);
            }
        }
    }

    // Where the answer to a commit was lost, this host may hold runs without knowing, or know runs
    // that it does not hold. What is so at two checks is no mere moment between store and queue.
    private void Reconcile()
    {
        IReadOnlyList<string> held = store.Held();
        HashSet<string> ids = [.. held];
        string[] unknown = [.. held.Where(id => queue.Find(id) is null)];
        ActiveRun[] strange = [.. queue.Runs.Where(
            run => run.Row.State == RunState.Queued && !ids.Contains(run.Id))];
        queue.Add(unknown.Where(_odd.Contains)
            .Select(store.Find)
            .Where(row => row is { IsFinished: false } && row.Holder == store.Host)
            .Select(row => new ActiveRun(row!)));
        foreach (ActiveRun run in strange.Where(run => _odd.Contains(run.Id)))
        {
            queue.Remove(run, 0);
            run.Update(run.Row);
        }

        _odd = [.. unknown, .. strange.Select(run => run.Id)];
    }
}
