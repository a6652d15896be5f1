using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

namespace GpuRisk.Host.Service.Store;

/// <summary>
/// A PostgreSQL database, which several hosts can share. A host is alive as long as its session
/// holds its advisory lock: when the process dies the server lets go of it at once, whatever the
/// clocks say.
/// </summary>
internal sealed class PostgresDatabase : SqlDatabase
{
    private const long MigrationLock = 0x6770_7572_6973_6b00;

    private readonly NpgsqlDataSource _source;
    private readonly Lock _lock = new();
    private DbConnection? _presence;
    private string? _host;

    public PostgresDatabase(string store)
    {
        var builder = new NpgsqlConnectionStringBuilder(OfUri(store))
        {
            ApplicationName = "gpurisk",
            NoResetOnClose = true,
        };

        // A machine that loses its power says nothing: the server asks, and lets go of the locks.
        builder.Options ??= "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 "
            + "-c tcp_keepalives_count=3";
        Description = $"PostgreSQL {builder.Host}:{builder.Port}/{builder.Database}";
        _source = NpgsqlDataSource.Create(builder);
    }

    /// <inheritdoc/>
    public override string BytesType => "BYTEA";

    /// <inheritdoc/>
    public override string SequenceType => "BIGSERIAL PRIMARY KEY";

    /// <inheritdoc/>
    public override bool IsShared => true;

    /// <inheritdoc/>
    public override string Description { get; }

    /// <summary>Whether a text means a PostgreSQL database rather than a file.</summary>
    public static bool IsMeant(string store) =>
        IsUri(store) || store.Contains('=', StringComparison.Ordinal);

    /// <inheritdoc/>
    public override DbConnection Open() => _source.OpenConnection();

    /// <inheritdoc/>
    public override void Exclusively(DbConnection connection, Action action)
    {
        connection.Execute($"SELECT pg_advisory_lock({MigrationLock})");
        try
        {
            action();
        }
        finally
        {
            connection.Execute($"SELECT pg_advisory_unlock({MigrationLock})");
        }
    }

    /// <inheritdoc/>
    public override void Announce(string host)
    {
        lock (_lock)
        {
            _host = host;
            _presence?.Dispose();
            _presence = null;
            _presence = Open();
            _presence.Execute("SELECT pg_advisory_lock(@key)", new { key = KeyOf(host) });
        }
    }

    /// <inheritdoc/>
    public override string? Loss => null;

    /// <inheritdoc/>
    public override string? PlaceOfKey => null;

    /// <inheritdoc/>
    public override string? LockOfRuns => "LOCK TABLE runs IN SHARE ROW EXCLUSIVE MODE";

    /// <inheritdoc/>
    public override void Tend()
    {
        lock (_lock)
        {
            Presence();
        }
    }

    /// <inheritdoc/>
    public override bool IsAlive(string host)
    {
        lock (_lock)
        {
            long key = KeyOf(host);
            DbConnection presence = Presence();
            bool isFree = presence.ExecuteScalar<bool>(
                "SELECT pg_try_advisory_lock(@key)", new { key });
            if (isFree)
            {
                presence.Execute("SELECT pg_advisory_unlock(@key)", new { key });
            }

            return !isFree;
        }
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (_presence is not null)
        {
            await _presence.DisposeAsync().ConfigureAwait(false);
        }

        await _source.DisposeAsync().ConfigureAwait(false);
    }

    // A server that was restarted has let go of the lock.
    private DbConnection Presence()
    {
        try
        {
            if (_presence?.Execute("SELECT 1") is not null)
            {
                return _presence;
            }
        }
        catch (Exception error) when (error is DbException or InvalidOperationException)
        {
            // The session is broken or closed.
        }

        Announce(_host!);
        return _presence!;
    }

    private static long KeyOf(string host) =>
        BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(host)));

    private static bool IsUri(string store) =>
        store.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
        || store.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    private static string OfUri(string store)
    {
        if (!IsUri(store))
        {
            return store;
        }

        var uri = new Uri(store);
        string[] user = uri.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = uri.DnsSafeHost,
            Port = uri.Port > 0 ? uri.Port : 5432,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')),
            Username = Uri.UnescapeDataString(user[0]),
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
        };
        foreach (string setting in uri.Query.TrimStart('?').Split(
            '&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = setting.Split('=', 2);
            builder[parts[0]] = Uri.UnescapeDataString(parts.Length > 1 ? parts[1] : "")
                .Replace("-", "", StringComparison.Ordinal);
        }

        return builder.ToString();
    }
}
