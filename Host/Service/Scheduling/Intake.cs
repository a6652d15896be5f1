using System.Text.Json;
using GpuRisk.Client;
using GpuRisk.Host.Runs.Sweeps;
using GpuRisk.Host.Service.Security;
using GpuRisk.Host.Service.Store;

namespace GpuRisk.Host.Service.Scheduling;

/// <summary>Takes orders: checks them, makes room for them, stores them, and only then says that
/// they are accepted.</summary>
internal sealed class Intake(
    OrderReader reader, RunStore store, FairQueue queue, Telemetry telemetry, TimeProvider time)
{
    private const string SettingsName = "--set";
    private const string VaryName = "vary";

    /// <summary>Takes an order of one run.</summary>
    /// <param name="order">The order.</param>
    /// <param name="aborted">Cancelled where nobody waits for the answer any more.</param>
    public async Task<IntakeResult> Submit(RunOrder order, CancellationToken aborted)
    {
        string hash = order.Hash([]);
        if (order.IdempotencyKey is { } key
            && store.FindByKey(order.Caller.Owner, key) is { } known)
        {
            return Repeated(known.RequestHash == hash, [known], null);
        }

        (IReadOnlyList<LocatedError> errors, RunRow? run) = await reader.Read(
            order, order.Settings, aborted).ConfigureAwait(false);
        return run is null
            ? IntakeResult.Wrong(errors)
            : await Accept(order, [run with
            {
                IdempotencyKey = order.IdempotencyKey,
                RequestHash = hash,
            }], null).ConfigureAwait(false);
    }

    /// <summary>Takes an order of a run for each combination of what varies.</summary>
    /// <param name="order">What all runs have in common.</param>
    /// <param name="grid">What varies.</param>
    /// <param name="metrics">The metrics to tell of.</param>
    /// <param name="aborted">Cancelled where nobody waits for the answer any more.</param>
    public async Task<IntakeResult> Submit(
        RunOrder order, SweepGrid grid, IReadOnlyList<string> metrics, CancellationToken aborted)
    {
        string hash = order.Hash([.. grid.Keys, .. metrics,
            .. grid.Combinations.SelectMany(row => row.Select(value => value.Text))]);
        if (order.IdempotencyKey is { } key
            && store.FindSweepByKey(order.Caller.Owner, key) is { } known)
        {
            return Repeated(known.RequestHash == hash, store.RunsOfSweep(known.Id), known);
        }

        string id = RunRow.NewId(time);
        List<RunRow> runs = [];
        List<LocatedError> errors = [];
        for (int i = 0; i < grid.Combinations.Count && errors.Count < OrderReader.MostErrors; i++)
        {
            string[] values = [.. grid.Keys.Zip(
                grid.Combinations[i], (key, value) => $"{key}={value.Text}")];
            (IReadOnlyList<LocatedError> wrong, RunRow? run) = await reader.Read(
                order, [.. order.Settings, .. values], aborted).ConfigureAwait(false);
            errors.AddRange(wrong
                .Select(error => OfVaried(error, order.Settings.Count))
                .Where(error => !errors.Contains(error)));
            if (run is not null)
            {
                runs.Add(run with { Sweep = id, SweepIndex = i });
            }
        }

        return errors.Count > 0
            ? IntakeResult.Wrong(errors)
            : await Accept(order, runs, new SweepEntry
            {
                Id = id,
                Owner = order.Caller.Owner,
                Created = Now,
                Name = runs[0].Name,
                Keys = StoreJson.Of([.. grid.Keys]),
                Combinations = JsonSerializer.Serialize(
                    [.. grid.Combinations.Select(row => (IReadOnlyList<string>)
                        [.. row.Select(value => value.Text)])],
                    StoreJson.Default.IReadOnlyListIReadOnlyListString),
                Metrics = StoreJson.Of(metrics),
                IdempotencyKey = order.IdempotencyKey,
                RequestHash = hash,
            }).ConfigureAwait(false);
    }

    private static IntakeResult Repeated(
        bool isSame, IReadOnlyList<RunRow> runs, SweepEntry? sweep) => new(
        new Acceptance(
            isSame ? AcceptanceKind.Repeated : AcceptanceKind.Conflict, runs, sweep),
        null, null);

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private async Task<IntakeResult> Accept(
        RunOrder order, List<RunRow> runs, SweepEntry? sweep)
    {
        string owner = order.Caller.Owner;
        var submission = new Submission(
            order.Text, runs, sweep,
            order.Caller.Audit(
                sweep is null ? "run.submit" : "sweep.submit", sweep?.Id ?? runs[0].Id,
                "accepted", time.GetUtcNow()));

        // What is known already needs no room.
        int room = store.AreKnown(runs) ? 0 : runs.Count;
        Quota quota = order.Caller.Quota;
        Refusal? refused =
            room > 0 && quota.SecondsPerDay is { } most && most <= SecondsToday(owner)
            ? Refusal.OfDay
            : queue.Reserve(owner, room, quota.Queued);
        if (refused is { } refusal)
        {
            telemetry.CountRefused(refusal, room);
            return new IntakeResult(null, null, refusal);
        }

        try
        {
            Faults.Reached(FaultPoint.AcceptBeforeWrite);
            Acceptance accepted = await store.Accept(submission).ConfigureAwait(false);
            Faults.Reached(FaultPoint.AcceptAfterWrite);
            queue.Add(accepted.Runs
                .Where(run => !run.IsFinished && run.Holder == store.Host)
                .Select(run => new ActiveRun(run)));
            if (accepted.Kind == AcceptanceKind.New)
            {
                telemetry.Accepted.Add(accepted.Runs.Count);
            }

            return new IntakeResult(accepted, null, null);
        }
        finally
        {
            queue.Release(owner, room);
        }
    }

    // No more than a day, also where the clock was set back since.
    private double SecondsToday(string owner)
    {
        var today = new DateTimeOffset(time.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        return store.SecondsBetween(
            owner, today.ToUnixTimeMilliseconds(), today.AddDays(1).ToUnixTimeMilliseconds());
    }

    // Settings of what varies come after the others.
    private static LocatedError OfVaried(LocatedError error, int settings) =>
        error.File == SettingsName && error.Line > settings
            ? error with { File = VaryName, Line = error.Line - settings }
            : error;
}
