using System.Data.Common;
using System.Globalization;
using Dapper;
using GpuRisk.Host.Service.Store;

namespace GpuRisk.Host.Service.Cluster;

/// <summary>
/// The nodes of a cluster, in the store that they share. Every change is of one row and of the
/// cluster's version, and is refused where somebody else has changed either since it was read.
/// </summary>
internal sealed class SqlMembership(SqlDatabase database, string cluster) : IMembershipTable
{
    /// <inheritdoc/>
    public Task InitializeMembershipTable(bool tryInitTableVersion) => Do(connection =>
        connection.Execute(
            "INSERT INTO clusters (cluster, version) VALUES (@cluster, 0) "
            + "ON CONFLICT (cluster) DO NOTHING",
            new { cluster }));

    /// <inheritdoc/>
    public Task DeleteMembershipTableEntries(string clusterId) => Do(connection =>
        connection.Execute("DELETE FROM silos WHERE cluster = @clusterId", new { clusterId }));

    /// <inheritdoc/>
    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => Do(connection =>
        connection.Execute(
            "DELETE FROM silos WHERE cluster = @cluster AND isdead = 1 AND alive < @before",
            new { cluster, before = beforeDate.ToUnixTimeMilliseconds() }));

    /// <inheritdoc/>
    public Task<MembershipTableData> ReadRow(SiloAddress key) =>
        Do(connection => Read(connection, key.ToParsableString()));

    /// <inheritdoc/>
    public Task<MembershipTableData> ReadAll() => Do(connection => Read(connection, null));

    /// <inheritdoc/>
    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) =>
        Change(tableVersion, (connection, transaction) => connection.Execute(
            "INSERT INTO silos (cluster, address, entry, isdead, etag, alive) "
            + "VALUES (@cluster, @address, @entry, @isDead, 0, @alive) "
            + "ON CONFLICT (cluster, address) DO NOTHING",
            Values(entry, null), transaction));

    /// <inheritdoc/>
    public Task<bool> UpdateRow(
        MembershipEntry entry, string etag, TableVersion tableVersion) =>
        Change(tableVersion, (connection, transaction) => connection.Execute(
            "UPDATE silos SET entry = @entry, isdead = @isDead, etag = etag + 1, alive = @alive "
            + "WHERE cluster = @cluster AND address = @address AND etag = @etag",
            Values(entry, etag), transaction));

    /// <inheritdoc/>
    public Task UpdateIAmAlive(MembershipEntry entry) => Do(connection => connection.Execute(
        "UPDATE silos SET alive = @alive WHERE cluster = @cluster AND address = @address",
        Values(entry, null)));

    /// <summary>Says that nodes are dead whose hosts are, as the store sees by their locks: that is
    /// known at once, where the others would have to ask and wait.</summary>
    public async Task Bury()
    {
        MembershipTableData all = await ReadAll().ConfigureAwait(false);
        TableVersion version = all.Version;
        foreach ((MembershipEntry entry, string etag) in all.Members)
        {
            if (entry.Status != SiloStatus.Dead && !database.IsAlive(entry.SiloName))
            {
                entry.Status = SiloStatus.Dead;
                version = version.Next();
                if (!await UpdateRow(entry, etag, version).ConfigureAwait(false))
                {
                    return;
                }

                version = new TableVersion(version.Version, Text(version.Version));
            }
        }
    }

    private MembershipTableData Read(DbConnection connection, string? address)
    {
        // What is read first is older: a change is then refused, and read again.
        long version = connection.ExecuteScalar<long>(
            "SELECT version FROM clusters WHERE cluster = @cluster", new { cluster });
        IEnumerable<(string Address, string Entry, long Etag, long Alive)> rows =
            connection.Query<(string, string, long, long)>(
                "SELECT address, entry, etag, alive FROM silos WHERE cluster = @cluster"
                + (address is null ? "" : " AND address = @address"),
                new { cluster, address });
        return new MembershipTableData(
            [.. rows.Select(row => Tuple.Create(
                SiloRow.Parse(row.Entry).ToEntry(row.Address, row.Alive), Text(row.Etag)))],
            new TableVersion((int)version, Text(version)));
    }

    private object Values(MembershipEntry entry, string? etag) => new
    {
        cluster,
        address = entry.SiloAddress.ToParsableString(),
        entry = SiloRow.Of(entry).ToJson(),
        isDead = entry.Status == SiloStatus.Dead ? 1 : 0,
        etag = etag is null ? 0 : long.Parse(etag, CultureInfo.InvariantCulture),
        alive = new DateTimeOffset(
            DateTime.SpecifyKind(entry.IAmAliveTime, DateTimeKind.Utc)).ToUnixTimeMilliseconds(),
    };

    private Task<bool> Change(
        TableVersion version, Func<DbConnection, DbTransaction, int> change) => Do(connection =>
        {
            using DbTransaction transaction = connection.BeginTransaction();
            int changed = connection.Execute(
                "UPDATE clusters SET version = @next "
                + "WHERE cluster = @cluster AND version = @read",
                new
                {
                    cluster,
                    next = (long)version.Version,
                    read = long.Parse(version.VersionEtag, CultureInfo.InvariantCulture),
                },
                transaction);
            if (changed == 0 || change(connection, transaction) == 0)
            {
                return false;
            }

            transaction.Commit();
            return true;
        });

    private Task<T> Do<T>(Func<DbConnection, T> action) => Task.Run(() =>
    {
        using DbConnection connection = database.Open();
        return action(connection);
    });

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
