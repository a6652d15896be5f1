namespace GpuRisk.Host.Service.Api;

/// <summary>Counts the streams of events that are open. Safe for concurrent use.</summary>
internal sealed class EventStreams(LimitOptions limits)
{
    private int _open;

    /// <summary>How many are open.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Opens one.</summary>
    /// <returns>What closes it; null where as many are open as may be.</returns>
    public IDisposable? Enter()
    {
        if (Interlocked.Increment(ref _open) <= limits.EventStreams)
        {
            return new Place(this);
        }

        Interlocked.Decrement(ref _open);
        return null;
    }

    private sealed class Place(EventStreams streams) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref streams._open);
    }
}
