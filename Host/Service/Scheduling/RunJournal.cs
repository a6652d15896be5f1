using System.Diagnostics;
using System.Text.Json;
using GpuRisk.Client;
using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Host.Service.Store;

namespace GpuRisk.Host.Service.Scheduling;

/// <summary>
/// Writes down what becomes of runs while the executor goes on with the next chunk. A write that
/// the store does not take is tried again for as long as the service runs.
/// </summary>
internal sealed partial class RunJournal(
    FairQueue queue,
    RunStore store,
    StoreHealth health,
    Telemetry telemetry,
    TimeProvider time,
    ILogger<RunJournal> log) : IDisposable
{
    private const int MostEndings = 64;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _closing = new();
    private readonly SemaphoreSlim _endings = new(MostEndings);

    /// <summary>Says that a run has begun; where other hosts look for work, durably.</summary>
    /// <exception cref="RunLostException">One of them has it.</exception>
    public void Begin(ActiveRun run)
    {
        RunRow row = run.Computed;
        Task<bool> begun = Persist(() => store.Begin(row));
        begun.Wait(_closing.Token);
        if (!begun.Result)
        {
            throw new RunLostException();
        }

        run.Update(row);
    }

    /// <summary>Writes a chunk that is not the run's last.</summary>
    public void AddChunk(ActiveRun run, FinishedChunk chunk)
    {
        run.LastWrite.Wait(_closing.Token);
        RunRow row = run.Computed;
        Faults.Reached(FaultPoint.CheckpointBeforeWrite);
        run.LastWrite = Follow();

        async Task Follow()
        {
            PackedTally tally = await chunk.Tally!.ConfigureAwait(false);
            RunRow? stored = await Persist(() => store.Checkpoint(
                row with { Estimates = tally.Estimates },
                chunk.Row with { Estimates = tally.Estimates },
                tally.Bytes)).ConfigureAwait(false);
            Faults.Reached(FaultPoint.CheckpointAfterWrite);
            if (stored is null)
            {
                Lose(run);
                return;
            }

            run.Update(stored);
            if (stored.CancelRequested)
            {
                run.Stop(RunReason.Cancelled);
            }
        }
    }

    /// <summary>Ends a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="ending">How it ended.</param>
    /// <param name="last">Its last chunk where that is not written yet, or null.</param>
    /// <param name="seconds">What its last turn took.</param>
    public void End(ActiveRun run, Ending ending, ChunkRow? last, double seconds)
    {
        Settle(run);
        run.Open?.Close();
        DateTimeOffset finished = time.GetUtcNow();
        StoredResult? result = null;
        try
        {
            result = ResultOf(run, ending, finished);
        }
        catch (TallyFaultException error)
        {
            ending = Ending.Failure(RunReason.Outcome, error.Message);
        }

        RunRow row = run.Computed with
        {
            State = ending.State,
            Reason = ending.Reason,
            Error = ending.Error,
            Finished = finished.ToUnixTimeMilliseconds(),
            Digest = result?.Digest ?? run.Computed.Digest,
            ResultKey = result?.ResultKey ?? run.Computed.ResultKey,
            PathsDone = run.Computed.FromStore ? run.Computed.Paths : run.Computed.PathsDone,
        };
        Faults.Reached(FaultPoint.EndBeforeWrite);
        _endings.Wait(_closing.Token);
        run.LastWrite = Follow();

        async Task Follow()
        {
            try
            {
                bool isOurs = await Persist(() => store.Finish(row, last, result))
                    .ConfigureAwait(false);
                Faults.Reached(FaultPoint.EndAfterWrite);
                RunRow? now = isOurs ? row : await Reload(run).ConfigureAwait(false);
                queue.Remove(run, seconds);
                run.Update(now ?? row);
                string ending = Words(row.State.ToString());
                if (row.Reason is { } reason) ending += $" ({Words(reason.ToString())})";
                LogEnd(run.Id, ending, row.PathsDone, row.Seconds);
                telemetry.CountEnded(row.State, row.Reason, isOurs ? 1 : 0);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogUnwritten(run.Id, error);
                queue.Remove(run, seconds);
            }
            finally
            {
                _endings.Release();
            }
        }
    }

    /// <summary>Gives up writes that the store does not take, and waits for the others.</summary>
    public async Task Close()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        foreach (ActiveRun run in queue.Runs)
        {
            await run.LastWrite.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _closing.Dispose();
        _endings.Dispose();
    }

    private static StoredResult? ResultOf(ActiveRun run, Ending ending, DateTimeOffset finished)
    {
        RunRow row = run.Computed;
        bool isPartial = ending.State == RunState.Cancelled && row.PathsDone > 0
            && run.Open is not null;
        if (row.FromStore || !(ending.State == RunState.Succeeded || isPartial))
        {
            return null;
        }

        CompletedRun completed = RunRecords.Completed(
            run.Open!, row, run.Work, finished);
        return RunRecords.ResultOf(
            completed, isPartial ? RunRecords.PartialKey(row) : row.ResultKey);
    }

    /// <summary>Waits until what is known of a run is written, or could not be.</summary>
    public void Settle(ActiveRun run)
    {
        try
        {
            run.LastWrite.Wait(_closing.Token);
        }
        catch (AggregateException error)
        {
            LogChunk(run.Id, error);
        }
    }

    /// <summary>Forgets a run that is another host's now, or has ended.</summary>
    public void Lose(ActiveRun run)
    {
        LogLost(run.Id);
        run.Shut();
        queue.Remove(run, 0);
        run.Update(run.Row);
    }

    private Task<RunRow?> Reload(ActiveRun run) =>
        Persist(() => Task.FromResult(store.Find(run.Id)));

    private async Task<T> Persist<T>(Func<Task<T>> write)
    {
        TimeSpan pause = FirstPause;
        long start = time.GetTimestamp();
        using Activity? activity = Telemetry.Traces.StartActivity("write");
        while (true)
        {
            try
            {
                T result = await write().ConfigureAwait(false);
                telemetry.WriteSeconds.Record(time.GetElapsedTime(start).TotalSeconds);
                return result;
            }
            catch (StoreException error)
            {
                telemetry.StoreFailures.Add(1);
                health.Failed(error);
                await Task.Delay(pause, time, _closing.Token).ConfigureAwait(false);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    private static string Words(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Run {RunId} {Ending}: {Paths} paths in {Seconds:0.0} s.")]
    private partial void LogEnd(
        string runId, string ending, long paths, double seconds);

    [LoggerMessage(
        Level = LogLevel.Error, Message = "A chunk of run {RunId} could not be written.")]
    private partial void LogChunk(string runId, Exception error);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Run {RunId} ended, but cannot be stored; it is done again at the next start.")]
    private partial void LogUnwritten(string runId, Exception error);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Run {RunId} is another host's now, or has ended.")]
    private partial void LogLost(string runId);
}
