using GpuRisk.Client;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Service.Store;
using ChunkProgress = GpuRisk.Engine.Running.RunProgress;

namespace GpuRisk.Host.Service.Scheduling;

/// <summary>What a run does in a turn: it goes on where the store has it, for about the time
/// between two checkpoints.</summary>
internal sealed class RunTurns(
    RunJournal journal,
    RunStore store,
    RunPlans plans,
    DevicePool devices,
    ServiceOptions options,
    Telemetry telemetry,
    TimeProvider time)
{
    /// <summary>Lets a run have a turn.</summary>
    /// <param name="run">The run.</param>
    /// <param name="closing">Cancelled where the service ends: the chunk is then given up.</param>
    /// <returns>How the run has ended, or null; and the chunk that was done, or null.</returns>
    /// <exception cref="RunLostException">Another host has the run, or it has ended.</exception>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public (Ending? Ending, ChunkRow? Chunk) Take(ActiveRun run, CancellationToken closing)
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
        (Ending?, ChunkRow?) turn =
            slice is { } time ? SimulateChunk(run, time, closing) : (null, null);
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
        journal.Settle(run);
        RunRow stored = store.Find(run.Id) ?? throw new RunLostException();
        if (stored.IsFinished || stored.Holder != run.Computed.Holder
            || stored.Epoch != run.Computed.Epoch)
        {
            throw new RunLostException();
        }

        RunTally tally = stored.Chunks > 0 && store.TallyOf(run.Id) is { } bytes
            ? TallyBytes.Unpack(bytes)
            : new RunTally(run.Plan!.Metrics, run.Plan.Draws);
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

    private (Ending? Ending, ChunkRow? Chunk) SimulateChunk(
        ActiveRun run, TimeSpan slice, CancellationToken closing)
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
            run.Stopped, closing);
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
        double? untilDeadline = run.UntilDeadline?.TotalSeconds;
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
