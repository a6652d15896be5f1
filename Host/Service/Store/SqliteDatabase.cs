using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace GpuRisk.Host.Service.Store;

/// <summary>A SQLite file. A commit is on the disk before it returns; readers never wait for the
/// writer. One host at a time uses it, and no other user of the machine can read it.</summary>
internal sealed class SqliteDatabase(string path) : SqlDatabase
{
    // Of pages.
    private const int LongestLog = 16_384;
    private const int UsualPages = 1000;

    // In milliseconds. SQLite asks again after one, its .NET library only after 150.
    private const int Patience = 30_000;

    // Writers wait meanwhile.
    private const int PatienceWithReaders = 20;

    private readonly string _path = Path.GetFullPath(path);
    private SqlitePresence? _presence;

    /// <inheritdoc/>
    public override string BytesType => "BLOB";

    /// <inheritdoc/>
    public override string SequenceType => "INTEGER PRIMARY KEY AUTOINCREMENT";

    /// <inheritdoc/>
    public override bool IsShared => false;

    /// <inheritdoc/>
    public override string Description => $"SQLite {_path}";

    /// <inheritdoc/>
    /// <remarks>A file that is not there is made, but not under a host that has announced itself:
    /// its runs would be elsewhere.</remarks>
    public override DbConnection Open()
    {
        if (Loss is { } loss)
        {
            throw new StoreException(loss);
        }

        if (_presence is null)
        {
            PrivateFile.Make(_path);
        }

        var connection = new SqliteConnection(Address);
        connection.Open();
        connection.Execute(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; "
            + $"PRAGMA busy_timeout = {Patience}; "
            + $"PRAGMA wal_autocheckpoint = {(_presence is null ? UsualPages : 0)};");
        return connection;
    }

    /// <inheritdoc/>
    /// <remarks>Writing transactions exclude each other anyway.</remarks>
    public override void Exclusively(DbConnection connection, Action action) => action();

    /// <inheritdoc/>
    public override void Announce(string host)
    {
        var presence = SqlitePresence.Take(_path);
        try
        {
            using var connection = (SqliteConnection)Open();
            Check(connection);
            presence.Watch(Address);
        }
        catch
        {
            presence.Dispose();
            throw;
        }

        _presence = presence;
    }

    /// <inheritdoc/>
    public override string? Loss => _presence?.Loss;

    /// <inheritdoc/>
    public override string? PlaceOfKey => _path + ".key";

    /// <inheritdoc/>
    public override string? LockOfRuns => null;

    /// <inheritdoc/>
    /// <remarks>What is in the log goes into the file. A writer would do it every thousand pages,
    /// and whoever waits for it would wait for the disk twice; here it keeps nobody waiting. Under
    /// unending writes the log has no end from which it could begin anew: when it has become long,
    /// writers wait for what has come since.</remarks>
    public override void Tend()
    {
        _presence?.Tend();
        using DbConnection connection = Open();
        (int _, int pages, int _) = connection.QuerySingle<(int Busy, int Pages, int Moved)>(
            "PRAGMA wal_checkpoint(PASSIVE)");
        if (pages > LongestLog)
        {
            connection.Execute(
                $"PRAGMA busy_timeout = {PatienceWithReaders}; PRAGMA wal_checkpoint(RESTART)");
        }
    }

    /// <inheritdoc/>
    /// <remarks>The lock says that this host is the only one.</remarks>
    public override bool IsAlive(string host) => false;

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _presence?.Dispose();
        SqliteConnection.ClearPool(new SqliteConnection(Address));
        return ValueTask.CompletedTask;
    }

    private string Address => new SqliteConnectionStringBuilder
    {
        DataSource = _path,
        Mode = SqliteOpenMode.ReadWrite,
        DefaultTimeout = 30,
    }.ToString();

    // What is found damaged before the first run is accepted costs none of them.
    private void Check(SqliteConnection connection)
    {
        string found = connection.ExecuteScalar<string>("PRAGMA quick_check(1)") ?? "";
        if (found != "ok")
        {
            throw new StoreException(
                $"{_path} is damaged ({found.ReplaceLineEndings(" ")}): put a backup in its place, "
                + "or save what can be read with sqlite3's .recover.");
        }
    }
}
