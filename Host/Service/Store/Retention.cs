using System.Globalization;

namespace GpuRisk.Host.Service.Store;

/// <summary>
/// Forgets finished runs that are too old or too many, and results that no run has any more. A
/// clock may be wrong, and a limit mistyped: nothing is forgotten in the first minutes after a
/// start or after the clock was set, and never more than a small part at once.
/// </summary>
internal sealed partial class Retention(
    SqlDatabase database,
    WriteQueue writes,
    RetentionOptions options,
    Telemetry telemetry,
    TimeProvider time,
    ILogger<Retention> log)
{
    /// <summary>Time between two times of forgetting.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromMinutes(5);

    /// <summary>Time without forgetting after a start, and after the clock was set.</summary>
    public static readonly TimeSpan Caution = TimeSpan.FromMinutes(10);

    // Small transactions, so that nobody waits long for the writer.
    private const int AtATime = 200;

    // Of finished runs at once: by age one in a hundred, which in five minutes is hundreds of times
    // what an evenly used service needs; by number and size half, which follows any load.
    private const int AgedPart = 100;
    private const int ExcessPart = 2;

    private const string Size =
        "LENGTH(result) + LENGTH(manifest) + LENGTH(tally) + COALESCE(LENGTH(report), 0)";

    private const string IsFinished = "state NOT IN ('queued', 'running')";

    private readonly ClockWatch _clock = new(time);
    private long _calmSince = time.GetTimestamp();
    private TimeSpan _pause = Caution;

    /// <summary>Forgets what is beyond the limits where it is time to; to be called every second.
    /// </summary>
    public async Task ApplyWhenDue(CancellationToken cancellation)
    {
        TimeSpan step = _clock.Look();
        if (step != TimeSpan.Zero)
        {
            telemetry.ClockSteps.Add(1);
            LogStep(
                step > TimeSpan.Zero ? "forward" : "back",
                step.ToString("d' d 'hh':'mm':'ss", CultureInfo.InvariantCulture),
                Caution.TotalMinutes);
            (_calmSince, _pause) = (time.GetTimestamp(), Caution);
        }

        if (time.GetElapsedTime(_calmSince) >= _pause)
        {
            (_calmSince, _pause) = (time.GetTimestamp(), Beat);
            await Apply(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Forgets what is beyond the limits, as much as may be at once.</summary>
    public async Task Apply(CancellationToken cancellation)
    {
        (int aged, int excess) = await writes.Write(Bounds).ConfigureAwait(false);
        await Forget("number", excess, TooMany, cancellation).ConfigureAwait(false);
        await Forget("size", excess, TooLarge, cancellation).ConfigureAwait(false);
        await Forget("age", aged, TooOld, cancellation).ConfigureAwait(false);
        await writes.Write(ForgetAudit).ConfigureAwait(false);
    }

    private async Task Forget(
        string why, int most, Func<Transaction, int, IEnumerable<string>> choose,
        CancellationToken cancellation)
    {
        int forgotten = 0;
        int count = 1;
        while (count > 0 && forgotten < most && !cancellation.IsCancellationRequested)
        {
            int limit = Math.Min(AtATime, most - forgotten);
            count = await writes.Write(transaction => Forget(transaction, choose, limit))
                .ConfigureAwait(false);
            forgotten += count;
        }

        if (forgotten > 0)
        {
            telemetry.CountForgotten(why, forgotten);
            LogForgotten(forgotten, why);
            if (forgotten >= most)
            {
                LogBound(most, Beat.TotalMinutes);
            }
        }
    }

    private static (int Aged, int Excess) Bounds(Transaction transaction)
    {
        long finished = transaction.Find<long>($"SELECT COUNT(*) FROM runs WHERE {IsFinished}");
        return ((int)Math.Ceiling(finished / (double)AgedPart),
            (int)Math.Max(AtATime, finished / ExcessPart));
    }

    private int Forget(
        Transaction transaction, Func<Transaction, int, IEnumerable<string>> choose, int limit)
    {
        if (database.LockOfRuns is { } together)
        {
            transaction.Execute(together);
        }

        string[] ids = [.. choose(transaction, limit)];
        foreach (string id in ids)
        {
            transaction.Execute("DELETE FROM runs WHERE id = @id", new { id });
        }

        if (ids.Length > 0)
        {
            transaction.Execute(
                "DELETE FROM results WHERE NOT EXISTS "
                + "(SELECT 1 FROM runs WHERE runs.resultkey = results.resultkey)");
            transaction.Execute(
                "DELETE FROM scenarios WHERE NOT EXISTS "
                + "(SELECT 1 FROM runs WHERE runs.texthash = scenarios.hash)");
            transaction.Execute(
                "DELETE FROM sweeps WHERE NOT EXISTS "
                + "(SELECT 1 FROM runs WHERE runs.sweep = sweeps.id)");
        }

        return ids.Length;
    }

    private int ForgetAudit(Transaction transaction)
    {
        long lines = transaction.Find<long>("SELECT COUNT(*) FROM audit");
        return transaction.Execute(
            "DELETE FROM audit WHERE sequence IN (SELECT sequence FROM audit WHERE at < @oldest "
            + "ORDER BY sequence LIMIT @limit)",
            new { oldest = Before(options.AuditDays), limit = (lines / AgedPart) + 1 });
    }

    private IEnumerable<string> TooOld(Transaction transaction, int limit) =>
        transaction.All<string>(
            $"SELECT id FROM runs WHERE {IsFinished} AND finished < @oldest "
            + "ORDER BY sequence LIMIT @limit",
            new { oldest = Before(options.Days), limit });

    private IEnumerable<string> TooMany(Transaction transaction, int limit)
    {
        long tooMany = transaction.Find<long>(
            $"SELECT COUNT(*) FROM runs WHERE {IsFinished}") - options.Runs;
        return tooMany <= 0
            ? []
            : transaction.All<string>(
                $"SELECT id FROM runs WHERE {IsFinished} ORDER BY sequence LIMIT @limit",
                new { limit = Math.Min(limit, tooMany) });
    }

    // As many of the oldest as bring in what there is too much of; where others have the same
    // results they bring in less, and the next turn takes more.
    private IEnumerable<string> TooLarge(Transaction transaction, int limit)
    {
        long tooMuch = transaction.Find<long>(
            $"SELECT COALESCE(SUM({Size}), 0) FROM results") - options.Bytes;
        long freed = 0;
        return tooMuch <= 0
            ? []
            : transaction.All<(string Id, long Bytes)>(
                $"SELECT id, COALESCE({Size}, 0) FROM runs LEFT JOIN results "
                + $"ON results.resultkey = runs.resultkey WHERE {IsFinished} "
                + "ORDER BY sequence LIMIT @limit",
                new { limit })
            .TakeWhile(run =>
            {
                bool isNeeded = freed < tooMuch;
                freed += run.Bytes;
                return isNeeded;
            })
            .Select(run => run.Id);
    }

    private long Before(double days) =>
        (time.GetUtcNow() - TimeSpan.FromDays(days)).ToUnixTimeMilliseconds();

    [LoggerMessage(
        Level = LogLevel.Information, Message = "{Runs} finished runs were forgotten by {Why}.")]
    private partial void LogForgotten(int runs, string why);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "More runs are beyond the limits of retention, but no more than {Most} are "
            + "forgotten at once; the next ones in {Minutes} minutes.")]
    private partial void LogBound(int most, double minutes);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The system's clock was put {Direction} by {Step}; nothing is forgotten for "
            + "{Minutes} minutes.")]
    private partial void LogStep(string direction, string step, double minutes);
}
