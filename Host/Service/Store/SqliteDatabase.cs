using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace GpuRisk.Host.Service.Store;

/// <summary>A SQLite file. A commit is on the disk before it returns; readers never wait for the
/// writer. One host at a time uses it.</summary>
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
    private FileStream? _lock;

    /// <inheritdoc/>
    public override string BytesType => "BLOB";

    /// <inheritdoc/>
    public override string SequenceType => "INTEGER PRIMARY KEY AUTOINCREMENT";

    /// <inheritdoc/>
    public override bool IsShared => false;

    /// <inheritdoc/>
    public override string Description => $"SQLite {_path}";

    /// <inheritdoc/>
    public override DbConnection Open()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = _path,
            DefaultTimeout = 30,
        }.ToString());
        connection.Open();
        connection.Execute(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; "
            + $"PRAGMA busy_timeout = {Patience}; "
            + $"PRAGMA wal_autocheckpoint = {(_lock is null ? UsualPages : 0)};");
        return connection;
    }

    /// <inheritdoc/>
    /// <remarks>Writing transactions exclude each other anyway.</remarks>
    public override void Exclusively(DbConnection connection, Action action) => action();

    /// <inheritdoc/>
    public override void Announce(string host)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            _lock = new FileStream(
                _path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error)
        {
            throw new StoreException(
                $"{_path} is in use by another gpurisk serve; several can share a PostgreSQL "
                + "database.",
                error);
        }
    }

    /// <inheritdoc/>
    public override string? LockOfRuns => null;

    /// <inheritdoc/>
    /// <remarks>What is in the log goes into the file. A writer would do it every thousand pages,
    /// and whoever waits for it would wait for the disk twice; here it keeps nobody waiting. Under
    /// unending writes the log has no end from which it could begin anew: when it has become long,
    /// writers wait for what has come since.</remarks>
    public override void Tend()
    {
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
        _lock?.Dispose();
        SqliteConnection.ClearPool(new SqliteConnection($"Data Source={_path}"));
        return ValueTask.CompletedTask;
    }
}
