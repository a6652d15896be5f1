
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
        long count = transaction.Find<long>($"SELECT COUNT(*) FROM runs WHERE {IsFinished}");
        long bytes = transaction.Find<long>(
            "SELECT COALESCE(SUM(LENGTH(result) + LENGTH(manifest) + LENGTH(tally) "
            + "+ COALESCE(LENGTH(report), 0)), 0) FROM results");
        bool areTooMany = count > options.Runs || bytes > options.Bytes;
        long limit = bytes > options.Bytes ? AtATime : Math.Min(AtATime, count - options.Runs);
        return transaction.All<string>(
            areTooMany
                ? $"SELECT id FROM runs WHERE {IsFinished} ORDER BY sequence LIMIT @limit"
                : $"SELECT id FROM runs WHERE {IsFinished} AND finished < @oldest "
                    + "ORDER BY sequence LIMIT @AtATime",
            areTooMany ? new { limit } : new { oldest, AtATime });
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Runs} old runs were forgotten.")]
    private partial void LogForgotten(int runs);
}
