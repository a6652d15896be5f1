using GpuRisk.Client;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Service.Cluster;
using GpuRisk.Host.Service.Store;
using ChunkProgress = GpuRisk.Engine.Running.RunProgress;

namespace GpuRisk.Host.Service.Scheduling;

/// <summary>What a run does in a turn: it goes on where the store has it, for about the time
/// between two checkpoints.</summary>
internal sealed class RunTurns(
    RunJournal journal,
    RunStore store,
    RunPlans plans,
    LeaseWork work,
    RunDesk desk,
    ServiceOptions options,
    TimeProvider time)
{
    // Where other nodes do the rest of a run, its own turn is to wait for them.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Lets a run have a turn.</summary>
    /// <param name="run">The run.</param>
    /// <param name="closing">Cancelled where the service ends: the chunk is then given up.</param>
    /// <returns>How the run has ended, or null; and the chunk that was done, or null.</returns>
    /// <exception cref="RunLostException">Another host has the run, or it has ended.</exception>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public (Ending? Ending, FinishedChunk? Chunk) Take(
        ActiveRun run, CancellationToken closing)
    {
        if (run.StopReason is { } early && run.Computed.PathsDone == 0
            && run.Open is not { HasNews: true })
        {
            return End(run, Ending.Stop(early));
        }

        if (run.Computed.Chunks == 0 && store.DigestOf(run.Computed.ResultKey) is { } digest)
        {
            run.Shut();
            run.Computed = run.Computed with { FromStore = true, Digest = digest };
            return (Ending.Success, null);
        }

        if (Load(run) is { } failure)
        {
            return (run.StopReason is { } stop ? Ending.Stop(stop) : failure, null);
        }

        TimeSpan? slice = SliceOf(run);
        Faults.Reached(FaultPoint.ChunkBeforeSimulation);
        Ending? ending = slice is { } time ? Simulate(run, time, closing) : null;
        FinishedChunk? chunk = null;
        if (ending is null)
        {
            OpenRun open = run.Open!;
            bool isDone = open.IsDone;
            chunk = open.Collect(run, isDone);
            ending = open.Tally.FirstFault is { } fault
                    ? Ending.Failure(RunReason.Outcome, new TallyFaultException(fault).Message)
                : isDone ? Ending.Success
                : null;
            if (chunk is not null)
            {
                Faults.Reached(FaultPoint.ChunkAfterSimulation);
            }
        }

        return (ending, chunk) == (null, null) && run.StopReason is { } reason
            ? End(run, Ending.Stop(reason))
            : ending is null ? (null, chunk)
            : End(run, ending, chunk);
    }

    // Nothing is delivered any more; what was delivered and is not collected is its last chunk.
    private static (Ending Ending, FinishedChunk? Chunk) End(
        ActiveRun run, Ending ending, FinishedChunk? chunk = null) =>
        (ending, chunk ?? run.Open?.Collect(run, isLast: true));

    private Ending? Load(ActiveRun run)
    {
        if (run.Open is not null)
        {
            return null;
        }

        Plan? plan = plans.Of(run.Computed, out string? problem);
        if (plan is null)
        {
            return Ending.Failure(RunReason.ScenarioChanged, problem!);
        }

        Restore(run, plan);
        return null;
    }

    // What the store has, not what was computed, is where a run goes on.
    private void Restore(ActiveRun run, Plan plan)
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
            : new RunTally(plan.Metrics, plan.Draws);
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
        run.Open = new OpenRun(plan, stored, tally, store.Host, desk.TookBack, time);
    }

    private Ending? Simulate(ActiveRun run, TimeSpan slice, CancellationToken closing)
    {
        OpenRun open = run.Open!;
        if (open.Take(slice) is not { } lease)
        {
            open.Wait(Pause);
            return null;
        }

        RunRow row = run.Computed;
        if (row.Started is null)
        {
            long now = time.GetUtcNow().ToUnixTimeMilliseconds();
            row = run.Computed = row with { State = RunState.Running, Started = now };
            journal.Begin(run);
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            run.Stopped, closing);
        RunOutcome? outcome = null;
        try
        {
            outcome = work.Do(open.Plan, row, lease, new Meter(run, open, row, time), stop.Token);
        }
        catch (DeviceException error)
        {
            return Ending.Failure(RunReason.Devices, error.Message);
        }
        finally
        {
            if (outcome is null)
            {
                open.GiveBack(lease);
            }
        }

        if (outcome is not null)
        {
            open.Deliver(
                open.Epoch, lease.Id, outcome.Tally, outcome.Elapsed.TotalSeconds,
                new ChunkWork(outcome.Devices, outcome.Warnings));
        }

        return null;
    }

    // Null where the run's time is over.
    private TimeSpan? SliceOf(ActiveRun run)
    {
        TimeSpan wish = run.Open!.SliceOf(TimeSpan.FromSeconds(options.CheckpointSeconds));
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
            ? TimeSpan.FromSeconds(
                Math.Min(wish.TotalSeconds, Math.Min(left, untilDeadline ?? left)))
            : null;
    }

    private sealed class Meter(ActiveRun run, OpenRun open, RunRow before, TimeProvider time)
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
            long done = open.PathsDone + value.PathsDone;
            run.Progress(
                done,
                open.IsShared
                    ? open.Rate
                    : done / (before.Seconds + value.Elapsed.TotalSeconds));
        }
    }
}
