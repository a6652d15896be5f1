using GpuRisk.Client;
using GpuRisk.Host.Runs.Storage;
using GpuRisk.Host.Service.Cluster;
using GpuRisk.Host.Service.Store;

namespace GpuRisk.Host.Service.Scheduling;

/// <summary>
/// Watches the hosts that share the store. One whose process was stopped, or whose machine hangs,
/// keeps its sessions and with them its runs: nobody may take them, but it can be told. Safe for
/// concurrent use.
/// </summary>
internal sealed partial class NodeWatch(
    RunStore store, SqlDatabase database, FairQueue queue, NodeReporter reporter,
    TimeProvider time, ILogger<NodeWatch> log)
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
                    With(reporter.Report, BuildVersion.Full, new NodeStatus
                    {
                        Name = store.Host,
                        IsThis = true,
                        State = NodeState.Working,
                        Runs = queue.Count,
                        SilentSeconds = 0,
                    }),
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
        NodeReport own = reporter.Report;
        await store.Beat(
            time.GetUtcNow().ToUnixTimeMilliseconds(), BuildVersion.Full, own.ToJson())
            .ConfigureAwait(false);
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
            NodeReport? report = NodeReport.Parse(host.Report);
            others.Add(With(report, host.Version, new NodeStatus
            {
                Name = host.Name,
                IsThis = false,
                State = !isAlive ? NodeState.Gone
                    : silent > LongestSilence ? NodeState.Frozen
                    : NodeState.Working,
                Runs = host.Runs,
                SilentSeconds = Math.Round(silent.TotalSeconds, 1),
                Problem = ProblemOf(host, report, own),
            }));
        }

        Tell(others);
        lock (_lock)
        {
            (_moved, _others) = (moved, others);
        }
    }

    private static NodeStatus With(NodeReport? report, string version, NodeStatus status) =>
        status with
        {
            Version = version.Length > 0 ? version : null,
            Problem = status.Problem ?? report?.Problem,
            Devices = report?.Devices ?? [],
            HelpsWith = report?.HelpsWith,
            PathsHelped = report?.PathsHelped ?? 0,
            Leases = report?.Leases ?? 0,
            PathsDoneAgain = report?.PathsDoneAgain ?? 0,
        };

    private static string? ProblemOf(HostRow host, NodeReport? report, NodeReport own) =>
        host.Version.Length > 0 && host.Version != BuildVersion.Full
            ? $"It has version {host.Version}, this host {BuildVersion.Full}: hosts of unlike "
                + "versions share no runs."
        : report?.SelfTest is { } digest && own.SelfTest is { } ours && digest != ours
            ? "Its test of itself has another digest than this host's: they share no runs."
        : null;

    private void Tell(List<NodeStatus> others)
    {
        string[] before = [.. Frozen.Select(node => node.Name)];
        HashSet<string> apart = [.. Nodes
            .Where(node => node.Problem is not null)
            .Select(node => node.Name)];
        foreach (NodeStatus node in others.Where(
            node => node.Problem is not null && !apart.Contains(node.Name)))
        {
            LogApart(node.Name, node.Problem!);
        }

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

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Host {Name} works for itself. {Problem}")]
    private partial void LogApart(string name, string problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "Host {Name} moves again, or is gone.")]
    private partial void LogMoves(string name);
}
