using GpuRisk.Client;
using GpuRisk.Host.Service.Store;

namespace GpuRisk.Host.Service.Cluster;

/// <summary>
/// Joins the cluster when there is one: as long as nobody shares the store, it does nothing and
/// listens on no port. Where the others take this host for dead, as after its process was stopped,
/// it joins again.
/// </summary>
internal sealed partial class ClusterNode(
    ServiceOptions options, SqlDatabase database, RunStore store, RunDesk desk,
    ILogger<ClusterNode> log) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _closing = new();
    private HashSet<string> _known = [];
    private Silo? _silo;
    private Task _joining = Task.CompletedTask;

    /// <summary>This host's part of the cluster; null where it is in none.</summary>
    public Silo? Silo => Volatile.Read(ref _silo) is { HasFallen: false } silo ? silo : null;

    /// <summary>To be called every second.</summary>
    /// <param name="nodes">The hosts that share the store.</param>
    public async Task Tend(IReadOnlyList<NodeStatus> nodes)
    {
        HashSet<string> alive = [.. nodes
            .Where(node => !node.IsThis && node.State != NodeState.Gone)
            .Select(node => node.Name)];
        string[] gone = [.. _known.Except(alive)];
        _known = alive;
        foreach (string node in gone)
        {
            desk.Leave(node);
        }

        if (!options.Cluster.Enabled || !_joining.IsCompleted || _closing.IsCancellationRequested)
        {
            return;
        }

        if (Silo is { } silo)
        {
            if (gone.Length > 0)
            {
                await silo.Bury().ConfigureAwait(false);
            }
        }
        else if (alive.Count > 0)
        {
            _joining = Task.Run(Join);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Leave().ConfigureAwait(false);
        _closing.Dispose();
    }

    /// <summary>Leaves the cluster for good.</summary>
    public async Task Leave()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await _joining.ConfigureAwait(false);
        if (Interlocked.Exchange(ref _silo, null) is { } silo)
        {
            await silo.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task Join()
    {
        try
        {
            if (_silo is { } fallen)
            {
                Volatile.Write(ref _silo, null);
                await fallen.DisposeAsync().ConfigureAwait(false);
            }

            using var patience =
                CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
            patience.CancelAfter(Patience);
            Silo silo = await Cluster.Silo.Join(
                options, database, store.Host, desk, patience.Token).ConfigureAwait(false);
            Volatile.Write(ref _silo, silo);
            LogJoined(store.Host);
        }
        catch (Exception error)
        {
            // Each does its own runs meanwhile; this is tried again.
            if (!_closing.IsCancellationRequested)
            {
                LogNotJoined(error.Message.ReplaceLineEndings(" "));
            }
        }
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Name} shares its runs with the other hosts of this store.")]
    private partial void LogJoined(string name);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Runs are not shared with other hosts yet, which is tried again: {Problem}")]
    private partial void LogNotJoined(string problem);
}
