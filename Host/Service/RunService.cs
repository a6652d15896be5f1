using GpuRisk.Host.Service.Scheduling;
using GpuRisk.Host.Service.Store;
using Microsoft.Extensions.Hosting;

namespace GpuRisk.Host.Service;

/// <summary>The life of the service: takes up the runs that are not finished, and hands them back.
/// </summary>
internal sealed partial class RunService(
    FairQueue queue,
    RunStore store,
    WriteQueue writes,
    RunJournal journal,
    RunExecutor executor,
    Telemetry telemetry,
    Api.EventStreams streams,
    ILogger<RunService> log) : IHostedService
{
    /// <summary>Whether it has begun to work.</summary>
    public bool IsStarted { get; private set; }

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        RunRow[] left = await store.TakeOver().ConfigureAwait(false);
        ActiveRun[] runs = [.. left.Select(row => new ActiveRun(row))];
        queue.Add(runs);
        foreach (ActiveRun run in runs.Where(run => run.StopReason is not null))
        {
            queue.Hurry(run);
        }

        if (left.Length > 0)
        {
            LogTaken(left.Length);
        }

        telemetry.Watch(
            "gpurisk.queue.depth", "{run}", "Runs that wait or are at work.", () => queue.Count);
        telemetry.Watch(
            "gpurisk.event.streams", "{stream}", "Streams of events that are open.",
            () => streams.Open);
        executor.Start();
        IsStarted = true;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        IsStarted = false;
        FaultPoint.Reached("stop.before-hand-back");
        await executor.Stop().ConfigureAwait(false);
        await journal.Close().ConfigureAwait(false);
        await writes.DisposeAsync().ConfigureAwait(false);
        LogHandedBack(queue.Count);
    }

    [LoggerMessage(
        Level = LogLevel.Information, Message = "Going on with {Runs} runs that were not finished.")]
    private partial void LogTaken(int runs);

    [LoggerMessage(
        Level = LogLevel.Information, Message = "Stopped; {Runs} runs will go on at the next start.")]
    private partial void LogHandedBack(int runs);
}
