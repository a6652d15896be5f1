using GpuRisk.Client;

namespace GpuRisk.Host.Service.Store;

/// <summary>Stores submissions: all runs of one, or none.</summary>
internal static class Accepting
{
    /// <summary>Stores a submission, or finds it stored already.</summary>
    public static Acceptance Accept(Transaction transaction, Submission submission)
    {
        if (Earlier(transaction, submission) is { } earlier)
        {
            return earlier;
        }

        transaction.Execute(
            "INSERT INTO scenarios (hash, mediatype, content) VALUES (@Hash, @MediaType, @Content) "
            + "ON CONFLICT (hash) DO NOTHING",
            submission.Text);
        if (submission.Sweep is { } sweep)
        {
            transaction.Execute(
                "INSERT INTO sweeps (id, owner, created, name, keys, combinations, metrics, "
                + "idempotencykey, requesthash) VALUES (@Id, @Owner, @Created, @Name, @Keys, "
                + "@Combinations, @Metrics, @IdempotencyKey, @RequestHash)",
                sweep);
        }

        submission.Audit.Insert(transaction);
        Faults.Reached(FaultPoint.AcceptWithinWrite);
        var runs = new List<RunRow>(submission.Runs.Count);
        foreach (RunRow run in submission.Runs)
        {
            runs.Add(Insert(transaction, run));
            if (submission.Sweep is not null)
            {
                Faults.Reached(FaultPoint.AcceptSweepWithinWrite);
            }
        }

        return new Acceptance(AcceptanceKind.New, runs, submission.Sweep);
    }

    private static Acceptance? Earlier(Transaction transaction, Submission submission) =>
        submission.Sweep is { } sweep
            ? EarlierSweep(transaction, sweep)
            : EarlierRun(transaction, submission.Runs[0]);

    private static Acceptance? EarlierRun(Transaction transaction, RunRow wanted) =>
        transaction.Find<RunRow>(
            $"SELECT {RunFields.Columns} FROM runs WHERE {IsSame(wanted.IdempotencyKey)}",
            wanted) is { } run
            ? new(KindOf(run.Id == wanted.Id, run.RequestHash == wanted.RequestHash), [run], null)
            : null;

    private static Acceptance? EarlierSweep(Transaction transaction, SweepEntry wanted) =>
        transaction.Find<SweepEntry>(
            "SELECT id, owner, created, name, keys, combinations, metrics, idempotencykey, "
            + $"requesthash FROM sweeps WHERE {IsSame(wanted.IdempotencyKey)}",
            wanted) is { } sweep
            ? new(
                KindOf(sweep.Id == wanted.Id, sweep.RequestHash == wanted.RequestHash),
                [.. transaction.All<RunRow>(
                    $"SELECT {RunFields.Columns} FROM runs WHERE sweep = @Id ORDER BY sweepindex",
                    sweep)],
                sweep)
            : null;

    // A commit may be done though the connection broke before it said so: then what is wanted is
    // there under its own name, and new all the same.
    private static string IsSame(string? idempotencyKey) => idempotencyKey is null
        ? "id = @Id"
        : "id = @Id OR (owner = @Owner AND idempotencykey = @IdempotencyKey)";

    private static AcceptanceKind KindOf(bool isItself, bool isSame) =>
        isItself ? AcceptanceKind.New
        : isSame ? AcceptanceKind.Repeated
        : AcceptanceKind.Conflict;

    private static RunRow Insert(Transaction transaction, RunRow run)
    {
        string? digest = transaction.Find<string>(
            "SELECT digest FROM results WHERE resultkey = @ResultKey", new { run.ResultKey });
        RunRow accepted = digest is null
            ? run
            : run with
            {
                State = RunState.Succeeded,
                FromStore = true,
                Digest = digest,
                Finished = run.Created,
                PathsDone = run.Paths,
                Estimates = transaction.Find<string>(
                    "SELECT estimates FROM runs "
                    + "WHERE resultkey = @ResultKey AND digest IS NOT NULL "
                    + "ORDER BY sequence LIMIT 1",
                    new { run.ResultKey }) ?? run.Estimates,
            };
        long sequence = transaction.Find<long>(
            "INSERT INTO runs (id, owner, state, holder, epoch, name, kernel, texthash, "
            + "scenariohash, settings, paths, steps, seed, precision, priority, created, deadline, "
            + "finished, chunks, pathsdone, seconds, estimates, resultkey, fromstore, "
            + "cancelrequested, digest, sweep, sweepindex, idempotencykey, requesthash, "
            + "warnings) "
            + "VALUES (@id, @owner, @state, @holder, @epoch, @name, @kernel, @textHash, "
            + "@scenarioHash, @settings, @paths, @steps, @seed, @precision, @priority, @created, "
            + "@deadline, @finished, 0, @pathsDone, @seconds, @estimates, @resultKey, @fromStore, "
            + "0, @digest, @sweep, @sweepIndex, @idempotencyKey, @requestHash, "
            + "@warnings) RETURNING sequence",
            RunFields.Of(accepted));
        return accepted with { Sequence = sequence };
    }
}
