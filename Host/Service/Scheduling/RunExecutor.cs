using System.Collections.Concurrent;
using System.Diagnostics;
using GpuRisk.Client;
using GpuRisk.Engine.Devices;
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
    DevicePool devices,
    Backlog backlog,
    Telemetry telemetry,
    TimeProvider time,
    ILogger<RunExecutor> log) : IDisposable
{
    private const int MostErrands = 64;
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentQueue<Action> _errands = new();
    private Thread? _thread;
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

    /// <summary>Does something on the devices between two turns.</summary>
    /// <exception cref="StoreException">As much waits already as may.</exception>
    public Task<T> Between<T>(Func<IReadOnlyList<IPathDevice>, CancellationToken, T> errand)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_errands.Count >= MostErrands)
        {
            throw new StoreException("Too many reports are waiting to be made.");
        }

        _errands.Enqueue(() =>
        {
            try
            {
                done.SetResult(errand(devices.Devices, _closing.Token));
            }
            catch (Exception error)
            {
                done.SetException(error);
            }
        });
        queue.Wake();
        return done.Task;
    }

    /// <inheritdoc/>
    public void Dispose() => _closing.Dispose();

    private void Work()
    {
        Courtesy.GiveWay();
        while (!_closing.IsCancellationRequested)
        {
            if (_errands.TryDequeue(out Action? errand))
            {
                errand();
            }

            if (queue.Take(_errands.IsEmpty ? Idle : TimeSpan.Zero) is { } run)
            {
                TurnOrFail(run);
            }
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
            LogTurn(error);
            Recover(run, error, time.GetElapsedTime(start).TotalSeconds);
        }
    }

    private void Turn(ActiveRun run, long start)
    {
        using Activity? activity = Telemetry.Traces.StartActivity("chunk");
        activity?.SetTag("gpurisk.run", run.Id);
        Forget(run);
        (Ending? ending, ChunkRow? chunk) = turns.Take(run, _closing.Token);
        double seconds = time.GetElapsedTime(start).TotalSeconds;
        backlog.Record(
            run.Computed.Kernel, (chunk?.Paths ?? 0) * (double)run.Computed.Steps, seconds);
        if (ending is not null)
        {
            journal.End(run, ending, chunk, seconds);
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
            queue.Return(run, seconds);
            _closing.Token.WaitHandle.WaitOne(Idle);
            return;
        }

        try
        {
            Exception cause = error is AggregateException { InnerException: { } inner }
                ? inner
                : error;
            journal.End(
                run, Ending.Failure(RunReason.Internal, $"An error of the program: {cause.Message}"),
                null, seconds);
        }
        catch (OperationCanceledException)
        {
            // The service is closing; the run goes on at the next start.
        }
    }

    // Only one run's plan and tally are in memory; those of others are read again from the store.
    private void Forget(ActiveRun run)
    {
        if (_last is not null && _last != run)
        {
            if (_last.Computed.ResultKey == run.Computed.ResultKey)
            {
                // Its result is this one's too, and need not be simulated again.
                journal.Settle(_last);
            }

            _last.Plan = null;
            _last.Tally = null;
        }

        _last = run;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A turn of the run failed.")]
    private partial void LogTurn(Exception error);
}
