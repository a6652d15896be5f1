using GpuRisk.Engine.Tallies;

namespace GpuRisk.Engine.Sampling;

/// <summary>
/// Puts the outcomes of all workers into the order of their paths and hands them to a writer in
/// blocks of equal size, so that what is written depends neither on chunks nor on threads. Safe
/// for concurrent use.
/// </summary>
/// <remarks>
/// Workers never wait here. What bounds the memory is that no path is handed out that lies
/// <see cref="Window"/> or more beyond <see cref="Written"/>: at most twice the window is held.
/// </remarks>
public sealed class SampleCollector : IOutcomeSink
{
    private const long BlockBytes = 32 << 20;
    private const int LeastRows = 1 << 10;
    private const int MostRows = 1 << 16;
    private const int BlocksAhead = 4;

    private readonly Lock _lock = new();
    private readonly Dictionary<long, OpenBlock> _open = [];
    private readonly Stack<SampleBlock> _spare = new();
    private readonly ISampleWriter _writer;
    private readonly int[] _sources;
    private readonly int _rows;
    private SampleException? _failure;
    private bool _isWriting;
    private long _next;

    /// <summary>A collector.</summary>
    /// <param name="metrics">What every path reports, as the run's tally takes it; internal
    /// metrics are left out.</param>
    /// <param name="writer">Takes the blocks.</param>
    public SampleCollector(IReadOnlyList<Metric> metrics, ISampleWriter writer)
        : this(metrics, writer, RowsOf(metrics))
    {
    }

    internal SampleCollector(IReadOnlyList<Metric> metrics, ISampleWriter writer, int rows)
    {
        _writer = writer;
        _sources = [.. Enumerable.Range(0, metrics.Count).Where(i => !metrics[i].Internal)];
        _rows = rows;
    }

    private delegate void Copy<T>(ReadOnlySpan<T> outcomes, Span<double> values);

    /// <summary>The first path that comes; at least 0.</summary>
    public long FirstPath
    {
        get;
        init
        {
            field = value;
            _next = value / _rows;
        }
    }

    /// <summary>How far paths may be handed out beyond those written; also the largest chunk.
    /// </summary>
    public int Window => BlocksAhead * _rows;

    /// <summary>All paths with a smaller index are written.</summary>
    public long Written
    {
        get
        {
            lock (_lock)
            {
                return Math.Max(_next * _rows, FirstPath);
            }
        }
    }

    /// <inheritdoc/>
    /// <exception cref="SampleException">The writer failed, now or before.</exception>
    public void Add(ReadOnlySpan<float> outcomes, int stride, int paths, long firstPath) =>
        Add(outcomes, stride, paths, firstPath, FixedPoint.Widen);

    /// <inheritdoc/>
    /// <exception cref="SampleException">The writer failed, now or before.</exception>
    public void Add(ReadOnlySpan<double> outcomes, int stride, int paths, long firstPath) =>
        Add(outcomes, stride, paths, firstPath, (source, target) => source.CopyTo(target));

    /// <summary>Writes what is left: a last block that is not full, and, of a run that was
    /// stopped, whatever was simulated.</summary>
    /// <exception cref="SampleException">The writer failed, now or before.</exception>
    public void Complete() => Complete(long.MaxValue);

    /// <summary>Writes the blocks before a path, full or not: no path before it will come.
    /// </summary>
    /// <exception cref="SampleException">The writer failed, now or before.</exception>
    public void Complete(long below)
    {
        lock (_lock)
        {
            long end = below / _rows;
            foreach (long index in _open.Keys.Where(index => index < end).Order().ToArray())
            {
                Write(index, _open[index]);
                _open.Remove(index, out OpenBlock? written);
                _spare.Push(written!.Block);
            }

            _next = Math.Max(_next, end);
        }
    }

    private static int RowsOf(IReadOnlyList<Metric> metrics)
    {
        long rowBytes = sizeof(double) * (1L + metrics.Count);
        return (int)Math.Clamp(BlockBytes / rowBytes, LeastRows, MostRows);
    }

    // The first path may stand within a block.
    private int RowsOf(long index) =>
        _rows - (int)Math.Max(FirstPath - (index * _rows), 0);

    private void Add<T>(
        ReadOnlySpan<T> outcomes, int stride, int paths, long firstPath, Copy<T> copy)
    {
        int done = 0;
        while (done < paths)
        {
            (long index, long start) = Math.DivRem(firstPath + done, _rows);
            int offset = (int)start;
            int count = Math.Min(paths - done, _rows - offset);
            OpenBlock open = Open(index);
            for (int column = 0; column < _sources.Length; column++)
            {
                copy(
                    outcomes.Slice((_sources[column] * stride) + done, count),
                    open.Block.Room(column, offset, count));
            }

            lock (_lock)
            {
                open.Parts.Add((offset, count));
                open.Filled += count;
            }

            done += count;
        }

        WriteFull();
    }

    private OpenBlock Open(long index)
    {
        lock (_lock)
        {
            if (_failure is not null)
            {
                throw new SampleException(_failure.Message, _failure);
            }

            if (!_open.TryGetValue(index, out OpenBlock? open))
            {
                open = new OpenBlock(_spare.TryPop(out SampleBlock? spare)
                    ? spare
                    : new SampleBlock(_sources.Length, _rows));
                _open.Add(index, open);
            }

            return open;
        }
    }

    // One worker writes while the others go on; what they fill meanwhile it writes as well.
    private void WriteFull()
    {
        while (TakeFull() is { } full)
        {
            bool isWritten = false;
            try
            {
                Write(_next, full);
                isWritten = true;
            }
            finally
            {
                lock (_lock)
                {
                    _isWriting = false;
                    if (isWritten)
                    {
                        _open.Remove(_next++);
                        _spare.Push(full.Block);
                    }
                }
            }
        }
    }

    private OpenBlock? TakeFull()
    {
        lock (_lock)
        {
            if (_isWriting || _failure is not null
                || !_open.TryGetValue(_next, out OpenBlock? open) || open.Filled < RowsOf(_next))
            {
                return null;
            }

            _isWriting = true;
            return open;
        }
    }

    private void Write(long index, OpenBlock open)
    {
        try
        {
            open.Block.Seal(index * _rows, open.Parts);
            _writer.Write(open.Block);
        }
        catch (Exception error)
        {
            var failure = new SampleException(error.Message, error);
            lock (_lock)
            {
                _failure = failure;
            }

            throw failure;
        }
    }

    private sealed class OpenBlock(SampleBlock block)
    {
        public SampleBlock Block { get; } = block;

        public List<(int Offset, int Count)> Parts { get; } = [];

        public int Filled { get; set; }
    }
}
