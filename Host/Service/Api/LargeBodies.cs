namespace GpuRisk.Host.Service.Api;

/// <summary>Counts the requests whose bodies are large, so that bodies and what is read from them
/// never take more memory than there is. Safe for concurrent use.</summary>
internal sealed class LargeBodies
{
    /// <summary>A body of more bytes is large; scenarios that people write are not.</summary>
    public const int Bytes = 128 * 1024;

    private const int MostAtOnce = 16;

    private int _open;

    /// <summary>Makes room for one.</summary>
    /// <returns>What gives the room back; null where there is none.</returns>
    public IDisposable? Enter()
    {
        if (Interlocked.Increment(ref _open) <= MostAtOnce)
        {
            return new Place(this);
        }

        Interlocked.Decrement(ref _open);
        return null;
    }

    private sealed class Place(LargeBodies bodies) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref bodies._open);
    }
}
