using GpuRisk.Client;
using GpuRisk.Host.Service.Store;

namespace GpuRisk.Host.Service.Scheduling;

/// <summary>
/// Watches the hosts that share the store. One whose process was stopped, or whose machine hangs,
/// keeps its sessions and with them its runs: nobody may take them, but it can be told. Safe for
/// concurrent use.
/// </summary>
internal sealed partial class NodeWatch(
    RunStore store, SqlDatabase database, FairQueue queue, TimeProvider time,
    ILogger<NodeWatch> log)
{
    /// <summary>Time between two looks.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private Dictionary<string, (long Beat, long At)> _moved = [];
    private IReadOnlyList<NodeStatus> _others = [];

    /// <summary>The hosts at the last look, this one first.</summary>
    public IReadOnlyList<NodeStatus> Nodes
    {
        get
        {
            lock (_lock)
            {
                return
                [
                    new NodeStatus
                    {
                        Name = store.Host,
                        IsThis = true,
                        State = NodeState.Working,
                        Runs = queue.Count,
                        SilentSeconds = 0,
                    },
                    .. _others,
                ];
            }
        }
    }

    /// <summary>Those that do not move.</summary>
    public IEnumerable<NodeStatus> Frozen =>
        Nodes.Where(node => node.State == NodeState.Frozen);

    /// <summary>Says that this host moves, and looks whether the others do.</summary>
    public async Task Look()
    {
        await store.Beat(time.GetUtcNow().ToUnixTimeMilliseconds()).ConfigureAwait(false);
        var moved = new Dictionary<string, (long Beat, long At)>();
        var others = new List<NodeStatus>();
        foreach (HostRow host in store.Hosts().Where(host => host.Name != store.Host))
        {
            bool isAlive = database.IsAlive(host.Name);
            if (!isAlive && host.Runs == 0)
            {
                await store.ForgetHost(host.Name).ConfigureAwait(false);
                continue;
            }

            (long Beat, long At) last = _moved.TryGetValue(host.Name, out var known)
                && known.Beat == host.Beat
                    ? known
                    : (host.Beat, time.GetTimestamp());
            moved.Add(host.Name, last);
            TimeSpan silent = time.GetElapsedTime(last.At);
            others.Add(new NodeStatus
            {
                Name = host.Name,
                IsThis = false,
                State = !isAlive ? NodeState.Gone
                    : silent > LongestSilence ? NodeState.Frozen
                    : NodeState.Working,
                Runs = host.Runs,
                SilentSeconds = Math.Round(silent.TotalSeconds, 1),
            });
        }

        Tell(others);
        lock (_lock)
        {
            (_moved, _others) = (moved, others);
        }
    }

    private void Tell(List<NodeStatus> others)
    {
        string[] before = [.. Frozen.Select(node => node.Name)];
        foreach (NodeStatus node in others)
        {
            bool isNews = before.Contains(node.Name) != (node.State == NodeState.Frozen);
            if (isNews && node.State == NodeState.Frozen)
            {
                LogFrozen(node.Name, node.SilentSeconds, node.Runs);
            }
            else if (isNews)
            {
                LogMoves(node.Name);
            }
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Host {Name} has not moved for {Seconds} s though its process is there; its "
            + "{Runs} runs stall until it goes on or is ended.")]
    private partial void LogFrozen(string name, double seconds, long runs);

    [LoggerMessage(Level = LogLevel.Information, Message = "Host {Name} moves again, or is gone.")]
    private partial void LogMoves(string name);
}
