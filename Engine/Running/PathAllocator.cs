namespace GpuRisk.Engine.Running;

/// <summary>Hands out path indices in chunks, and again those of a device that failed.</summary>
internal sealed class PathAllocator(long paths)
{
    private const long Boundary = 1L << 32;

    private readonly Lock _lock = new();
    private readonly Queue<(long First, int Count)> _returned = new();
    private long _next;

    /// <summary>Takes up to <paramref name="wanted"/> paths; none are left where the count is 0.
    /// </summary>
    public (long First, int Count) Take(int wanted)
    {
        lock (_lock)
        {
            if (_returned.TryDequeue(out (long First, int Count) chunk))
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

    /// <summary>Gives a chunk back, to be simulated by another worker.</summary>
    public void Return(long first, int count)
    {
        lock (_lock)
        {
            _returned.Enqueue((first, count));
        }
    }
}
