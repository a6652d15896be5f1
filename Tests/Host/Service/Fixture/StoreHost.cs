using GpuRisk.Host.Service.Store;

namespace GpuRisk.Tests.Host.Service;

/// <summary>As much of a service as uses the store: what another host looks like to it.</summary>
internal sealed class StoreHost : IAsyncDisposable
{
    public StoreHost(TestStore store, string? name = null)
    {
        Name = name ?? $"host-{Guid.NewGuid():N}";
        Database = store.Open();
        Database.Announce(Name);
        Writes = new WriteQueue(Database);
        Runs = new RunStore(Database, Writes, Name);
    }

    public string Name { get; }

    public SqlDatabase Database { get; }

    public WriteQueue Writes { get; }

    public RunStore Runs { get; }

    /// <summary>Accepts a run.</summary>
    public async Task<RunRow> Accept(RunRow run) =>
        (await Runs.Accept(StoredRun.Submission(run))).Runs[0];

    /// <summary>Waits until the database has seen that another's sessions have ended, which is a
    /// moment after they have.</summary>
    public async Task SeesTheEndOf(StoreHost other)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (Database.IsAlive(other.Name))
        {
            await Task.Delay(10, patience.Token);
        }
    }

    /// <summary>Goes away as a process that dies does: the database sees its sessions end.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await Writes.DisposeAsync();
        await Database.DisposeAsync();
    }
}
