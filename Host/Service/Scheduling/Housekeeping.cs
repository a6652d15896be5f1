using GpuRisk.Client;
using GpuRisk.Host.Service.Store;
using Microsoft.Extensions.Hosting;

namespace GpuRisk.Host.Service.Scheduling;

/// <summary>
/// Every second: ends runs whose deadline has passed while they waited, takes over runs of hosts
/// that are no more, and helps others out. Every few minutes: forgets what is too old.
/// </summary>
internal sealed partial class Housekeeping(
    FairQueue queue,
    RunStore store,
    SqlDatabase database,
    Retention retention,
    Telemetry telemetry,
    TimeProvider time,
    ILogger<Housekeeping> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private const int BeatsBetweenChecks = 5;
    private static readonly TimeSpan RetentionBeat = TimeSpan.FromMinutes(5);

    private HashSet<string> _odd = [];
    private int _beats;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, time);
        DateTimeOffset nextRetention = time.GetUtcNow();
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

                if (time.GetUtcNow() >= nextRetention)
                {
                    await retention.Apply(stoppingToken).ConfigureAwait(false);
                    nextRetention = time.GetUtcNow() + RetentionBeat;
                }
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                telemetry.StoreFailures.Add(1);
                LogFailure(error);
            }
        }
    }

    private void EndLateRuns()
    {
        long now = time.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (ActiveRun run in queue.Runs.Where(run => run.Deadline <= now))
        {
            run.Stop(RunReason.Deadline);
            queue.Hurry(run);
        }
    }

    private async Task Share()
    {
        RunRow[] taken = await store.TakeOver().ConfigureAwait(false);
        queue.Add(taken.Select(row => new ActiveRun(row)));
        if (queue.Count == 0 && await store.Steal().ConfigureAwait(false) is { } stolen)
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Housekeeping failed; once more soon.")]
    private partial void LogFailure(Exception error);
}
