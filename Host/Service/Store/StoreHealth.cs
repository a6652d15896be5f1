namespace GpuRisk.Host.Service.Store;

/// <summary>Whether the store takes what is written, as far as is known. What it does not take is
/// told in one line a minute, however often it is tried. Safe for concurrent use.</summary>
internal sealed partial class StoreHealth(TimeProvider time, ILogger<StoreHealth> log)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    // A full disk takes small writes for a while where it refuses large ones.
    private static readonly TimeSpan Doubt = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private string? _problem;
    private long _failedAt;
    private long? _toldAt;
    private int _untold;

    /// <summary>What went wrong within the last seconds; null where nothing did.</summary>
    public string? Problem
    {
        get
        {
            lock (_lock)
            {
                return _problem is not null && time.GetElapsedTime(_failedAt) < Doubt
                    ? _problem
                    : null;
            }
        }
    }

    /// <summary>Takes note of a failure.</summary>
    public void Failed(Exception error)
    {
        int untold;
        lock (_lock)
        {
            _problem = error.Message.ReplaceLineEndings(" ");
            _failedAt = time.GetTimestamp();
            if (_toldAt is { } at && time.GetElapsedTime(at) < Quiet)
            {
                _untold++;
                return;
            }

            _toldAt = _failedAt;
            untold = _untold;
            _untold = 0;
        }

        LogFailure(_problem, untold);
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "{Problem} (and {Untold} failures since this was last told; tried again)")]
    private partial void LogFailure(string problem, int untold);
}
