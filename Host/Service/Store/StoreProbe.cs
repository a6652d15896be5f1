namespace GpuRisk.Host.Service.Store;

/// <summary>Finds out whether runs can be stored, by writing something. Whoever asks again within a
/// second gets the same answer. Safe for concurrent use.</summary>
internal sealed class StoreProbe(RunStore store, StoreHealth health, TimeProvider time)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private Task<int>? _write;
    private long _at;

    /// <summary>Why they cannot; null where they can.</summary>
    public async Task<string?> Problem()
    {
        try
        {
            await Write().WaitAsync(Patience, time).ConfigureAwait(false);
            return health.Problem;
        }
        catch (StoreException error)
        {
            health.Failed(error);
            return error.Message;
        }
        catch (TimeoutException)
        {
            return $"The store takes longer than {Patience.TotalSeconds} s to write.";
        }
    }

    private Task<int> Write()
    {
        lock (_lock)
        {
            bool isOver = _write?.IsCompleted != false;
            if (isOver && (_write is null || time.GetElapsedTime(_at) > Freshness))
            {
                _at = time.GetTimestamp();
                _write = store.Beat(time.GetUtcNow().ToUnixTimeMilliseconds());
            }

            return _write!;
        }
    }
}
