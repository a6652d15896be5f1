using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Service.Store;

namespace GpuRisk.Host.Service.Scheduling;

/// <summary>
/// A run in memory: its plan, what is done of it, and who does the rest. The executor collects what
/// was delivered, by this host's devices or by other nodes, and has it stored. Safe for concurrent
/// use.
/// </summary>
/// <param name="plan">Its plan.</param>
/// <param name="stored">The run as stored.</param>
/// <param name="tally">The tally of the paths that are done.</param>
/// <param name="node">This host's name.</param>
/// <param name="tookBack">Told how many paths are done again because a node did not deliver them in
/// time.</param>
/// <param name="time">The clock.</param>
internal sealed class OpenRun(
    Plan plan, RunRow stored, RunTally tally, string node, Action<long> tookBack,
    TimeProvider time)
{
    // What is packed keeps a processor from paths: at most so much of its time is taken.
    private const double TimesPacking = 50;

    private readonly object _lock = new();
    private readonly long _opened = time.GetTimestamp();
    private readonly RunCoordinator<RunTally> _coordinator = new(
        stored.Epoch, stored.Paths, RunRanges.Of(stored), tally, (sum, more) => sum.Merge(more));

    private long _collected = tally.Paths;
    private double _seconds;
    private ChunkWork _work = ChunkWork.None;
    private long _collectedAt = time.GetTimestamp();
    private Task<PackedTally>? _packing;
    private TimeSpan _packed;
    private bool _isClosed;

    /// <summary>Its plan.</summary>
    public Plan Plan { get; } = plan;

    /// <summary>The tally of the paths that are done. To be read when the run is closed.</summary>
    public RunTally Tally { get; } = tally;

    /// <summary>The epoch under which this host holds it.</summary>
    public long Epoch { get; } = stored.Epoch;

    /// <summary>The paths that are done.</summary>
    public IReadOnlyList<PathRange> Done => Locked(() => _coordinator.Done);

    /// <summary>How many are done.</summary>
    public long PathsDone => Locked(() => _coordinator.PathsDone);

    /// <summary>Whether all are done.</summary>
    public bool IsDone => Locked(() => _coordinator.IsDone);

    /// <summary>Whether something was delivered that is not collected.</summary>
    public bool HasNews => Locked(() => Tally.Paths > _collected);

    /// <summary>Time since it was last asked for what was delivered.</summary>
    public TimeSpan SinceCollected => time.GetElapsedTime(_collectedAt);

    /// <summary>Whether other nodes work on it, or have of late.</summary>
    public bool IsShared => Locked(() => _coordinator.NodesAt(Now).Any(other => other.Key != node)
        || Tally.Paths > _collected);

    /// <summary>Paths a second of all nodes together.</summary>
    public double Rate => Locked(() => _coordinator.NodesAt(Now).Sum(other => other.Value.Rate));

    /// <summary>Leases that other nodes have.</summary>
    public int LeasesElsewhere =>
        Locked(() => _coordinator.Leases.Count(lease => lease.Node != node));

    private TimeSpan Now => time.GetElapsedTime(_opened);

    /// <summary>For how long a node is to do paths: as wished, or longer where a tally is so large
    /// that to pack it so often would cost much.</summary>
    public TimeSpan SliceOf(TimeSpan wish)
    {
        TimeSpan least = Locked(() => _packed) * TimesPacking;
        return least > wish ? least : wish;
    }

    /// <summary>Takes paths for this host's devices.</summary>
    public NodeLease? Take(TimeSpan slice) => Take(node, slice);

    /// <summary>Takes paths for a node.</summary>
    /// <returns>Null where there are none to take now.</returns>
    public NodeLease? Take(string taker, TimeSpan slice) => Locked(() =>
    {
        long before = _coordinator.PathsTakenBack;
        NodeLease? lease = _coordinator.Take(taker, slice, Now);
        tookBack(_coordinator.PathsTakenBack - before);
        return lease;
    });

    /// <summary>Delivers what a lease has come to.</summary>
    /// <param name="epoch">The epoch under which it was taken.</param>
    /// <param name="lease">The lease.</param>
    /// <param name="part">The tally of its first paths.</param>
    /// <param name="seconds">What they took.</param>
    /// <param name="work">Who did them.</param>
    public DeliveryAnswer Deliver(
        long epoch, long lease, RunTally part, double seconds, ChunkWork work)
    {
        lock (_lock)
        {
            Settle();
            DeliveryAnswer answer = _coordinator.Deliver(
                epoch, lease, part.Paths, part, seconds, Now);
            if (answer == DeliveryAnswer.Accepted)
            {
                _seconds += seconds;
                _work = _work.Plus(work);
                Monitor.PulseAll(_lock);
            }

            return answer;
        }
    }

    /// <summary>Gives back a lease of which nothing will be delivered.</summary>
    public void GiveBack(NodeLease lease)
    {
        lock (_lock)
        {
            _coordinator.GiveBack(lease.Id);
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Gives back what a node has that is no more.</summary>
    public void Leave(string gone)
    {
        lock (_lock)
        {
            long before = _coordinator.PathsTakenBack;
            _coordinator.Leave(gone);
            tookBack(_coordinator.PathsTakenBack - before);
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Waits a moment for what others do.</summary>
    public void Wait(TimeSpan patience)
    {
        lock (_lock)
        {
            if (!_isClosed && !_coordinator.IsDone)
            {
                Monitor.Wait(_lock, patience);
            }
        }
    }

    /// <summary>What was delivered since this was last asked, as a chunk of the run; null where
    /// nothing was.</summary>
    /// <param name="run">The run up to then; it is given what it has come to.</param>
    /// <param name="isLast">Whether the run ends with it: nothing is delivered any more, and the
    /// tally need not be packed.</param>
    public FinishedChunk? Collect(ActiveRun run, bool isLast)
    {
        lock (_lock)
        {
            if (isLast)
            {
                Close();
            }

            RunRow row = run.Computed;
            long paths = Tally.Paths - _collected;
            if (paths == 0)
            {
                return null;
            }

            run.Work = run.Work.Plus(_work);
            run.Computed = row with
            {
                Chunks = row.Chunks + 1,
                PathsDone = Tally.Paths,
                Ranges = RunRanges.ToJson(_coordinator.Done),
                Seconds = row.Seconds + _seconds,
                Estimates = isLast ? RunRecords.Estimates(Plan, Tally) : row.Estimates,
            };
            var chunk = new ChunkRow
            {
                Run = run.Id,
                Chunk = run.Computed.Chunks,
                Paths = paths,
                PathsDone = run.Computed.PathsDone,
                Seconds = _seconds,
                Devices = _work.ToJson(),
                Estimates = run.Computed.Estimates,
            };
            (_collected, _seconds, _work) = (Tally.Paths, 0, ChunkWork.None);
            _collectedAt = time.GetTimestamp();
            Settle();
            _packing = isLast ? null : Task.Run(Pack);
            return new FinishedChunk(chunk, _packing);
        }
    }

    /// <summary>Hands out and takes nothing from now on.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            _coordinator.Close();
            Monitor.PulseAll(_lock);
        }
    }

    // Devices go on meanwhile; nothing is added to the tally.
    private PackedTally Pack()
    {
        long start = time.GetTimestamp();
        var packed = new PackedTally(RunRecords.Estimates(Plan, Tally), TallyBytes.Pack(Tally));
        _packed = time.GetElapsedTime(start);
        return packed;
    }

    // How it ended is told to whoever writes it.
    private void Settle()
    {
        if (_packing is not null)
        {
            Task.WaitAny(_packing);
        }
    }

    private T Locked<T>(Func<T> read)
    {
        lock (_lock)
        {
            return read();
        }
    }
}

/// <summary>A chunk and the tally of all paths up to its end.</summary>
/// <param name="Row">The chunk.</param>
/// <param name="Tally">The tally, once it is packed; null where the run ends with the chunk.
/// </param>
internal sealed record FinishedChunk(ChunkRow Row, Task<PackedTally>? Tally);

/// <summary>A tally as it is stored.</summary>
/// <param name="Estimates">What it tells of the metrics that are followed.</param>
/// <param name="Bytes">Its bytes.</param>
internal sealed record PackedTally(string Estimates, byte[] Bytes);
