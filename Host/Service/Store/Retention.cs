
namespace GpuRisk.Host.Service.Store;

/// <summary>Forgets finished runs that are too old or too many, and results that no run has any
/// more.</summary>
internal sealed partial class Retention(
    SqlDatabase database,
    WriteQueue writes,
    RetentionOptions options,
    TimeProvider time,
    ILogger<Retention> log)
{
    // Small transactions, so that nobody waits long for the writer.
    private const int AtATime = 200;

    private const string Size =
        "LENGTH(result) + LENGTH(manifest) + LENGTH(tally) + COALESCE(LENGTH(report), 0)";

    private const string IsFinished = "state NOT IN ('queued', 'running')";

    /// <summary>Forgets what is beyond the limits.</summary>
    public async Task Apply(CancellationToken cancellation)
    {
        int forgotten = 0;
        while (!cancellation.IsCancellationRequested)
        {
            int count = await writes.Write(Forget).ConfigureAwait(false);
            forgotten += count;
            if (count == 0)
            {
                break;
            }
        }

        if (forgotten > 0)
        {
            LogForgotten(forgotten);
        }
    }

    private int Forget(Transaction transaction)
    {
        if (database.LockOfRuns is { } together)
        {
            transaction.Execute(together);
        }

        transaction.Execute(
            "DELETE FROM audit WHERE at < @oldest",
            new
            {
                oldest = (time.GetUtcNow() - TimeSpan.FromDays(options.AuditDays))
                    .ToUnixTimeMilliseconds(),
            });
        string[] ids = [.. OldRuns(transaction)];
        if (ids.Length == 0)
        {
            return 0;
        }

        foreach (string id in ids)
        {
            transaction.Execute("DELETE FROM runs WHERE id = @id", new { id });
        }

        transaction.Execute(
            "DELETE FROM results WHERE NOT EXISTS "
            + "(SELECT 1 FROM runs WHERE runs.resultkey = results.resultkey)");
        transaction.Execute(
            "DELETE FROM scenarios WHERE NOT EXISTS "
            + "(SELECT 1 FROM runs WHERE runs.texthash = scenarios.hash)");
        transaction.Execute(
            "DELETE FROM sweeps WHERE NOT EXISTS "
            + "(SELECT 1 FROM runs WHERE runs.sweep = sweeps.id)");
        return ids.Length;
    }

    private IEnumerable<string> OldRuns(Transaction transaction)
    {
        long oldest = (time.GetUtcNow() - TimeSpan.FromDays(options.Days))
            .ToUnixTimeMilliseconds();
        long tooMany = transaction.Find<long>(
            $"SELECT COUNT(*) FROM runs WHERE {IsFinished}") - options.Runs;
        long tooMuch = transaction.Find<long>(
            $"SELECT COALESCE(SUM({Size}), 0) FROM results") - options.Bytes;
        return tooMuch > 0
            ? LargeRuns(transaction, tooMuch)
            : transaction.All<string>(
                tooMany > 0
                    ? $"SELECT id FROM runs WHERE {IsFinished} ORDER BY sequence LIMIT @limit"
                    : $"SELECT id FROM runs WHERE {IsFinished} AND finished < @oldest "
                        + "ORDER BY sequence LIMIT @limit",
                new { oldest, limit = tooMany > 0 ? Math.Min(AtATime, tooMany) : AtATime });
    }

    // As many of the oldest as bring in what there is too much of; where others have the same
    // results they bring in less, and the next turn takes more.
    private static IEnumerable<string> LargeRuns(Transaction transaction, long tooMuch)
    {
        long freed = 0;
        return transaction.All<(string Id, long Bytes)>(
            $"SELECT id, COALESCE({Size}, 0) FROM runs LEFT JOIN results "
            + $"ON results.resultkey = runs.resultkey WHERE {IsFinished} "
            + "ORDER BY sequence LIMIT @AtATime",
            new { AtATime })
            .TakeWhile(run =>
            {
                bool isNeeded = freed < tooMuch;
                freed += run.Bytes;
                return isNeeded;
            })
            .Select(run => run.Id);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Runs} old runs were forgotten.")]
    private partial void LogForgotten(int runs);
}
