using System.Globalization;
using System.Text.Json;
using GpuRisk.Client;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Host.Running;
using GpuRisk.Host.Service.Security;
using GpuRisk.Host.Service.Store;
using GpuRisk.Host.Sweeps;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Service.Scheduling;

/// <summary>Takes orders: checks them, makes room for them, stores them, and only then says that
/// they are accepted.</summary>
internal sealed class Intake(
    RunPlans plans,
    RunStore store,
    FairQueue queue,
    ServiceOptions options,
    Telemetry telemetry,
    TimeProvider time) : IDisposable
{
    private const string SettingsName = "--set";
    private const string VaryName = "vary";
    private const int MostErrors = 100;

    // Reading a scenario takes the processor, and may take it for a while: a few at a time.
    private readonly SemaphoreSlim _reading = new(Math.Max(2, Environment.ProcessorCount / 2));

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

        (IReadOnlyList<LocatedError> errors, RunRow? run) = await Reading(
            () => (Plan(order, order.Settings, out RunRow? planned), planned), aborted)
            .ConfigureAwait(false);
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

        string id = NewId();
        List<RunRow> runs = [];
        List<LocatedError> errors = [];
        for (int i = 0; i < grid.Combinations.Count && errors.Count < MostErrors; i++)
        {
            string[] values = [.. grid.Keys.Zip(
                grid.Combinations[i], (key, value) => $"{key}={value.Text}")];
            (IReadOnlyList<LocatedError> wrong, RunRow? run) = await Reading(
                () => (Plan(order, [.. order.Settings, .. values], out RunRow? plan), plan),
                aborted).ConfigureAwait(false);
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
                Keys = Json([.. grid.Keys]),
                Combinations = JsonSerializer.Serialize(
                    [.. grid.Combinations.Select(row => (IReadOnlyList<string>)
                        [.. row.Select(value => value.Text)])],
                    StoreJson.Default.IReadOnlyListIReadOnlyListString),
                Metrics = Json(metrics),
                IdempotencyKey = order.IdempotencyKey,
                RequestHash = hash,
            }).ConfigureAwait(false);
    }

    /// <summary>Says what is wrong with a scenario.</summary>
    /// <param name="text">The scenario.</param>
    /// <param name="settings">What goes before what it says.</param>
    /// <param name="plan">Its plan; null where something is wrong.</param>
    public IReadOnlyList<LocatedError> Check(
        ScenarioText text, IReadOnlyList<string> settings, out Plan? plan)
    {
        plan = null;
        ScenarioResult read = plans.Read(text, settings);
        if (!read.IsValid)
        {
            return [.. read.Errors.Take(MostErrors).Select(error => new LocatedError
            {
                File = error.File,
                Line = error.Line,
                Column = error.Column,
                Key = error.KeyPath,
                Message = error.Message,
            })];
        }

        if (PlanSize.Problem(read.Scenario) is { } problem)
        {
            return [OfDocument("horizon", problem)];
        }

        plan = Planning.Of(read.Scenario, out string? reason);
        return reason is null ? [] : [OfDocument("", reason)];
    }

    /// <summary>Reads scenarios, as many at a time as the processor should.</summary>
    /// <param name="read">What to do.</param>
    /// <param name="aborted">Cancelled where nobody waits for it any more.</param>
    public async Task<T> Reading<T>(Func<T> read, CancellationToken aborted)
    {
        await _reading.WaitAsync(aborted).ConfigureAwait(false);
        try
        {
            return read();
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

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

    private IReadOnlyList<LocatedError> Plan(
        RunOrder order, IReadOnlyList<string> settings, out RunRow? run)
    {
        run = null;
        IReadOnlyList<LocatedError> errors = Check(order.Text, settings, out Plan? plan);
        if (plan is null)
        {
            return errors;
        }

        Scenario scenario = plan.Scenario;
        long paths = order.Paths ?? scenario.Paths;
        errors = [.. TooMuch(scenario, paths), .. TooCoarse(plan, order)];
        if (errors.Count > 0)
        {
            return errors;
        }

        ulong seed = (ulong?)order.Seed ?? scenario.Seed;
        long now = Now;
        RunPrecision precision =
            RunRecords.PrecisionOf(PrecisionRule.Of(plan, RunRecords.PrecisionOf(order.Precision)));
        run = new RunRow
        {
            Id = NewId(),
            Owner = order.Caller.Owner,
            State = RunState.Queued,
            Holder = store.Host,
            Name = scenario.Name,
            Kernel = RunReport.NameOf(scenario.Kernel),
            TextHash = order.Text.Hash,
            ScenarioHash = scenario.Hash,
            Settings = Json(settings),
            Warnings = Json(plan.Warnings),
            Paths = paths,
            Steps = scenario.Steps,
            Seed = (long)seed,
            Precision = precision,
            Priority = order.Priority,
            Created = now,
            Deadline = order.DeadlineSeconds is { } seconds ? now + (long)(seconds * 1000) : null,
            ResultKey = RunRecords.ResultKey(
                scenario.Name, scenario.Hash, seed, paths, precision),
            RequestHash = "",
        };
        return [];
    }

    private static IEnumerable<LocatedError> TooCoarse(Plan plan, RunOrder order)
    {
        if (PrecisionRule.Problem(plan, RunRecords.PrecisionOf(order.Precision)) is { } problem)
        {
            yield return OfDocument("precision", problem);
        }
    }

    private IEnumerable<LocatedError> TooMuch(Scenario scenario, long paths)
    {
        if (paths > options.Limits.Paths)
        {
            yield return OfDocument("paths", string.Create(
                CultureInfo.InvariantCulture,
                $"found {paths}; at most {options.Limits.Paths} are allowed here"));
        }

        double work = Work(scenario, paths);
        if (work > options.Limits.Work)
        {
            yield return OfDocument("paths", string.Create(
                CultureInfo.InvariantCulture,
                $"found {work:G3} path-steps of assets, positions, loans, holders and classes; "
                + $"at most {options.Limits.Work:G3} are allowed here"));
        }
    }

    private static double Work(Scenario scenario, long paths)
    {
        double breadth = scenario.Assets.Count + scenario.Positions.Count
            + scenario.Loans.Sum(loan => loan.Borrowers.Count) + scenario.Holders.Count
            + scenario.Stablecoins.Count + scenario.Pools.Count + scenario.Classes.Count;
        return paths * (double)scenario.Steps * Math.Max(breadth, 1);
    }

    // Settings of what varies come after the others.
    private static LocatedError OfVaried(LocatedError error, int settings) =>
        error.File == SettingsName && error.Line > settings
            ? error with { File = VaryName, Line = error.Line - settings }
            : error;

    private static LocatedError OfDocument(string key, string message) => new()
    {
        File = "scenario",
        Line = 1,
        Column = 1,
        Key = key,
        Message = message,
    };

    private static string Json(IReadOnlyList<string> texts) =>
        JsonSerializer.Serialize(texts, StoreJson.Default.IReadOnlyListString);

    private string NewId() => Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
}
