namespace GpuRisk.Engine.Running;

/// <summary>
/// Hands out path indices in chunks, and again those of a device that failed. Where somebody
/// needs the outcomes in order, no path is handed out a window or more beyond those released.
/// </summary>
internal sealed class PathAllocator(long paths, long window = long.MaxValue)
{
    private const long Boundary = 1L << 32;

    private readonly object _lock = new();
    private readonly Queue<(long First, int Count)> _returned = new();
    private long _next;
    private long _released;
    private bool _isClosed;

    /// <summary>Takes up to <paramref name="wanted"/> paths; none are left where the count is 0.
    /// Waits where they lie too far ahead.</summary>
    public (long First, int Count) Take(int wanted)
    {
        lock (_lock)
        {
            // Chunks that came back go first: what others wait for may be among them.
            (long First, int Count) chunk = (_next, 0);
            while (!_isClosed && !_returned.TryDequeue(out chunk) && IsTooFarAhead)
            {
                Monitor.Wait(_lock);
            }

            if (chunk.Count > 0 || _isClosed)
            {
                return chunk;
            }

            // Kernels hold the upper half of a path's index constant over a chunk.
            long first = _next;
            long room = Math.Min(paths - first, Boundary - (first % Boundary));
            int count = (int)Math.Min(wanted, room);
            _next += count;
            return (first, count);
        }
    }

    private bool IsTooFarAhead => _next < paths && _next - _released >= window;

    /// <summary>Gives a chunk back, to be simulated by another worker.</summary>
    public void Return(long first, int count)
    {
        lock (_lock)
        {
            _returned.Enqueue((first, count));
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Says that nobody needs paths below an index any more.</summary>
    public void Release(long below)
    {
        lock (_lock)
        {
            _released = Math.Max(_released, below);
            Monitor.PulseAll(_lock);
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
}
