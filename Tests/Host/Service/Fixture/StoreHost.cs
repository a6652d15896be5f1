using GpuRisk.Host.Service.Store;

namespace GpuRisk.Tests.Host.Service;

/// <summary>As much of a service as uses the store: what another host looks like to it.</summary>
internal sealed class StoreHost : IAsyncDisposable
{
    private readonly SqlDatabase _database;

    public StoreHost(TestStore store, string? name = null)
    {
        Name = name ?? $"host-{Guid.NewGuid():N}";
        _database = store.Open();
        _database.Announce(Name);
        Writes = new WriteQueue(_database);
        Runs = new RunStore(_database, Writes, Name);
    }

    public string Name { get; }

    public WriteQueue Writes { get; }

    public RunStore Runs { get; }

    /// <summary>Accepts a run.</summary>
    public async Task<RunRow> Accept(RunRow run) =>
        (await Runs.Accept(StoredRun.Submission(run))).Runs[0];

    /// <summary>Goes away as a process that dies does: the database sees its sessions end.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await Writes.DisposeAsync();
        await _database.DisposeAsync();
    }
}
