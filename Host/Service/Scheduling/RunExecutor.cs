using System.Diagnostics;
using GpuRisk.Client;
using GpuRisk.Engine.Devices;
using GpuRisk.Host.Service.Cluster;
using GpuRisk.Host.Service.Store;

namespace GpuRisk.Host.Service.Scheduling;

/// <summary>
/// Lets runs have turns on the devices, one after the other. A turn is a chunk of about the time
/// between two checkpoints; what it brought is stored before the run's next one is.
/// </summary>
internal sealed partial class RunExecutor(
    FairQueue queue,
    RunTurns turns,
    RunJournal journal,
    StoreHealth health,
    DevicePool devices,
    RunHelper helper,
    Backlog backlog,
    ServiceOptions options,
    Telemetry telemetry,
    TimeProvider time,
    ILogger<RunExecutor> log) : IDisposable
{
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _closing = new();
    private Thread? _thread;
    private readonly HashSet<ActiveRun> _open = [];
    private ActiveRun? _last;

    /// <summary>Whether it works.</summary>
    public bool IsAlive => _thread?.IsAlive == true;

    /// <summary>Begins to work.</summary>
    public void Start()
    {
        _thread = new Thread(Work) { IsBackground = true, Name = "gpurisk executor" };
        _thread.Start();
    }

    /// <summary>Ends within a part of a chunk. What is not stored by then another host does, or
    /// this one when it is started again.</summary>
    public async Task Stop()
    {
        queue.Close();
        await _closing.CancelAsync().ConfigureAwait(false);
        if (_thread is not null)
        {
            await Task.Run(_thread.Join).ConfigureAwait(false);
        }
    }

    /// <summary>Does something on the devices, in a turn of whoever asks for it.</summary>
    /// <param name="owner">Who asks.</param>
    /// <param name="work">What to do.</param>
    /// <param name="refusal">Why there is no room for it; null where there is.</param>
    /// <returns>What came out; null where there is no room.</returns>
    public Task<T>? InTurn<T>(
        string owner, Func<IReadOnlyList<IPathDevice>, CancellationToken, T> work,
        out Refusal? refusal)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        refusal = queue.Add(new Errand(owner, (devices, cancellation) =>
        {
            try
            {
                done.SetResult(work(devices, cancellation));
            }
            catch (Exception error)
            {
                done.SetException(error);
            }
        }));
        return refusal is null ? done.Task : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _closing.Dispose();

    private void Work()
    {
        Courtesy.GiveWay();
        while (!_closing.IsCancellationRequested)
        {
            TimeSpan patience = helper.IsHelping ? TimeSpan.Zero : Idle;
            if (queue.Take(patience, out Errand? errand) is { } run)
            {
                TurnOrFail(run);
                Keep();
            }
            else if (errand is not null)
            {
                long start = time.GetTimestamp();
                errand.Do(devices.Devices, _closing.Token);
                queue.Charge(errand, time.GetElapsedTime(start).TotalSeconds);
            }
            else
            {
                Help();
            }
        }
    }

    // Nobody's run of this host waits meanwhile.
    private void Help()
    {
        try
        {
            helper.Help(_closing.Token);
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // Whoever has the run gives the paths to another.
        }
        catch (StoreException error)
        {
            health.Failed(error);
            _closing.Token.WaitHandle.WaitOne(Idle);
        }
        catch (Exception error)
        {
            LogHelp(error);
            _closing.Token.WaitHandle.WaitOne(Idle);
        }
    }

    // A bug costs the run that has met it, a lost store a turn, and neither the service.
    private void TurnOrFail(ActiveRun run)
    {
        long start = time.GetTimestamp();
        using IDisposable? scope = log.BeginScope(
            new Dictionary<string, object> { ["RunId"] = run.Id });
        try
        {
            Turn(run, start);
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // What is not stored by now is done at the next start.
        }
        catch (RunLostException)
        {
            journal.Lose(run);
        }
        catch (Exception error)
        {
            Recover(run, error, time.GetElapsedTime(start).TotalSeconds);
        }
    }

    private void Turn(ActiveRun run, long start)
    {
        using Activity? activity = Telemetry.Traces.StartActivity("chunk");
        activity?.SetTag("gpurisk.run", run.Id);
        Forget(run);
        (Ending? ending, FinishedChunk? chunk) = turns.Take(run, _closing.Token);
        double seconds = time.GetElapsedTime(start).TotalSeconds;
        backlog.Record(
            run.Computed.Kernel, (chunk?.Row.Paths ?? 0) * (double)run.Computed.Steps, seconds);
        if (ending is not null)
        {
            journal.End(run, ending, chunk?.Row, seconds);
            return;
        }

        if (chunk is not null)
        {
            journal.AddChunk(run, chunk);
        }

        queue.Return(run, seconds);
    }

    private void Recover(ActiveRun run, Exception error, double seconds)
    {
        if (error is StoreException)
        {
            telemetry.StoreFailures.Add(1);
            health.Failed(error);
            queue.Return(run, seconds);
            _closing.Token.WaitHandle.WaitOne(Idle);
            return;
        }

        LogTurn(error);
        try
        {
            Exception cause = error is AggregateException { InnerException: { } inner }
                ? inner
                : error;
            journal.End(
                run,
                Ending.Failure(RunReason.Internal, $"An error of the program: {cause.Message}"),
                null, seconds);
        }
        catch (OperationCanceledException)
        {
            // The service is closing; the run goes on at the next start.
        }
    }

    // Plan and tally are in memory of the run that has the devices and of those that other nodes
    // work on; those of others are read again from the store.
    private void Forget(ActiveRun run)
    {
        if (_last is not null && _last != run
            && _last.Computed.ResultKey == run.Computed.ResultKey)
        {
            // Its result is this one's too, and need not be simulated again.
            journal.Settle(_last);
        }

        foreach (ActiveRun other in _open
            .Where(other => other != run && other.Open is not { IsShared: true }).ToArray())
        {
            other.Shut();
            _open.Remove(other);
        }

        _open.Add(run);
        _last = run;
    }

    // What other nodes have done of runs that wait for their turn here.
    private void Keep()
    {
        foreach (ActiveRun run in _open.Where(
            run => run != _last && queue.Find(run.Id) == run
                && run.LastWrite.IsCompletedSuccessfully))
        {
            if (run.Open is { IsDone: true })
            {
                queue.Hurry(run);
            }
            else if (run.Open is { } open
                && open.SinceCollected.TotalSeconds >= options.CheckpointSeconds
                && open.Collect(run, isLast: false) is { } chunk)
            {
                journal.AddChunk(run, chunk);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Help for another host's run failed.")]
    private partial void LogHelp(Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "A turn of the run failed.")]
    private partial void LogTurn(Exception error);
}
