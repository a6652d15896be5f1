using Dapper;

namespace GpuRisk.Host.Service.Store;

/// <content>The hosts that share the store, and each other's runs.</content>
internal sealed partial class RunStore
{
    /// <summary>Says that this host is at work. Whoever shares the store sees by it whether it
    /// goes on, and this host whether the store can be written.</summary>
    /// <param name="now">The time, in milliseconds since 1970.</param>
    /// <param name="version">The version of the program; empty to leave it as told.</param>
    /// <param name="report">What others should know of it, as JSON; empty to leave it.</param>
    public Task<int> Beat(long now, string version = "", string report = "") =>
        writes.Write(transaction => transaction.Execute(
            "INSERT INTO hosts (name, beat, seen, version, report) "
            + "VALUES (@Host, 1, @now, @version, @report) "
            + "ON CONFLICT (name) DO UPDATE SET beat = hosts.beat + 1, seen = excluded.seen, "
            + "version = CASE WHEN @version = '' THEN hosts.version ELSE @version END, "
            + "report = CASE WHEN @report = '' THEN hosts.report ELSE @report END",
            new { Host, now, version, report }));

    /// <summary>The hosts that have announced themselves or hold runs.</summary>
    public IReadOnlyList<HostRow> Hosts() => Read(connection => connection.Query<HostRow>(
        "SELECT name, MAX(beat) AS beat, CAST(SUM(runs) AS BIGINT) AS runs, "
        + "MAX(version) AS version, MAX(report) AS report FROM ("
        + "SELECT name, beat, 0 AS runs, version, report FROM hosts UNION ALL "
        + $"SELECT holder, 0, COUNT(*), '', '' FROM runs WHERE {IsActive} GROUP BY holder) "
        + "AS entries GROUP BY name ORDER BY name").AsList());

    /// <summary>Forgets a host that is no more.</summary>
    public Task<int> ForgetHost(string name) => writes.Write(transaction =>
        transaction.Execute("DELETE FROM hosts WHERE name = @name", new { name }));

    /// <summary>Runs that other hosts are at and that will take a while.</summary>
    /// <param name="leastSeconds">Seconds that are left of them, at the rate so far.</param>
    public IReadOnlyList<RunRow> RunsOfOthers(double leastSeconds) => Read(connection =>
        connection.Query<RunRow>(
            $"SELECT {Columns} FROM runs WHERE state = 'running' AND holder <> @Host "
            + "AND cancelrequested = 0 AND chunks > 0 "
            + "AND (paths - pathsdone) * seconds > @leastSeconds * pathsdone "
            + "ORDER BY sequence LIMIT 100",
            new { Host, leastSeconds }).AsList());
}
