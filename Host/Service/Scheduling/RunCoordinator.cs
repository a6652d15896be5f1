using GpuRisk.Engine.Running;

namespace GpuRisk.Host.Service.Scheduling;

/// <summary>
/// Shares a run's paths among nodes and adds up what they deliver. A node takes a lease on paths,
/// does the first of them for about a second and delivers their tally; the rest is free again. A
/// lease that is not delivered in time goes to a node that has nothing else to do, and the first
/// one's delivery is refused, so that each path counts once. It has no clock, no threads, no
/// network and no store: times, by a clock that nobody sets, are arguments. Not safe for concurrent
/// use.
/// </summary>
/// <typeparam name="T">What paths are tallied in.</typeparam>
/// <param name="epoch">The epoch under which this host holds the run: what was taken under another
/// one is refused.</param>
/// <param name="paths">The run's paths.</param>
/// <param name="done">Those that are done.</param>
/// <param name="tally">What they came to; what is delivered is added to it.</param>
/// <param name="add">Adds the second tally to the first.</param>
internal sealed class RunCoordinator<T>(
    long epoch, long paths, IReadOnlyList<PathRange> done, T tally, Action<T, T> add)
{
    // A node that shares a run takes what it does in a slice, with room for a rate that was
    // measured too low: time ends its work.
    private const double Room = 2;

    // Towards the end it takes at most half of its share of the rest, so that an estimate that is
    // off by a factor of two still lets all end together, but nothing that is not worth a message.
    private const double ShareOfRest = 0.5;
    private const double LeastSeconds = 0.1;

    // Whoever takes so many times as long as a slice is taken to hang. A node that has not
    // delivered yet may have to compile its kernel.
    private const double Patience = 4;
    private static readonly TimeSpan LeastPatience = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan FirstPatience = TimeSpan.FromSeconds(20);

    // A node that was not heard of for so long is not counted on.
    private static readonly TimeSpan Presence = TimeSpan.FromSeconds(5);

    // Messages that come twice do so soon.
    private const long Remembered = 4096;

    private readonly Dictionary<string, NodePace> _nodes = [];
    private readonly Dictionary<long, NodeLease> _leases = [];
    private readonly HashSet<long> _accepted = [];
    private List<PathRange> _free = [.. new PathRange(0, paths).Without(done)];
    private IReadOnlyList<PathRange> _done = PathRange.Join(done);
    private long _lastLease;
    private bool _isClosed;

    /// <summary>The epoch under which the run is held.</summary>
    public long Epoch { get; } = epoch;

    /// <summary>What the paths that are done came to.</summary>
    public T Tally { get; } = tally;

    /// <summary>The paths that are done.</summary>
    public IReadOnlyList<PathRange> Done => _done;

    /// <summary>How many are done.</summary>
    public long PathsDone => _done.Sum(range => range.Count);

    /// <summary>Whether all are done.</summary>
    public bool IsDone => PathsDone == paths;

    /// <summary>Paths that nodes may have done, but did not deliver in time: about so many are
    /// done again.</summary>
    public long PathsTakenBack { get; private set; }

    /// <summary>Leases that are not delivered.</summary>
    public IReadOnlyCollection<NodeLease> Leases => _leases.Values;

    /// <summary>The nodes that are counted on, and how fast they are.</summary>
    public IEnumerable<KeyValuePair<string, NodePace>> NodesAt(TimeSpan now) =>
        _nodes.Where(node => IsPresent(node.Key, node.Value, now));

    /// <summary>Takes paths.</summary>
    /// <param name="node">Who takes them.</param>
    /// <param name="slice">For how long it is to do them.</param>
    /// <param name="now">The time.</param>
    /// <returns>Null where there are none to take now, or never will be.</returns>
    public NodeLease? Take(string node, TimeSpan slice, TimeSpan now)
    {
        if (_isClosed)
        {
            return null;
        }

        NodePace pace = PaceOf(node);
        pace.Seen = now;
        if (_free.Count == 0 && Overdue(node, now) is { } overdue)
        {
            TakeBack(overdue);
        }

        if (_free.Count == 0)
        {
            return null;
        }

        PathRange gap = _free[0];
        var taken = new PathRange(gap.First, Math.Min(gap.Count, Size(node, pace, slice, now)));
        var lease = new NodeLease(++_lastLease, node, taken, slice, now);
        _leases.Add(lease.Id, lease);
        _free[0] = new PathRange(taken.End, gap.Count - taken.Count);
        _free = [.. PathRange.Join(_free)];
        return lease;
    }

    /// <summary>Delivers paths of a lease, which ends with it.</summary>
    /// <param name="of">The epoch under which it was taken.</param>
    /// <param name="id">The lease.</param>
    /// <param name="count">How many of its paths were done, from the first on.</param>
    /// <param name="delivered">What they came to.</param>
    /// <param name="seconds">What they took.</param>
    /// <param name="now">The time.</param>
    public DeliveryAnswer Deliver(
        long of, long id, long count, T delivered, double seconds, TimeSpan now)
    {
        if (of != Epoch || _isClosed)
        {
            return DeliveryAnswer.Refused;
        }

        if (!_leases.TryGetValue(id, out NodeLease? lease)
            || count < 1 || count > lease.Paths.Count)
        {
            return _accepted.Contains(id) ? DeliveryAnswer.Repeated : DeliveryAnswer.Refused;
        }

        NodePace pace = PaceOf(lease.Node);
        pace.Seen = now;
        pace.Record(count, seconds);
        add(Tally, delivered);
        _done = PathRange.Join([.. _done, lease.Paths with { Count = count }]);
        End(lease, new PathRange(lease.Paths.First + count, lease.Paths.Count - count));
        _accepted.Add(id);
        _accepted.Remove(id - Remembered);
        return DeliveryAnswer.Accepted;
    }

    /// <summary>Gives back a lease of which nothing will be delivered.</summary>
    public void GiveBack(long id)
    {
        if (_leases.TryGetValue(id, out NodeLease? lease))
        {
            End(lease, lease.Paths);
        }
    }

    /// <summary>Gives back all leases of a node that is no more.</summary>
    public void Leave(string node)
    {
        foreach (NodeLease lease in _leases.Values.Where(lease => lease.Node == node).ToArray())
        {
            TakeBack(lease);
        }

        _nodes.Remove(node);
    }

    /// <summary>Hands out and takes nothing from now on.</summary>
    public void Close() => _isClosed = true;

    private void TakeBack(NodeLease lease)
    {
        // Of a lease that time would have ended, so many would have been done.
        double most = lease.Slice.TotalSeconds * PaceOf(lease.Node).Rate;
        PathsTakenBack += (long)Math.Min(lease.Paths.Count, most);
        GiveBack(lease.Id);
    }

    private void End(NodeLease lease, PathRange rest)
    {
        _leases.Remove(lease.Id);
        _free = [.. PathRange.Join([.. _free, rest])];
    }

    // Who has the run for itself takes all that is free as long as nobody knows how fast he is, and
    // then as if he shared it, so that whoever joins need not wait for the end of a slice.
    private long Size(string node, NodePace pace, TimeSpan slice, TimeSpan now)
    {
        NodePace[] present = [.. NodesAt(now)
            .Where(other => other.Key != node)
            .Select(other => other.Value)];
        bool isKnown = pace.Rate > 0;
        double size = isKnown ? Room * slice.TotalSeconds * pace.Rate : double.PositiveInfinity;
        if (present.Length > 0)
        {
            long left = _free.Sum(range => range.Count);
            double all = pace.Rate + present.Sum(other => other.Rate);
            double share = ShareOfRest * left / (isKnown ? all / pace.Rate : present.Length + 1);
            size = isKnown ? Math.Clamp(share, LeastSeconds * pace.Rate, size) : share;
        }

        return Math.Max(1, (long)Math.Min(size, long.MaxValue / 2.0));
    }

    private NodeLease? Overdue(string node, TimeSpan now) => _leases.Values
        .Where(lease => lease.Node != node && now - lease.Taken > PatienceWith(lease))
        .MinBy(lease => lease.Taken);

    private TimeSpan PatienceWith(NodeLease lease)
    {
        TimeSpan usual = lease.Slice * Patience;
        TimeSpan least = PaceOf(lease.Node).Rate > 0 ? LeastPatience : FirstPatience;
        return usual > least ? usual : least;
    }

    private bool IsPresent(string node, NodePace pace, TimeSpan now) =>
        now - pace.Seen < Presence || _leases.Values.Any(
            lease => lease.Node == node && now - lease.Taken < PatienceWith(lease));

    private NodePace PaceOf(string node)
    {
        if (!_nodes.TryGetValue(node, out NodePace? pace))
        {
            _nodes.Add(node, pace = new NodePace());
        }

        return pace;
    }
}
