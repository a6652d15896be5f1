using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace GpuRisk.Host.Service.Store;

/// <summary>
/// A host's hold on a SQLite file: a lock beside it. Files can be deleted or replaced under a
/// running program, which notices nothing by what it has open; so their paths are looked at, too.
/// Safe for concurrent use.
/// </summary>
internal sealed class SqlitePresence : IDisposable
{
    private const int HasMoved = 20;

    private readonly Lock _lock = new();
    private readonly string _path;
    private FileStream _held;
    private string? _place;
    private SqliteConnection? _watch;
    private bool _isTaken;

    private SqlitePresence(string path, FileStream held)
    {
        _path = path;
        _held = held;
        _place = PlaceOf(held);
    }

    /// <summary>Why what is written would be lost; null where it would not.</summary>
    public string? Loss
    {
        get
        {
            lock (_lock)
            {
                return _isTaken
                    ? $"Another gpurisk serve uses {_path}: this one has lost it, and must be "
                        + "stopped."
                    : _watch is not null && IsMoved(_watch)
                        ? $"{_path} was deleted or replaced while the service runs: put it back, "
                            + "or start the service again."
                        : null;
            }
        }
    }

    /// <summary>Takes hold of a file, which may not be there yet.</summary>
    /// <exception cref="StoreException">Another host has it.</exception>
    public static SqlitePresence Take(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            FileStream held = Hold(path);
            foreach (string part in (string[])["", "-wal", "-shm", ".lock"])
            {
                PrivateFile.Close(path + part);
            }

            return new SqlitePresence(path, held);
        }
        catch (IOException error)
        {
            throw new StoreException(
                $"{path} is in use by another gpurisk serve; several can share a PostgreSQL "
                + "database.",
                error);
        }
    }

    /// <summary>Begins to watch the file, which is there now.</summary>
    public void Watch(string connectionString)
    {
        var watch = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString)
        {
            Pooling = false,
        }.ToString());
        watch.Open();
        using SqliteCommand command = watch.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM sqlite_master";
        _ = command.ExecuteScalar();
        lock (_lock)
        {
            _watch = watch;
        }
    }

    /// <summary>Makes sure that the lock is where others look for it.</summary>
    public void Tend()
    {
        lock (_lock)
        {
            if (PlaceOf(_held) == _place)
            {
                return;
            }

            try
            {
                FileStream again = Hold(_path);
                _held.Dispose();
                _held = again;
                _place = PlaceOf(again);
                _isTaken = false;
            }
            catch (IOException)
            {
                _isTaken = true;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _watch?.Dispose();
            _watch = null;
            _held.Dispose();
        }
    }

    private static FileStream Hold(string path) =>
        PrivateFile.Open(path + ".lock", FileMode.OpenOrCreate, FileShare.None);

    // Linux tells where a file that is open lies now, and whether it was deleted. Elsewhere this
    // is null, and a file that is open cannot be deleted.
    private static string? PlaceOf(FileStream file) =>
        new FileInfo($"/proc/self/fd/{file.SafeFileHandle.DangerousGetHandle()}").LinkTarget;

    // SQLite compares the file that it has open with the one at the path.
    private static bool IsMoved(SqliteConnection connection) =>
        FileControl(connection.Handle!.DangerousGetHandle(), null, HasMoved, out int moved) == 0
        && moved != 0;

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control")]
    private static extern int FileControl(IntPtr database, string? name, int what, out int answer);
}
