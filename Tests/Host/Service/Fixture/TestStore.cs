using GpuRisk.Host.Service.Store;

namespace GpuRisk.Tests.Host.Service;

/// <summary>A fresh database for a test, deleted when it is over.</summary>
internal abstract class TestStore : IAsyncDisposable
{
    /// <summary>What the service's option <c>store</c> is.</summary>
    public abstract string Address { get; }

    /// <summary>A fresh database; ignores the test where there is no server for it.</summary>
    public static async Task<TestStore> Create(StoreKind kind) => kind == StoreKind.Sqlite
        ? new SqliteTestStore()
        : await PostgresTestStore.Create();

    /// <summary>Opens it as the service does.</summary>
    public SqlDatabase Open() => StoreOpening.Open(Address);

    /// <summary>All bytes that the database holds, for tests of what it must not hold.</summary>
    public abstract Task<string> Dump();

    public abstract ValueTask DisposeAsync();
}
