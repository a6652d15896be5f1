using System.Data.Common;

namespace GpuRisk.Host.Service.Store;

/// <summary>A database that holds the service's runs: what differs between products.</summary>
internal abstract class SqlDatabase : IAsyncDisposable
{
    /// <summary>The type of columns that hold bytes.</summary>
    public abstract string BytesType { get; }

    /// <summary>The type of a key that counts up by itself.</summary>
    public abstract string SequenceType { get; }

    /// <summary>Whether other hosts may work on the same runs.</summary>
    public abstract bool IsShared { get; }

    /// <summary>What it is and where, without secrets.</summary>
    public abstract string Description { get; }

    /// <summary>Opens a connection.</summary>
    public abstract DbConnection Open();

    /// <summary>Does something while no other host does the same.</summary>
    public abstract void Exclusively(DbConnection connection, Action action);

    /// <summary>Says that a host is alive until this process ends, however it ends.</summary>
    /// <exception cref="StoreException">Another host uses a database that cannot be shared, or it
    /// is damaged.</exception>
    public abstract void Announce(string host);

    /// <summary>To be called every second: makes sure that this host still counts as alive, and
    /// does what would keep writers waiting.</summary>
    public abstract void Tend();

    /// <summary>Why what is written would be lost; null where it would not.</summary>
    public abstract string? Loss { get; }

    /// <summary>Where a key for this machine's user can be kept beside it; null where nowhere.
    /// </summary>
    public abstract string? PlaceOfKey { get; }

    /// <summary>Keeps other hosts from writing runs for the rest of a transaction; null where
    /// there are none.</summary>
    public abstract string? LockOfRuns { get; }

    /// <summary>Whether a host other than this one is alive.</summary>
    public abstract bool IsAlive(string host);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>A database by what a user calls it: the path of a SQLite file, or the connection
    /// string or URI of a PostgreSQL database.</summary>
    public static SqlDatabase Of(string store) =>
        PostgresDatabase.IsMeant(store)
            ? new PostgresDatabase(store)
            : new SqliteDatabase(store);
}
