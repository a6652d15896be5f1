using Dapper;

namespace GpuRisk.Host.Service.Store;

/// <content>What came out of runs, and their reports.</content>
internal sealed partial class RunStore
{
    /// <summary>Adds a report's data to a result, where the first to do so wins, and its page to a
    /// run. Pages that were added earlier make room.</summary>
    /// <param name="run">The run.</param>
    /// <param name="report">The data.</param>
    /// <param name="page">The page, compressed.</param>
    /// <param name="most">Bytes of all pages.</param>
    public Task<int> AddReport(RunRow run, byte[] report, byte[] page, long most) =>
        writes.Write(transaction =>
        {
            transaction.Execute(
                "UPDATE results SET report = @report "
                + "WHERE resultkey = @ResultKey AND report IS NULL",
                new { run.ResultKey, report });
            transaction.Execute(
                "INSERT INTO pages (run, page) SELECT @Id, @page "
                + "WHERE EXISTS (SELECT 1 FROM runs WHERE id = @Id) ON CONFLICT (run) DO NOTHING",
                new { run.Id, page });
            return transaction.Execute(
                "DELETE FROM pages WHERE sequence IN (SELECT sequence FROM (SELECT sequence, "
                + "SUM(LENGTH(page)) OVER (ORDER BY sequence DESC) AS newer FROM pages) AS sums "
                + "WHERE newer > @most)",
                new { most });
        });

    /// <summary>The page of a run's report, compressed; null where it is not kept.</summary>
    public byte[]? PageOf(string id) => Read(connection => connection.ExecuteScalar<byte[]?>(
        "SELECT page FROM pages WHERE run = @id", new { id }));

    /// <summary>A result, or null where there is none.</summary>
    public StoredResult? Result(string resultKey) => Read(connection =>
        connection.QueryFirstOrDefault<StoredResult>(
            "SELECT resultkey, digest, created, result, manifest, tally FROM results "
            + "WHERE resultkey = @resultKey",
            new { resultKey })) is { } packed
        ? DamagedStoreException.Unless(
            () => packed with { Result = Packed.Bytes(packed.Result) })
        : null;

    /// <summary>What tells a result from others, or null where there is none.</summary>
    public ResultHead? HeadOf(string resultKey) => Read(connection =>
        connection.QueryFirstOrDefault<ResultHead>(
            "SELECT digest, created FROM results WHERE resultkey = @resultKey",
            new { resultKey }));

    /// <summary>The digest of a result, or null where there is none.</summary>
    public string? DigestOf(string resultKey) => Read(connection =>
        connection.ExecuteScalar<string?>(
            "SELECT digest FROM results WHERE resultkey = @resultKey", new { resultKey }));

    /// <summary>A result as JSON, or null where there is none.</summary>
    public byte[]? ResultJsonOf(string resultKey) => Read(connection =>
        connection.ExecuteScalar<byte[]?>(
            "SELECT result FROM results WHERE resultkey = @resultKey", new { resultKey }))
        is { } packed
            ? DamagedStoreException.Unless(() => Packed.Bytes(packed))
            : null;

    /// <summary>The data of a result's report; null where nobody has asked for them.</summary>
    public byte[]? ReportOf(string resultKey) => Read(connection =>
        connection.ExecuteScalar<byte[]?>(
            "SELECT report FROM results WHERE resultkey = @resultKey", new { resultKey }));
}
