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
    RunJournal journal,
    SqlDatabase database,
    Retention retention,
    Telemetry telemetry,
    TimeProvider time,
    ILogger<Housekeeping> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetentionBeat = TimeSpan.FromMinutes(5);

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
            catch (StoreException error)
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
        LoseTakenRuns();
        RunRow[] taken = await store.TakeOver().ConfigureAwait(false);
        queue.Add(taken.Select(row => new ActiveRun(row)));
        if (queue.Count == 0 && await store.Steal().ConfigureAwait(false) is { } stolen)
        {
            queue.Add([new ActiveRun(stolen)]);
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

    // A run that waits here and that another host has taken is that host's to tell of.
    private void LoseTakenRuns()
    {
        IReadOnlyList<ActiveRun> known = queue.Runs;
        IReadOnlySet<string> held = known.Count > 0 ? store.Held() : new HashSet<string>();
        foreach (ActiveRun run in known.Where(run => !held.Contains(run.Id)))
        {
            journal.Lose(run);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store did not answer.")]
    private partial void LogFailure(Exception error);
}
