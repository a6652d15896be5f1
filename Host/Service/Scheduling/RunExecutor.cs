using System.Collections.Concurrent;
using System.Diagnostics;
using GpuRisk.Client;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Service.Store;
using ChunkProgress = GpuRisk.Engine.Running.RunProgress;

namespace GpuRisk.Host.Service.Scheduling;

/// <summary>
/// Lets runs have turns on the devices, one after the other. A turn is a chunk of about the time
/// between two checkpoints; what it brought is stored before the run's next one is.
/// </summary>
internal sealed partial class RunExecutor(
    FairQueue queue,
    RunJournal journal,
    RunStore store,
    RunPlans plans,
    DevicePool devices,
    Backlog backlog,
    ServiceOptions options,
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
        (Ending? ending, ChunkRow? chunk) = Simulate(run);
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
        switch (error)
        {
            case RunLostException:
                journal.Lose(run);
                return;
            case StoreException:
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
            journal.Settle(_last);
            _last.Plan = null;
            _last.Tally = null;
        }

        _last = run;
    }

    private (Ending? Ending, ChunkRow? Chunk) Simulate(ActiveRun run)
    {
        if (run.StopReason is { } early && run.Computed.PathsDone == 0)
        {
            return (Ending.Stop(early), null);
        }

        if (run.Computed.Chunks == 0 && store.DigestOf(run.Computed.ResultKey) is { } digest)
        {
            run.Computed = run.Computed with { FromStore = true, Digest = digest };
            return (Ending.Success, null);
        }

        if (Load(run) is { } failure)
        {
            return (run.StopReason is { } stop ? Ending.Stop(stop) : failure, null);
        }

        TimeSpan? slice = SliceOf(run);
        Faults.Reached(FaultPoint.ChunkBeforeSimulation);
        (Ending?, ChunkRow?) turn = slice is { } time ? SimulateChunk(run, time) : (null, null);
        return turn == (null, null) && run.StopReason is { } reason
            ? (Ending.Stop(reason), null)
            : turn;
    }

    private Ending? Load(ActiveRun run)
    {
        RunRow row = run.Computed;
        if (run.Plan is null)
        {
            run.Plan = plans.Of(row, out string? problem);
            if (run.Plan is null)
            {
                return Ending.Failure(RunReason.ScenarioChanged, problem!);
            }
        }

        if (run.Tally is null)
        {
            Restore(run);
        }

        return null;
    }

    // What the store has, not what was computed, is where a run goes on.
    private void Restore(ActiveRun run)
    {
        RunRow stored = store.Find(run.Id) ?? throw new RunLostException();
        if (stored.IsFinished || stored.Holder != run.Computed.Holder
            || stored.Epoch != run.Computed.Epoch)
        {
            throw new RunLostException();
        }

        RunTally tally = stored.Chunks > 0 && store.TallyOf(run.Id) is { } bytes
            ? TallyBytes.Unpack(bytes)
            : new RunTally(run.Plan!.Metrics);
        if (tally.Paths != stored.PathsDone)
        {
            throw new InvalidDataException(
                $"The store has a tally of {tally.Paths} paths where the run has "
                + $"{stored.PathsDone}.");
        }

        if (run.Work == ChunkWork.None)
        {
            run.Work = store.ChunksOf(run.Id, after: 0).Aggregate(
                ChunkWork.None, (sum, chunk) => sum.Plus(ChunkWork.Parse(chunk.Devices)));
        }

        run.Computed = stored;
        run.Tally = tally;
    }

    private (Ending? Ending, ChunkRow? Chunk) SimulateChunk(ActiveRun run, TimeSpan slice)
    {
        RunRow row = run.Computed;
        if (row.Started is null)
        {
            long now = time.GetUtcNow().ToUnixTimeMilliseconds();
            row = run.Computed = row with { State = RunState.Running, Started = now };
            journal.Begin(run);
        }

        RunOptions chunk = RunRecords.OptionsOf(row) with
        {
            Paths = row.Paths - row.PathsDone,
            FirstPath = row.PathsDone,
            Slice = slice,
        };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            run.Stopped, _closing.Token);
        RunOutcome outcome;
        try
        {
            outcome = new PathRunner(devices.Devices, time).Run(
                run.Plan!, chunk, new Meter(run, row, time), stop.Token);
        }
        catch (DeviceException error)
        {
            telemetry.DeviceFailures.Add(1);
            return (Ending.Failure(RunReason.Devices, error.Message), null);
        }

        // A chunk that was cut short has gaps: the run goes on, or ends, with the one before.
        bool isWhole = outcome.Tally.Paths == chunk.Paths;
        return stop.IsCancellationRequested && !isWhole
            ? (null, null)
            : Record(run, outcome, isWhole);
    }

    private (Ending? Ending, ChunkRow? Chunk) Record(
        ActiveRun run, RunOutcome outcome, bool isWhole)
    {
        Measure(outcome);
        run.Tally!.Merge(outcome.Tally);
        if (run.Tally.FirstFault is { } fault)
        {
            string error = new TallyFaultException(fault).Message;
            return (Ending.Failure(RunReason.Outcome, error), null);
        }

        var work = new ChunkWork(outcome.Devices, outcome.Warnings);
        run.Work = run.Work.Plus(work);
        RunRow row = run.Computed;
        run.Computed = row with
        {
            Chunks = row.Chunks + 1,
            PathsDone = run.Tally.Paths,
            Seconds = row.Seconds + outcome.Elapsed.TotalSeconds,
            Estimates = RunRecords.Estimates(run.Plan!, run.Tally),
        };
        Faults.Reached(FaultPoint.ChunkAfterSimulation);
        return (isWhole ? Ending.Success : null, new ChunkRow
        {
            Run = run.Id,
            Chunk = run.Computed.Chunks,
            Paths = outcome.Tally.Paths,
            PathsDone = run.Computed.PathsDone,
            Seconds = outcome.Elapsed.TotalSeconds,
            Devices = work.ToJson(),
            Estimates = run.Computed.Estimates,
        });
    }

    private void Measure(RunOutcome outcome)
    {
        devices.Record(outcome);
        telemetry.ChunkSeconds.Record(outcome.Elapsed.TotalSeconds);
        telemetry.DeviceFailures.Add(outcome.Warnings.Count);
        foreach (Engine.Results.DeviceShare share in outcome.Devices)
        {
            telemetry.Paths.Add(share.Paths, new KeyValuePair<string, object?>("device", share.Id));
        }
    }

    // Null where the run's time is over.
    private TimeSpan? SliceOf(ActiveRun run)
    {
        double left = options.Limits.RunSeconds - run.Computed.Seconds;
        double? untilDeadline = (run.Deadline - time.GetUtcNow().ToUnixTimeMilliseconds()) / 1000.0;
        if (left <= 0)
        {
            run.Stop(RunReason.RunTime);
        }
        else if (untilDeadline <= 0)
        {
            run.Stop(RunReason.Deadline);
        }

        return run.StopReason is null
            ? TimeSpan.FromSeconds(Math.Min(
                options.CheckpointSeconds, Math.Min(left, untilDeadline ?? left)))
            : null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A turn of the run failed.")]
    private partial void LogTurn(Exception error);

    private sealed class Meter(ActiveRun run, RunRow before, TimeProvider time)
        : IProgress<ChunkProgress>
    {
        private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

        private long _told = time.GetTimestamp();

        public void Report(ChunkProgress value)
        {
            if (time.GetElapsedTime(_told) < Pause || value.Elapsed <= TimeSpan.Zero)
            {
                return;
            }

            _told = time.GetTimestamp();
            long done = before.PathsDone + value.PathsDone;
            run.Progress(done, done / (before.Seconds + value.Elapsed.TotalSeconds));
        }
    }
}
