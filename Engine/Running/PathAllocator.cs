namespace GpuRisk.Engine.Running;

/// <summary>
/// Shares path indices among workers of unlike speed: each takes chunks that keep it busy for a
/// moment, smaller ones towards the end, so that all end together. Paths of a worker that failed
/// or hangs go to another. Safe for concurrent use.
/// </summary>
/// <param name="start">The first path to hand out.</param>
/// <param name="paths">How many to hand out.</param>
/// <param name="clock">Time since the run started.</param>
/// <param name="window">Where somebody needs the outcomes in order: no path is handed out that
/// lies so many or more beyond those released.</param>
/// <param name="limit">When it ends: what is not handed out by then never is. At least one chunk
/// is; null for no limit.</param>
internal sealed class PathAllocator(
    long start,
    long paths,
    Func<TimeSpan> clock,
    long window = long.MaxValue,
    TimeSpan? limit = null)
{
    // A worker takes at most half of what is its share of the rest, so that an estimate that is
    // off by a factor of two still lets all end together.
    private const double ShareOfRest = 0.5;
    private const long Boundary = 1L << 32;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);

    private readonly object _lock = new();
    private readonly Queue<(long First, int Count)> _returned = new();
    private readonly List<PathLease> _leases = [];
    private readonly List<WorkerPace> _workers = [];
    private readonly long _start = start;
    private long _end = start + paths;
    private long _next = start;
    private long _delivered;
    private long _released = start;
    private bool _isClosed;

    /// <summary>How many paths it hands out in all: fewer than it was made for once its time is
    /// over.</summary>
    public long Total
    {
        get
        {
            lock (_lock)
            {
                return _end - _start;
            }
        }
    }

    /// <summary>Whether nobody needs to work any more: all is delivered, or it was closed.
    /// </summary>
    public bool IsFinished
    {
        get
        {
            lock (_lock)
            {
                return _isClosed || _delivered == _end - _start;
            }
        }
    }

    /// <summary>The paths that were delivered.</summary>
    public IReadOnlyList<PathRange> Delivered
    {
        get
        {
            lock (_lock)
            {
                return new PathRange(_start, _next - _start).Without(
                [
                    .. _returned.Select(back => new PathRange(back.First, back.Count)),
                    .. _leases.Select(lease => new PathRange(lease.First, lease.Count)),
                ]);
            }
        }
    }

    /// <summary>Announces a worker. Those that take paths count on it to take its share.</summary>
    public void Join(WorkerPace worker)
    {
        lock (_lock)
        {
            _workers.Add(worker);
        }
    }

    /// <summary>Says that a worker will not take paths any more, and gives its lease to others.
    /// </summary>
    public void Leave(WorkerPace worker, PathLease? lease)
    {
        lock (_lock)
        {
            _workers.Remove(worker);
            if (lease is not null && _leases.Remove(lease))
            {
                lease.IsRevoked = true;
                _returned.Enqueue((lease.First, lease.Count));
            }

            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Takes paths; waits while there are none to take but may be again.</summary>
    /// <returns>Null where nobody needs to work any more.</returns>
    public PathLease? Take(WorkerPace worker)
    {
        lock (_lock)
        {
            while (!IsFinished)
            {
                if (TryTake(worker) is { } lease)
                {
                    return lease;
                }

                Monitor.Wait(_lock, Poll);
            }

            return null;
        }
    }

    /// <summary>Takes paths where there are some to take now.</summary>
    public PathLease? TryTake(WorkerPace worker)
    {
        lock (_lock)
        {
            if (_next > _start && clock() >= limit)
            {
                _end = _next;
            }

            // Chunks that came back go first: what others wait for may be among them.
            if (_returned.Count == 0 && (_next == _end || IsTooFarAhead)
                && Overdue.Find(_leases, worker, clock()) is { } overdue)
            {
                overdue.IsRevoked = true;
                _leases.Remove(overdue);
                _returned.Enqueue((overdue.First, overdue.Count));
            }

            if (_returned.TryDequeue(out (long First, int Count) back))
            {
                int part = Math.Min(back.Count, worker.Most);
                if (part < back.Count)
                {
                    _returned.Enqueue((back.First + part, back.Count - part));
                }

                return Lease(worker, back.First, part);
            }

            return _next == _end || IsTooFarAhead || EndsSoonerWithout(worker)
                ? null
                : TakeNew(worker);
        }
    }

    /// <summary>Asks to deliver paths of a lease. From then on nobody else gets them.</summary>
    /// <returns>False where another worker has them.</returns>
    public bool BeginDelivery(PathLease lease, long first, int count)
    {
        lock (_lock)
        {
            if (lease.IsRevoked)
            {
                return false;
            }

            if (first != lease.First || count > lease.Count || count < 1)
            {
                throw new InvalidOperationException(
                    $"Paths {first} to {first + count} were delivered where {lease.Count} from "
                    + $"{lease.First} on were taken.");
            }

            lease.IsDelivering = true;
            return true;
        }
    }

    /// <summary>Says that paths of a lease are delivered.</summary>
    public void EndDelivery(PathLease lease, int count)
    {
        lock (_lock)
        {
            TimeSpan now = clock();
            lease.Advance(count, now);
            _delivered += count;
            if (lease.Count == 0)
            {
                _leases.Remove(lease);
                lease.Pace.Record(lease.Size, (now - lease.Taken).TotalSeconds);
            }

            if (_delivered == _end - _start)
            {
                Monitor.PulseAll(_lock);
            }
        }
    }

    /// <summary>Takes paths from a worker that hangs: whatever it still delivers is refused.
    /// </summary>
    public void Revoke(PathLease? lease)
    {
        lock (_lock)
        {
            while (lease is { IsDelivering: true })
            {
                Monitor.Wait(_lock, Poll);
            }

            if (lease is not null)
            {
                lease.IsRevoked = true;
            }
        }
    }

    /// <summary>Says that nobody needs paths below an index any more.</summary>
    public void Release(long below)
    {
        lock (_lock)
        {
            if (below > _released)
            {
                _released = below;
                Monitor.PulseAll(_lock);
            }
        }
    }

    /// <summary>Hands out nothing from now on.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            Monitor.PulseAll(_lock);
        }
    }

    private bool IsTooFarAhead => _next - _released >= window;

    private PathLease TakeNew(WorkerPace worker)
    {
        double all = _workers.Sum(other => other.Rate);
        double share = all > 0 ? Left(all) * worker.Rate / all * ShareOfRest : 0;

        // Kernels hold the upper half of a path's index constant over a chunk.
        long room = Math.Min(_end - _next, Boundary - (_next % Boundary));
        int count = (int)Math.Min(Math.Min(worker.Next(share), room), window);
        long first = _next;
        _next += count;
        return Lease(worker, first, count);
    }

    // As many as are left, or as workers of that rate together can do until the time is over.
    private double Left(double rate) => limit is { } end
        ? Math.Min(_end - _next, rate * Math.Max(0, (end - clock()).TotalSeconds))
        : _end - _next;

    private PathLease Lease(WorkerPace worker, long first, int count)
    {
        var lease = new PathLease(worker, first, count, clock());
        _leases.Add(lease);
        return lease;
    }

    // The least that a slow device does well at once may take longer than all that is left takes
    // the others. Only those that are at work count, so that never all leave it to each other.
    private bool EndsSoonerWithout(WorkerPace worker)
    {
        if (worker.IsFixed || worker.Rate == 0)
        {
            return false;
        }

        TimeSpan now = clock();
        PathLease[] working = [.. _leases.Where(
            lease => lease.Pace.Rate > 0 && !Overdue.Hangs(lease, now))];
        double others = working.Sum(lease => lease.Pace.Rate);
        double left = Left(others);
        double rest = left + working.Sum(lease => (double)lease.Count);
        return others > 0
            && worker.SecondsFor(Math.Min(left, worker.Least)) > rest / others;
    }
}
