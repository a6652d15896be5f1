using GpuRisk.Client;
using GpuRisk.Host.Service.Cluster;
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
    NodeWatch nodes,
    ClusterNode cluster,
    RunDesk desk,
    RunHelper helper,
    Telemetry telemetry,
    Api.EventStreams streams,
    ILogger<RunService> log) : IHostedService
{
    // A store that does not answer is waited for so long before what it would not take is given up.
    private static readonly TimeSpan StorePatience = TimeSpan.FromSeconds(5);

    /// <summary>Whether it has begun to work.</summary>
    public bool IsStarted { get; private set; }

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        telemetry.Begin();
        await nodes.Look().ConfigureAwait(false);
        RunRow[] left = await store.TakeOver().ConfigureAwait(false);
        if (left.Length > 0)
        {
            Faults.Reached(FaultPoint.TakeOverAfterWrite);
        }

        queue.Add(left.Select(row => new ActiveRun(row)));
        if (left.Length > 0)
        {
            LogTaken(left.Length);
        }

        telemetry.Watch(
            "gpurisk.queue.depth", "{run}", "Runs that wait or are at work.", () => queue.Count);
        telemetry.Watch(
            "gpurisk.event.streams", "{stream}", "Streams of events that are open.",
            () => streams.Open);
        telemetry.Watch(
            "gpurisk.nodes.frozen", "{node}", "Hosts that do not move.",
            () => nodes.Frozen.Count());
        telemetry.Watch(
            "gpurisk.runs.stalled", "{run}", "Runs of hosts that do not move.",
            () => nodes.Frozen.Sum(node => node.Runs));
        telemetry.Watch(
            "gpurisk.nodes", "{node}", "Hosts that share the store, this one included.",
            () => nodes.Nodes.Count(node => node.State == NodeState.Working));
        telemetry.Watch(
            "gpurisk.leases", "{lease}", "Leases of this host's runs that others have.",
            () => desk.Leases);
        telemetry.Watch(
            "gpurisk.paths.done.again", "{path}",
            "Paths given to another host because one did not deliver them in time.",
            () => desk.PathsTakenBack);
        telemetry.Watch(
            "gpurisk.paths.helped", "{path}", "Paths done of other hosts' runs.",
            () => helper.Paths);
        executor.Start();
        IsStarted = true;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        IsStarted = false;
        Faults.Reached(FaultPoint.StopBeforeHandBack);
        Task stopped = executor.Stop();
        await Task.WhenAny(stopped, Task.Delay(StorePatience, CancellationToken.None))
            .ConfigureAwait(false);
        await cluster.Leave().ConfigureAwait(false);
        Faults.Reached(FaultPoint.StopBeforeLastWrites);
        await journal.Close().ConfigureAwait(false);
        await stopped.ConfigureAwait(false);
        await writes.DisposeAsync().ConfigureAwait(false);
        LogHandedBack(queue.Count);
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Going on with {Runs} runs that were not finished.")]
    private partial void LogTaken(int runs);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Stopped; {Runs} runs will go on at the next start.")]
    private partial void LogHandedBack(int runs);
}
