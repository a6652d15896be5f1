using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace GpuRisk.Host.Service.Store;

/// <summary>
/// What the service must not lose: who asked for which runs, what is done of them, and what came
/// out. Whatever a task says is done, is on the disk.
/// </summary>
internal sealed partial class RunStore(SqlDatabase database, WriteQueue writes, string host)
{
    private const string Columns = RunFields.Columns;

    private const string SweepColumns =
        "id, owner, created, name, keys, combinations, metrics, idempotencykey, requesthash";

    private const int Corrupt = 11;
    private const int NoDatabase = 26;

    private const string IsActive = "state IN ('queued', 'running')";

    // Writes of a host that has lost the run to another one change nothing.
    private const string IsHeld =
        "id = @id AND holder = @holder AND epoch = @epoch AND " + IsActive;

    /// <summary>This host's name in the store.</summary>
    public string Host { get; } = host;

    /// <summary>Accepts runs, all of them or none. A run whose result is in the store is finished
    /// at once.</summary>
    public Task<Acceptance> Accept(Submission submission) =>
        writes.Write(transaction => Accepting.Accept(transaction, submission));

    /// <summary>Says that a run has begun, so that no other host takes it for waiting.</summary>
    /// <returns>False where another host has it now.</returns>
    public Task<bool> Begin(RunRow run) => database.IsShared
        ? writes.Write(transaction => transaction.Execute(
            $"UPDATE runs SET state = 'running', started = @started WHERE {IsHeld}",
            RunFields.Of(run)) > 0)
        : Task.FromResult(true);

    /// <summary>Stores a finished chunk together with the tally of all paths so far.</summary>
    /// <param name="run">The run, as it is after the chunk.</param>
    /// <param name="chunk">The chunk.</param>
    /// <param name="tally">The tally, compressed.</param>
    /// <returns>The run as stored; null where another host has it now.</returns>
    public Task<RunRow?> Checkpoint(RunRow run, ChunkRow chunk, byte[] tally) =>
        writes.Write(transaction =>
        {
            int changed = transaction.Execute(
                "UPDATE runs SET state = 'running', started = @started, chunks = @chunks, "
                + "pathsdone = @pathsDone, ranges = @ranges, seconds = @seconds, "
                + "estimates = @estimates "
                + $"WHERE {IsHeld}",
                RunFields.Of(run));
            if (changed == 0)
            {
                return null;
            }

            Faults.Reached(FaultPoint.CheckpointWithinWrite);
            Insert(transaction, chunk);
            transaction.Execute(
                "INSERT INTO tallies (run, tally) VALUES (@id, @tally) "
                + "ON CONFLICT (run) DO UPDATE SET tally = excluded.tally",
                new { id = run.Id, tally });
            return Find(transaction, run.Id);
        });

    /// <summary>Ends a run, with or without a result.</summary>
    /// <param name="run">The run as it ended.</param>
    /// <param name="chunk">Its last chunk, or null where nothing was done since the last
    /// checkpoint.</param>
    /// <param name="result">What came out, or null.</param>
    /// <returns>False where another host has it now, or it had ended.</returns>
    public Task<bool> Finish(RunRow run, ChunkRow? chunk, StoredResult? result)
    {
        StoredResult? packed = result is null
            ? null
            : result with { Result = Packed.Of(result.Result) };
        return writes.Write(transaction =>
        {
            int changed = transaction.Execute(
                "UPDATE runs SET state = @state, started = @started, finished = @finished, "
                + "chunks = @chunks, pathsdone = @pathsDone, ranges = @ranges, seconds = @seconds, "
                + "estimates = @estimates, resultkey = @resultKey, fromstore = @fromStore, "
                + $"digest = @digest, reason = @reason, error = @error WHERE {IsHeld}",
                RunFields.Of(run));
            if (changed == 0)
            {
                return false;
            }

            Faults.Reached(FaultPoint.EndWithinWrite);
            if (chunk is not null)
            {
                Insert(transaction, chunk);
            }

            if (packed is not null)
            {
                transaction.Execute(
                    "INSERT INTO results (resultkey, digest, created, result, manifest, tally) "
                    + "VALUES (@ResultKey, @Digest, @Created, @Result, @Manifest, @Tally) "
                    + "ON CONFLICT (resultkey) DO NOTHING",
                    packed);
            }

            transaction.Execute("DELETE FROM tallies WHERE run = @Id", run);
            return true;
        });
    }

    /// <summary>Notes that somebody wants a run to end; its holder will see to it.</summary>
    public Task<RunRow?> RequestCancel(string id, AuditRow audit) => writes.Write(transaction =>
    {
        audit.Insert(transaction);
        transaction.Execute(
            $"UPDATE runs SET cancelrequested = 1 WHERE id = @id AND {IsActive}", new { id });
        return Find(transaction, id);
    });

    /// <summary>Notes that somebody wants what is left of a sweep to end.</summary>
    public Task<int> RequestCancelOfSweep(string sweep, AuditRow audit) =>
        writes.Write(transaction =>
        {
            audit.Insert(transaction);
            return transaction.Execute(
                $"UPDATE runs SET cancelrequested = 1 WHERE sweep = @sweep AND {IsActive}",
                new { sweep });
        });

    /// <summary>Gives runs of hosts that are no more to this one.</summary>
    /// <returns>The runs that this host has got, in the order in which they were accepted.
    /// </returns>
    public Task<RunRow[]> TakeOver() => writes.Write(transaction =>
    {
        RunRow[] taken = [.. transaction.All<string>(
            $"SELECT DISTINCT holder FROM runs WHERE {IsActive} AND holder <> @Host",
            new { Host })
        .Where(holder => !database.IsAlive(holder))
        .SelectMany(dead => transaction.All<RunRow>(
            "UPDATE runs SET holder = @Host, epoch = epoch + 1 "
            + $"WHERE {IsActive} AND holder = @dead RETURNING {Columns}",
            new { Host, dead }))
        .OrderBy(run => run.Sequence)];
        if (taken.Length > 0)
        {
            Faults.Reached(FaultPoint.TakeOverWithinWrite);
        }

        return taken;
    });

    /// <summary>Takes a run that waits elsewhere, as this host has nothing to do.</summary>
    /// <param name="version">The version of the program: what hosts of another one have, they
    /// keep.</param>
    /// <param name="before">In milliseconds since 1970: a host that has one run only keeps it if
    /// that was accepted later, for it is about to begin.</param>
    /// <returns>The run, or null where none waits.</returns>
    public Task<RunRow?> Steal(
        string version = "", long before = long.MaxValue) => writes.Write(transaction =>
    {
        RunRow? run = transaction.Find<RunRow>(
            $"SELECT {Columns} FROM runs WHERE state = 'queued' AND holder <> @Host "
            + "AND NOT EXISTS (SELECT 1 FROM hosts WHERE name = runs.holder "
            + "AND version <> @version) AND (created < @before OR EXISTS (SELECT 1 FROM runs "
            + "AS others WHERE others.holder = runs.holder AND others.id <> runs.id "
            + "AND others.state IN ('queued', 'running'))) ORDER BY sequence LIMIT 1",
            new { Host, version, before });
        int changed = run is null
            ? 0
            : transaction.Execute(
                "UPDATE runs SET holder = @Host, epoch = epoch + 1 "
                + "WHERE id = @Id AND epoch = @Epoch AND state = 'queued'",
                new { Host, run.Id, run.Epoch });
        return changed == 0 ? null : run! with { Holder = Host, Epoch = run.Epoch + 1 };
    });

    /// <summary>A run, or null where there is none of that name.</summary>
    public RunRow? Find(string id) => Read(connection => connection.QueryFirstOrDefault<RunRow>(
        $"SELECT {Columns} FROM runs WHERE id = @id", new { id }));

    /// <summary>The tally of a run's chunks so far, compressed; null where it has none.</summary>
    public byte[]? TallyOf(string id) => Read(connection => connection.ExecuteScalar<byte[]?>(
        "SELECT tally FROM tallies WHERE run = @id", new { id }));

    /// <summary>Seconds of computing of a run's chunks up to one.</summary>
    public double SecondsUpTo(string id, long chunk) => Read(connection =>
        connection.ExecuteScalar<double>(
            "SELECT COALESCE(SUM(seconds), 0) FROM chunks WHERE run = @id AND chunk <= @chunk",
            new { id, chunk }));

    /// <summary>A run's chunks after one, in order.</summary>
    public IReadOnlyList<ChunkRow> ChunksOf(string id, long after) => Read(connection =>
        connection.Query<ChunkRow>(
            "SELECT run, chunk, paths, pathsdone, seconds, devices, estimates FROM chunks "
            + "WHERE run = @id AND chunk > @after ORDER BY chunk",
            new { id, after }).AsList());

    /// <summary>A scenario's text.</summary>
    public ScenarioText TextOf(string hash) => Read(connection =>
        connection.QueryFirst<ScenarioText>(
            "SELECT content, mediatype FROM scenarios WHERE hash = @hash", new { hash }));

    /// <summary>Whether nothing needs to be simulated for runs: their results are there.
    /// </summary>
    public bool AreKnown(IReadOnlyList<RunRow> runs) => Read(connection =>
        runs.All(run => connection.ExecuteScalar<long>(
            "SELECT COUNT(*) FROM results WHERE resultkey = @ResultKey",
            new { run.ResultKey }) > 0));

    /// <summary>The run that an owner submitted under an idempotency key, or null.</summary>
    public RunRow? FindByKey(string owner, string key) => Read(connection =>
        connection.QueryFirstOrDefault<RunRow>(
            $"SELECT {Columns} FROM runs WHERE owner = @owner AND idempotencykey = @key",
            new { owner, key }));

    /// <summary>The sweep that an owner submitted under an idempotency key, or null.</summary>
    public SweepEntry? FindSweepByKey(string owner, string key) => Read(connection =>
        connection.QueryFirstOrDefault<SweepEntry>(
            $"SELECT {SweepColumns} FROM sweeps WHERE owner = @owner AND idempotencykey = @key",
            new { owner, key }));

    /// <summary>Runs, the newest first.</summary>
    public IReadOnlyList<RunRow> List(RunFilter filter) => Read(connection =>
        connection.Query<RunRow>(
            $"SELECT {Columns} FROM runs WHERE {filter.Condition} "
            + "ORDER BY sequence DESC LIMIT @Limit",
            filter).AsList());

    /// <summary>The audit log, the newest first.</summary>
    public IReadOnlyList<AuditRow> Audit(int limit) => Read(connection =>
        connection.Query<AuditRow>(
            "SELECT at, owner, apikey, action, subject, address, outcome FROM audit "
            + "ORDER BY sequence DESC LIMIT @limit",
            new { limit }).AsList());

    /// <summary>Seconds of computing of an owner's runs that were accepted between two times.
    /// </summary>
    public double SecondsBetween(string owner, long from, long to) => Read(connection =>
        connection.ExecuteScalar<double>(
            "SELECT COALESCE(SUM(seconds), 0) FROM runs "
            + "WHERE owner = @owner AND created >= @from AND created < @to",
            new { owner, from, to }));

    /// <summary>A sweep, or null where there is none of that name.</summary>
    public SweepEntry? FindSweep(string id) => Read(connection =>
        connection.QueryFirstOrDefault<SweepEntry>(
            $"SELECT {SweepColumns} FROM sweeps WHERE id = @id",
            new { id }));

    /// <summary>Runs of this host that somebody wants to end, as other hosts have written.
    /// </summary>
    public IReadOnlyList<string> CancelRequested() => Read(connection =>
        connection.Query<string>(
            $"SELECT id FROM runs WHERE {IsActive} AND holder = @Host AND cancelrequested = 1",
            new { Host }).AsList());

    /// <summary>The ids of runs that this host holds, in the order in which they were accepted.
    /// </summary>
    public IReadOnlyList<string> Held() => Read(connection =>
        connection.Query<string>(
            $"SELECT id FROM runs WHERE {IsActive} AND holder = @Host ORDER BY sequence",
            new { Host }).AsList());

    /// <summary>A sweep's runs in the order of its combinations.</summary>
    public IReadOnlyList<RunRow> RunsOfSweep(string id) => Read(connection =>
        connection.Query<RunRow>(
            $"SELECT {Columns} FROM runs WHERE sweep = @id ORDER BY sweepindex",
            new { id }).AsList());

    private static RunRow? Find(Transaction transaction, string id) =>
        transaction.Find<RunRow>($"SELECT {Columns} FROM runs WHERE id = @id", new { id });

    // It is there already where a commit was done though the connection broke before it said so.
    private static void Insert(Transaction transaction, ChunkRow chunk) => transaction.Execute(
        "INSERT INTO chunks (run, chunk, paths, pathsdone, seconds, devices, estimates) VALUES "
        + "(@Run, @Chunk, @Paths, @PathsDone, @Seconds, @Devices, @Estimates) "
        + "ON CONFLICT (run, chunk) DO NOTHING",
        chunk);

    private T Read<T>(Func<DbConnection, T> read)
    {
        try
        {
            using DbConnection connection = database.Open();
            return read(connection);
        }
        catch (SqliteException error) when (error.SqliteErrorCode is Corrupt or NoDatabase)
        {
            throw new DamagedStoreException(error);
        }
        catch (DbException error)
        {
            throw new StoreException($"The store cannot be read: {error.Message}", error);
        }
    }
}
